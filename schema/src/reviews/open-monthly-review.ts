import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { happened, NOTHING_HAPPENED, transact, type Tx } from '../event.ts';
import { planAt } from '../plans/plan-at.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { monthIn } from '../reports/month.rules.ts';
import { placeRequests } from './place-requests.ts';
import { ReviewCompletedProblem } from './review.rules.ts';

export const OPEN_MONTHLY_REVIEW_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  ReviewCompletedProblem,
];

const openMonthlyReviewInput = z.object({ accountId: z.string(), month: z.string() });

/**
 * Opens the review of a month that has begun, and finds its recurring issues (S83, S84). Opened again, it places what has
 * come in since. Throws one of OPEN_MONTHLY_REVIEW_PROBLEMS.
 */
export async function openMonthlyReview(
  ctx: Context,
  raw: z.input<typeof openMonthlyReviewInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { accountId, month } = parse(openMonthlyReviewInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { timeZone } = await accountAtHand(tx, actor, accountId);
    const known = await tx.monthlyReview.findUnique({ where: { accountId_month: { accountId, month } } });
    if (known?.completedAt) throw new ReviewCompletedProblem(known.completedAt);
    const { from: startsAt, to: endsAt } = monthIn(month, timeZone);
    if (!known) await checkMonth(tx, accountId, { startsAt, endsAt, now });
    const review = known ?? { id: newId('mrv'), accountId, month, timeZone, startsAt, endsAt };
    const { id } = review;
    if (!known) {
      await tx.monthlyReview.create({ data: { ...review, openedAt: now, openedById: actor.id } });
    }
    const placed = await placeRequests(tx, review, now);
    if (known && placed === 0) return { value: { id }, events: NOTHING_HAPPENED };
    return { value: { id }, events: [happened('monthly_review.opened', { id, accountId }, { month })] };
  });
}

/** The month has begun, and the plan promised the review in some of it. */
async function checkMonth(
  tx: Tx,
  accountId: string,
  { startsAt, endsAt, now }: { startsAt: Date; endsAt: Date; now: Date },
): Promise<void> {
  if (startsAt > now) {
    throw new InvalidInputProblem([
      {
        path: 'month',
        code: 'NOT_BEGUN',
        text: { fr: 'n’a pas encore commencé.', en: 'has not begun yet.' },
      },
    ]);
  }
  const premium = await tx.planPeriod.findFirst({
    where: {
      accountId,
      planCode: 'PREMIUM',
      startsAt: { lt: endsAt },
      OR: [{ endsAt: null }, { endsAt: { gt: startsAt } }],
    },
  });
  if (premium) return;
  throw new EntitlementRequiredProblem(A_REVIEW, await planAt(tx, accountId, now), 'PREMIUM');
}

const A_REVIEW = { fr: 'La revue mensuelle des demandes', en: 'The monthly review of requests' };
