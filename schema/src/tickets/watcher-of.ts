import type { SignedInActor } from '../access.ts';
import { checkStaffAtWork } from '../accounts/person.ts';
import type { Tx } from '../event.ts';
import { unknownValue } from '../problem.ts';

/**
 * Whom the actor names as watcher of a ticket of the account: oneself when nobody is named.
 *
 * @throws InvalidInputProblem UNKNOWN for whoever is neither a contact of the account nor, for staff, one of the staff
 */
export async function watcherOf(
  tx: Tx,
  actor: SignedInActor,
  accountId: string,
  id: string | null | undefined,
): Promise<{ contactId: string } | { staffId: string }> {
  if (id == null || id === actor.id) {
    return actor.kind === 'staff' ? { staffId: actor.id } : { contactId: actor.id };
  }
  if (await tx.contact.findFirst({ where: { id, accountId, accessEndedAt: null } })) return { contactId: id };
  if (actor.kind !== 'staff') throw unknownValue('watcherId', id);
  await checkStaffAtWork(tx, id, 'watcherId');
  return { staffId: id };
}
