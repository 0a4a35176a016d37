import { allow } from '../access.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { RequestError } from '../problem.ts';
import { keptSpec } from '../sla/kept-calendars.ts';
import type { MeasuredClock } from './figures.rules.ts';
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
  if (refusal) throw new RequestError('BAD_USER_INPUT', refusal);
  const months = monthsBetween(from, to);
  const tickets: TicketOfMonth[] = [];
  // No zone is a day away from Greenwich; what is of another month there is left out below.
  const after = new Date(monthIn(from, 'UTC').from.getTime() - DAY_MS);
  const before = new Date(monthIn(to, 'UTC').to.getTime() + DAY_MS);
  for (let last = { receivedAt: after, id: '' }; ;) {
    const rows = await batch(db, last, before);
    for (const { timeZone, asked, score, clocks, ...row } of rows) {
      const receivedAt = new Date(row.receivedAt);
      tickets.push({
        ...row,
        receivedAt,
        month: monthAt(receivedAt, timeZone),
        clocks: clocks.map(measured),
        pauses: [],
        satisfaction: asked ? { score } : null,
      });
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) break;
    last = { receivedAt: new Date(end.receivedAt), id: end.id };
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

/** The next tickets with their promises, as one text: a year of a large vendor has some 200,000 (see LIMITS.requestMs). */
async function batch(
  db: Context['db'],
  after: { receivedAt: Date; id: string },
  before: Date,
): Promise<Row[]> {
  const [{ rows }] = await db.$queryRaw<[{ rows: string }]>`
    select coalesce(json_agg(r), '[]')::text as "rows" from (
      select t."id", t."number", t."planCode" as "plan", t."severity", t."requestTypeCode" as "requestType",
        t."receivedAt", a."timeZone", s."ticketId" is not null as "asked", s."score",
        (select coalesce(json_agg(c), '[]') from (
          select "calendarId", "startedAt", "targetSeconds", "promisedAt", "atRiskAt", "dueAt", "endedAt", "cancelled"
          from "Clock" where "ticketId" = t."id" and "metric" = 'INITIAL_RESPONSE'
        ) c) as "clocks"
      from "Ticket" t
      join "Account" a on a."id" = t."accountId"
      left join "Satisfaction" s on s."ticketId" = t."id"
      where (t."receivedAt", t."id") > (${after.receivedAt}, ${after.id}) and t."receivedAt" < ${before}
      order by t."receivedAt", t."id" limit ${BATCH}
    ) r`;
  return JSON.parse(rows) as Row[];
}

/** Of what counts from when, a report needs nothing. */
function measured(clock: ClockRow): MeasuredClock {
  const at = (text: string | null) => (text === null ? null : new Date(text));
  return {
    ...clock,
    metric: 'INITIAL_RESPONSE',
    startedAt: new Date(clock.startedAt),
    owedFrom: null,
    countedFrom: null,
    promisedAt: at(clock.promisedAt),
    atRiskAt: at(clock.atRiskAt),
    dueAt: at(clock.dueAt),
    endedAt: at(clock.endedAt),
  };
}

interface Row {
  id: string;
  number: number;
  plan: PlanCode;
  severity: Severity;
  requestType: string;
  receivedAt: string;
  timeZone: string;
  asked: boolean;
  score: number | null;
  clocks: ClockRow[];
}

interface ClockRow {
  calendarId: string;
  startedAt: string;
  targetSeconds: number | null;
  promisedAt: string | null;
  atRiskAt: string | null;
  dueAt: string | null;
  endedAt: string | null;
  cancelled: MeasuredClock['cancelled'];
}
