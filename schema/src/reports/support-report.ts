import type { Prisma } from '@tierline/prisma/database';
import { visibleAccounts } from '../access.ts';
import type { Elapsing } from '../calendar/horizon.rules.ts';
import { supportCalendar, type CalendarSpec } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import { RequestError } from '../problem.ts';
import { keptSpec } from '../sla/kept-calendars.ts';
import { figures, type Figures, type MeasuredTicket } from './figures.rules.ts';
import { monthIn } from './month.rules.ts';

/** Figures, with the zones in which their clocks count. */
export interface CountedFigures {
  figures: Figures;
  timeZoneOf(calendarId: string): string;
}

/** A customer's month, as its rows tell it. */
export interface SupportReport extends CountedFigures {
  accountId: string;
  accountName: string;
  month: string;
  timeZone: string;
  from: Date;
  /** Exclusive. */
  to: Date;
  asOf: Date;
}

/**
 * What was asked and promised in a month of an account, by the month of receipt in its zone (C36); null when the
 * account is absent or not the actor's.
 *
 * @param month such as "2026-07"
 * @throws RequestError BAD_USER_INPUT for a month that has not begun there
 */
export async function supportReport(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  { accountId, month }: { accountId: string; month: string },
): Promise<SupportReport | null> {
  const account = await db.account.findFirst({ where: { AND: [{ id: accountId }, visibleAccounts(actor)] } });
  if (!account) return null;
  const { name: accountName, timeZone } = account;
  const { from, to } = monthIn(month, timeZone);
  if (from > now) throw notBegun(month, timeZone);
  const rows = await db.ticket.findMany({
    where: { accountId, receivedAt: { gte: from, lt: to } },
    include: MEASURED,
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
  });
  const specs = new Map(
    rows.flatMap(({ clocks }) => clocks.map(({ calendar }) => [calendar.id, keptSpec(calendar)] as const)),
  );
  return {
    accountId,
    accountName,
    month,
    timeZone,
    from,
    to,
    asOf: now,
    figures: figures(rows.map(measured), calendars(specs), now),
    timeZoneOf: (calendarId) => specs.get(calendarId)!.timeZone,
  };
}

/** @throws RequestError BAD_USER_INPUT in words of whoever asked */
function notBegun(month: string, timeZone: string): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    fr: `« ${month} » n’a pas commencé à ${timeZone} : il n’y a encore rien à rapporter.`,
    en: `“${month}” has not begun in ${timeZone}: there is nothing to report yet.`,
  });
}

const MEASURED = {
  clocks: { include: { calendar: true }, orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] },
  pauses: true,
  satisfaction: { select: { score: true } },
} satisfies Prisma.TicketInclude;

function measured(row: Prisma.TicketGetPayload<{ include: typeof MEASURED }>): MeasuredTicket {
  const { id, number, planCode, severity, requestTypeCode, receivedAt, clocks, pauses, satisfaction } = row;
  return {
    id,
    number,
    plan: planCode,
    severity,
    requestType: requestTypeCode,
    receivedAt,
    clocks,
    pauses,
    satisfaction,
  };
}

/** Kept calendars by their ids. */
function calendars(specs: ReadonlyMap<string, CalendarSpec>): (id: string) => Elapsing {
  return (id) => supportCalendar(specs.get(id)!);
}
