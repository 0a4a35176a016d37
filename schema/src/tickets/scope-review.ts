import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import type { SignedInActor } from '../access.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { prose } from '../input.ts';
import { exclusionOf } from './exclusion.ts';
import { moveTicket } from './move-ticket.ts';
import { checkJudgement, type ScopeJudgement } from './scope-review.rules.ts';
import { meetingOf } from './ticket-meeting.ts';
import { checkMove, type TicketStanding } from './ticket.rules.ts';

export const meetingInput = {
  meetingDecision: z.enum(['NOT_NEEDED', 'NEEDED']),
  meetingPurpose: z.enum(['CLARIFY', 'DISCUSS']).nullish().transform(orNull),
};

/** What reviews of every sort say; null and absent are the same. */
export const scopeReviewInput = z.object({
  verdict: z.enum(['IN_SCOPE', 'OUT_OF_SCOPE', 'WAIVED']),
  clause: z.string().nullish().transform(orNull),
  description: prose(2_000).nullish().transform(orNull),
  waiverReason: prose(2_000).nullish().transform(orNull),
  ...meetingInput,
});

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null;
}

interface Reviewer {
  actor: SignedInActor;
  now: Date;
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
  by: Reviewer,
  ticket: ReviewedTicket,
  { messageId, ...judgement }: ScopeJudgement & { messageId: string | null },
): Promise<{ id: string; standing: TicketStanding; events: NewEvent[] }> {
  checkJudgement(judgement, 'review.');
  const standing = { ...standingOf(ticket), scopeVerdict: judgement.verdict };
  const state = checkMove(standing, by.actor, 'REVIEW');
  const { clause: number, ...said } = judgement;
  const clause = number === null ? null : await exclusionOf(tx, ticket, number, 'review.clause');
  const moved = state === ticket.state ? [] : await moveTicket(tx, ticket, state, by.now);
  const kept = await keepReview(tx, by, ticket, { ...said, clauseId: clause?.id ?? null, messageId });
  return { id: kept.id, standing: { ...standing, state }, events: [...moved, ...kept.events] };
}

/** Adds a review to those of a ticket, with its meeting, and puts it in force. Moving the ticket is left to the caller. */
export async function keepReview(
  tx: Tx,
  { actor, now }: Reviewer,
  ticket: { id: string; accountId: string },
  judgement: Omit<ScopeJudgement, 'clause'> & { clauseId: string | null; messageId: string | null },
): Promise<{ id: string; events: NewEvent[] }> {
  const meeting = await meetingOf(tx, ticket, judgement, now);
  const review = {
    id: newId('rev'),
    ticketId: ticket.id,
    accountId: ticket.accountId,
    number: 1 + (await tx.scopeReview.count({ where: { ticketId: ticket.id } })),
    reviewerId: actor.id,
    reviewedAt: now,
    meetingId: meeting.id,
    ...judgement,
  };
  await tx.scopeReview.create({ data: review });
  await tx.ticket.update({ where: { id: ticket.id }, data: { scopeVerdict: judgement.verdict } });
  const reviewed = happened('ticket.scope_reviewed', ticket, {
    reviewId: review.id,
    reviewerId: actor.id,
    verdict: review.verdict,
    clauseId: review.clauseId,
    meetingDecision: review.meetingDecision,
    meetingPurpose: review.meetingPurpose,
    meetingId: review.meetingId,
  });
  return { id: review.id, events: [reviewed, ...meeting.events] };
}

function standingOf({
  accountId,
  state,
  severity,
  scopeVerdict,
  secondOpinionState,
  cancellation,
}: TicketStanding): TicketStanding {
  return { accountId, state, severity, scopeVerdict, secondOpinionState, cancellation };
}
