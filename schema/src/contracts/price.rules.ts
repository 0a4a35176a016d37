import { divideHalfUp } from '../money.ts';
import { yearsOf, type Term } from './term.rules.ts';

/** The share of the annual subscription fees that a plan costs, by a published table. Hundredths of a per cent. */
export interface AppliedRate {
  version: number;
  basisPoints: number;
}

/**
 * The price of a plan for a year, in minor units: annual fees × rate, rounded half up once.
 * Source: S113, PR1.
 */
export function annualPrice(annualFeesMinor: bigint, { basisPoints }: AppliedRate): bigint {
  return divideHalfUp(annualFeesMinor * BigInt(basisPoints), WHOLE);
}

/**
 * The price of a plan for a service term, in minor units: annual fees × rate × years, rounded half up once. For a
 * term of one year it is the annual price; an odd part of a year counts by its days.
 * Source: S113, PR1.
 */
export function termPrice(annualFeesMinor: bigint, { basisPoints }: AppliedRate, term: Term): bigint {
  const years = yearsOf(term);
  return divideHalfUp(annualFeesMinor * BigInt(basisPoints) * years.numerator, WHOLE * years.denominator);
}

/** 100 % in basis points. */
const WHOLE = 10_000n;

/** A price of the term that rose, and for how many of its days. */
export interface Increase {
  amountMinor: bigint;
  days: number;
}

/**
 * What each increase in a term makes due, in minor units: amount × days / days of the term, by calendar days. What is
 * due for all of them together is rounded half up once, so that no part of a cent is lost or charged twice over a
 * chain of amendments; a single increase is rounded by itself.
 *
 * @param increases in the order in which they were agreed
 * @throws RangeError for a negative amount, or for days outside the term
 * Source: PR2, S116.
 */
export function prorate(increases: readonly Increase[], termDays: number): bigint[] {
  let exact = 0n; // in minor units × days
  let charged = 0n;
  return increases.map(({ amountMinor, days }) => {
    if (amountMinor < 0n || days < 0 || days > termDays) {
      throw new RangeError(`prorate: ${amountMinor} for ${days} of ${termDays} days`);
    }
    exact += amountMinor * BigInt(days);
    const due = divideHalfUp(exact, BigInt(termDays)) - charged;
    charged += due;
    return due;
  });
}
