import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { endClocks } from '../sla/clocks.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import {
  checkMove,
  closedState,
  IllegalMoveProblem,
  ResponseMissingProblem,
  ScopeReviewMissingProblem,
} from './ticket.rules.ts';

export const CLOSE_TICKET_PROBLEMS = [
  InvalidInputProblem,
  IllegalMoveProblem,
  ScopeReviewMissingProblem,
  ResponseMissingProblem,
];

const closeTicketInput = z.object({ ticketId: z.string() });

/**
 * Closes a ticket for good. A customer who closes before anybody answered withdraws it, and its clocks are
 * cancelled. Staff close what was resolved, and what was rejected once no second opinion can follow (B5): what is open
 * they resolve first, with an answer (C24) and a review that lets the work be done (S90), so that the customer can rate
 * it and have it re-opened (S2, C22). Throws one of CLOSE_TICKET_PROBLEMS.
 */
export async function closeTicket(
  ctx: Context,
  raw: z.input<typeof closeTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.close');
  const { ticketId } = parse(closeTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId, 'ticket.close');
    const state = closedState(ticket.clocks, actor);
    checkMove(ticket, actor, 'CLOSE');
    return {
      value: { id: ticket.id },
      events: [
        ...(await moveTicket(tx, ticket, state, now)),
        ...(await endClocks(tx, ticket, ['INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'], now, state)),
      ],
    };
  });
}
