import { reach, type Action, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found, notFound } from '../problem.ts';

/**
 * The ticket with its clocks, locked until the transaction ends: moves of one ticket happen one after the other.
 *
 * @param action what is about to be done with it: without it, no partner does it
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function ticketAtHand(tx: Tx, actor: SignedInActor, id: string, action?: Action) {
  const locked = await tx.$queryRaw<unknown[]>`select 1 from "Ticket" where "id" = ${id} for update`;
  if (locked.length === 0) throw notFound('ticket', id);
  const ticket = found(
    await tx.ticket.findUnique({
      where: { id },
      include: { clocks: { orderBy: [{ startedAt: 'asc' }, { metric: 'asc' }] } },
    }),
    'ticket',
    id,
  );
  reach(actor, ticket.accountId, action);
  return ticket;
}

/** The ticket on which an answer lands: one that was merged goes on in another, and that perhaps again (C20). */
export async function ticketToAnswer(tx: Tx, actor: SignedInActor, id: string, action?: Action) {
  let ticket = await ticketAtHand(tx, actor, id, action);
  while (ticket.cancellation === 'MERGED' && ticket.belongsToId) {
    ticket = await ticketAtHand(tx, actor, ticket.belongsToId, action);
  }
  return ticket;
}
