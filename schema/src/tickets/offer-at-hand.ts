import type { SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';
import { checkOffer } from './offer.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';

/**
 * An offer that the customer can decide on, with its ticket, both as they stay until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 * @throws OfferNotOpenProblem
 */
export async function offerAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const where = { id };
  const offer = found(await tx.technicalServicesEngagement.findUnique({ where }), 'engagement', id);
  const ticket = await ticketAtHand(tx, actor, offer.ticketId);
  // Read again: somebody may have settled it before the ticket was locked.
  const { state } = await tx.technicalServicesEngagement.findUniqueOrThrow({ where });
  checkOffer(state, ticket.secondOpinionState);
  return { offer, ticket };
}
