import { CALENDAR_OVERRIDES } from '@tierline/prisma/catalogue/calendar-overrides';
import { openCalendar, type Calendar } from './calendar.rules.ts';
import { holidayLibraryVersion } from './holiday-library.rules.ts';
import type { PublishedCorrection, RegionOverrides } from './region-overrides.rules.ts';
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
  /** What was published of its public holidays, beyond the catalogue (K9). */
  corrections?: readonly PublishedCorrection[];
}

/**
 * The support desk's calendar for a customer: Monday to Friday, 08:00 to 18:00 local time, without the public
 * holidays of the place and without the customer's own closed days (K1). Calendars are kept, so that what one
 * request computed serves the next.
 *
 * @throws CalendarError for a zone, country or subdivision that is not known
 */
export function supportCalendar({ overrides = [], corrections = [], ...place }: CalendarSpec): Calendar {
  return keptCalendar(place, corrections, overrides);
}

/** The calendar of the engineers at a place: the week that they work there, without its public holidays (S108). */
export function engineerCalendar(
  place: Place,
  corrections: readonly PublishedCorrection[],
  week: Week,
): Calendar {
  return keptCalendar(place, corrections, [], week);
}

function keptCalendar(
  { timeZone, country, subdivision }: Place,
  corrections: readonly PublishedCorrection[],
  overrides: readonly DateOverride[],
  week: Week = BUSINESS_WEEK,
): Calendar {
  const key = JSON.stringify([timeZone, country, subdivision ?? null, corrections, overrides, week]);
  const known = kept.get(key);
  if (known) return known;
  const calendar = openCalendar({
    timeZone,
    country,
    ...(subdivision ? { subdivision } : {}),
    week,
    overrides: { regions: correctedCatalogue(corrections), dates: overrides },
  });
  return keep(kept, key, calendar);
}

/**
 * The catalogue's corrections of holiday data, and those that were published since: one object for equal ones, by which
 * holidays are shared. Its version names each of them: "2026-11-23+3.7" (K13).
 */
export function correctedCatalogue(published: readonly PublishedCorrection[]): RegionOverrides {
  if (published.length === 0) return CALENDAR_OVERRIDES;
  const key = JSON.stringify(published);
  return (
    corrected.get(key) ??
    keep(corrected, key, {
      version: `${CALENDAR_OVERRIDES.version}+${published.map(({ version }) => version).join('.')}`,
      corrections: [...CALENDAR_OVERRIDES.corrections, ...published],
    })
  );
}

/** Keeps the latest ones. */
function keep<Value>(values: Map<string, Value>, key: string, value: Value): Value {
  if (values.size >= MOST_KEPT) values.delete(values.keys().next().value!);
  values.set(key, value);
  return value;
}

// About 22 KB each for three years, 0.7 MB for all that the holiday data cover.
const MOST_KEPT = 250;
const kept = new Map<string, Calendar>();
const corrected = new Map<string, RegionOverrides>();

/**
 * What a clock is counted on, in an order that sorts: the release of everything that calendars are computed from, and
 * the last change of published corrections. Clocks that were counted on older data are counted anew (C28, K13).
 */
export function countedOn(lastChange: number): string {
  return `${catalogueVersion()} ${sortableVersion(String(lastChange))}`;
}

/** The release of everything that calendars are computed from, in an order that sorts. */
function catalogueVersion(): string {
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
