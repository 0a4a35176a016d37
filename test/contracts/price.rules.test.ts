import { annualPrice, prorate, termPrice, type Increase } from '@tierline/schema/contracts/price.rules';
import { divideHalfUp } from '@tierline/schema/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const ENHANCED = { version: 1, basisPoints: 1_250 };

test.each([
  [12_000_000n, 1_250, 1_500_000n], // 120,000.00 × 12.5 %
  [12_345_678n, 1_250, 1_543_210n], // 1,543,209.75
  [40_000_001n, 1_250, 5_000_000n], // 5,000,000.125
  [4n, 1_250, 1n], // 0.5
  [3n, 1_250, 0n], // 0.375
  [0n, 10_000, 0n],
  [9_007_199_254_740_993n, 10_000, 9_007_199_254_740_993n], // 2^53 + 1
])('S113 PR1 fees of %s at %i basis points cost %s a year', (fees, basisPoints, price) => {
  expect(annualPrice(fees, { version: 1, basisPoints })).toBe(price);
});

test.each([
  ['2027-01-01', '2027-12-31', 1_500_000n],
  ['2028-01-01', '2028-12-31', 1_500_000n], // a leap year is a year
  ['2027-01-01', '2029-12-31', 4_500_000n],
  ['2026-06-15', '2026-06-15', 4_110n], // 1,500,000 / 365 = 4,109.589
  ['2028-01-01', '2028-06-30', 745_902n], // 1,500,000 × 182 / 366 = 745,901.639
])('S113 PR1 an eighth of 120,000.00 a year is, from %s to %s, %s cents', (firstDay, lastDay, price) => {
  expect(termPrice(12_000_000n, ENHANCED, { firstDay, lastDay })).toBe(price);
});

test.each<[string, Increase[], number, bigint[]]>([
  ['on the first day', [{ amountMinor: 375_000n, days: 365 }], 365, [375_000n]],
  ['on 1 July', [{ amountMinor: 375_000n, days: 184 }], 365, [189_041n]], // 189,041.096
  ['on the last day', [{ amountMinor: 375_000n, days: 1 }], 365, [1_027n]], // 1,027.397
  ['on 29 February', [{ amountMinor: 375_000n, days: 307 }], 366, [314_549n]], // 314,549.18
  ['in a term of one day', [{ amountMinor: 1_027n, days: 1 }], 1, [1_027n]],
  ['by half a cent', [{ amountMinor: 1n, days: 1 }], 2, [1n]],
  ['by nothing', [{ amountMinor: 0n, days: 100 }], 365, [0n]],
  [
    'twice', // 189,041.096, then 94,520.548: together 283,561.644
    [
      { amountMinor: 375_000n, days: 184 },
      { amountMinor: 375_000n, days: 92 },
    ],
    365,
    [189_041n, 94_521n],
  ],
  [
    'twice by half a cent, which is one cent together',
    [
      { amountMinor: 1n, days: 1 },
      { amountMinor: 1n, days: 1 },
    ],
    2,
    [1n, 0n],
  ],
])('S116 PR2 a price that rises %s', (_when, increases, termDays, due) => {
  expect(prorate(increases, termDays)).toEqual(due);
});

test('PR2 days outside the term and amounts below zero are refused', () => {
  expect(() => prorate([{ amountMinor: 1n, days: 366 }], 365)).toThrow(RangeError);
  expect(() => prorate([{ amountMinor: 1n, days: -1 }], 365)).toThrow(RangeError);
  expect(() => prorate([{ amountMinor: -1n, days: 1 }], 365)).toThrow(RangeError);
});

const amount = fc.bigInt(0n, 10n ** 17n);
const chain = fc.integer({ min: 1, max: 3_653 }).chain((termDays) =>
  fc.record({
    termDays: fc.constant(termDays),
    increases: fc.array(fc.record({ amountMinor: amount, days: fc.integer({ min: 0, max: termDays }) }), {
      minLength: 1,
      maxLength: 12,
    }),
  }),
);
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, one) => total + one, 0n);

test('PR2 no cent is lost over any chain: what is due together is the exact sum, rounded once', () => {
  fc.assert(
    fc.property(chain, ({ increases, termDays }) => {
      const exact = sum(increases.map(({ amountMinor, days }) => amountMinor * BigInt(days)));
      expect(sum(prorate(increases, termDays))).toBe(divideHalfUp(exact, BigInt(termDays)));
    }),
  );
});

test('PR2 PR3 no line of any chain is negative, or a cent away from its own exact amount', () => {
  fc.assert(
    fc.property(chain, ({ increases, termDays }) => {
      const due = prorate(increases, termDays);
      increases.forEach(({ amountMinor, days }, index) => {
        const off = due[index]! * BigInt(termDays) - amountMinor * BigInt(days);
        expect(due[index]! >= 0n).toBe(true);
        expect(off < BigInt(termDays) && off > -BigInt(termDays)).toBe(true);
      });
    }),
  );
});

test('PR2 additivity: an increase in two steps on one day costs what it costs in one', () => {
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 0, max: 365 }), (first, second, days) => {
      const steps = prorate(
        [
          { amountMinor: first, days },
          { amountMinor: second, days },
        ],
        365,
      );
      expect([sum(steps)]).toEqual(prorate([{ amountMinor: first + second, days }], 365));
    }),
  );
});

test('PR2 monotonicity: more days or a greater increase never cost less; the whole term costs all of it', () => {
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 0, max: 364 }), (amountMinor, more, days) => {
      const one = (by: bigint, left: number) => prorate([{ amountMinor: by, days: left }], 365)[0]!;
      expect(one(amountMinor, days + 1) >= one(amountMinor, days)).toBe(true);
      expect(one(amountMinor + more, days) >= one(amountMinor, days)).toBe(true);
      expect(one(amountMinor, 365)).toBe(amountMinor);
    }),
  );
});
