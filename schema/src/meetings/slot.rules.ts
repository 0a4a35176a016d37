/** A stretch of time in epoch ms, end excluded. */
export interface Span {
  from: number;
  to: number;
}

/** Slots begin on the quarter of an hour, which every zone in use shares with UTC. */
export const SLOT_STEP_MS = 15 * 60_000;

/**
 * What two people's open hours have in common, without what either is busy with. The result is in order, and no two of
 * its spans touch.
 *
 * @param hours of each side, in order and apart from each other
 * @param busy  in any order, overlapping or not
 * Source: B14, S108.
 */
export function commonTime(
  hours: readonly [readonly Span[], readonly Span[]],
  busy: readonly Span[],
): Span[] {
  const [mine, yours] = hours;
  const common: Span[] = [];
  let [i, j] = [0, 0];
  while (i < mine.length && j < yours.length) {
    const from = Math.max(mine[i]!.from, yours[j]!.from);
    const to = Math.min(mine[i]!.to, yours[j]!.to);
    if (from < to) common.push({ from, to });
    if (mine[i]!.to < yours[j]!.to) i += 1;
    else j += 1;
  }
  return busy.reduce(without, common);
}

function without(free: Span[], { from, to }: Span): Span[] {
  if (from >= to) return free;
  return free.flatMap((span) =>
    span.to <= from || span.from >= to
      ? [span]
      : [
          { from: span.from, to: from },
          { from: to, to: span.to },
        ].filter((part) => part.from < part.to),
  );
}

/**
 * The slots of a length that fit into free time, one at each quarter of an hour at which one can begin, the earliest
 * first. They overlap: each is one to choose.
 *
 * @param durationMs positive
 * @param limit      at most so many
 * Source: B14, S27.
 */
export function slotsIn(free: readonly Span[], durationMs: number, limit: number): Span[] {
  const slots: Span[] = [];
  for (const span of free) {
    let from = Math.ceil(span.from / SLOT_STEP_MS) * SLOT_STEP_MS;
    for (; from + durationMs <= span.to; from += SLOT_STEP_MS) {
      if (slots.length === limit) return slots;
      slots.push({ from, to: from + durationMs });
    }
  }
  return slots;
}

/** Whether a span lies wholly inside one of the open ones. */
export function isWithin(open: readonly Span[], { from, to }: Span): boolean {
  return open.some((span) => span.from <= from && to <= span.to);
}
