/** What a clock is made of: its own instants. Whatever else is shown is computed from them (C31). */
export interface ClockInstants {
  startedAt: Date;
  /** Business seconds; null where nothing is promised (C11, C25). */
  targetSeconds: number | null;
  atRiskAt: Date | null;
  dueAt: Date | null;
  endedAt: Date | null;
  cancelled: string | null;
}

export type ClockState =
  'NOT_APPLICABLE' | 'RUNNING' | 'AT_RISK' | 'BREACHED_OPEN' | 'MET' | 'BREACHED' | 'CANCELLED';

/** As much of a calendar as a promise needs. */
export interface Counting {
  dueAt(startMs: number, durationMs: number): number | null;
}

/**
 * The promise that starts at an instant: due when `targetSeconds` of business time have run, at risk from
 * `atRiskPercent` of them on, rounded up to a second.
 *
 * Source: C5, C15.
 */
export function promise(
  calendar: Counting,
  startedAt: Date,
  targetSeconds: number,
  atRiskPercent: number,
): { dueAt: Date; atRiskAt: Date } {
  const after = (seconds: number) => new Date(calendar.dueAt(startedAt.getTime(), seconds * 1000)!);
  return {
    dueAt: after(targetSeconds),
    atRiskAt: after(Math.ceil((targetSeconds * atRiskPercent) / 100)),
  };
}

/**
 * The state at `asOf`, by comparing instants: a response exactly at `dueAt` is in time, and the last
 * instant before a breach is `dueAt` itself.
 *
 * Source: C1, C14, C25, C31.
 */
export function clockState(clock: ClockInstants, asOf: Date): ClockState {
  if (clock.cancelled !== null) return 'CANCELLED';
  if (clock.dueAt === null || clock.atRiskAt === null) return 'NOT_APPLICABLE';
  if (clock.endedAt !== null) return clock.endedAt <= clock.dueAt ? 'MET' : 'BREACHED';
  if (asOf > clock.dueAt) return 'BREACHED_OPEN';
  return asOf >= clock.atRiskAt ? 'AT_RISK' : 'RUNNING';
}

/**
 * The promise of a running clock on a calendar that was edited, counted anew from its start: a holiday added
 * afterwards gives its time back. Null when nothing changes: the clock is over or breached, the deadline stays,
 * or the new one would be past, because an edit never causes a breach.
 *
 * Source: C28.
 */
export function replayed(
  clock: ClockInstants,
  calendar: Counting,
  atRiskPercent: number,
  now: Date,
): { dueAt: Date; atRiskAt: Date } | null {
  const state = clockState(clock, now);
  if ((state !== 'RUNNING' && state !== 'AT_RISK') || clock.targetSeconds === null) return null;
  const next = promise(calendar, clock.startedAt, clock.targetSeconds, atRiskPercent);
  return next.dueAt < now || next.dueAt.getTime() === clock.dueAt?.getTime() ? null : next;
}

/** When the promise was broken: `dueAt` itself, never the time at which somebody noticed (C31). */
export function breachedAt(clock: ClockInstants, asOf: Date): Date | null {
  const state = clockState(clock, asOf);
  return state === 'BREACHED' || state === 'BREACHED_OPEN' ? clock.dueAt : null;
}

/** Until when the clock counts: where it ended, else `asOf`, and never before its start. */
export function countedUntil(clock: ClockInstants, asOf: Date): Date {
  const until = clock.endedAt ?? asOf;
  return until < clock.startedAt ? clock.startedAt : until;
}

/**
 * Business seconds left of the target, rounded up; negative once it is overrun (C37).
 *
 * @param elapsedMs business milliseconds counted so far
 */
export function remainingSeconds(targetSeconds: number, elapsedMs: number): number {
  return Math.ceil((targetSeconds * 1000 - elapsedMs) / 1000) || 0;
}

/**
 * Whether a message is the vendor's response: visible to the customer, by a human of the vendor, after the
 * request. Acknowledgements, system messages, notes, assignments and bots are not.
 *
 * Source: C8.
 */
export function isResponse(
  message: {
    kind: 'REPLY' | 'CALL' | 'INTERNAL_NOTE' | 'SYSTEM';
    byStaff: boolean;
    visibleToCustomer: boolean;
    sentAt: Date;
  },
  receivedAt: Date,
): boolean {
  return (
    message.visibleToCustomer &&
    message.byStaff &&
    (message.kind === 'REPLY' || message.kind === 'CALL') &&
    message.sentAt >= receivedAt
  );
}
