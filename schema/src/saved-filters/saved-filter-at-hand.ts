import { ownedSavedFilters, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The saved filter, locked until the transaction ends: the actor's own, or for managers one that is shared.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's to change
 */
export async function savedFilterAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`select 1 from "SavedFilter" where "id" = ${id} for update`;
  const saved = await tx.savedFilter.findFirst({ where: { id, ...ownedSavedFilters(actor) } });
  return found(saved, 'saved filter', id);
}
