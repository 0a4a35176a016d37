import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { releaseUnit } from '../entitlements/ledger.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { healthReviewAtHand } from './health-review-at-hand.ts';
import { followsTicket, HealthReviewEndedProblem } from './health-review.rules.ts';

export const CANCEL_HEALTH_REVIEW_PROBLEMS = [InvalidInputProblem, HealthReviewEndedProblem];

const cancelHealthReviewInput = z.object({ reviewId: z.string(), reason: prose(500) });

/** Calls off a health review that the TAM planned: its unit is back (E5). Throws one of CANCEL_HEALTH_REVIEW_PROBLEMS. */
export async function cancelHealthReview(
  ctx: Context,
  raw: z.input<typeof cancelHealthReviewInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { reviewId: id, reason } = parse(cancelHealthReviewInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { accountId, ticketId } = await healthReviewAtHand(tx, actor, id);
    if (ticketId !== null) throw followsTicket();
    await tx.healthReview.update({ where: { id }, data: { cancelledAt: now, cancelReason: reason } });
    return {
      value: { id },
      events: [
        happened('health_review.cancelled', { id, accountId }, { reason }),
        ...(await releaseUnit(tx, accountId, id, now)),
      ],
    };
  });
}
