import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The event of the status page, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND
 */
export async function eventAtHand(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from "StatusEvent" where "id" = ${id} for update`;
  return found(await tx.statusEvent.findUnique({ where: { id } }), 'status event', id);
}
