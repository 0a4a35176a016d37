import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import type { Text } from '../problem.ts';
import { holidayLibrary } from './holiday-library.rules.ts';
import { isoDate, localDay, minutesOf, type LocalDay } from './local-date.rules.ts';
import { correctionsFor, type RegionCorrection, type RegionOverrides } from './region-overrides.rules.ts';

/** A local date on which the customer's desk is closed, wholly or from a local time to midnight. */
export interface Holiday {
  /** YYYY-MM-DD, a local date of the customer (K7). */
  readonly on: string;
  /** In the country's own language where the library has no French or no English. */
  readonly name: Text;
  /** "HH:mm": the desk closes only from then on (K8). */
  readonly closesFrom?: string;
}

/** The holidays of one calendar year, by local date. */
export type HolidaysOfYear = (year: number) => ReadonlyMap<LocalDay, Holiday>;

/**
 * The public holidays of a region, each year asked of the library once and shared by every calendar of
 * that region. The region must be known (`assertCountry`, `subdivisionCode`).
 */
export function holidaysOfRegion(
  country: string,
  subdivision: string | undefined,
  overrides: RegionOverrides,
): HolidaysOfYear {
  const regions = sharedRegions.get(overrides) ?? new Map<string, HolidaysOfYear>();
  sharedRegions.set(overrides, regions);
  const key = `${country}-${subdivision ?? ''}`;
  let holidays = regions.get(key);
  if (!holidays) regions.set(key, (holidays = readRegion(country, subdivision, overrides)));
  return holidays;
}

/**
 * The holidays that a list names.
 *
 * @throws RangeError for a date or a time that is none
 */
export function holidaysOfList(list: readonly Holiday[]): HolidaysOfYear {
  const closings = list.map((holiday) => {
    if (holiday.closesFrom !== undefined) minutesOf(holiday.closesFrom);
    return { day: localDay(holiday.on), holiday };
  });
  return remembered((year) => byDay(closings.filter(({ holiday }) => holiday.on.startsWith(`${year}-`))));
}

const HOUR_MS = 3_600_000;

const sharedRegions = new WeakMap<RegionOverrides, Map<string, HolidaysOfYear>>();

/** One day that the library or a correction closes, with the rule that says so. */
interface Closing {
  readonly day: LocalDay;
  readonly rule: string;
  readonly holiday: Holiday;
}

function readRegion(
  country: string,
  subdivision: string | undefined,
  overrides: RegionOverrides,
): HolidaysOfYear {
  const corrections = correctionsFor(overrides.corrections, country, subdivision);
  const [state, region] = subdivision?.split('-') ?? [];
  const published = closingsOf(
    openLibrary({ country, ...(state !== undefined && { state }), ...(region !== undefined && { region }) }),
  );
  const steps = corrections.map(stepOf);
  return remembered((year) => {
    const closings = steps.reduce((before, step) => step(before, year), published(year));
    return byDay(closings);
  });
}

/** What one correction makes of the closings of a year. */
function stepOf(
  correction: RegionCorrection,
): (closings: readonly Closing[], year: number) => readonly Closing[] {
  const step = correctedBy(correction);
  const { from = -Infinity, to = Infinity } = correction.years ?? {};
  return (closings, year) => (from <= year && year <= to ? step(closings, year) : closings);
}

function correctedBy(
  correction: RegionCorrection,
): (closings: readonly Closing[], year: number) => readonly Closing[] {
  switch (correction.action) {
    case 'ADD':
    case 'CLOSE_EARLY': {
      const added = closingsOf(openRule(correction.rule, correction.name));
      const early = correction.action === 'CLOSE_EARLY' ? { closesFrom: correction.closesFrom } : {};
      return (closings, year) => [
        ...closings,
        ...added(year).map((closing) => ({ ...closing, holiday: { ...closing.holiday, ...early } })),
      ];
    }
    case 'REMOVE':
      return (closings) =>
        closings.filter(({ rule, holiday }) => rule !== correction.rule && holiday.on !== correction.rule);
    case 'KEEP_ONLY':
      return (closings) => closings.filter(({ rule }) => correction.rules.includes(rule));
  }
}

