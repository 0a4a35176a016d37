import { OBLIGATIONS } from '@tierline/prisma/catalogue/obligations';
import type { NewEvent, Tx } from '../event.ts';
import type { ObligationKind } from './obligation.rules.ts';
import { keepObligation, type Proof } from './regenerate-obligations.ts';

// What this term offers to others: whoever did what was promised says so in the same transaction.

/**
 * Keeps an obligation of an account: that of the time in which `of` falls. A meeting beyond the one of its time catches
 * up the earliest that was missed. Nothing where no such promise is open, or where the proof has kept one already: it
 * may be said twice, and of an account that was promised nothing.
 *
 * @param at when it was done; what is recorded later was in time all the same
 * @param of an instant of the time that it is about, where that is not `at`: of a review, the month reviewed
 * @returns the events to write with those of the change
 */
export async function fulfilObligation(
  tx: Tx,
  {
    accountId,
    kind,
    at,
    of = at,
    proof,
  }: { accountId: string; kind: ObligationKind; at: Date; of?: Date; proof: Proof },
): Promise<NewEvent[]> {
  await tx.$queryRaw`
    select 1 from "Obligation" where "accountId" = ${accountId} and "kind"::text = ${kind} for no key update`;
  const mine = await tx.obligation.findMany({
    where: { accountId, kind, withdrawnAt: null, waivedAt: null, startsAt: { lte: of } },
    orderBy: { startsAt: 'asc' },
  });
  if (mine.some((one) => one.proof === proof.type && one.proofId === proof.id)) return [];
  const open = mine.filter(({ doneAt }) => !doneAt);
  const recurs = typeof OBLIGATIONS[kind].cadence === 'object';
  const kept = open.find(({ endsAt }) => endsAt > of) ?? (recurs ? open[0] : undefined);
  return kept ? [await keepObligation(tx, kept, at, proof)] : [];
}
