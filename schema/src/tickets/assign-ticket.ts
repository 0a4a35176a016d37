import * as z from 'zod';
import { allow } from '../access.ts';
import { checkStaffAtWork } from '../accounts/person.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { giveTicket } from './give-ticket.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const ASSIGN_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const assignTicketInput = z.object({
  ticketId: z.string(),
  assigneeId: z.string().nullish(),
  teamId: z.string().nullish(),
});

/**
 * Gives a ticket to a member of staff, or to nobody, and to a team, or to none. What is not mentioned stays: whoever
 * works on it goes on, whatever team it goes to. No clock is touched (C19). Throws one of ASSIGN_TICKET_PROBLEMS.
 */
export async function assignTicket(
  ctx: Context,
  raw: z.input<typeof assignTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.assign');
  const { ticketId, assigneeId, teamId } = parse(assignTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    checkMove(ticket, actor, 'ASSIGN');
    if (assigneeId) await checkStaffAtWork(tx, assigneeId, 'assigneeId');
    if (teamId && !(await tx.team.findUnique({ where: { id: teamId } }))) {
      throw unknownValue('teamId', teamId);
    }
    return {
      value: { id: ticket.id },
      events: [await giveTicket(tx, { actor, now }, ticket, { assigneeId, teamId })],
    };
  });
}
