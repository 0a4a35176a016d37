import { happened, type NewEvent, type Tx } from '../event.ts';
import { notify } from '../notifications/notify.ts';
import { ratingClosesAt } from './satisfaction.rules.ts';
import { reference } from './ticket.rules.ts';

/**
 * Asks the requester how it went, in the ticket and in the inbox, when a ticket is resolved: once. Resolved again after it was re-opened, it is not
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
  const { requesterId, number, account, site } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticket.id },
    include: { account: true, site: true },
  });
  const { timeZone } = site ?? account;
  const question = {
    kind: 'RATING_ASKED',
    data: { reference: reference(number), closesAt: closesAt.toISOString(), timeZone },
    recipient: { contactId: requesterId },
    accountId: ticket.accountId,
    ticketId: ticket.id,
    causeId: ticket.id,
  } as const;
  await notify(tx, [question], resolvedAt);
  return [happened('ticket.rating_asked', ticket, { closesAt: closesAt.toISOString() })];
}
