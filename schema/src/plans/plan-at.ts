import type { Tx } from '../event.ts';
import type { PlanCode } from './plan.rules.ts';

/** The plan that an account is on at an instant: that of the purchased period in force, else Basic (S5, S19). */
export async function planAt(db: Pick<Tx, 'planPeriod'>, accountId: string, at: Date): Promise<PlanCode> {
  const period = await db.planPeriod.findFirst({
    where: { accountId, ...inForce(at) },
    select: { planCode: true },
  });
  return period?.planCode ?? 'BASIC';
}

/** Rows in force at an instant, the start included and the end not, as a `where`: plan periods, subscriptions. */
export function inForce(at: Date) {
  return { startsAt: { lte: at }, OR: [{ endsAt: null }, { endsAt: { gt: at } }] };
}
