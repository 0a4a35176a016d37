import { createHash } from 'node:crypto';
import { newId } from '@tierline/prisma/ids';
import { closedDays } from '../calendar/calendar-of.ts';
import { supportCalendar, type CalendarSpec, type Place } from '../calendar/support-calendar.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import {
  breachedAt,
  clockState,
  promise,
  raised,
  replanned,
  replayed,
  type ClockInstants,
  type SeverityRaise,
} from './clock.rules.ts';

// What this term offers to others: they start and end clocks in their own transaction.

type Metric = 'INITIAL_RESPONSE' | 'NEXT_RESPONSE' | 'RESOLUTION';
interface TicketOfClocks {
  id: string;
  accountId: string;
}

/** The target of a plan and severity in the newest table published by `at`; null where the plan has none (C25, C27). */
export async function targetAt(
  tx: Pick<Tx, 'targetVersion'>,
  planCode: PlanCode,
  severity: Severity,
  at: Date,
): Promise<{ version: number; seconds: number; atRiskPercent: number } | null> {
  const table = await tx.targetVersion.findFirst({
    where: { publishedAt: { lte: at } },
    orderBy: { version: 'desc' },
    include: { targets: { where: { planCode, severity } } },
  });
  const target = table?.targets[0];
  if (!table || !target) return null;
  return {
    version: table.version,
    seconds: target.businessMinutes * 60,
    atRiskPercent: table.atRiskPercent,
  };
}

/**
 * Starts what is measured from receipt on: the initial response, with a deadline where the plan promises one,
 * and the resolution, without any (C4, C11).
 */
export async function startClocks(
  tx: Tx,
  ticket: TicketOfClocks & { planCode: PlanCode; severity: Severity },
  spec: CalendarSpec,
  receivedAt: Date,
): Promise<NewEvent[]> {
  const target = await targetAt(tx, ticket.planCode, ticket.severity, receivedAt);
  const promised = target && promise(supportCalendar(spec), receivedAt, target.seconds, target.atRiskPercent);
  const calendarId = await keepCalendar(tx, spec);
  const measured = { ticketId: ticket.id, accountId: ticket.accountId, calendarId, startedAt: receivedAt };
  const clocks = [
    {
      ...measured,
      id: newId('clk'),
      metric: 'INITIAL_RESPONSE' as const,
      targetSeconds: target?.seconds ?? null,
      targetVersion: target?.version ?? null,
      countedFrom: promised && receivedAt,
      promisedAt: promised && receivedAt,
      dueAt: promised?.dueAt ?? null,
      atRiskAt: promised?.atRiskAt ?? null,
    },
    { ...measured, id: newId('clk'), metric: 'RESOLUTION' as const },
  ];
  await tx.clock.createMany({ data: clocks });
  return clocks.map((clock) => clockStarted(ticket, clock));
}

/**
 * Starts measuring how long the customer waits for the next answer, unless it is measured already (C11): in the place
 * that the ticket started with, without the days that are closed now (C28, C29).
 */
export async function startNextResponse(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  at: Date,
): Promise<NewEvent[]> {
  const [first] = ticket.clocks;
  if (!first || ticket.clocks.some((clock) => clock.metric === 'NEXT_RESPONSE' && !clock.endedAt)) return [];
  const place = placeOf(await tx.calendar.findUniqueOrThrow({ where: { id: first.calendarId } }));
  const clock = {
    id: newId('clk'),
    ticketId: ticket.id,
    accountId: ticket.accountId,
    calendarId: await keepCalendar(tx, { ...place, overrides: await closedDays(tx, ticket.accountId) }),
    metric: 'NEXT_RESPONSE' as const,
    startedAt: at,
  };
  await tx.clock.create({ data: clock });
  return [clockStarted(ticket, clock)];
}

export interface RunningClock extends ClockInstants {
  id: string;
  accountId: string;
  metric: Metric;
  calendarId: string;
  targetVersion: number | null;
  atRiskToldAt: Date | null;
  breachToldAt: Date | null;
}

/** Ends the running clocks of the given metrics at `at`, as met or breached by their own instants, or cancelled. */
export async function endClocks(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  metrics: readonly Metric[],
  at: Date,
  cause: 'RESPONSE' | 'RESOLVED' | 'CLOSED' | 'REJECTED' | 'WITHDRAWN',
): Promise<NewEvent[]> {
  const ending = ticket.clocks.filter((clock) => !clock.endedAt && metrics.includes(clock.metric));
  if (ending.length === 0) return [];
  const cancelled = cause === 'WITHDRAWN' ? ('WITHDRAWN' as const) : null;
  const told = await tellDeadlines(
    tx,
    ending.map((clock) => ({ ...clock, ticketId: ticket.id })),
    at,
  );
  await tx.clock.updateMany({
    where: { id: { in: ending.map((clock) => clock.id) } },
    data: { endedAt: at, cancelled },
  });
  const ended = ending.map((clock) =>
    happened('clock.ended', ticket, {
      clockId: clock.id,
      metric: clock.metric,
      state: clockState({ ...clock, endedAt: at, cancelled }, at),
      dueAt: clock.dueAt?.toISOString() ?? null,
      endedAt: at.toISOString(),
      cause,
    }),
  );
  return [...told, ...ended];
}

