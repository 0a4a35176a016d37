"""Prints when occurrences begin according to dateutil (Debian: python3-dateutil): cases in, the same with `starts` out."""
import json
import sys
from datetime import datetime, timezone

from dateutil import tz
from dateutil.rrule import rrulestr


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def starts(case):
    zone = tz.gettz(case["timeZone"])
    begin = datetime.fromisoformat(case["startsAtLocal"]).replace(tzinfo=zone)
    found = []
    for one in rrulestr("RRULE:" + case["rule"], dtstart=begin):
        # A time that the clocks skip is as far after the gap as it lies within it (RFC 5545, 3.3.5).
        at = tz.resolve_imaginary(one).astimezone(timezone.utc)
        if at >= instant(case["to"]):
            break
        if at >= instant(case["from"]):
            found.append(at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return found


json.dump([{**case, "starts": starts(case)} for case in json.load(sys.stdin)], sys.stdout)
