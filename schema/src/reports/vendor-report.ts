import { Prisma } from '@tierline/prisma/database';
import { allow } from '../access.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { RequestError } from '../problem.ts';
import { keptSpec } from '../sla/kept-calendars.ts';
import type { MeasuredClock } from './figures.rules.ts';
import { monthAt, monthIn, monthsBetween } from './month.rules.ts';
import {
  count,
  nothingCounted,
  vendorFigures,
  type TicketOfMonth,
  type VendorFigures,
} from './vendor-figures.rules.ts';

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
  const counted = nothingCounted();
  const calendars = new Map<string, ReturnType<typeof supportCalendar>>();
  // No zone is a day away from Greenwich; what is of another month there is left out below.
  const after = new Date(monthIn(from, 'UTC').from.getTime() - DAY_MS);
  const before = new Date(monthIn(to, 'UTC').to.getTime() + DAY_MS);
  for (let last = { receivedMs: after.getTime(), id: '' }; ;) {
    const rows = await batch(db, last, before);
    await addCalendars(db, calendars, rows);
    for (const row of rows) {
      const month = monthAt(new Date(row[RECEIVED]), row[TIME_ZONE]);
      if (month < from || month > to) continue;
      count(counted, ticketOf(row, month), (id) => calendars.get(id)!, now);
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) break;
    last = { receivedMs: end[RECEIVED], id: end[0] };
  }
  return { from, to, asOf: now, figures: vendorFigures(counted, monthsBetween(from, to)) };
}

async function addCalendars(
  db: Context['db'],
  calendars: Map<string, ReturnType<typeof supportCalendar>>,
  rows: readonly Row[],
): Promise<void> {
  const ids = new Set(rows.flatMap((row) => row[CLOCKS].map(([calendarId]) => calendarId)));
  const missing = [...ids].filter((id) => !calendars.has(id));
  if (missing.length === 0) return;
  for (const calendar of await db.calendar.findMany({ where: { id: { in: missing } } })) {
    calendars.set(calendar.id, supportCalendar(keptSpec(calendar)));
  }
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

/**
 * The next tickets with their promises, as one text: a year of a large vendor has some 200,000 (see LIMITS.requestMs), and
 * names and dates that are written out for each take longer to read than all else.
 */
async function batch(
  db: Context['db'],
  after: { receivedMs: number; id: string },
  before: Date,
): Promise<Row[]> {
  const [{ rows }] = await db.$queryRaw<[{ rows: string }]>`
    select coalesce(json_agg(r."row"), '[]')::text as "rows" from (
      select json_build_array(t."id", t."planCode", t."severity", ${ms('t."receivedAt"')}, a."timeZone",
        s."ticketId" is not null, s."score", (
          select coalesce(json_agg(json_build_array("calendarId", ${ms('"startedAt"')}, "targetSeconds",
            ${ms('"promisedAt"')}, ${ms('"atRiskAt"')}, ${ms('"dueAt"')}, ${ms('"endedAt"')}, "cancelled")), '[]')
          from "Clock" where "ticketId" = t."id" and "metric" = 'INITIAL_RESPONSE')) as "row"
      from "Ticket" t
      join "Account" a on a."id" = t."accountId"
      left join "Satisfaction" s on s."ticketId" = t."id"
      where (t."receivedAt", t."id") > (${new Date(after.receivedMs)}, ${after.id}) and t."receivedAt" < ${before}
      order by t."receivedAt", t."id" limit ${BATCH}
    ) r`;
  return JSON.parse(rows) as Row[];
}

/** An instant as the ms since 1970 that a Date is made of: kept to the ms, so exact. */
function ms(column: string): Prisma.Sql {
  return Prisma.sql`(extract(epoch from ${Prisma.raw(column)}) * 1000)::bigint`;
}

function ticketOf(row: Row, month: string): TicketOfMonth {
  const [, plan, severity, , , asked, score, clocks] = row;
  return {
    month,
    plan,
    severity,
    satisfaction: asked ? { score } : null,
    clocks: clocks.map(measured),
    pauses: [],
  };
}

/** Of what counts from when, a report needs nothing. */
function measured([calendarId, startedMs, targetSeconds, ...rest]: ClockRow): MeasuredClock {
  const [promisedMs, atRiskMs, dueMs, endedMs, cancelled] = rest;
  return {
    metric: 'INITIAL_RESPONSE',
    calendarId,
    startedAt: new Date(startedMs),
    targetSeconds,
    owedFrom: null,
    countedFrom: null,
    promisedAt: at(promisedMs),
    atRiskAt: at(atRiskMs),
    dueAt: at(dueMs),
    endedAt: at(endedMs),
    cancelled,
  };
}

function at(instantMs: number | null): Date | null {
  return instantMs === null ? null : new Date(instantMs);
}

type Row = [
  id: string,
  plan: PlanCode,
  severity: Severity,
  receivedMs: number,
  timeZone: string,
  asked: boolean,
  score: number | null,
  clocks: ClockRow[],
];
const [RECEIVED, TIME_ZONE, CLOCKS] = [3, 4, 7] as const;

type ClockRow = [
  calendarId: string,
  startedMs: number,
  targetSeconds: number | null,
  promisedMs: number | null,
  atRiskMs: number | null,
  dueMs: number | null,
  endedMs: number | null,
  cancelled: MeasuredClock['cancelled'],
];