/** Measures the resolution of a re-opened ticket on; the time that it was resolved is a pause (C22). */
export async function resumeResolution(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  at: Date,
): Promise<NewEvent[]> {
  const clock = ticket.clocks.find(({ metric }) => metric === 'RESOLUTION');
  if (!clock) return [];
  await tx.clock.update({ where: { id: clock.id }, data: { endedAt: null } });
  return [
    happened('clock.resumed', ticket, {
      clockId: clock.id,
      metric: clock.metric,
      resumedAt: at.toISOString(),
      cause: 'REOPENED',
    }),
  ];
}

/**
 * Writes down which running promises have come to be at risk or are broken, each once in the life of its clock,
 * whatever recomputation follows, and dated by when it came about, not by when it was noticed (C31, C32). The tickets
 * of the clocks are locked.
 */
export async function tellDeadlines(
  tx: Tx,
  clocks: readonly (RunningClock & { ticketId: string })[],
  now: Date,
): Promise<NewEvent[]> {
  const atRisk = clocks.filter((clock) => !clock.atRiskToldAt && clock.atRiskAt && clock.atRiskAt <= now);
  const breached = clocks.filter((clock) => !clock.breachToldAt && breachedAt(clock, now));
  await mark(tx, atRisk, { atRiskToldAt: now });
  await mark(tx, breached, { breachToldAt: now });
  return [
    ...atRisk.map((clock) => deadlineEvent('clock.at_risk', clock, later(clock.atRiskAt, clock.promisedAt))),
    ...breached.map((clock) => deadlineEvent('clock.breached', clock, breachedAt(clock, now)!)),
  ].toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
}

async function mark(
  tx: Tx,
  clocks: readonly { id: string }[],
  data: { atRiskToldAt: Date } | { breachToldAt: Date },
): Promise<void> {
  if (clocks.length === 0) return;
  await tx.clock.updateMany({ where: { id: { in: clocks.map(({ id }) => id) } }, data });
}

function deadlineEvent(
  type: 'clock.at_risk' | 'clock.breached',
  clock: RunningClock & { ticketId: string },
  occurredAt: Date,
): NewEvent & { occurredAt: Date } {
  const payload = { clockId: clock.id, metric: clock.metric, dueAt: clock.dueAt?.toISOString() ?? null };
  return { ...happened(type, { id: clock.ticketId, accountId: clock.accountId }, payload), occurredAt };
}

/** A deadline that was past when it was set came about when it was set. */
function later(a: Date | null, b: Date | null): Date {
  return a && b && a < b ? b : a!;
}

/** Lets the promise of the initial response follow a severity that was raised (C16); one event when it moves (B10). */
export async function raiseTarget(
  tx: Tx,
  ticket: TicketOfClocks & { planCode: PlanCode; clocks: readonly RunningClock[] },
  severity: Severity,
  cause: SeverityRaise,
  now: Date,
): Promise<NewEvent[]> {
  const clock = ticket.clocks.find(({ metric }) => metric === 'INITIAL_RESPONSE');
  if (!clock || clock.targetVersion === null) return [];
  const { planCode } = ticket;
  const { businessMinutes, targetVersion } = await tx.target.findUniqueOrThrow({
    where: { version_planCode_severity: { version: clock.targetVersion, planCode, severity } },
    include: { targetVersion: true },
  });
  const target = { seconds: businessMinutes * 60, atRiskPercent: targetVersion.atRiskPercent };
  const kept = await tx.calendar.findUniqueOrThrow({ where: { id: clock.calendarId } });
  const promised = raised(clock, supportCalendar(keptSpec(kept)), target, cause, now);
  if (!promised) return [];
  await tx.clock.update({ where: { id: clock.id }, data: promised });
  return dueChanged(ticket, clock, promised.dueAt, 'SEVERITY_RAISED');
}

/**
 * Moves the tickets that are open when a plan begins to it, where it promises more: the ticket is routed by the
 * better plan, and its initial response is due by the earlier of both promises (C26, B9).
 */
