import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { obligationState, ObligationSettledProblem } from './obligation.rules.ts';
import { tellObligations } from './tell-obligations.ts';

export const WAIVE_OBLIGATION_PROBLEMS = [InvalidInputProblem, ObligationSettledProblem];

const waiveObligationInput = z.object({ obligationId: z.string(), reason: prose(500) });

/**
 * Waives what was promised, with a reason that both sides read: the customer's administrator renounces it, or a manager
 * of the vendor decides so, of which the administrators are told (B7). The TAM, who owes it, may not. Throws one of
 * WAIVE_OBLIGATION_PROBLEMS.
 */
export async function waiveObligation(
  ctx: Context,
  raw: z.input<typeof waiveObligationInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'obligation.waive');
  const { obligationId: id, reason } = parse(waiveObligationInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { accountId } = found(await tx.obligation.findUnique({ where: { id } }), 'obligation', id);
    await accountAtHand(tx, actor, accountId);
    await tx.$queryRaw`select 1 from "Obligation" where "id" = ${id} for no key update`;
    const obligation = await tx.obligation.findUniqueOrThrow({ where: { id } });
    const state = obligationState(obligation, now);
    if (state !== 'DUE' && state !== 'OVERDUE') throw new ObligationSettledProblem(state);
    const waivedByKind = actor.kind === 'staff' ? 'STAFF' : 'CONTACT';
    await tx.obligation.update({
      where: { id },
      data: { waivedAt: now, waivedByKind, waivedById: actor.id, waiverReason: reason, tellAt: null },
    });
    const told = actor.kind === 'staff' ? [{ ...obligation, what: 'OBLIGATION_WAIVED' as const }] : [];
    await tellObligations(tx, accountId, told, now);
    const by = actor.kind === 'staff' ? 'VENDOR' : 'CUSTOMER';
    return {
      value: { id },
      events: [happened('obligation.waived', { id, accountId }, { kind: obligation.kind, by, reason })],
    };
  });
}
