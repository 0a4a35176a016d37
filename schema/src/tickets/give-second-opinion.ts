import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, type NewEvent, type Tx } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { addMessage } from './add-message.ts';
import { moveTicket } from './move-ticket.ts';
import { keepReview, meetingInput } from './scope-review.ts';
import { REASON_CHARACTERS } from './reject-ticket.ts';
import { checkJudgement } from './scope-review.rules.ts';
import { checkAnotherReviewer, SameReviewerProblem } from './second-opinion.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const GIVE_SECOND_OPINION_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem, SameReviewerProblem];

const giveSecondOpinionInput = z.object({
  ticketId: z.string(),
  outcome: z.enum(['UPHELD', 'OVERTURNED']),
  reasonFr: prose(5_000, REASON_CHARACTERS),
  reasonEn: prose(5_000, REASON_CHARACTERS),
  ...meetingInput,
});

/**
 * Upholds or overturns a rejection, as an engineer who has not judged the request before, with a reason that the
 * customer reads in the own language. Overturned re-opens the ticket for work and withdraws an offer that still stands;
 * the initial response stays what it was (B5, C22). Throws one of GIVE_SECOND_OPINION_PROBLEMS.
 */
export async function giveSecondOpinion(
  ctx: Context,
  raw: z.input<typeof giveSecondOpinionInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reviewScope');
  const { ticketId, outcome, reasonFr, reasonEn, ...meeting } = parse(giveSecondOpinionInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const verdict = outcome === 'OVERTURNED' ? ('IN_SCOPE' as const) : ('OUT_OF_SCOPE' as const);
    const after = checkMove({ ...ticket, scopeVerdict: verdict }, actor, 'GIVE_SECOND_OPINION');
    const { opinion, account, rejection, reviewerIds } = await askedOf(tx, ticket);
    checkAnotherReviewer(reviewerIds, actor.id);
    const upheld = outcome === 'UPHELD' ? rejection.review : null;
    const said = { verdict, description: upheld?.description ?? null, waiverReason: null, ...meeting };
    const clauseId = upheld?.clauseId ?? null;
    checkJudgement({ ...said, clause: clauseId }, '');
    const messageId = newId('msg');
    const body = account.locale === 'FR' ? reasonFr : reasonEn;
    const told = await addMessage(tx, { actor, now }, ticket, { id: messageId, kind: 'REPLY', body });
    const moved = after === ticket.state ? [] : await moveTicket(tx, ticket, after, now);
    const review = await keepReview(tx, { actor, now }, ticket, { ...said, clauseId, messageId });
    await tx.ticket.update({ where: { id: ticketId }, data: { secondOpinionState: outcome } });
    await tx.secondOpinion.update({
      where: { id: opinion.id },
      data: { outcome, reviewId: review.id, reasonFr, reasonEn },
    });
    const given = happened('ticket.second_opinion_given', ticket, {
      secondOpinionId: opinion.id,
      rejectionId: rejection.id,
      reviewId: review.id,
      outcome,
    });
    const withdrawn = outcome === 'OVERTURNED' ? await withdrawOffer(tx, ticket, now) : [];
    return { value: { id: ticketId }, events: [...told, ...review.events, given, ...moved, ...withdrawn] };
  });
}

async function askedOf(tx: Tx, { id: ticketId, accountId }: { id: string; accountId: string }) {
  const opinion = await tx.secondOpinion.findUniqueOrThrow({
    where: { ticketId },
    include: { rejection: { include: { review: true } } },
  });
  const reviews = await tx.scopeReview.findMany({ where: { ticketId }, select: { reviewerId: true } });
  return {
    opinion,
    rejection: opinion.rejection,
    reviewerIds: reviews.map(({ reviewerId }) => reviewerId),
    account: await tx.account.findUniqueOrThrow({ where: { id: accountId } }),
  };
}

/** What is done within the plan needs no engagement; one that the customer declined stays declined. */
async function withdrawOffer(
  tx: Tx,
  ticket: { id: string; accountId: string },
  now: Date,
): Promise<NewEvent[]> {
  const offered = await tx.technicalServicesEngagement.findFirst({
    where: { ticketId: ticket.id, state: 'OFFERED' },
  });
  if (!offered) return [];
  await tx.technicalServicesEngagement.update({
    where: { id: offered.id },
    data: { state: 'WITHDRAWN', settledAt: now },
  });
  return [happened('ticket.offer_withdrawn', ticket, { engagementId: offered.id })];
}
