import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { offerAtHand } from './offer-at-hand.ts';
import { OfferNotOpenProblem } from './offer.rules.ts';

export const DECLINE_TECHNICAL_SERVICES_OFFER_PROBLEMS = [InvalidInputProblem, OfferNotOpenProblem];

const declineTechnicalServicesOfferInput = z.object({
  engagementId: z.string(),
  reason: prose(2_000).nullish(),
});

/**
 * Does without the engagement that was offered with a rejection (S94); a second opinion can still be asked for (B5).
 * Throws one of DECLINE_TECHNICAL_SERVICES_OFFER_PROBLEMS.
 */
export async function declineTechnicalServicesOffer(
  ctx: Context,
  raw: z.input<typeof declineTechnicalServicesOfferInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.decide');
  const { engagementId, reason } = parse(declineTechnicalServicesOfferInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { offer, ticket } = await offerAtHand(tx, actor, engagementId);
    await tx.technicalServicesEngagement.update({
      where: { id: offer.id },
      data: { state: 'DECLINED', settledAt: now, decidedById: actor.id, declineReason: reason ?? null },
    });
    const payload = { engagementId: offer.id, decidedById: actor.id };
    return { value: { id: offer.id }, events: [happened('ticket.offer_declined', ticket, payload)] };
  });
}
