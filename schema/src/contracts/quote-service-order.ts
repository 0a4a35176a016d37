import { LONGEST_TERM_YEARS } from '@tierline/prisma/catalogue/contract-rules';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { PlanPeriodOverlapProblem } from '../plans/plan-period.rules.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import {
  ContractOverlapProblem,
  FeesUnknownProblem,
  PeriodClosedProblem,
  RateMissingProblem,
} from './contract-problems.rules.ts';
import { feesInput, statedFees } from './fees.ts';
import { checkTerm } from './term-input.rules.ts';
import { dateAt, lastDayOfYears } from './term.rules.ts';
import { writeQuote } from './write-quote.ts';

export const QUOTE_SERVICE_ORDER_PROBLEMS = [
  InvalidInputProblem,
  FeesUnknownProblem,
  RateMissingProblem,
  ContractOverlapProblem,
  PlanPeriodOverlapProblem,
  PeriodClosedProblem,
];

const quoteServiceOrderInput = z.object({
  accountId: z.string(),
  planCode: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']),
  firstDay: z.string().nullish(),
  lastDay: z.string().nullish(),
  annualFees: feesInput.nullish(),
  autoRenew: z.boolean().nullish(),
});

/**
 * Quotes a plan for a service term: today and a year from it unless told (S113, S114, B12). Throws one of
 * QUOTE_SERVICE_ORDER_PROBLEMS.
 */
export async function quoteServiceOrder(
  ctx: Context,
  raw: z.input<typeof quoteServiceOrderInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'contract.quote');
  const input = parse(quoteServiceOrderInput, raw);
  const annualFees = statedFees(actor, input.annualFees);
  return transact(ctx, actor, async (tx) => {
    const account = await accountAtHand(tx, actor, input.accountId);
    const firstDay = input.firstDay ?? dateAt(now, account.timeZone);
    const term = checkTerm(
      { firstDay, lastDay: input.lastDay ?? lastDayOfYears(firstDay, 1) },
      LONGEST_TERM_YEARS,
    );
    const { planCode, autoRenew } = input;
    return writeQuote(
      tx,
      actor,
      account,
      { kind: 'SERVICE_ORDER', ...term, planCode, annualFees, autoRenew: autoRenew ?? false },
      now,
    );
  });
}
