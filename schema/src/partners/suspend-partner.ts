import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { partnerAtHand } from './partner-at-hand.ts';

export const SUSPEND_PARTNER_PROBLEMS = [InvalidInputProblem];

const suspendPartnerInput = z.object({ partnerId: z.string(), reason: line(500) });

/**
 * Suspends a partner: from its next request on, its people do nothing and read nothing (S22). Grants of customers stay
 * and count again once it is reinstated. Throws one of SUSPEND_PARTNER_PROBLEMS.
 */
export async function suspendPartner(
  ctx: Context,
  raw: z.input<typeof suspendPartnerInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'partner.suspend');
  const { partnerId: id, reason } = parse(suspendPartnerInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { suspendedAt } = await partnerAtHand(tx, id);
    await tx.partner.update({
      where: { id },
      data: { suspendedAt: suspendedAt ?? now, suspensionReason: reason },
    });
    return { value: { id }, events: [happenedAtVendor('partner.suspended', id, { reason })] };
  });
}
