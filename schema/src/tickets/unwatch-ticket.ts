import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { watcherOf } from './watcher-of.ts';

export const UNWATCH_TICKET_PROBLEMS = [InvalidInputProblem];

const unwatchTicketInput = z.object({ ticketId: z.string(), watcherId: z.string().nullish() });

/**
 * Lets somebody watch a ticket no more: oneself, a contact of its account, or, for staff to say, a colleague. Who does
 * not watch, goes on not watching. Throws one of UNWATCH_TICKET_PROBLEMS.
 */
export async function unwatchTicket(
  ctx: Context,
  raw: z.input<typeof unwatchTicketInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'ticket.watch');
  const { ticketId, watcherId } = parse(unwatchTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const watcher = await watcherOf(tx, actor, ticket.accountId, watcherId);
    const value = { id: ticket.id };
    const { count } = await tx.ticketWatcher.deleteMany({ where: { ticketId, ...watcher } });
    if (count === 0) return { value, events: NOTHING_HAPPENED };
    return {
      value,
      events: [
        'contactId' in watcher
          ? happened('ticket.unwatched', ticket, watcher)
          : happened('ticket.unfollowed', ticket, watcher),
      ],
    };
  });
}
