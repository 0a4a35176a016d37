import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { clusterAtHand } from './review-at-hand.ts';
import { ReviewChangedProblem, ReviewCompletedProblem } from './review.rules.ts';

export const ANALYSE_CLUSTER_PROBLEMS = [InvalidInputProblem, ReviewChangedProblem, ReviewCompletedProblem];

const analyseClusterInput = z.object({
  clusterId: z.string(),
  analysis: prose(4_000),
  action: prose(2_000),
  revision: z.int().nullish(),
});

/** Writes why an issue recurs and what is done about it (S84). Throws one of ANALYSE_CLUSTER_PROBLEMS. */
export async function analyseCluster(
  ctx: Context,
  raw: z.input<typeof analyseClusterInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'review.write');
  const { clusterId, analysis, action, revision } = parse(analyseClusterInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { review, cluster } = await clusterAtHand(tx, actor, clusterId);
    if (cluster.revision !== (revision ?? 0)) throw new ReviewChangedProblem(clusterId, cluster.revision);
    await tx.reviewCluster.update({
      where: { id: clusterId },
      data: { analysis, action, revision: cluster.revision + 1 },
    });
    const { id, accountId } = review;
    return {
      value: { id },
      events: [happened('monthly_review.cluster_analysed', { id, accountId }, { clusterId })],
    };
  });
}
