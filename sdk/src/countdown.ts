/** What a countdown takes of a ticket's clock, as `tickets.get` answers it. */
export interface CountedClock {
  dueAt: string | null;
  endedAt: string | null;
  breachedAt: string | null;
  remainingSeconds: number | null;
  asOf: string;
  nextSupportWindow: { opensAt: string; closesAt: string };
}

export interface Countdown {
  /** Support time left until the deadline in whole seconds, rounded up; below zero once it is past. */
  secondsLeft: number;
  /** The promise is broken. */
  isLate: boolean;
  /** Until when support is closed and the clock stands still; null while it runs. */
  standsUntil: string | null;
}

/**
 * What is left of a promise, in the customer's support hours, so long after the clock was read. Beyond the end of
 * `nextSupportWindow` it stands still: read the ticket again then, and whenever `tickets.changes` tells something.
 *
 * @param elapsedMs how long ago the answer came by your own timer, such as `performance.now()`, from 0: the time of
 *   your machine never matters
 * @returns null where nothing counts: the wait is over, however it ended, or nothing was promised
 */
export function countdown(clock: CountedClock, elapsedMs = 0): Countdown | null {
  const { dueAt, endedAt, breachedAt, remainingSeconds, nextSupportWindow } = clock;
  if (dueAt === null || endedAt !== null || remainingSeconds === null) return null;
  const asOf = Date.parse(clock.asOf);
  const opens = Date.parse(nextSupportWindow.opensAt);
  const now = asOf + elapsedMs;
  const counted = Math.min(now, Date.parse(nextSupportWindow.closesAt)) - Math.max(asOf, opens);
  const secondsLeft = Math.ceil(remainingSeconds - Math.max(0, counted) / 1_000) + 0; // never minus zero
  return {
    secondsLeft,
    isLate: secondsLeft < 0 || breachedAt !== null,
    standsUntil: now < opens ? nextSupportWindow.opensAt : null,
  };
}
