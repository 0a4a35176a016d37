import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { moveTicket } from './move-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const REOPEN_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const reopenTicketInput = z.object({ ticketId: z.string(), reason: prose(5_000) });

/**
 * Takes up a resolved ticket again because the vendor finds that it is not: the customer sees the reason. The first
 * answer stands, and the resolution is measured on without the time in between (C22). Throws one of REOPEN_TICKET_PROBLEMS.
 */
export async function reopenTicket(
  ctx: Context,
  raw: z.input<typeof reopenTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.work');
  const { ticketId, reason } = parse(reopenTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const after = checkMove(ticket, actor, 'REOPEN');
    return { value: { id: ticket.id }, events: await moveTicket(tx, ticket, after, now, { reason }) };
  });
}
