import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { SignedInActor } from '../access.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { prose } from '../input.ts';
import { exclusionOf } from './exclusion.ts';
import { moveTicket } from './move-ticket.ts';
import { checkJudgement, type ScopeJudgement } from './scope-review.rules.ts';
import { checkMove, type TicketStanding } from './ticket.rules.ts';

/** What reviews of every sort say; null and absent are the same. */
export const scopeReviewInput = z.object({
  verdict: z.enum(['IN_SCOPE', 'OUT_OF_SCOPE', 'WAIVED']),
  clause: z.string().nullish().transform(orNull),
  description: prose(2_000).nullish().transform(orNull),
  waiverReason: prose(2_000).nullish().transform(orNull),
  meetingDecision: z.enum(['NOT_NEEDED', 'NEEDED']),
  meetingPurpose: z.enum(['CLARIFY', 'DISCUSS']).nullish().transform(orNull),
});

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

type ReviewedTicket = Parameters<typeof moveTicket>[1] & Parameters<typeof exclusionOf>[1] & TicketStanding;

/**
 * Writes down what the actor judges of a request, puts it in force, and moves the ticket by it (S90). Earlier reviews
 * stay as they are. The actor's permission is the caller's business.
 *
 * @throws InvalidInputProblem, IllegalMoveProblem
 */
export async function reviewScope(
  tx: Tx,
  { actor, now }: { actor: SignedInActor; now: Date },
  ticket: ReviewedTicket,
  { messageId = null, ...judgement }: ScopeJudgement & { messageId?: string | null },
): Promise<{ id: string; standing: TicketStanding; events: NewEvent[] }> {
  checkJudgement(judgement, 'review');
  const { verdict, clause: number, ...said } = judgement;
  const state = checkMove({ ...ticket, scopeVerdict: verdict }, actor, 'REVIEW');
  const clause = number === null ? null : await exclusionOf(tx, ticket, number, 'review.clause');
  const review = {
    id: newId('rev'),
    ticketId: ticket.id,
    accountId: ticket.accountId,
    number: 1 + (await tx.scopeReview.count({ where: { ticketId: ticket.id } })),
    reviewerId: actor.id,
    reviewedAt: now,
    verdict,
    clauseId: clause?.id ?? null,
    ...said,
    messageId,
  };
  await tx.scopeReview.create({ data: review });
  const moved = state === ticket.state ? [] : await moveTicket(tx, ticket, state, now);
  await tx.ticket.update({ where: { id: ticket.id }, data: { scopeVerdict: verdict } });
  return {
    id: review.id,
    standing: { state, scopeVerdict: verdict },
    events: [
      ...moved,
      happened('ticket.scope_reviewed', ticket, {
        reviewId: review.id,
        reviewerId: actor.id,
        verdict,
        clauseId: review.clauseId,
        meetingDecision: review.meetingDecision,
        meetingPurpose: review.meetingPurpose,
      }),
    ],
  };
}
