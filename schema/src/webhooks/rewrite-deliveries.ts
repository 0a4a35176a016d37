import type { Tx } from '../event.ts';
import { withPartners } from './enqueue.ts';
import { webhookBody } from './webhook-body.ts';

/**
 * Writes the deliveries of events anew whose payloads were erased (B24), so that neither what was sent nor what will be
 * holds more than the events do; what receivers answered may quote it, and goes.
 */
export async function rewriteDeliveries(tx: Tx, eventIds: readonly string[]): Promise<void> {
  const sent = await tx.webhookDelivery.findMany({
    where: { eventId: { in: [...eventIds] } },
    select: { id: true, eventId: true },
  });
  if (sent.length === 0) return;
  const told = [...new Set(sent.map(({ eventId }) => eventId))];
  const events = await tx.event.findMany({ where: { id: { in: told } } });
  for (const event of await withPartners(tx, events)) {
    await tx.webhookDelivery.updateMany({ where: { eventId: event.id }, data: { body: webhookBody(event) } });
  }
  await tx.webhookAttempt.updateMany({
    where: { deliveryId: { in: sent.map(({ id }) => id) } },
    data: { responseBody: null },
  });
}
