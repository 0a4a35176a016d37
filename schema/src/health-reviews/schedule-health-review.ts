import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { dateAt } from '../contracts/term.rules.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { healthReviewAtHand } from './health-review-at-hand.ts';
import { checkPlannedOn, HealthReviewEndedProblem } from './health-review.rules.ts';

export const SCHEDULE_HEALTH_REVIEW_PROBLEMS = [InvalidInputProblem, HealthReviewEndedProblem];

const scheduleHealthReviewInput = z.object({ reviewId: z.string(), plannedOn: z.iso.date() });

/** Says on which day a health review is to be done (S82). Throws one of SCHEDULE_HEALTH_REVIEW_PROBLEMS. */
export async function scheduleHealthReview(
  ctx: Context,
  raw: z.input<typeof scheduleHealthReviewInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { reviewId: id, plannedOn } = parse(scheduleHealthReviewInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { accountId, account, plannedOn: before } = await healthReviewAtHand(tx, actor, id);
    checkPlannedOn(plannedOn, dateAt(now, account.timeZone));
    const on = new Date(`${plannedOn}T00:00:00Z`);
    if (before?.getTime() === on.getTime()) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.healthReview.update({ where: { id }, data: { plannedOn: on } });
    return {
      value: { id },
      events: [happened('health_review.scheduled', { id, accountId }, { plannedOn })],
    };
  });
}
