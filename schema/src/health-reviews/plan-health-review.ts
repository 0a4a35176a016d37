import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { dateAt } from '../contracts/term.rules.ts';
import { requirePremium } from '../engagements/account-tam.ts';
import {
  AccountLimitProblem,
  AllowanceExhaustedProblem,
  ProfileLimitProblem,
} from '../entitlements/admission-problems.rules.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { profilesProblem } from '../entitlements/health-review.rules.ts';
import { reserveUnit } from '../entitlements/ledger.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkPlannedOn } from './health-review.rules.ts';
import { writeHealthReview } from './ticket-health-review.ts';

export const PLAN_HEALTH_REVIEW_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  AllowanceExhaustedProblem,
  ProfileLimitProblem,
  AccountLimitProblem,
];

const planHealthReviewInput = z.object({
  accountId: z.string(),
  profileIds: z.array(z.string()).transform((ids) => [...new Set(ids)]),
  plannedOn: z.iso.date(),
});

/**
 * Plans the health review of the running contract year, and takes its unit: exactly one account, one to five of its
 * profiles (S82, S111, E5). Throws one of PLAN_HEALTH_REVIEW_PROBLEMS.
 */
export async function planHealthReview(
  ctx: Context,
  raw: z.input<typeof planHealthReviewInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { accountId, profileIds, plannedOn } = parse(planHealthReviewInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { timeZone } = await accountAtHand(tx, actor, accountId);
    await requirePremium(tx, accountId, now, HEALTH_REVIEW);
    checkPlannedOn(plannedOn, dateAt(now, timeZone));
    const seen = await tx.profile.findMany({ where: { id: { in: profileIds } } });
    const problem = profilesProblem({ requestType: 'WELLNESS_REVIEW', accountId }, profileIds, seen);
    if (problem) throw problem;
    const id = newId('hrv');
    // Before its unit, whose line names it.
    const planned = await writeHealthReview(tx, { id, accountId, profileIds, plannedOn }, now);
    const reserved = await reserveUnit(
      tx,
      accountId,
      'ANNUAL_HEALTH_REVIEW',
      { cause: 'HEALTH_REVIEW', id },
      now,
      (counted) => new AllowanceExhaustedProblem(counted),
    );
    return { value: { id }, events: [planned, ...reserved] };
  });
}

const HEALTH_REVIEW = { fr: 'L’examen annuel de l’état du compte', en: 'The annual health review' };
