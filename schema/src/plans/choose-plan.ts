import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { settleLedger } from '../entitlements/ledger.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { replanClocks } from '../sla/promises.ts';
import { changePlan, PlanPeriodOverlapProblem } from './plan-period.rules.ts';

export const CHOOSE_PLAN_PROBLEMS = [InvalidInputProblem, PlanPeriodOverlapProblem];

const choosePlanInput = z.object({
  accountId: z.string(),
  planCode: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']),
  startsAt: z.date().nullish(),
  endsAt: z.date().nullish(),
});

/**
 * Puts an account on a plan from an instant, now unless told (S5). Running clocks follow when it begins (C26):
 * at once, or by the job that lets plans begin (plans.jobs.ts). So do the units that it grants by the year (E3, E4). Throws one of CHOOSE_PLAN_PROBLEMS.
 */
export async function choosePlan(
  ctx: Context,
  raw: z.input<typeof choosePlanInput>,
): Promise<{ accountId: string }> {
  const { actor, now } = ctx;
  allow(actor, 'plan.choose');
  const input = parse(choosePlanInput, raw);
  const { accountId, planCode } = input;
  const choice = { planCode, startsAt: input.startsAt ?? now, endsAt: input.endsAt ?? null };
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    const periods = await tx.planPeriod.findMany({ where: { accountId } });
    const { before, cut, replaced, purchased } = changePlan(periods, choice, now);
    if (cut) await tx.planPeriod.update({ where: { id: cut.id }, data: { endsAt: choice.startsAt } });
    if (replaced) await tx.planPeriod.delete({ where: { id: replaced.id } });
    const begins = choice.startsAt <= now;
    if (purchased) {
      await tx.planPeriod.create({
        data: { id: newId('per'), accountId, ...choice, begunAt: begins ? now : null },
      });
    }
    const replans = purchased && begins ? await replanClocks(tx, accountId, choice) : [];
    return {
      value: { accountId },
      events: [
        happened(
          'plan.chosen',
          { id: accountId, accountId },
          {
            before,
            after: planCode,
            startsAt: choice.startsAt.toISOString(),
            endsAt: choice.endsAt?.toISOString() ?? null,
          },
        ),
        ...replans,
        ...(await settleLedger(tx, accountId, now)),
      ],
    };
  });
}
