import { manageableIntegrations, type SignedInActor } from '../access.ts';
import { happened, happenedAtVendor, type EventType, type NewEvent, type Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The endpoint with its secrets, the latest first; locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent, removed, or not the actor's to manage
 */
export async function webhookAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`select 1 from "WebhookEndpoint" where "id" = ${id} for update`;
  const endpoint = await tx.webhookEndpoint.findFirst({
    where: { AND: [{ id, removedAt: null }, manageableIntegrations(actor)] },
    include: { secrets: { orderBy: { createdAt: 'desc' } } },
  });
  return found(endpoint, 'webhook endpoint', id);
}

/** An event of an endpoint: of its account, or of the vendor. */
export function webhookEvent(
  type: EventType & `webhook.${string}`,
  { id, accountId }: { id: string; accountId: string | null },
  payload: NewEvent['payload'],
): NewEvent {
  return accountId === null
    ? happenedAtVendor(type, id, payload)
    : happened(type, { id, accountId }, payload);
}
