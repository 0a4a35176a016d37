import type { Tx } from '../event.ts';
import { grantInForce, standingAt } from './partner.rules.ts';

/** The accounts that let a partner act for them at `now`: none while it is not certified (S22). */
export async function accountsGrantedTo(tx: Tx, partnerId: string, now: Date): Promise<string[]> {
  const partner = await tx.partner.findUniqueOrThrow({
    where: { id: partnerId },
    include: { certifications: true, grants: { where: grantInForce(now) } },
  });
  return standingAt(partner, now) === 'CERTIFIED' ? partner.grants.map(({ accountId }) => accountId) : [];
}
