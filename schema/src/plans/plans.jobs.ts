import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { happened } from '../event.ts';
import { openIncidents } from '../runbooks/incident.ts';
import { replanClocks } from '../sla/promises.ts';
import { planAt } from './plan-at.ts';

/**
 * Lets the plans begin whose start has come by `now`: running clocks follow, as of that start (C26), and severe tickets are
 * handled as Premium promises (S75). One plan a
 * transaction; several processes may do so at once. An account at hand elsewhere is passed over: the ticket that is
 * being opened there must be seen.
 *
 * @returns how many began
 */
export async function beginPlans(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'plans', actor: { kind: 'system', id: null } } as const;
  for (let began = 0; ; began += 1) {
    const { done } = await transact(origin, async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        select p."id" from "PlanPeriod" p join "Account" a on a."id" = p."accountId"
        where p."begunAt" is null and p."startsAt" <= ${now}
        order by p."startsAt" limit 1 for no key update of p, a skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      const period = await tx.planPeriod.update({
        where: { id: next.id },
        data: { begunAt: now },
      });
      const { accountId, planCode, startsAt } = period;
      const replans = await replanClocks(tx, { accountId }, period);
      const incidents = await openIncidents(tx, { accountId }, period);
      const begun = happened('plan.begun', { id: accountId, accountId }, { plan: planCode });
      return {
        value: { done: false },
        events: [{ ...begun, occurredAt: startsAt }, ...replans, ...incidents],
      };
    });
    if (done) return began;
  }
}

/**
 * Writes down the ends of plans that have come by `now`, each once and dated by its end. Where no other period begins
 * at that instant the account is on Basic from then on (S19): running clocks keep their promise, tickets to come are
 * under Basic (C26). One end a transaction; several processes may do so at once.
 *
 * @returns how many ended
 */
export async function endPlans(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'plans', actor: { kind: 'system', id: null } } as const;
  for (let ended = 0; ; ended += 1) {
    const { done } = await transact(origin, async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        select p."id" from "PlanPeriod" p join "Account" a on a."id" = p."accountId"
        where p."endedAt" is null and p."endsAt" <= ${now}
        order by p."endsAt" limit 1 for no key update of p, a skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      const period = await tx.planPeriod.update({ where: { id: next.id }, data: { endedAt: now } });
      const { accountId, planCode, contractId } = period;
      const endsAt = period.endsAt!; // the query finds no other
      const after = await planAt(tx, accountId, endsAt);
      const ended = happened(
        'plan.ended',
        { id: accountId, accountId },
        { plan: planCode, after, contractId },
      );
      return { value: { done: false }, events: [{ ...ended, occurredAt: endsAt }] };
    });
    if (done) return ended;
  }
}
