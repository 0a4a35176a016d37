import { reach, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The account, locked until the transaction ends: changes of one account, and of what its tickets are promised,
 * happen one after the other.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function accountAtHand(tx: Tx, actor: SignedInActor, id: string) {
  reach(actor, id);
  await tx.$queryRaw`select 1 from "Account" where "id" = ${id} for no key update`;
  return found(await tx.account.findUnique({ where: { id } }), 'account', id);
}
