import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact, type NewEvent } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { addMessage } from './add-message.ts';
import { reviewScope, scopeReviewInput } from './scope-review.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { IllegalMoveProblem } from './ticket.rules.ts';

export const REVIEW_TICKET_SCOPE_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const reviewTicketScopeInput = z.object({
  ticketId: z.string(),
  review: scopeReviewInput,
  note: prose(20_000).nullish(),
});

/**
 * Judges whether a request is in scope and whether it takes a meeting, in the name of the engineer who calls (S90,
 * S91). A note to the customer with it is a response, which counts first (C9). An out-of-scope verdict allows a
 * rejection and does not force it (S93). Throws one of REVIEW_TICKET_SCOPE_PROBLEMS.
 */
export async function reviewTicketScope(
  ctx: Context,
  raw: z.input<typeof reviewTicketScopeInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reviewScope');
  const { ticketId, review, note } = parse(reviewTicketScopeInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const messageId = note ? newId('msg') : null;
    const told: NewEvent[] =
      note && messageId
        ? await addMessage(tx, { actor, now }, ticket, { id: messageId, kind: 'REPLY', body: note })
        : [];
    const { events } = await reviewScope(tx, { actor, now }, ticket, { ...review, messageId });
    return { value: { id: ticket.id }, events: [...told, ...events] as [NewEvent, ...NewEvent[]] };
  });
}
