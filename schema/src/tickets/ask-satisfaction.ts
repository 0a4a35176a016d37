import { happened, type NewEvent, type Tx } from '../event.ts';
import { ratingClosesAt } from './satisfaction.rules.ts';

/**
 * Asks the requester how it went, when a ticket is resolved: once. Resolved again after it was re-opened, it is not
 * asked again, but an answer is taken for longer.
 */
export async function askSatisfaction(
  tx: Tx,
  ticket: { id: string; accountId: string },
  resolvedAt: Date,
): Promise<NewEvent[]> {
  const closesAt = ratingClosesAt(resolvedAt);
  const { count } = await tx.satisfaction.updateMany({ where: { ticketId: ticket.id }, data: { closesAt } });
  if (count > 0) return [];
  await tx.satisfaction.create({
    data: { ticketId: ticket.id, accountId: ticket.accountId, askedAt: resolvedAt, closesAt },
  });
  return [happened('ticket.rating_asked', ticket, { closesAt: closesAt.toISOString() })];
}
