import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { clusterAtHand } from './review-at-hand.ts';
import { ReviewCompletedProblem } from './review.rules.ts';

export const DISMISS_CLUSTER_PROBLEMS = [InvalidInputProblem, ReviewCompletedProblem];

const dismissClusterInput = z.object({ clusterId: z.string(), reason: prose(500) });

/** Says that requests that look alike are no recurring issue, and why (S84). Throws one of DISMISS_CLUSTER_PROBLEMS. */
export async function dismissCluster(
  ctx: Context,
  raw: z.input<typeof dismissClusterInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { clusterId, reason } = parse(dismissClusterInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { review } = await clusterAtHand(tx, actor, clusterId);
    await tx.reviewCluster.update({
      where: { id: clusterId },
      data: { dismissedAt: now, dismissReason: reason },
    });
    const { id, accountId } = review;
    return {
      value: { id },
      events: [happened('monthly_review.cluster_dismissed', { id, accountId }, { clusterId })],
    };
  });
}
