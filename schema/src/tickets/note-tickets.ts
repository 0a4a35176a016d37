import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { InvalidInputProblem } from '../problem.ts';
import { addInternalNote } from './add-internal-note.ts';
import { eachTicket } from './each-ticket.ts';
import type { TicketOutcome } from './ticket-bulk.rules.ts';

export const NOTE_TICKETS_PROBLEMS = [InvalidInputProblem];

type Input = { ticketIds: readonly string[] } & Omit<Parameters<typeof addInternalNote>[1], 'ticketId'>;

/** Adds a note that only staff see to up to 100 tickets; it is no response (C8). Throws one of NOTE_TICKETS_PROBLEMS. */
export async function noteTickets(ctx: Context, { ticketIds, ...input }: Input): Promise<TicketOutcome[]> {
  allow(ctx.actor, 'ticket.noteInternally');
  return eachTicket(ticketIds, (ticketId) => addInternalNote(ctx, { ...input, ticketId }));
}
