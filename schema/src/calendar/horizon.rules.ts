import { DAY_MS } from './local-date.rules.ts';
import type { Segment } from './calendar.rules.ts';
import type { Pause } from './pauses.rules.ts';

/** Ten years at their longest, with three leap days: the longest that a calendar is asked at once (K14). */
export const HORIZON_MS = 3_653 * DAY_MS;
/** The library's tables of the Islamic calendar reach from 1969 to 2077, and are asked for a year around. */
export const FIRST_YEAR = 1975;
export const LAST_YEAR = 2075;

/** The instants for which every calendar has an answer, whatever its zone. */
export const COUNTED_FROM_MS = Date.UTC(FIRST_YEAR + 1, 0);
const COUNTED_UNTIL_MS = Date.UTC(LAST_YEAR, 0);

/** As much of a calendar as counting takes. */
export interface Elapsing {
  elapsed(fromMs: number, toMs: number, pauses?: readonly Pause[]): number;
}

/**
 * Open ms between two instants however far apart, without those in a pause. For what is kept and has to be read
 * whatever its age: a ticket may grow older than a calendar answers for at once. Before 1976 and after 2074 nothing counts.
 *
 * Source: K3, K14.
 */
export function elapsedEver(
  calendar: Elapsing,
  fromMs: number,
  toMs: number,
  pauses?: readonly Pause[],
): number {
  return pieces(fromMs, toMs).reduce((sum, [from, to]) => sum + calendar.elapsed(from, to, pauses), 0);
}

/** The segments between two instants however far apart, as `elapsedEver` counts them. Source: K4, K14. */
export function explainEver(
  calendar: { explain(fromMs: number, toMs: number, pauses?: readonly Pause[]): readonly Segment[] },
  fromMs: number,
  toMs: number,
  pauses?: readonly Pause[],
): readonly Segment[] {
  return pieces(fromMs, toMs).flatMap(([from, to]) => calendar.explain(from, to, pauses));
}

/** What of a span can be counted, cut where a calendar would refuse to answer for more at once. */
function pieces(fromMs: number, toMs: number): (readonly [number, number])[] {
  const last = Math.min(toMs, COUNTED_UNTIL_MS);
  const found: (readonly [number, number])[] = [];
  for (let from = Math.max(fromMs, COUNTED_FROM_MS); from < last; from += HORIZON_MS) {
    found.push([from, Math.min(from + HORIZON_MS, last)]);
  }
  return found;
}
