import { newId } from '@tierline/prisma/ids';
import { calendarNow, type CalendarNow } from '../calendar/calendar-of.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import { escalate } from '../escalation/escalate.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';
import { changeClocks, type Metric, type RunningClock, type TicketOfClocks } from './change-clocks.ts';
import { clockImported, clockStarted, type ToldPromise } from './tell-clocks.ts';
import {
  breachedAt,
  cancellationAfterReopening,
  clockState,
  promise,
  type ClockCancellation,
} from './clock.rules.ts';
import { keepCalendar } from './kept-calendars.ts';
import { recountClocks } from './recounts.ts';
import { targetAt } from './targets.ts';

export type { RunningClock };

// What this term offers to others: they start and end clocks in their own transaction.

/** A clock that another system measured. */
interface PastClock extends ToldPromise {
  metric: Metric;
  endedAt: Date;
  cancelled: ClockCancellation | null;
}

/** What ends a clock; of those that give no verdict, why. */
export type ClockEnd =
  'RESPONSE' | 'RESOLVED' | 'CLOSED' | 'REJECTED' | Exclude<ClockCancellation, 'IMPORTED' | 'REPAIRED'>;

/**
 * Starts what is measured from receipt on: the initial response, with a deadline where the plan promises one,
 * and the resolution, without any (C4, C11).
 */
export async function startClocks(
  tx: Tx,
  ticket: TicketOfClocks & { planCode: PlanCode; severity: Severity },
  spec: CalendarNow,
  receivedAt: Date,
): Promise<NewEvent[]> {
  const target = await targetAt(tx, ticket.planCode, ticket.severity, receivedAt);
  const promised = target && promise(supportCalendar(spec), receivedAt, target.seconds, target.atRiskPercent);
  const measured = {
    ticketId: ticket.id,
    accountId: ticket.accountId,
    calendarId: await keepCalendar(tx, spec),
    countedOn: spec.countedOn,
    startedAt: receivedAt,
  };
  const clocks = [
    {
      ...measured,
      id: newId('clk'),
      metric: 'INITIAL_RESPONSE' as const,
      targetSeconds: target?.seconds ?? null,
      targetVersion: target?.version ?? null,
      owedFrom: promised && receivedAt,
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

/** Keeps the clocks of a ticket of another system as what they are: history, of which nobody is told (C34). */
export async function keepHistory(
  tx: Tx,
  ticket: TicketOfClocks,
  spec: CalendarNow,
  startedAt: Date,
  past: readonly PastClock[],
): Promise<NewEvent[]> {
  const measured = { calendarId: await keepCalendar(tx, spec), startedAt };
  const clocks = past.map((clock) => ({ ...clock, ...measured, id: newId('clk') }));
  const of = { ticketId: ticket.id, accountId: ticket.accountId, countedOn: spec.countedOn };
  await tx.clock.createMany({ data: clocks.map((clock) => ({ ...clock, ...of })) });
  return clocks.map((clock) => clockImported(ticket, clock));
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
  // A first response may have taken over the promise, and the place, of a merged ticket; the resolution never does (C20).
  const { calendarId } = ticket.clocks.find(({ metric }) => metric === 'RESOLUTION') ?? first;
  const place = await tx.calendar.findUniqueOrThrow({ where: { id: calendarId } });
  const spec = await calendarNow(tx, ticket.accountId, place);
  const clock = {
    id: newId('clk'),
    ticketId: ticket.id,
    accountId: ticket.accountId,
    calendarId: await keepCalendar(tx, spec),
    countedOn: spec.countedOn,
    metric: 'NEXT_RESPONSE' as const,
    startedAt: at,
  };
  await tx.clock.create({ data: clock });
  return [clockStarted(ticket, clock)];
}

/** Ends the running clocks of the given metrics at `at`, as met or breached by their own instants, or cancelled. */
export async function endClocks(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  metrics: readonly Metric[],
  at: Date,
  cause: ClockEnd,
): Promise<NewEvent[]> {
  const ending = ticket.clocks.filter((clock) => !clock.endedAt && metrics.includes(clock.metric));
  if (ending.length === 0) return [];
  const cancelled = cancellation(cause);
  const told = await tellDeadlines(
    tx,
    ending.map((clock) => ({ ...clock, ticketId: ticket.id })),
    at,
  );
  // What gave no verdict when its ticket was re-opened gives none now (C33, C34).
  await changeClocks(
    tx,
    ending.filter((clock) => clock.cancelled),
    { endedAt: at },
  );
  await changeClocks(
    tx,
    ending.filter((clock) => !clock.cancelled),
    { endedAt: at, cancelled },
  );
  const ended = ending.map((clock) =>
    happened('clock.ended', ticket, {
      clockId: clock.id,
      metric: clock.metric,
      state: clockState({ ...clock, endedAt: at, cancelled: clock.cancelled ?? cancelled }, at),
      dueAt: clock.dueAt?.toISOString() ?? null,
      endedAt: at.toISOString(),
      cause,
    }),
  );
  return [...told, ...ended];
}

function cancellation(cause: ClockEnd): ClockCancellation | null {
  switch (cause) {
    case 'RESPONSE':
    case 'RESOLVED':
    case 'CLOSED':
    case 'REJECTED':
      return null;
    default:
      return cause;
  }
}

/**
 * Measures the resolution of a re-opened ticket on; the time that it was resolved is a pause (C22). What was closed or
 * corrected meanwhile counts now, as for every clock that runs (C28).
 */
export async function resumeResolution(
  tx: Tx,
  ticket: TicketOfClocks & { clocks: readonly RunningClock[] },
  at: Date,
): Promise<NewEvent[]> {
  const clock = ticket.clocks.find(({ metric }) => metric === 'RESOLUTION');
  if (!clock) return [];
  await changeClocks(tx, [clock], {
    endedAt: null,
    cancelled: cancellationAfterReopening(clock.cancelled),
  });
  return [
    happened('clock.resumed', ticket, {
      clockId: clock.id,
      metric: clock.metric,
      resumedAt: at.toISOString(),
      cause: 'REOPENED',
    }),
    ...(await recountClocks(tx, [clock.id], at)),
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
  await mark(tx, { atRisk, breached }, now);
  await escalate(
    tx,
    [
      ...atRisk.map(({ id }) => ({ trigger: 'AT_RISK' as const, clockId: id })),
      ...breached.map(({ id }) => ({ trigger: 'BREACHED' as const, clockId: id })),
    ],
    now,
  );
  return [
    ...atRisk.map((clock) => deadlineEvent('clock.at_risk', clock, later(clock.atRiskAt, clock.promisedAt))),
    ...breached.map((clock) => deadlineEvent('clock.breached', clock, breachedAt(clock, now)!)),
  ].toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
}

/** What was told changes no measurement, and so no version. */
async function mark(
  tx: Tx,
  { atRisk, breached }: { atRisk: readonly { id: string }[]; breached: readonly { id: string }[] },
  now: Date,
): Promise<void> {
  const told = [...new Set([...atRisk, ...breached].map(({ id }) => id))];
  if (told.length === 0) return;
  await tx.$executeRaw`
    update "Clock" set
      "atRiskToldAt" = case when "id" = any(${atRisk.map(({ id }) => id)}) then ${now} else "atRiskToldAt" end,
      "breachToldAt" = case when "id" = any(${breached.map(({ id }) => id)}) then ${now} else "breachToldAt" end
    where "id" = any(${told})`;
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
