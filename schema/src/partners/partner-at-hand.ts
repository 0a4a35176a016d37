import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The partner with its certifications, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND
 */
export async function partnerAtHand(tx: Tx, id: string) {
  await tx.$queryRaw`select 1 from "Partner" where "id" = ${id} for no key update`;
  const partner = await tx.partner.findUnique({ where: { id }, include: { certifications: true } });
  return found(partner, 'partner', id);
}
