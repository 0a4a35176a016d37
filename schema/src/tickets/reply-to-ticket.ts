import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { endClocks } from '../sla/clocks.ts';
import { addMessage } from './add-message.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { checkMove, IllegalMoveProblem } from './ticket.rules.ts';

export const REPLY_TO_TICKET_PROBLEMS = [InvalidInputProblem, IllegalMoveProblem];

const replyToTicketInput = z.object({
  ticketId: z.string(),
  body: prose(20_000),
  resolve: z.boolean().nullish(),
});

/**
 * Adds a message that both sides see. From staff it is a response: it meets the clocks that wait for one, and with
 * `resolve` the ticket is resolved afterwards, in this order (C8, C9). A customer's further messages never move a
 * deadline (C23); after the first answer they start the wait for the next one (C11).
 * Throws one of REPLY_TO_TICKET_PROBLEMS.
 */
export async function replyToTicket(
  ctx: Context,
  raw: z.input<typeof replyToTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.reply');
  if (raw.resolve) allow(actor, 'ticket.resolve');
  const input = parse(replyToTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, input.ticketId);
    checkMove(ticket.state, input.resolve ? 'RESOLVE' : 'REPLY');
    const events = await addMessage(tx, { actor, now }, ticket, { kind: 'REPLY', body: input.body });
    if (input.resolve) {
      await tx.ticket.update({ where: { id: ticket.id }, data: { state: 'RESOLVED', endedAt: now } });
      events.push(
        happened('ticket.resolved', ticket, { before: ticket.state, after: 'RESOLVED' }),
        ...(await endClocks(tx, ticket, ['RESOLUTION'], now, 'RESOLVED')),
      );
    }
    return { value: { id: ticket.id }, events };
  });
}
