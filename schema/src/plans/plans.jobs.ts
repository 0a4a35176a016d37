import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { happened } from '../event.ts';
import { replanClocks } from '../sla/clocks.ts';

/**
 * Lets the plans begin whose start has come by `now`: running clocks follow, as of that start (C26). One plan a
 * transaction; several processes may do so at once.
 *
 * @returns how many began
 */
export async function beginPlans(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'plans', actor: { kind: 'system', id: null } } as const;
  for (let began = 0; ; began += 1) {
    const { done } = await transact(origin, async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        select "id" from "PlanPeriod" where "begunAt" is null and "startsAt" <= ${now}
        order by "startsAt" limit 1 for update skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      const { accountId, planCode, startsAt } = await tx.planPeriod.update({
        where: { id: next.id },
        data: { begunAt: now },
      });
      const replans = await replanClocks(tx, accountId, planCode, startsAt);
      const begun = happened('plan.begun', { id: accountId, accountId }, { plan: planCode });
      return { value: { done: false }, events: [{ ...begun, occurredAt: startsAt }, ...replans] };
    });
    if (done) return began;
  }
}
