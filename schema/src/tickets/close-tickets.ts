import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { InvalidInputProblem } from '../problem.ts';
import { closeTicket } from './close-ticket.ts';
import { eachTicket } from './each-ticket.ts';
import type { TicketOutcome } from './ticket-bulk.rules.ts';

export const CLOSE_TICKETS_PROBLEMS = [InvalidInputProblem];

type Input = { ticketIds: readonly string[] } & Omit<Parameters<typeof closeTicket>[1], 'ticketId'>;

/** Closes up to 100 tickets, each as `closeTicket` would (C24). Throws one of CLOSE_TICKETS_PROBLEMS. */
export async function closeTickets(ctx: Context, { ticketIds, ...input }: Input): Promise<TicketOutcome[]> {
  allow(ctx.actor, 'ticket.close');
  return eachTicket(ticketIds, (ticketId) => closeTicket(ctx, { ...input, ticketId }));
}
