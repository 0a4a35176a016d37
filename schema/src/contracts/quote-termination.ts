import { TERMINATION_REASONS } from '@tierline/prisma/catalogue/contract-rules';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { contractAtHand } from './contract-at-hand.ts';
import {
  ContractTerminatedProblem,
  OutsideTermProblem,
  PeriodClosedProblem,
} from './contract-problems.rules.ts';
import { latestTerm } from './contract.rules.ts';
import { dateAt } from './term.rules.ts';
import { writeQuote } from './write-quote.ts';

export const QUOTE_TERMINATION_PROBLEMS = [
  InvalidInputProblem,
  OutsideTermProblem,
  PeriodClosedProblem,
  ContractTerminatedProblem,
];

const REASONS = Object.keys(TERMINATION_REASONS) as (keyof typeof TERMINATION_REASONS)[];

const quoteTerminationInput = z.object({
  contractId: z.string(),
  reason: z.enum(REASONS),
  endsOn: z.string().nullish(),
});

/**
 * Says what terminating a contract for a reason comes to: when support ends by the rule of the reason, and that
 * nothing is refunded (S117, PR5). Throws one of QUOTE_TERMINATION_PROBLEMS.
 */
export async function quoteTermination(
  ctx: Context,
  raw: z.input<typeof quoteTerminationInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'contract.quote');
  const { contractId, reason, endsOn: declared } = parse(quoteTerminationInput, raw);
  const { ends, byCustomer } = TERMINATION_REASONS[reason];
  if (actor.kind === 'contact' && !byCustomer) {
    throw refused('reason', 'STAFF_ONLY', {
      fr: 'est réservé au personnel du fournisseur.',
      en: 'is for the vendor’s staff.',
    });
  }
  if (ends === 'WITH_THE_TERM' && declared) {
    throw refused('endsOn', 'UNEXPECTED', {
      fr: 'n’a pas de sens ici : pour ce motif, le support court jusqu’à la fin de la durée du service.',
      en: 'makes no sense here: for this reason support runs to the end of the service term.',
    });
  }
  return transact(ctx, actor, async (tx) => {
    const { account, contract } = await contractAtHand(tx, actor, contractId);
    const { lastDay } = latestTerm(contract.lines)[0]!;
    const today = dateAt(now, contract.timeZone);
    const { firstDay } = contract.lines[0]!;
    const earliest = today < firstDay ? firstDay : today;
    const endsOn = ends === 'WITH_THE_TERM' ? lastDay : (declared ?? earliest);
    return writeQuote(tx, actor, account, { kind: 'TERMINATION', contractId, endsOn, reason }, now);
  });
}

function refused(path: string, code: string, text: { fr: string; en: string }): InvalidInputProblem {
  return new InvalidInputProblem([{ path, code, text }]);
}
