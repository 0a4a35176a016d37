import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { ticketAtHand } from './ticket-at-hand.ts';
import { watcherOf } from './watcher-of.ts';

export const WATCH_TICKET_PROBLEMS = [InvalidInputProblem];

const MAX_PER_TICKET = 50;

const watchTicketInput = z.object({ ticketId: z.string(), watcherId: z.string().nullish() });

/**
 * Lets somebody watch a ticket: oneself, a contact of its account, or, for staff to say, a colleague. Who watches twice
 * watches once. Throws one of WATCH_TICKET_PROBLEMS.
 */
export async function watchTicket(
  ctx: Context,
  raw: z.input<typeof watchTicketInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.watch');
  const { ticketId, watcherId } = parse(watchTicketInput, raw);
  return transact(ctx, actor, async (tx) => {
    const ticket = await ticketAtHand(tx, actor, ticketId);
    const watcher = await watcherOf(tx, actor, ticket.accountId, watcherId);
    const value = { id: ticket.id };
    if (await tx.ticketWatcher.findFirst({ where: { ticketId, ...watcher } })) {
      return { value, events: NOTHING_HAPPENED };
    }
    if ((await tx.ticketWatcher.count({ where: { ticketId } })) >= MAX_PER_TICKET) throw tooMany();
    const { accountId } = ticket;
    await tx.ticketWatcher.create({
      data: { id: newId('wat'), ticketId, accountId, ...watcher, since: now },
    });
    return {
      value,
      events: [
        'contactId' in watcher
          ? happened('ticket.watched', ticket, watcher)
          : happened('ticket.followed', ticket, watcher),
      ],
    };
  });
}

function tooMany(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'watcherId',
      code: 'TOO_MANY_WATCHERS',
      text: {
        fr: `serait plus que la ${MAX_PER_TICKET}e personne à suivre le ticket.`,
        en: `would be one more than the ${MAX_PER_TICKET} people who may watch a ticket.`,
      },
    },
  ]);
}
