export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const DAY_MINUTES = 1_440;

/**
 * A local calendar date as its number of days since 1970-01-01. Stepping it by one steps the calendar,
 * whatever the clocks of a zone do that night (K6).
 */
export type LocalDay = number;

/** @throws RangeError unless `date` is a real date written YYYY-MM-DD */
export function localDay(date: string): LocalDay {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || isoDate(ms / DAY_MS) !== date)
    throw new RangeError(`not a date YYYY-MM-DD: "${date}"`);
  return ms / DAY_MS;
}

/** YYYY-MM-DD. */
export function isoDate(day: LocalDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: LocalDay): number {
  return (((day + 4) % 7) + 7) % 7;
}

/**
 * Minutes since local midnight of "HH:mm". "24:00", the end of the day, is read only where a day may end.
 *
 * @throws RangeError for anything else, "23:59:59" and "9:00" included
 */
export function minutesOf(time: string, { endOfDay = false } = {}): number {
  if (endOfDay && time === '24:00') return DAY_MINUTES;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) throw new RangeError(`not a local time HH:mm: "${time}"`);
  return Number(match[1]) * 60 + Number(match[2]);
}
