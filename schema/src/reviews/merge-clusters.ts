import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { clusterAtHand } from './review-at-hand.ts';
import { ReviewCompletedProblem } from './review.rules.ts';

export const MERGE_CLUSTERS_PROBLEMS = [InvalidInputProblem, ReviewCompletedProblem];

const mergeClustersInput = z.object({ clusterId: z.string(), intoId: z.string() });

/**
 * Makes one recurring issue of two (S84): the requests of the first go into the other, whose analysis stands. Throws one
 * of MERGE_CLUSTERS_PROBLEMS.
 */
export async function mergeClusters(
  ctx: Context,
  raw: z.input<typeof mergeClustersInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'review.write');
  const { clusterId, intoId } = parse(mergeClustersInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { review } = await clusterAtHand(tx, actor, clusterId);
    const { id, accountId } = review;
    const into = await tx.reviewCluster.findFirst({
      where: { id: intoId, reviewId: id, dismissedAt: null, NOT: { id: clusterId } },
    });
    if (!into) throw unknownValue('intoId', intoId);
    await tx.reviewClusterTicket.updateMany({ where: { clusterId }, data: { clusterId: intoId } });
    return {
      value: { id },
      events: [happened('monthly_review.clusters_merged', { id, accountId }, { clusterId, intoId })],
    };
  });
}
