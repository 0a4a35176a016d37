import { accountAtHand } from '../accounts/account-at-hand.ts';
import type { SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';
import { contractOf } from './draft-line.ts';

/**
 * A contract with its lines, and its account, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function contractAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const { accountId } = found(await tx.contract.findUnique({ where: { id } }), 'contract', id);
  const account = await accountAtHand(tx, actor, accountId);
  return { account, contract: await contractOf(tx, accountId, id) };
}
