import type { Prisma } from '@tierline/prisma/database';
import { createHash } from 'node:crypto';
import type { CalendarSpec, Place } from '../calendar/support-calendar.ts';
import type { Tx } from '../event.ts';

// What clocks count on: calendars as they stood, kept as data.

/** A kept calendar as data: its columns hold what CalendarSpec says, because only `keepCalendar` writes it. */
export function keptSpec(calendar: Place & { overrides: unknown; corrections: unknown }): CalendarSpec {
  return calendar as CalendarSpec;
}

/** Keeps the calendar as it stands: equal ones are one row, and none is ever changed (C29). */
export async function keepCalendar(tx: Tx, spec: CalendarSpec): Promise<string> {
  const { timeZone, country, subdivision = null, overrides = [], corrections = [] } = spec;
  const content = {
    timeZone,
    country,
    subdivision,
    overrides: overrides.map((day) => ({ ...day })),
    // Only where there are some: what was kept before there could be any is the same row still.
    ...(corrections.length > 0 && { corrections: corrections as unknown as Prisma.InputJsonArray }),
  };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const id = `cal_${hash.slice(0, 26)}`;
  await tx.calendar.createMany({ data: [{ id, ...content }], skipDuplicates: true });
  return id;
}
