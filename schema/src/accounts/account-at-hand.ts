import { reach, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/** The account, when the actor may work in it; else it looks absent. */
export async function accountAtHand(tx: Tx, actor: SignedInActor, id: string) {
  reach(actor, id);
  return found(await tx.account.findUnique({ where: { id } }), 'account', id);
}
