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
 * cancelled. Staff close an open one only when a review lets the work be done (S90), and none that a promise still
 * waits for (C24). Throws one of CLOSE_TICKET_PROBLEMS.
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
    checkMove(ticket, actor, 'CLOSE');
    const state = closedState(ticket.clocks, actor);
    return {
      value: { id: ticket.id },
      events: [
        ...(await moveTicket(tx, ticket, state, now)),
        ...(await endClocks(tx, ticket, ['INITIAL_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'], now, state)),
      ],
    };
  });
}
