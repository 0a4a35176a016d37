import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { ContractInForceProblem } from '../contracts/contract-problems.rules.ts';
import { happened, transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { PlanPeriodOverlapProblem, type Choice } from './plan-period.rules.ts';
import { putOnPlan } from './put-on-plan.ts';

export const CHOOSE_PLAN_PROBLEMS = [InvalidInputProblem, PlanPeriodOverlapProblem, ContractInForceProblem];

const choosePlanInput = z.object({
  accountId: z.string(),
  planCode: z.enum(['BASIC', 'ENHANCED', 'PREMIUM']),
  startsAt: z.date().nullish(),
  endsAt: z.date().nullish(),
});

/**
 * Puts an account on a plan from an instant without an order: a pilot, goodwill (S5). Now unless told. Running clocks
 * follow when it begins (C26): at once, or by the job that lets plans begin (plans.jobs.ts). So do the units that it
 * grants by the year (E3, E4). Throws one of CHOOSE_PLAN_PROBLEMS.
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
    await checkNoContract(tx, accountId, choice);
    const { before, events } = await putOnPlan(tx, accountId, choice, now);
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
        ...events,
      ],
    };
  });
}

/**
 * Under a contract the plan is the contract's: it changes by amendment or termination.
 *
 * @throws ContractInForceProblem
 */
async function checkNoContract(
  tx: Tx,
  accountId: string,
  { planCode, startsAt, endsAt }: Choice,
): Promise<void> {
  // Basic is not purchased: choosing it touches only what runs at that instant.
  const startsBefore = planCode === 'BASIC' ? { lte: startsAt } : endsAt ? { lt: endsAt } : undefined;
  const bought = await tx.planPeriod.findFirst({
    where: {
      accountId,
      contractId: { not: null },
      endsAt: { gt: startsAt },
      ...(startsBefore && { startsAt: startsBefore }),
    },
    orderBy: { startsAt: 'asc' },
  });
  if (bought?.contractId) throw new ContractInForceProblem(bought.contractId);
}
