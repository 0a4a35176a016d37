import * as z from 'zod';
import { allow, reach } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { found, InvalidInputProblem, notFound, parse } from '../problem.ts';

export const FOLLOW_RECOMMENDATION_PROBLEMS = [InvalidInputProblem];

const followRecommendationInput = z.object({ findingId: z.string() });

/**
 * Marks as done what a health review recommended; what is done stays done since then. Both sides may, the customer once
 * the review is completed (S82). Throws one of FOLLOW_RECOMMENDATION_PROBLEMS.
 */
export async function followRecommendation(
  ctx: Context,
  raw: z.input<typeof followRecommendationInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.follow');
  const { findingId } = parse(followRecommendationInput, raw);
  return transact(ctx, actor, async (tx) => {
    await tx.$queryRaw`select 1 from "HealthFinding" where "id" = ${findingId} for update`;
    const {
      accountId,
      reviewId: id,
      doneAt,
      examined,
    } = found(
      await tx.healthFinding.findUnique({
        where: { id: findingId },
        include: { examined: { select: { review: { select: { completedAt: true } } } } },
      }),
      'finding',
      findingId,
    );
    reach(actor, accountId);
    if (actor.kind !== 'staff' && !examined.review.completedAt) throw notFound('finding', findingId);
    if (doneAt) return { value: { id }, events: NOTHING_HAPPENED };
    await tx.healthFinding.update({ where: { id: findingId }, data: { doneAt: now } });
    return {
      value: { id },
      events: [happened('health_review.recommendation_followed', { id, accountId }, { findingId })],
    };
  });
}
