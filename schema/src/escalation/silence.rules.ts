import type { Pause } from '../calendar/pauses.rules.ts';

/** As much of a calendar as silence is counted by. */
interface Counting {
  dueAt(startMs: number, durationMs: number, pauses: readonly Pause[]): number | null;
}

/** Nobody looks at a waiting ticket more often than that. */
const LOOK_AGAIN_MS = 15 * 60_000;

/**
 * Which silences of a wait have come by `now`, and when to look again. Silence is business time in the customer's
 * calendar since the wait began, without its pauses; a new assignee gets the full time.
 *
 * @param minutes the business minutes after which somebody is told
 * @param told the longest silence that was told of this wait already
 * @returns the silences that have come, and null for the next look when none is left
 */
export function silences(
  wait: { from: Date; pauses: readonly Pause[] },
  calendar: Counting,
  minutes: readonly number[],
  told: number,
  now: Date,
): { come: { businessMinutes: number; at: Date }[]; lookAt: Date | null } {
  const nowMs = now.getTime();
  // What is paused now is taken to end now: then it is looked at again.
  const pauses = wait.pauses.map((pause) => ({ ...pause, to: Math.min(pause.to ?? nowMs, nowMs) }));
  const paused = wait.pauses.some((pause) => (pause.to ?? Infinity) > nowMs);
  const left = [...new Set(minutes)]
    .filter((count) => count > told)
    .sort((a, b) => a - b)
    .map((businessMinutes) => ({
      businessMinutes,
      at: new Date(calendar.dueAt(wait.from.getTime(), businessMinutes * 60_000, pauses)!),
    }));
  const come = left.filter(({ at }) => at <= now);
  const next = left[come.length];
  if (!next) return { come, lookAt: null };
  return {
    come,
    lookAt: paused && next.at.getTime() < nowMs + LOOK_AGAIN_MS ? new Date(nowMs + LOOK_AGAIN_MS) : next.at,
  };
}