/** What a library closes on the dates of one year, in the order of its list. */
function closingsOf(library: Holidays): (year: number) => readonly Closing[] {
  // Its types leave out what a rule consists of.
  const rules = library.getRules() as unknown as readonly HolidaysTypes.HolidayRule[];
  const names = new Map(rules.map(({ rule, name }): [string, LibraryName] => [rule, name]));
  const listOf = remembered((year) =>
    library.getHolidays(year).flatMap((found): Closing[] => {
      const closesFrom = statedTime(found);
      return daysOf(found).map((day) => ({
        day,
        rule: found.rule,
        holiday: {
          on: isoDate(day),
          name: textOf(found, names.get(found.rule)),
          ...(closesFrom !== undefined && { closesFrom }),
        },
      }));
    }),
  );
  // A substitute day, or the end of a long holiday, may stand in the list of the year before (K7).
  return (year) =>
    [...listOf(year - 1), ...listOf(year)].filter(({ holiday }) => holiday.on.startsWith(`${year}-`));
}

type Region = { country: string; state?: string; region?: string };

function openLibrary(region?: Region): Holidays {
  // Its zone decides nothing but the length of its days, which are all of 24 hours in UTC.
  const options: HolidaysTypes.Options = { types: ['public'], timezone: 'UTC' };
  return region ? new (holidayLibrary())(region, options) : new (holidayLibrary())(options);
}

function openRule(rule: string, name: Text): Holidays {
  const library = openLibrary();
  if (!library.setHoliday(rule, { name: { ...name }, type: 'public' })) {
    throw new RangeError(`the holiday library cannot read the rule "${rule}"`);
  }
  return library;
}

/**
 * The dates of a holiday: the date part of its `date`, and as many more as it lasts. Never its instants, by
 * which days of the Islamic and Hebrew calendars begin the evening before (K7).
 */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): readonly LocalDay[] {
  const first = localDay(date.slice(0, 10));
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  return Array.from({ length: Math.max(1, Math.floor((hours + 1) / 24)) }, (_, index) => first + index);
}

/**
 * The local time from which a part-day holiday closes, if its rule states one (K8). The date has it: 00:00 where
 * the time in the rule is an offset ("in +09:00"), or where a Sunday is closed all day ("if sunday then 00:00").
 */
function statedTime({ rule, date }: HolidaysTypes.Holiday): string | undefined {
  const time = date.slice(11, 16);
  return /\d:\d\d/.test(rule) && time !== '00:00' ? time : undefined;
}

type LibraryName = string | Readonly<Record<string, string>> | undefined;

/** `found.name` is in the country's first language, and says by itself that the day is a substitute. */
function textOf(found: HolidaysTypes.Holiday, name: LibraryName): Text {
  const names = typeof name === 'object' ? name : {};
  const en = names['en'] ?? names['fr'];
  const fr = names['fr'] ?? en;
  if (en === undefined || fr === undefined) return { fr: found.name, en: found.name };
  return found.substitute ? { fr: `${fr} (jour de remplacement)`, en: `${en} (substitute day)` } : { fr, en };
}

/** One holiday a date: a whole day before a part of one, and the names of all that close as much. */
function byDay(closings: readonly { day: LocalDay; holiday: Holiday }[]): ReadonlyMap<LocalDay, Holiday> {
  const days = new Map<LocalDay, Holiday>();
  for (const { day, holiday } of [...closings].sort((a, b) => a.day - b.day)) {
    const other = days.get(day);
    days.set(day, other ? together(other, holiday) : holiday);
  }
  return days;
}

function together(a: Holiday, b: Holiday): Holiday {
  if (a.closesFrom !== b.closesFrom) return (a.closesFrom ?? '') < (b.closesFrom ?? '') ? a : b;
  if (a.name.en === b.name.en) return a;
  return { ...a, name: { fr: `${a.name.fr} / ${b.name.fr}`, en: `${a.name.en} / ${b.name.en}` } };
}

function remembered<Value>(read: (year: number) => Value): (year: number) => Value {
  const values = new Map<number, Value>();
  return (year) => {
    let value = values.get(year);
    if (value === undefined) values.set(year, (value = read(year)));
    return value;
  };
}
