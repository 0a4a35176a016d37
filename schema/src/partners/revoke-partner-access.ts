import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, type NewEvent, type Tx } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';

export const REVOKE_PARTNER_ACCESS_PROBLEMS = [InvalidInputProblem];

const revokePartnerAccessInput = z.object({ grantId: z.string() });

/**
 * Takes back what a partner may do for an account, as of its next request (S22): by the account's administrators, and
 * by managers. One that is over already stays as it ended. Throws one of REVOKE_PARTNER_ACCESS_PROBLEMS.
 */
export async function revokePartnerAccess(
  ctx: Context,
  raw: z.input<typeof revokePartnerAccessInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'partner.revoke');
  const { grantId: id } = parse(revokePartnerAccessInput, raw);
  return transact(ctx, actor, async (tx) => {
    const sought = found(await tx.partnerGrant.findUnique({ where: { id } }), 'grant', id);
    await accountAtHand(tx, actor, sought.accountId);
    const grant = await tx.partnerGrant.findUniqueOrThrow({ where: { id } });
    return { value: { id }, events: [await revoke(tx, grant, now)] };
  });
}

/** Ends a grant; the account is at hand. */
export async function revoke(
  tx: Tx,
  grant: { id: string; accountId: string; partnerId: string; revokedAt: Date | null },
  now: Date,
): Promise<NewEvent> {
  const { id, accountId, partnerId } = grant;
  const revokedAt = grant.revokedAt ?? now;
  await tx.partnerGrant.update({ where: { id }, data: { revokedAt } });
  return happened(
    'account.partner_revoked',
    { id: accountId, accountId },
    { grantId: id, partnerId, revokedAt: revokedAt.toISOString() },
  );
}
