import { CALENDAR_OVERRIDES } from '@tierline/prisma/catalogue/calendar-overrides';
import { openCalendar, type Calendar } from './calendar.rules.ts';
import { holidayLibraryVersion } from './holiday-library.rules.ts';
import { CALENDAR_RULES_VERSION, sortableVersion, zoneDataVersion } from './versions.rules.ts';
import { BUSINESS_WEEK, type DateOverride, type Week } from './week.rules.ts';

export interface Place {
  timeZone: string;
  country: string;
  subdivision?: string | null | undefined;
}

/** A customer's calendar as data: what a clock keeps of it (C29). */
export interface CalendarSpec extends Place {
  overrides?: readonly DateOverride[];
}

/**
 * The support desk's calendar for a customer: Monday to Friday, 08:00 to 18:00 local time, without the public
 * holidays of the place and without the customer's own closed days (K1). Calendars are kept, so that what one
 * request computed serves the next.
 *
 * @throws CalendarError for a zone, country or subdivision that is not known
 */
export function supportCalendar({ overrides = [], ...place }: CalendarSpec): Calendar {
  return keptCalendar(place, overrides);
}

/** The calendar of the engineers at a place: the week that they work there, without its public holidays (S108). */
export function engineerCalendar(place: Place, week: Week): Calendar {
  return keptCalendar(place, [], week);
}

function keptCalendar(
  { timeZone, country, subdivision }: Place,
  overrides: readonly DateOverride[],
  week: Week = BUSINESS_WEEK,
): Calendar {
  const key = JSON.stringify([timeZone, country, subdivision ?? null, overrides, week]);
  const known = kept.get(key);
  if (known) return known;
  const calendar = openCalendar({
    timeZone,
    country,
    ...(subdivision ? { subdivision } : {}),
    week,
    overrides: { regions: CALENDAR_OVERRIDES, dates: overrides },
  });
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, calendar);
  return calendar;
}

// About 22 KB each for three years, 0.7 MB for all that the holiday data cover.
const MOST_KEPT = 250;
const kept = new Map<string, Calendar>();

/**
 * The release of everything that calendars are computed from, in an order that sorts: clocks that were counted on an
 * older one are counted anew (C28, K13).
 */
export function catalogueVersion(): string {
  return (current ??= [
    CALENDAR_RULES_VERSION,
    CALENDAR_OVERRIDES.version,
    holidayLibraryVersion(),
    zoneDataVersion(),
  ]
    .map(sortableVersion)
    .join(' '));
}

let current: string | undefined;
