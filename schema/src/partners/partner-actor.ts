import type { PrismaClient } from '@tierline/prisma/database';
import type { PartnerActor, PartnerRole } from '../access.ts';
import { grantInForce, standingAt } from './partner.rules.ts';

/**
 * A person of a partner as a caller, with what customers let it do at `now`: asked anew for each request, so that what
 * is revoked, suspended or expired counts from the next one on (S22).
 */
export async function partnerActor(
  db: PrismaClient,
  person: { id: string; partnerId: string; roles: readonly PartnerRole[] },
  now: Date,
): Promise<PartnerActor> {
  const { certifications, grants, suspendedAt } = await db.partner.findUniqueOrThrow({
    where: { id: person.partnerId },
    include: { certifications: true, grants: { where: grantInForce(now) } },
  });
  const certified = standingAt({ suspendedAt, certifications }, now) === 'CERTIFIED';
  return {
    kind: 'partner',
    ...person,
    certified,
    grants: certified ? grants.map(({ accountId, scopes }) => ({ accountId, scopes })) : [],
  };
}
