import { manageableIntegrations, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The key with its secrets, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's to manage
 */
export async function apiKeyAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`select 1 from "ApiKey" where "id" = ${id} for update`;
  const key = await tx.apiKey.findFirst({
    where: { AND: [{ id }, manageableIntegrations(actor)] },
    include: { secrets: { orderBy: { createdAt: 'desc' } } },
  });
  return found(key, 'API key', id);
}
