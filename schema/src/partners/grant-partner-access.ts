import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { grantInForce, PartnerNotCertifiedProblem, standingAt, wholeScopes } from './partner.rules.ts';
import { revoke } from './revoke-partner-access.ts';

export const GRANT_PARTNER_ACCESS_PROBLEMS = [InvalidInputProblem, PartnerNotCertifiedProblem];

const grantPartnerAccessInput = z.object({
  accountId: z.string(),
  partnerId: z.string(),
  scopes: z.array(z.enum(['READ', 'SUBMIT', 'REPLY'])).min(1),
  endsAt: z.date().nullish(),
});

/**
 * Lets a certified partner act for the account from now on, by an administrator of the account alone (S22, Q17). What
 * was granted to the same partner before ends here. Throws one of GRANT_PARTNER_ACCESS_PROBLEMS.
 */
export async function grantPartnerAccess(
  ctx: Context,
  raw: z.input<typeof grantPartnerAccessInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'partner.grant');
  const { accountId, partnerId, ...input } = parse(grantPartnerAccessInput, raw);
  const endsAt = input.endsAt ?? null;
  if (endsAt && endsAt <= now) {
    throw new InvalidInputProblem([
      { path: 'endsAt', code: 'TOO_SMALL', text: { fr: 'est déjà passé.', en: 'has passed already.' } },
    ]);
  }
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    const partner = await tx.partner.findUnique({
      where: { id: partnerId },
      include: { certifications: true },
    });
    if (!partner) throw unknownValue('partnerId', partnerId);
    const standing = standingAt(partner, now);
    if (standing !== 'CERTIFIED') throw new PartnerNotCertifiedProblem(standing);
    const former = await tx.partnerGrant.findMany({ where: { accountId, partnerId, ...grantInForce(now) } });
    const revocations = [];
    for (const grant of former) revocations.push(await revoke(tx, grant, now));
    const id = newId('grt');
    const scopes = wholeScopes(input.scopes);
    await tx.partnerGrant.create({
      data: { id, accountId, partnerId, scopes, startsAt: now, endsAt, grantedById: actor.id },
    });
    return {
      value: { id },
      events: [
        happened(
          'account.partner_granted',
          { id: accountId, accountId },
          { grantId: id, partnerId, scopes, endsAt: endsAt?.toISOString() ?? null },
        ),
        ...revocations,
      ],
    };
  });
}
