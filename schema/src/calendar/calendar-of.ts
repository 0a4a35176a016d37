import type { Tx } from '../event.ts';
import { correctionsOfPlace, standingCorrections } from './holiday-corrections.ts';
import { countedOn, type CalendarSpec, type Place } from './support-calendar.ts';
import type { DateOverride } from './week.rules.ts';

/** A calendar as it stands, with what a clock remembers of the data that it was counted on (C28). */
export interface CalendarNow extends CalendarSpec {
  countedOn: string;
}

/** The calendar that counts for a contact as it stands: the site's place, else the account's, and its closed days (C3, K9). */
export async function calendarOf(
  db: Pick<Tx, 'account' | 'accountCalendarOverride' | 'site' | '$queryRaw'>,
  { accountId, siteId }: { accountId: string; siteId: string | null },
): Promise<CalendarNow> {
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const site = siteId ? await db.site.findUniqueOrThrow({ where: { id: siteId } }) : account;
  return calendarNow(db, accountId, site);
}

/** The calendar of an account at a place as it stands (C28, C29, K9). */
export async function calendarNow(
  db: Pick<Tx, 'accountCalendarOverride' | '$queryRaw'>,
  accountId: string,
  { timeZone, country, subdivision }: Place,
): Promise<CalendarNow> {
  const days = await db.accountCalendarOverride.findMany({ where: { accountId }, orderBy: { on: 'asc' } });
  const { lastChange, corrections } = await standingCorrections(db, [country]);
  return {
    timeZone,
    country,
    subdivision,
    overrides: days.map(closedDay),
    corrections: correctionsOfPlace(corrections, { country, subdivision }),
    countedOn: countedOn(lastChange),
  };
}

/** The calendar of a place, of nobody in particular: as it stood at an instant, or as it stands unless told (B13). */
export async function calendarOfPlace(
  db: Pick<Tx, '$queryRaw'>,
  { timeZone, country, subdivision }: Place,
  asOf?: Date | null,
): Promise<CalendarSpec> {
  const { corrections } = await standingCorrections(db, [country], asOf);
  return {
    timeZone,
    country,
    subdivision,
    corrections: correctionsOfPlace(corrections, { country, subdivision }),
  };
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
