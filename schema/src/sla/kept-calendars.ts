import { createHash } from 'node:crypto';
import { closedDays } from '../calendar/calendar-of.ts';
import type { CalendarSpec, Place } from '../calendar/support-calendar.ts';
import type { Tx } from '../event.ts';

// What clocks count on: calendars as they stood, kept as data.

/** A kept calendar as data: the column holds what CalendarSpec says, because only `keepCalendar` writes it. */
export function keptSpec(calendar: Place & { overrides: unknown }): CalendarSpec {
  return calendar as CalendarSpec;
}

/** The place that a clock started with, with the days that are closed now (C28, C29). */
export async function specNow(
  tx: Tx,
  accountId: string,
  { timeZone, country, subdivision }: Place,
): Promise<CalendarSpec> {
  return { timeZone, country, subdivision, overrides: await closedDays(tx, accountId) };
}

/** Keeps the calendar as it stands: equal ones are one row, and none is ever changed (C29). */
export async function keepCalendar(tx: Tx, spec: CalendarSpec): Promise<string> {
  const { timeZone, country, subdivision = null, overrides = [] } = spec;
  const content = { timeZone, country, subdivision, overrides: overrides.map((day) => ({ ...day })) };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const id = `cal_${hash.slice(0, 26)}`;
  await tx.calendar.createMany({ data: [{ id, ...content }], skipDuplicates: true });
  return id;
}
