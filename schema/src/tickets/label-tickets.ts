import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { InvalidInputProblem } from '../problem.ts';
import { labelTicket } from './label-ticket.ts';
import { eachTicket } from './each-ticket.ts';
import type { TicketOutcome } from './ticket-bulk.rules.ts';

export const LABEL_TICKETS_PROBLEMS = [InvalidInputProblem];

type Input = { ticketIds: readonly string[] } & Omit<Parameters<typeof labelTicket>[1], 'ticketId'>;

/** Puts labels on up to 100 tickets, and takes others off. Throws one of LABEL_TICKETS_PROBLEMS. */
export async function labelTickets(ctx: Context, { ticketIds, ...input }: Input): Promise<TicketOutcome[]> {
  allow(ctx.actor, 'ticket.label');
  return eachTicket(ticketIds, (ticketId) => labelTicket(ctx, { ...input, ticketId }));
}
