"""Reads an iCalendar object with Python's icalendar (Debian: python3-icalendar), and prints when its events begin."""
import json
import sys
from datetime import datetime, timezone

import icalendar
from dateutil import tz
from dateutil.rrule import rruleset, rrulestr


def utc(value):
    return tz.resolve_imaginary(value).astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def dates(event, name):
    found = event.get(name, [])
    found = found if isinstance(found, list) else [found]
    return [one.dt for item in found for one in item.dts]


calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
events = calendar.walk("VEVENT")
moved = {utc(e["RECURRENCE-ID"].dt) for e in events if "RECURRENCE-ID" in e}
starts = []
for event in events:
    begin = event["DTSTART"].dt
    if "RRULE" not in event:
        starts.append(utc(begin))
        continue
    zone = tz.gettz(str(event["DTSTART"].params["TZID"]))
    rules = rruleset()
    rules.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin.replace(tzinfo=zone)))
    for one in dates(event, "EXDATE"):
        rules.exdate(one.replace(tzinfo=zone))
    starts += [at for at in map(utc, rules) if at not in moved]
json.dump(
    {
        "method": str(calendar["METHOD"]),
        "zones": [str(one["TZID"]) for one in calendar.walk("VTIMEZONE")],
        "summaries": sorted({str(one["SUMMARY"]) for one in events}),
        "attendees": sorted({str(a.params["CN"]) for e in events for a in [e.get("ATTENDEE")] if a is not None and not isinstance(a, list)}),
        "starts": sorted(starts),
    },
    sys.stdout,
)
