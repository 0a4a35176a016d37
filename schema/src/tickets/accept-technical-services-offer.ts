import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { offerAtHand } from './offer-at-hand.ts';
import { OfferNotOpenProblem } from './offer.rules.ts';

export const ACCEPT_TECHNICAL_SERVICES_OFFER_PROBLEMS = [InvalidInputProblem, OfferNotOpenProblem];

const acceptTechnicalServicesOfferInput = z.object({ engagementId: z.string() });

/**
 * Takes the engagement that was offered with a rejection (S94, S107). Whoever had not asked for a second opinion
 * renounces it with that (B5). Throws one of ACCEPT_TECHNICAL_SERVICES_OFFER_PROBLEMS.
 */
export async function acceptTechnicalServicesOffer(
  ctx: Context,
  raw: z.input<typeof acceptTechnicalServicesOfferInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.decide');
  const { engagementId } = parse(acceptTechnicalServicesOfferInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { offer, ticket } = await offerAtHand(tx, actor, engagementId);
    await tx.technicalServicesEngagement.update({
      where: { id: offer.id },
      data: { state: 'ACCEPTED', settledAt: now, decidedById: actor.id },
    });
    if (ticket.secondOpinionState === null) {
      await tx.ticket.update({ where: { id: ticket.id }, data: { secondOpinionState: 'RENOUNCED' } });
    }
    const payload = { engagementId: offer.id, decidedById: actor.id };
    return { value: { id: offer.id }, events: [happened('ticket.offer_accepted', ticket, payload)] };
  });
}
