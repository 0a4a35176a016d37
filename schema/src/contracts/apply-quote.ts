import { accountAtHand } from '../accounts/account-at-hand.ts';
import { recordAcceptance } from '../accounts/record-acceptance.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact, type Tx } from '../event.ts';
import { found, InvalidInputProblem } from '../problem.ts';
import {
  NoOrderNeededProblem,
  QuoteAppliedProblem,
  QuoteExpiredProblem,
  QuoteOutdatedProblem,
} from './contract-problems.rules.ts';
import type { LineKind } from './contract.rules.ts';
import { draftLine, type QuoteRequest } from './draft-line.ts';
import { lineFromJson, sameLine } from './line.rules.ts';
import { writeLine } from './write-line.ts';
import { writeQuote } from './write-quote.ts';

/** What applying any quote can answer beside the problems of its request. */
export const APPLY_QUOTE_PROBLEMS = [
  InvalidInputProblem,
  QuoteExpiredProblem,
  QuoteAppliedProblem,
  QuoteOutdatedProblem,
];

/**
 * Applies a quote of that kind: computes its line again from what stands now, under the lock of the account, and writes
 * it when it is the one that was quoted (B12, PR4). Otherwise nothing changes and a new quote is made.
 */
export async function applyQuote(ctx: Context, kind: LineKind, quoteId: string): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'contract.apply');
  try {
    return await transact(ctx, actor, async (tx) => {
      const { quote, account } = await quoteAtHand(tx, actor, quoteId);
      if (quote.kind !== kind) throw otherKind();
      if (quote.appliedAt) throw new QuoteAppliedProblem(quote.id);
      if (quote.expiresAt <= now) throw new QuoteExpiredProblem(quote.expiresAt);
      const request = requestOf(quote);
      if ('planCode' in request && request.planCode === 'BASIC') throw new NoOrderNeededProblem();
      const line = await draftLine(tx, account, request, now);
      if (!sameLine(lineFromJson(quote.line), line)) throw new BasisChanged();
      await tx.quote.update({ where: { id: quote.id }, data: { appliedAt: now } });
      const { value, events } = await writeLine(
        tx,
        line,
        {
          accountId: account.id,
          timeZone: quote.contract?.timeZone ?? account.timeZone,
          contractId: quote.contractId,
          quoteId: quote.id,
          statedFees: 'annualFees' in request ? request.annualFees : null,
          orderedBy: { kind: actor.kind === 'staff' ? 'STAFF' : 'CONTACT', id: actor.id },
        },
        now,
      );
      // Whoever applies a quote accepts the terms that it names.
      return { value, events: [...events, ...(await recordAcceptance(tx, account, line.termsVersion, now))] };
    });
  } catch (error) {
    if (!(error instanceof BasisChanged)) throw error;
    const { id } = await transact(ctx, actor, async (tx) => {
      const { quote, account } = await quoteAtHand(tx, actor, quoteId);
      return writeQuote(tx, actor, account, requestOf(quote), now);
    });
    throw new QuoteOutdatedProblem(id);
  }
}

/** Undoes the attempt: what was computed is not what was quoted. */
class BasisChanged extends Error {}

async function quoteAtHand(tx: Tx, actor: Parameters<typeof accountAtHand>[1], id: string) {
  const { accountId } = found(await tx.quote.findUnique({ where: { id } }), 'quote', id);
  const account = await accountAtHand(tx, actor, accountId);
  // Read under the lock: another may have applied it meanwhile.
  const quote = await tx.quote.findUniqueOrThrow({ where: { id }, include: { contract: true } });
  return { quote, account };
}

/** The column holds what QuoteRequest says, because only `writeQuote` writes it. */
function requestOf(quote: { request: unknown }): QuoteRequest {
  return quote.request as QuoteRequest;
}

function otherKind(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'quoteId',
      code: 'WRONG_KIND',
      text: {
        fr: 'est un devis d’une autre nature : utilisez la mutation qui lui correspond.',
        en: 'is a quote of another kind: use the mutation that belongs to it.',
      },
    },
  ]);
}
