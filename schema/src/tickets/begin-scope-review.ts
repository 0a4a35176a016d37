import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const BEGIN_SCOPE_REVIEW_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const beginScopeReviewInput = z.object({ ticketId: z.string() });

/** Takes up the review of a request, for everybody to see; no clock is touched (S90). Throws one of BEGIN_SCOPE_REVIEW_PROBLEMS. */
export async function beginScopeReview(
  ctx: Context,
  raw: z.input<typeof beginScopeReviewInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reviewScope');
  const { ticketId } = parse(beginScopeReviewInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'BEGIN_REVIEW');
    return { value: { id: ticket.id }, events: await moveTicket(tx, ticket, after, now) };
  });
}
