import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { PeriodClosedProblem } from './contract-problems.rules.ts';
import { feesInput } from './fees.ts';
import { dateAt } from './term.rules.ts';
import { writeFees } from './write-line.ts';

export const RECORD_ANNUAL_FEES_PROBLEMS = [InvalidInputProblem, PeriodClosedProblem];

const recordAnnualFeesInput = z.object({
  accountId: z.string(),
  annualFees: feesInput,
  effectiveOn: z.string().nullish(),
});

/**
 * Records what an account pays a year for the vendor's products, from a date on, today unless told. No price changes by
 * it: only an order, an amendment or a renewal assesses one (S115). Throws one of RECORD_ANNUAL_FEES_PROBLEMS.
 */
export async function recordAnnualFees(
  ctx: Context,
  raw: z.input<typeof recordAnnualFeesInput>,
): Promise<{ accountId: string }> {
  const { actor, now } = ctx;
  allow(actor, 'fees.record');
  const { accountId, annualFees, effectiveOn } = parse(recordAnnualFeesInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { timeZone } = await accountAtHand(tx, actor, accountId);
    const today = dateAt(now, timeZone);
    const on = effectiveOn ?? today;
    if (on < today) throw new PeriodClosedProblem(on, today);
    const fees = { ...annualFees, amountMinor: String(annualFees.amountMinor), effectiveOn: on };
    return { value: { accountId }, events: [await writeFees(tx, accountId, fees, actor.id, now)] };
  });
}
