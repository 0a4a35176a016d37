import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { contractAtHand } from './contract-at-hand.ts';
import {
  ContractTerminatedProblem,
  CurrencyMismatchProblem,
  FeesUnknownProblem,
  NoOrderNeededProblem,
  OutsideTermProblem,
  PeriodClosedProblem,
  RateMissingProblem,
} from './contract-problems.rules.ts';
import { feesInput, statedFees } from './fees.ts';
import { dateAt } from './term.rules.ts';
import { writeQuote } from './write-quote.ts';

export const QUOTE_AMENDMENT_PROBLEMS = [
  InvalidInputProblem,
  FeesUnknownProblem,
  RateMissingProblem,
  CurrencyMismatchProblem,
  OutsideTermProblem,
  PeriodClosedProblem,
  ContractTerminatedProblem,
  NoOrderNeededProblem,
];

const quoteAmendmentInput = z.object({
  contractId: z.string(),
  effectiveOn: z.string().nullish(),
  planCode: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']).nullish(),
  annualFees: feesInput.nullish(),
});

/**
 * Quotes a change of annual fees, plan or both from a day of the term on, today unless told (S115, S116, PR2, PR3).
 * Throws one of QUOTE_AMENDMENT_PROBLEMS.
 */
export async function quoteAmendment(
  ctx: Context,
  raw: z.input<typeof quoteAmendmentInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'contract.quote');
  const input = parse(quoteAmendmentInput, raw);
  const annualFees = statedFees(actor, input.annualFees);
  return transact(ctx, actor, async (tx) => {
    const { account, contract } = await contractAtHand(tx, actor, input.contractId);
    return writeQuote(
      tx,
      actor,
      account,
      {
        kind: 'AMENDMENT',
        contractId: contract.id,
        effectiveOn: input.effectiveOn ?? dateAt(now, contract.timeZone),
        planCode: input.planCode ?? null,
        annualFees,
      },
      now,
    );
  });
}
