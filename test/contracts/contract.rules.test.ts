import {
  amendmentLine,
  checkAmendable,
  serviceOrderLine,
  type Line,
} from '@tierline/schema/contracts/contract.rules';
import { termPrice } from '@tierline/schema/contracts/price.rules';
import { addDays, daysBetween, termDays } from '@tierline/schema/contracts/term.rules';
import { divideHalfUp } from '@tierline/schema/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';

interface Change {
  /** Days after the change before it. */
  later: number;
  feesMinor: bigint;
  basisPoints: number;
}

const history = fc.record({
  firstDay: fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2026-01-01', days)),
  days: fc.integer({ min: 1, max: 1_200 }),
  ordered: fc.record({
    feesMinor: fc.bigInt(0n, 10n ** 16n),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
  }),
  changes: fc.array(
    fc.record({
      later: fc.integer({ min: 0, max: 400 }),
      feesMinor: fc.bigInt(0n, 10n ** 16n),
      basisPoints: fc.integer({ min: 1, max: 10_000 }),
    }),
    { maxLength: 10 },
  ),
});

/** A contract of one term, with the changes that fall into it. */
function contractOf(
  firstDay: string,
  days: number,
  ordered: Omit<Change, 'later'>,
  changes: readonly Change[],
): Line[] {
  const term = { firstDay, lastDay: addDays(firstDay, days - 1) };
  const assessed = ({ feesMinor, basisPoints }: Omit<Change, 'later'>, planCode: 'ENHANCED' | 'PREMIUM') => ({
    planCode,
    fees: { amountMinor: feesMinor, currency: 'EUR' },
    rate: { version: 1, basisPoints },
    termsVersion: 1,
  });
  const order = { planBefore: 'BASIC' as const, autoRenew: false, endsChosenPlan: false };
  const lines = [serviceOrderLine(term, assessed(ordered, 'ENHANCED'), order)];
  let on = firstDay;
  for (const change of changes) {
    on = addDays(on, change.later);
    if (on > term.lastDay) break;
    checkAmendable(lines, on, firstDay);
    // To and fro between plans, so that every change changes something.
    const planCode = lines.at(-1)!.planCode === 'ENHANCED' ? 'PREMIUM' : 'ENHANCED';
    lines.push(amendmentLine(lines, on, assessed(change, planCode)));
  }
  return lines;
}

test('PR2 S116 over any chain of amendments no cent is lost: all lines together are the exact sum, rounded once', () => {
  fc.assert(
    fc.property(history, ({ firstDay, days, ordered, changes }) => {
      const [order, ...amendments] = contractOf(firstDay, days, ordered, changes);
      const exact = amendments.reduce(
        (sum, line) =>
          sum +
          (line.priceMinor - line.priceBeforeMinor) * BigInt(daysBetween(line.effectiveOn, line.lastDay)),
        0n,
      );
      const due = amendments.reduce((sum, line) => sum + line.dueMinor, 0n);
      expect(due).toBe(divideHalfUp(exact, BigInt(termDays(order!))));
    }),
  );
});

test('PR3 S117 no line of any contract is negative, and what is charged for a term never falls', () => {
  fc.assert(
    fc.property(history, ({ firstDay, days, ordered, changes }) => {
      const lines = contractOf(firstDay, days, ordered, changes);
      lines.forEach((line, index) => {
        expect(line.dueMinor >= 0n).toBe(true);
        if (index > 0) expect(line.priceBeforeMinor).toBe(lines[index - 1]!.priceMinor);
        expect(line.priceMinor >= line.priceBeforeMinor && line.priceMinor >= line.assessedMinor).toBe(true);
      });
    }),
  );
});

test('S115 PR3 the price charged is the highest that was assessed in the term, whatever came between', () => {
  fc.assert(
    fc.property(history, ({ firstDay, days, ordered, changes }) => {
      const lines = contractOf(firstDay, days, ordered, changes);
      const highest = lines.reduce(
        (max, { assessedMinor }) => (assessedMinor > max ? assessedMinor : max),
        0n,
      );
      expect(lines.at(-1)!.priceMinor).toBe(highest);
      for (const line of lines) {
        const rate = { version: 1, basisPoints: line.basisPoints! };
        expect(line.assessedMinor).toBe(termPrice(line.annualFeesMinor, rate, line));
      }
    }),
  );
});

test('PR2 to amend on the first day costs in all what ordering so would have cost', () => {
  fc.assert(
    fc.property(history, ({ firstDay, days, ordered, changes }) => {
      const together = contractOf(
        firstDay,
        days,
        ordered,
        changes.map((change) => ({ ...change, later: 0 })),
      );
      const due = together.reduce((sum, { dueMinor }) => sum + dueMinor, 0n);
      expect(due).toBe(together.at(-1)!.priceMinor);
    }),
  );
});
