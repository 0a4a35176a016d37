import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { InvalidInputProblem } from '../problem.ts';
import { assignTicket } from './assign-ticket.ts';
import { eachTicket } from './each-ticket.ts';
import type { TicketOutcome } from './ticket-bulk.rules.ts';

export const ASSIGN_TICKETS_PROBLEMS = [InvalidInputProblem];

type Input = { ticketIds: readonly string[] } & Omit<Parameters<typeof assignTicket>[1], 'ticketId'>;

/** Gives up to 100 tickets to a person and a team; no clock is touched (C19). Throws one of ASSIGN_TICKETS_PROBLEMS. */
export async function assignTickets(ctx: Context, { ticketIds, ...input }: Input): Promise<TicketOutcome[]> {
  allow(ctx.actor, 'ticket.assign');
  return eachTicket(ticketIds, (ticketId) => assignTicket(ctx, { ...input, ticketId }));
}
