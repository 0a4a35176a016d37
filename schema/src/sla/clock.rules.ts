import type { Pause } from '../calendar/pauses.rules.ts';

/** What a clock is made of: its own instants. Whatever else is shown is computed from them (C31). */
export interface ClockInstants {
  startedAt: Date;
  /** From when a promise is owed: the receipt, or the start of the plan that brought one (C26). */
  owedFrom: Date | null;
  /** Business seconds; null where nothing is promised (C11, C25). */
  targetSeconds: number | null;
  /** Where the promise counts from: the receipt, or the instant at which the situation got worse (C16). */
  countedFrom: Date | null;
  /** When the promise was made: none is broken before that. */
  promisedAt: Date | null;
  atRiskAt: Date | null;
  dueAt: Date | null;
  endedAt: Date | null;
  cancelled: ClockCancellation | null;
}

/** Why a clock ended without a verdict. */
export type ClockCancellation = 'WITHDRAWN' | 'MERGED' | 'SPAM' | 'DUPLICATE' | 'IMPORTED' | 'REPAIRED';

/**
 * What is left of it on the resolution of a ticket that is re-opened: nothing where the end itself was undone; what was
 * imported or repaired stays so.
 *
 * Source: C22, C33, C34.
 */
export function cancellationAfterReopening(cancelled: ClockCancellation | null): ClockCancellation | null {
  return cancelled === 'IMPORTED' || cancelled === 'REPAIRED' ? cancelled : null;
}

export type ClockState =
  'NOT_APPLICABLE' | 'RUNNING' | 'AT_RISK' | 'BREACHED_OPEN' | 'MET' | 'BREACHED' | 'CANCELLED';

/** Why a severity was raised: the situation got worse, or the vendor had misjudged it (C16). */
export type SeverityRaise = 'WORSENED' | 'CORRECTION';

