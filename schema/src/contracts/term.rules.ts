import { isoDate, localDay, type LocalDay } from '../calendar/local-date.rules.ts';
import { openZone } from '../calendar/zone.rules.ts';
import { DAY_MS } from '../calendar/local-date.rules.ts';

/** A service term: from its first local day to its last one, both included. Dates are written YYYY-MM-DD. */
export interface Term {
  firstDay: string;
  lastDay: string;
}

/** How many calendar days from one date to another, both included; 0 or less when `last` comes before `first`. */
export function daysBetween(first: string, last: string): number {
  return localDay(last) - localDay(first) + 1;
}

export function termDays({ firstDay, lastDay }: Term): number {
  return daysBetween(firstDay, lastDay);
}

export function addDays(date: string, days: number): string {
  return isoDate(localDay(date) + days);
}

/** The same date `years` later; of 29 February, 28 February where the year has no other. Source: E3. */
export function anniversary(date: string, years: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const leaps = new Date(Date.UTC(year + years, 1, 29)).getUTCMonth() === 1;
  const clipped = month === 2 && day === 29 && !leaps ? 28 : day;
  return new Date(Date.UTC(year + years, month - 1, clipped)).toISOString().slice(0, 10);
}

/** The last day of a term of that many years. */
export function lastDayOfYears(firstDay: string, years: number): string {
  return addDays(anniversary(firstDay, years), -1);
}

/**
 * The length of a term as an exact number of years, `numerator / denominator`: years from anniversary to anniversary
 * count one each, whatever their days, and what is left counts by the days of the year that it begins.
 *
 * @throws RangeError for a term that ends before it begins
 */
export function yearsOf({ firstDay, lastDay }: Term): { numerator: bigint; denominator: bigint } {
  const end = localDay(lastDay) + 1;
  if (end <= localDay(firstDay)) throw new RangeError(`a term from ${firstDay} to ${lastDay}`);
  const at = (years: number): LocalDay => localDay(anniversary(firstDay, years));
  let whole = 0;
  while (at(whole + 1) <= end) whole += 1;
  const rest = end - at(whole);
  const year = at(whole + 1) - at(whole);
  return rest === 0
    ? { numerator: BigInt(whole), denominator: 1n }
    : { numerator: BigInt(whole * year + rest), denominator: BigInt(year) };
}

/** The instant at which a local day begins: its first one, where the clocks skip midnight (K6). */
export function startOfDay(date: string, timeZone: string): Date {
  return new Date(openZone(timeZone).instantOf(localDay(date) * DAY_MS));
}

/** The instant at which a local day is over: that at which the next one begins. */
export function endOfDay(date: string, timeZone: string): Date {
  return startOfDay(addDays(date, 1), timeZone);
}

/** The local date at an instant. */
export function dateAt(at: Date, timeZone: string): string {
  return new Date(openZone(timeZone).localOf(at.getTime())).toISOString().slice(0, 10);
}
