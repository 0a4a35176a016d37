import type { Line } from './contract.rules.ts';

/** A line that was agreed, with the instants of its agreement and its effect. */
export interface AgreedLine extends Line {
  orderedAt: Date;
  effectiveAt: Date;
}

/**
 * The line that a contract stands by at an instant: the last one that had taken effect. Null before the first term
 * begins and after support has ended.
 *
 * @param lines  of the contract, the earliest first
 * @param endsAt when a term ends: the end of its last local day
 */
export function lineInForce<T extends AgreedLine>(
  lines: readonly T[],
  at: Date,
  endsAt: (lastDay: string) => Date,
): T | null {
  const terminated = lines.some(({ kind, effectiveAt }) => kind === 'TERMINATION' && effectiveAt <= at);
  if (terminated) return null;
  const standing = lines.findLast(
    ({ kind, effectiveAt, lastDay }) => kind !== 'TERMINATION' && effectiveAt <= at && at < endsAt(lastDay),
  );
  return standing ?? null;
}

/** The last day of support as agreed at an instant: that of the last term, or of a termination. */
export function supportEndsOn(lines: readonly AgreedLine[], at: Date): string {
  const known = lines.filter(({ orderedAt }) => orderedAt <= at);
  const termination = known.find(({ kind }) => kind === 'TERMINATION');
  return (
    termination?.effectiveOn ?? known.reduce((last, { lastDay }) => (lastDay > last ? lastDay : last), '')
  );
}