/** A promise that takes the place of the former one. */
export interface NewPromise {
  owedFrom: Date;
  targetSeconds: number;
  countedFrom: Date;
  promisedAt: Date;
  dueAt: Date;
  atRiskAt: Date;
}

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
  countedFrom: Date,
  targetSeconds: number,
  atRiskPercent: number,
): { dueAt: Date; atRiskAt: Date } {
  const after = (seconds: number) => new Date(calendar.dueAt(countedFrom.getTime(), seconds * 1000)!);
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
 * The promise of a running clock once its ticket is of a higher severity. When the situation got worse, the new
 * target counts from now, and the earlier deadline stands. When the vendor had misjudged it, the new target counts
 * from the receipt (from the start of the plan where there was no promise before, C26), even if that breaks the promise
 * on the spot. Null when the promise stays: nothing was promised,
 * the clock is over or breached already, or the old deadline is not later.
 *
 * Source: C16, C18.
 */
export function raised(
  clock: ClockInstants,
  calendar: Counting,
  target: { seconds: number; atRiskPercent: number },
  cause: SeverityRaise,
  now: Date,
): NewPromise | null {
  if (!clock.dueAt || !isRunning(clock, now)) return null;
  const owedFrom = clock.owedFrom ?? clock.startedAt;
  const countedFrom = cause === 'WORSENED' ? now : owedFrom;
  const next = promise(calendar, countedFrom, target.seconds, target.atRiskPercent);
  if (cause === 'WORSENED' && next.dueAt >= clock.dueAt) return null;
  return { ...next, owedFrom, countedFrom, promisedAt: now, targetSeconds: target.seconds };
}

/**
 * The promise of a running clock once its ticket is of a lower severity: the new target counts from the receipt. Null
 * when the promise stays: nothing was promised, or the clock is over or breached already.
 *
 * Source: C17, C18.
 */
export function lowered(
  clock: ClockInstants,
  calendar: Counting,
  target: { seconds: number; atRiskPercent: number },
  now: Date,
): NewPromise | null {
  if (!clock.dueAt || !isRunning(clock, now)) return null;
  const owedFrom = clock.owedFrom ?? clock.startedAt;
  const next = promise(calendar, owedFrom, target.seconds, target.atRiskPercent);
  return { ...next, owedFrom, countedFrom: owedFrom, promisedAt: now, targetSeconds: target.seconds };
}

/**
 * The promise of a clock once its account is on another plan: the new target counts from now where it makes the
 * deadline earlier, and where nothing was promised before. A plan change never makes a promise later, so a lower
 * plan changes nothing; neither does any plan for a clock that is over or breached. Null when the promise stays.
 *
 * Source: C26, B9.
 */
export function replanned(
  clock: ClockInstants,
  calendar: Counting,
  target: { seconds: number; atRiskPercent: number },
  now: Date,
): NewPromise | null {
  if (!isRunning(clock, now) && !(clock.dueAt === null && clock.endedAt === null)) return null;
  const next = promise(calendar, now, target.seconds, target.atRiskPercent);
  if (clock.dueAt && next.dueAt >= clock.dueAt) return null;
  return {
    ...next,
    owedFrom: clock.owedFrom ?? now,
    countedFrom: now,
    promisedAt: now,
    targetSeconds: target.seconds,
  };
}

/**
 * The promise of a running clock on a calendar that was edited, counted anew from where it counts: a holiday added
 * afterwards gives its time back. Null when the promise stays as it was made: the clock is over or breached, or the
 * new deadline would be past, because an edit never causes a breach.
 *
 * Source: C28.
 */
export function replayed(
  clock: ClockInstants,
  calendar: Counting,
  atRiskPercent: number,
  now: Date,
): { dueAt: Date; atRiskAt: Date } | null {
  if (!clock.countedFrom || clock.targetSeconds === null || !isRunning(clock, now)) return null;
  const next = promise(calendar, clock.countedFrom, clock.targetSeconds, atRiskPercent);
  return next.dueAt < now ? null : next;
}

/**
 * The promise that a clock takes over from one of a ticket that is merged into its own, when both wait: that with the
 * earlier deadline, broken or not, so that merging loses no promise. Null when its own stays.
 *
 * Source: C20.
 */
export function mergedPromise(source: ClockInstants, target: ClockInstants): NewPromise | null {
  const { owedFrom, targetSeconds, countedFrom, promisedAt, atRiskAt, dueAt } = source;
  if (!owedFrom || targetSeconds === null || !countedFrom || !promisedAt || !atRiskAt || !dueAt) return null;
  if (target.dueAt && target.dueAt <= dueAt) return null;
  return { owedFrom, targetSeconds, countedFrom, promisedAt, atRiskAt, dueAt };
}

/**
 * Each wait of a ticket that is merged goes on: in the wait of the target for the same answer, which then keeps the
 * earlier promise, or, where the target has none, as one of its own, unchanged. What was answered stays behind, and so
 * does the resolution, which the target measures for itself.
 *
 * Source: C20.
 */
export function mergedWaits<C extends { metric: string; endedAt: Date | null }>(
  source: readonly C[],
  target: readonly C[],
): { clock: C; into: C | null }[] {
  const waits = (clocks: readonly C[]) =>
    clocks.filter((clock) => !clock.endedAt && clock.metric !== 'RESOLUTION');
  const targetWaits = waits(target);
  return waits(source).flatMap((clock) => {
    const into = targetWaits.find(({ metric }) => metric === clock.metric) ?? null;
    // The wait for a first response waits for the same answer.
    const lasts = into ?? (clock.metric === 'INITIAL_RESPONSE' || targetWaits.length === 0);
    return lasts ? [{ clock, into }] : [];
  });
}

/**
 * When the promise was broken: `dueAt` itself, never the time at which somebody noticed; for a deadline that was
 * past when it was set, the instant of setting it.
 *
 * Source: C16, C31.
 */
export function breachedAt(clock: ClockInstants, asOf: Date): Date | null {
  const state = clockState(clock, asOf);
  if ((state !== 'BREACHED' && state !== 'BREACHED_OPEN') || !clock.dueAt || !clock.promisedAt) return null;
  return clock.dueAt < clock.promisedAt ? clock.promisedAt : clock.dueAt;
}

/** Until when the clock counts: where it ended, else `asOf`, and never before its start. */
export function countedUntil(clock: ClockInstants, asOf: Date): Date {
  const until = clock.endedAt ?? asOf;
  return until < clock.startedAt ? clock.startedAt : until;
}

/**
 * The pauses in which a clock stands still: the initial response is never paused, and the time that a ticket had ended
 * before it was re-opened is none for somebody who waited for an answer meanwhile.
 *
 * Source: C12, C22.
 */
export function pausesOf(
  metric: 'INITIAL_RESPONSE' | 'NEXT_RESPONSE' | 'RESOLUTION',
  ofTicket: readonly { startedAt: Date; endedAt: Date | null; whileEnded: boolean }[],
): Pause[] {
  if (metric === 'INITIAL_RESPONSE') return [];
  const standing = ofTicket.filter(({ whileEnded }) => metric === 'RESOLUTION' || !whileEnded);
  return standing.map(({ startedAt, endedAt }) => ({
    from: startedAt.getTime(),
    ...(endedAt && { to: endedAt.getTime() }),
  }));
}

/**
 * Business seconds left of the target, rounded up; negative once it is overrun (C37).
 *
 * @param elapsedMs business milliseconds since the promise counts
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

function isRunning(clock: ClockInstants, now: Date): boolean {
  const state = clockState(clock, now);
  return state === 'RUNNING' || state === 'AT_RISK';
}
