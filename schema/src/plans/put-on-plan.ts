import { newId } from '@tierline/prisma/ids';
import { settleLedger } from '../entitlements/ledger.ts';
import type { NewEvent, Tx } from '../event.ts';
import { regenerateObligations } from '../obligations/regenerate-obligations.ts';
import { openIncidents } from '../runbooks/incident.ts';
import { replanClocks } from '../sla/promises.ts';
import { changePlan, type Choice } from './plan-period.rules.ts';
import type { PlanCode } from './plan.rules.ts';

// What this term offers to others: contracts put accounts on plans in their own transaction.

/**
 * Puts an account on a plan from an instant, as `changePlan` decides; running clocks follow at once when that has come,
 * else when the job lets the plan begin (C26), and so do the units that it grants (E3, E4). What it promises follows at once
 * (B7), and severe tickets that are open get their checklists (S75). The account is locked.
 *
 * @param contractId the contract that buys the plan; none where a manager chose it without an order
 * @param opensContract a contract year begins with it, whatever ran before (E3)
 * @throws what `changePlan` throws
 */
export async function putOnPlan(
  tx: Tx,
  accountId: string,
  choice: Choice,
  now: Date,
  { contractId = null, opensContract = false }: { contractId?: string | null; opensContract?: boolean } = {},
): Promise<{ before: PlanCode; events: NewEvent[] }> {
  const periods = await tx.planPeriod.findMany({ where: { accountId } });
  const { before, cut, replaced, purchased } = changePlan(periods, choice, now);
  if (cut) await tx.planPeriod.update({ where: { id: cut.id }, data: { endsAt: choice.startsAt } });
  if (replaced) await tx.planPeriod.delete({ where: { id: replaced.id } });
  const begins = choice.startsAt <= now;
  if (purchased) {
    const begunAt = begins ? now : null;
    await tx.planPeriod.create({
      data: { ...choice, id: newId('per'), accountId, contractId, opensContract, begunAt },
    });
  }
  const replans = purchased && begins ? await replanClocks(tx, { accountId }, choice) : [];
  const incidents = purchased && begins ? await openIncidents(tx, { accountId }, choice) : [];
  const units = await settleLedger(tx, accountId, now);
  const cause = contractId === null ? 'PLAN_CHANGED' : 'CONTRACT_CHANGED';
  return {
    before,
    events: [...replans, ...incidents, ...units, ...(await regenerateObligations(tx, accountId, now, cause))],
  };
}
