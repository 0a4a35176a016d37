import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { partnerAtHand } from './partner-at-hand.ts';

export const REINSTATE_PARTNER_PROBLEMS = [InvalidInputProblem];

const reinstatePartnerInput = z.object({ partnerId: z.string() });

/** Takes a suspension back. An expired certification stays expired. Throws one of REINSTATE_PARTNER_PROBLEMS. */
export async function reinstatePartner(
  ctx: Context,
  raw: z.input<typeof reinstatePartnerInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'partner.suspend');
  const { partnerId: id } = parse(reinstatePartnerInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { suspendedAt } = await partnerAtHand(tx, id);
    await tx.partner.update({ where: { id }, data: { suspendedAt: null, suspensionReason: null } });
    return {
      value: { id },
      events: [
        happenedAtVendor('partner.reinstated', id, { suspendedAt: suspendedAt?.toISOString() ?? null }),
      ],
    };
  });
}