export async function replanClocks(
  tx: Tx,
  accountId: string,
  { planCode, startsAt, endsAt }: { planCode: PlanCode; startsAt: Date; endsAt: Date | null },
): Promise<NewEvent[]> {
  await lockOpenTickets(tx, accountId);
  const waiting = await tx.clock.findMany({
    where: {
      accountId,
      metric: 'INITIAL_RESPONSE',
      endedAt: null,
      ...(endsAt && { startedAt: { lt: endsAt } }),
      ticket: { planCode: { not: planCode } },
    },
    include: { calendar: true, ticket: true },
    orderBy: { id: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const clock of waiting) {
    const { ticket } = clock;
    // The table of the receipt stays the table of the ticket (C27).
    const target = await targetAt(tx, planCode, ticket.severity, ticket.receivedAt);
    // One that was received after the start, but before anybody knew of the plan, counts from its receipt.
    const from = later(startsAt, clock.startedAt);
    const promised = target && replanned(clock, supportCalendar(keptSpec(clock.calendar)), target, from);
    if (!promised) continue;
    await tx.ticket.update({ where: { id: ticket.id }, data: { planCode } });
    await tx.clock.update({ where: { id: clock.id }, data: { ...promised, targetVersion: target.version } });
    events.push(...dueChanged(ticket, clock, promised.dueAt, 'PLAN_CHANGED'));
  }
  return events;
}

/**
 * Counts the running clocks of an account anew after its closed days changed, each in the place that it started
 * with (C28, C29). One event for each deadline that moved, with its cause (B10).
 */
export async function replayClocks(tx: Tx, accountId: string, now: Date): Promise<NewEvent[]> {
  await lockOpenTickets(tx, accountId);
  const overrides = await closedDays(tx, accountId);
  const running = await tx.clock.findMany({
    where: { accountId, endedAt: null },
    include: { calendar: true, targets: true },
    orderBy: { id: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const clock of running) {
    const spec = { ...placeOf(clock.calendar), overrides };
    const promised =
      clock.targets && replayed(clock, supportCalendar(spec), clock.targets.atRiskPercent, now);
    // Without a promise only the measure changes; a promise that stays keeps the calendar that it was made on.
    if (!promised && clock.dueAt) continue;
    const calendarId = await keepCalendar(tx, spec);
    await tx.clock.update({ where: { id: clock.id }, data: { ...promised, calendarId } });
    if (promised) {
      events.push(
        ...dueChanged({ id: clock.ticketId, accountId }, clock, promised.dueAt, 'CALENDAR_CHANGED'),
      );
    }
  }
  return events;
}

/** Until the transaction ends nobody answers or closes a ticket whose clocks are being counted anew (C35). */
async function lockOpenTickets(tx: Tx, accountId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from "Ticket" t
    where t."accountId" = ${accountId}
      and exists (select 1 from "Clock" c where c."ticketId" = t."id" and c."endedAt" is null)
    order by t."id"
    for update of t`;
}

function dueChanged(
  ticket: TicketOfClocks,
  clock: RunningClock,
  dueAt: Date,
  cause: 'SEVERITY_RAISED' | 'CALENDAR_CHANGED' | 'PLAN_CHANGED',
): NewEvent[] {
  if (dueAt.getTime() === clock.dueAt?.getTime()) return [];
  return [
    happened('clock.due_changed', ticket, {
      clockId: clock.id,
      metric: clock.metric,
      cause,
      before: clock.dueAt?.toISOString() ?? null,
      after: dueAt.toISOString(),
    }),
  ];
}

function clockStarted(
  ticket: TicketOfClocks,
  clock: {
    id: string;
    metric: Metric;
    calendarId: string;
    startedAt: Date;
    targetSeconds?: number | null;
    targetVersion?: number | null;
    dueAt?: Date | null;
    atRiskAt?: Date | null;
  },
): NewEvent {
  return happened('clock.started', ticket, {
    clockId: clock.id,
    metric: clock.metric,
    calendarId: clock.calendarId,
    startedAt: clock.startedAt.toISOString(),
    targetSeconds: clock.targetSeconds ?? null,
    targetVersion: clock.targetVersion ?? null,
    dueAt: clock.dueAt?.toISOString() ?? null,
    atRiskAt: clock.atRiskAt?.toISOString() ?? null,
  });
}

/** A kept calendar as data: the column holds what CalendarSpec says, because only `keepCalendar` writes it. */
export function keptSpec(calendar: Place & { overrides: unknown }): CalendarSpec {
  return calendar as CalendarSpec;
}

function placeOf({ timeZone, country, subdivision }: Place): Place {
  return { timeZone, country, subdivision };
}

/** Keeps the calendar as it stands: equal ones are one row, and none is ever changed (C29). */
async function keepCalendar(tx: Tx, spec: CalendarSpec): Promise<string> {
  const { timeZone, country, subdivision = null, overrides = [] } = spec;
  const content = { timeZone, country, subdivision, overrides: overrides.map((day) => ({ ...day })) };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const id = `cal_${hash.slice(0, 26)}`;
  await tx.calendar.createMany({ data: [{ id, ...content }], skipDuplicates: true });
  return id;
}
