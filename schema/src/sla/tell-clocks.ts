import { happened, type NewEvent } from '../event.ts';
import type { Metric, RunningClock, TicketOfClocks } from './change-clocks.ts';

// What clocks tell of themselves, in words from which they can be counted again (replay.rules.ts).

export interface ToldPromise {
  owedFrom?: Date | null;
  targetSeconds?: number | null;
  targetVersion?: number | null;
  countedFrom?: Date | null;
  promisedAt?: Date | null;
  dueAt?: Date | null;
  atRiskAt?: Date | null;
}

/** Why a deadline moved (B10). */
type DueChange =
  | { cause: 'SEVERITY_RAISED' | 'SEVERITY_LOWERED' | 'SEVERITY_RESTORED' }
  | { cause: 'PLAN_CHANGED'; plan: string }
  | { cause: 'CALENDAR_CHANGED'; calendarId: string }
  | { cause: 'MERGED'; mergedClockId: string; calendarId: string };

export function clockStarted(
  ticket: TicketOfClocks,
  clock: ToldPromise & { id: string; metric: Metric; calendarId: string; startedAt: Date },
  more: { continues?: string } = {},
): NewEvent {
  return happened('clock.started', ticket, {
    clockId: clock.id,
    metric: clock.metric,
    calendarId: clock.calendarId,
    startedAt: clock.startedAt.toISOString(),
    ...promisePayload(clock),
    ...more,
  });
}

/** A clock that is history from the start (C34). */
export function clockImported(
  ticket: TicketOfClocks,
  clock: ToldPromise & {
    id: string;
    metric: Metric;
    calendarId: string;
    startedAt: Date;
    endedAt: Date;
    cancelled: string | null;
  },
): NewEvent {
  return happened('clock.imported', ticket, {
    clockId: clock.id,
    metric: clock.metric,
    calendarId: clock.calendarId,
    startedAt: clock.startedAt.toISOString(),
    ...promisePayload(clock),
    endedAt: clock.endedAt.toISOString(),
    cancelled: clock.cancelled,
  });
}

/** One event when the deadline moves, and none when it does not (B10, C28). */
export function dueChanged(
  ticket: TicketOfClocks,
  clock: RunningClock,
  promised: ToldPromise & { dueAt: Date },
  why: DueChange,
): NewEvent[] {
  if (promised.dueAt.getTime() === clock.dueAt?.getTime()) return [];
  const { dueAt, ...rest } = promisePayload({ ...clock, ...promised });
  return [
    happened('clock.due_changed', ticket, {
      clockId: clock.id,
      metric: clock.metric,
      ...why,
      before: clock.dueAt?.toISOString() ?? null,
      after: dueAt,
      ...rest,
    }),
  ];
}

/** A clock counts on another calendar, and its deadline, if it has one, stays. */
export function recounted(ticket: TicketOfClocks, clock: RunningClock, calendarId: string): NewEvent {
  return happened('clock.recounted', ticket, { clockId: clock.id, metric: clock.metric, calendarId });
}

/** A promise as events have it. */
function promisePayload(clock: ToldPromise) {
  return {
    targetSeconds: clock.targetSeconds ?? null,
    targetVersion: clock.targetVersion ?? null,
    owedFrom: clock.owedFrom?.toISOString() ?? null,
    countedFrom: clock.countedFrom?.toISOString() ?? null,
    promisedAt: clock.promisedAt?.toISOString() ?? null,
    dueAt: clock.dueAt?.toISOString() ?? null,
    atRiskAt: clock.atRiskAt?.toISOString() ?? null,
  };
}
