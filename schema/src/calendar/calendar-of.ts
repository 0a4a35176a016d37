import type { Tx } from '../event.ts';
import type { CalendarSpec } from './support-calendar.ts';
import type { DateOverride } from './week.rules.ts';

/** The calendar that counts for a contact as it stands: the site's place, else the account's, and its closed days (C3, K9). */
export async function calendarOf(
  db: Pick<Tx, 'account' | 'accountCalendarOverride' | 'site'>,
  { accountId, siteId }: { accountId: string; siteId: string | null },
): Promise<CalendarSpec> {
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const site = siteId ? await db.site.findUniqueOrThrow({ where: { id: siteId } }) : account;
  return {
    timeZone: site.timeZone,
    country: site.country,
    subdivision: site.subdivision,
    overrides: await closedDays(db, accountId),
  };
}

/** The days that an account has closed or shortened (K9). */
export async function closedDays(
  db: Pick<Tx, 'accountCalendarOverride'>,
  accountId: string,
): Promise<DateOverride[]> {
  const days = await db.accountCalendarOverride.findMany({ where: { accountId }, orderBy: { on: 'asc' } });
  return days.map(closedDay);
}

/** A closed day as the database has it, as rules read it. */
export function closedDay(row: {
  on: Date;
  opensAt: string | null;
  closesAt: string | null;
  reason: string;
}): DateOverride {
  return {
    on: row.on.toISOString().slice(0, 10),
    ...(row.opensAt === null ? {} : { opensAt: row.opensAt }),
    ...(row.closesAt === null ? {} : { closesAt: row.closesAt }),
    reason: row.reason,
  };
}
