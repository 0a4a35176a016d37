import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const RESUME_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const resumeTicketInput = z.object({ ticketId: z.string() });

/**
 * Takes up a ticket that waited: the work where a review lets it be done, else the review (S90). Its clocks run again
 * (C12). Throws one of RESUME_TICKET_PROBLEMS.
 */
export async function resumeTicket(
  ctx: Context,
  raw: z.input<typeof resumeTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.wait');
  const { ticketId } = parse(resumeTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'RESUME');
    return { value: { id: ticket.id }, events: await moveTicket(tx, ticket, after, now) };
  });
}
