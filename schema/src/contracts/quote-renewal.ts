import { LONGEST_TERM_YEARS } from '@tierline/prisma/catalogue/contract-rules';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { contractAtHand } from './contract-at-hand.ts';
import {
  ContractOverlapProblem,
  ContractTerminatedProblem,
  CurrencyMismatchProblem,
  FeesUnknownProblem,
  NoOrderNeededProblem,
  OutsideTermProblem,
  RateMissingProblem,
} from './contract-problems.rules.ts';
import { latestTerm } from './contract.rules.ts';
import { feesInput, statedFees } from './fees.ts';
import { checkTerm } from './term-input.rules.ts';
import { addDays, lastDayOfYears } from './term.rules.ts';
import { writeQuote } from './write-quote.ts';

export const QUOTE_RENEWAL_PROBLEMS = [
  InvalidInputProblem,
  FeesUnknownProblem,
  RateMissingProblem,
  CurrencyMismatchProblem,
  ContractOverlapProblem,
  OutsideTermProblem,
  ContractTerminatedProblem,
  NoOrderNeededProblem,
];

const quoteRenewalInput = z.object({
  contractId: z.string(),
  lastDay: z.string().nullish(),
  planCode: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']).nullish(),
  annualFees: feesInput.nullish(),
  autoRenew: z.boolean().nullish(),
});

/**
 * Quotes a further term, which follows the last one without a gap: a year of the same plan unless told. The price is
 * assessed anew, by the rates of its first day (S115). Throws one of QUOTE_RENEWAL_PROBLEMS.
 */
export async function quoteRenewal(
  ctx: Context,
  raw: z.input<typeof quoteRenewalInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'contract.quote');
  const input = parse(quoteRenewalInput, raw);
  const annualFees = statedFees(actor, input.annualFees);
  return transact(ctx, actor, async (tx) => {
    const { account, contract } = await contractAtHand(tx, actor, input.contractId);
    const last = latestTerm(contract.lines).at(-1)!;
    const firstDay = addDays(last.lastDay, 1);
    const { lastDay } = checkTerm(
      { firstDay, lastDay: input.lastDay ?? lastDayOfYears(firstDay, 1) },
      LONGEST_TERM_YEARS,
    );
    return writeQuote(
      tx,
      actor,
      account,
      {
        kind: 'RENEWAL',
        contractId: contract.id,
        lastDay,
        planCode: input.planCode ?? null,
        annualFees,
        autoRenew: input.autoRenew ?? last.autoRenew,
      },
      now,
    );
  });
}
