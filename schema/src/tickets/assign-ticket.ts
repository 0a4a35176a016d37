import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedInternally, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const ASSIGN_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const assignTicketInput = z.object({ ticketId: z.string(), assigneeId: z.string().nullish() });

/** Gives a ticket to a member of staff, or to nobody. No clock is touched (C19). Throws one of ASSIGN_TICKET_PROBLEMS. */
export async function assignTicket(
  ctx: Context,
  raw: z.input<typeof assignTicketInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'ticket.assign');
  const input = parse(assignTicketInput, raw);
  const assigneeId = input.assigneeId ?? null;
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, input.ticketId);
    checkMove(ticket.state, actor.kind, 'ASSIGN');
    if (assigneeId && !(await tx.staffMember.findUnique({ where: { id: assigneeId } }))) {
      throw unknownValue('assigneeId', assigneeId);
    }
    await tx.ticket.update({ where: { id: ticket.id }, data: { assigneeId } });
    return {
      value: { id: ticket.id },
      events: [
        happenedInternally('ticket.assigned', ticket, { before: ticket.assigneeId, after: assigneeId }),
      ],
    };
  });
}
