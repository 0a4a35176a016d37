import { openZone } from '../calendar/zone.rules.ts';

/**
 * A calendar month of a zone, such as "2026-07", as instants, end excluded: from its first local midnight, or the first
 * instant after it where the clocks skip that, to the next month's.
 *
 * Source: C36.
 */
export function monthIn(month: string, timeZone: string): { from: Date; to: Date } {
  const { instantOf } = openZone(timeZone);
  const start = (name: string) => new Date(instantOf(Date.parse(`${name}-01T00:00:00Z`)));
  return { from: start(month), to: start(nextMonth(month)) };
}

/** The month in which an instant falls on the clocks of a zone. */
export function monthAt(instant: Date, timeZone: string): string {
  return new Date(openZone(timeZone).localOf(instant.getTime())).toISOString().slice(0, 7);
}

/** Every month from one to another, both included; none when the last comes before the first. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

export function nextMonth(month: string): string {
  return monthsOn(month, 1);
}

export function monthBefore(month: string): string {
  return monthsOn(month, -1);
}

function monthsOn(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count)).toISOString().slice(0, 7);
}
