/** A stretch in which a clock stands still, in epoch ms, end excluded; without an end, it still does. */
export interface Pause {
  readonly from: number;
  readonly to?: number;
}

/**
 * The same stretches of time, sorted and apart. An open one ends at Infinity.
 *
 * @throws RangeError for a pause that ends before it begins, or an instant that is not a whole ms
 * Source: K5.
 */
export function mergedPauses(pauses: readonly Pause[]): readonly { from: number; to: number }[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to = Infinity } of [...pauses].sort((a, b) => a.from - b.from)) {
    if (!Number.isSafeInteger(from) || !(Number.isSafeInteger(to) || to === Infinity) || to < from) {
      throw new RangeError(`not a pause: from ${from} to ${to}`);
    }
    const last = merged[merged.length - 1];
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged.filter((pause) => pause.from < pause.to);
}
