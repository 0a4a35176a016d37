import { allow } from '../access.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { RequestError } from '../problem.ts';
import type { ClockInstants } from '../sla/clock.rules.ts';
import { keptSpec } from '../sla/kept-calendars.ts';
import { monthAt, monthIn, monthsBetween } from './month.rules.ts';
import { vendorFigures, type TicketOfMonth, type VendorFigures } from './vendor-figures.rules.ts';

/** How all customers were supported in some months. */
export interface VendorReport {
  from: string;
  to: string;
  asOf: Date;
  figures: VendorFigures;
}

const MOST_MONTHS = 13;
const DAY_MS = 86_400_000;
const BATCH = 5_000;

/**
 * How all customers were supported, from one month to another, both included: each request in the month of its receipt
 * in the zone of its account (C36). For staff.
 *
 * @throws RequestError FORBIDDEN, or BAD_USER_INPUT for months in the wrong order, too many of them, or one to come
 */
export async function vendorReport(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  { from, to }: { from: string; to: string },
): Promise<VendorReport> {
  allow(actor, 'report.vendor');
  const refusal = refusalOf(from, to, now);
  if (refusal) throw new RequestError('BAD_USER_INPUT', refusal.en);
  const months = monthsBetween(from, to);
  const tickets: TicketOfMonth[] = [];
  // No zone is a day away from Greenwich; what is of another month there is left out below.
  const after = new Date(monthIn(from, 'UTC').from.getTime() - DAY_MS);
  const before = new Date(monthIn(to, 'UTC').to.getTime() + DAY_MS);
  for (let last = { receivedAt: after, id: '' }; ;) {
    const rows = await db.$queryRaw<Row[]>`
      select t."id", t."number", t."planCode"::text as "plan", t."severity"::text as "severity",
        t."requestTypeCode" as "requestType", t."receivedAt", a."timeZone", s."ticketId" is not null as "asked",
        s."score"
      from "Ticket" t
      join "Account" a on a."id" = t."accountId"
      left join "Satisfaction" s on s."ticketId" = t."id"
      where (t."receivedAt", t."id") > (${last.receivedAt}, ${last.id}) and t."receivedAt" < ${before}
      order by t."receivedAt", t."id" limit ${BATCH}`;
    const clocks = await db.$queryRaw<ClockRow[]>`
      select c."ticketId", c."calendarId", c."startedAt", c."owedFrom", c."targetSeconds", c."countedFrom",
        c."promisedAt", c."atRiskAt", c."dueAt", c."endedAt", c."cancelled"::text as "cancelled"
      from "Clock" c
      where c."metric" = 'INITIAL_RESPONSE' and c."ticketId" = any(${rows.map(({ id }) => id)})`;
    const ofTicket = new Map<string, ClockRow[]>();
    for (const clock of clocks)
      ofTicket.set(clock.ticketId, [...(ofTicket.get(clock.ticketId) ?? []), clock]);
    for (const { timeZone, asked, score, ...row } of rows) {
      tickets.push({
        ...row,
        month: monthAt(row.receivedAt, timeZone),
        clocks: (ofTicket.get(row.id) ?? []).map((clock) => ({ ...clock, metric: 'INITIAL_RESPONSE' })),
        pauses: [],
        satisfaction: asked ? { score } : null,
      });
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) break;
    last = end;
  }
  const own = tickets.filter(({ month }) => month >= from && month <= to);
  const kept = await db.calendar.findMany({
    where: {
      id: { in: [...new Set(own.flatMap(({ clocks }) => clocks.map(({ calendarId }) => calendarId)))] },
    },
  });
  const calendars = new Map(kept.map((calendar) => [calendar.id, supportCalendar(keptSpec(calendar))]));
  return { from, to, asOf: now, figures: vendorFigures(own, months, (id) => calendars.get(id)!, now) };
}

/** What is wrong with the months, in both languages; null when nothing is. */
export function refusalOf(from: string, to: string, now: Date): { fr: string; en: string } | null {
  if (from > to) {
    return { fr: 'Le premier mois suit le dernier.', en: 'The first month comes after the last.' };
  }
  if (monthsBetween(from, to).length > MOST_MONTHS) {
    return {
      fr: `Un rapport couvre au plus ${MOST_MONTHS} mois.`,
      en: `A report covers at most ${MOST_MONTHS} months.`,
    };
  }
  // Where the day begins first.
  if (monthIn(to, 'Pacific/Kiritimati').from > now) {
    return { fr: `${to} n’a encore commencé nulle part.`, en: `${to} has not begun anywhere yet.` };
  }
  return null;
}

interface Row {
  id: string;
  number: number;
  plan: PlanCode;
  severity: Severity;
  requestType: string;
  receivedAt: Date;
  timeZone: string;
  asked: boolean;
  score: number | null;
}

interface ClockRow extends ClockInstants {
  ticketId: string;
  calendarId: string;
}
