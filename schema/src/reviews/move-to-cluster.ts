import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { ofMonth } from './requests-of-month.ts';
import { reviewAtHand } from './review-at-hand.ts';
import { ReviewCompletedProblem } from './review.rules.ts';

export const MOVE_TO_CLUSTER_PROBLEMS = [InvalidInputProblem, ReviewCompletedProblem];

const moveToClusterInput = z.object({
  reviewId: z.string(),
  ticketId: z.string(),
  clusterId: z.string().nullish(),
});

/**
 * Puts a request into another cluster, or into one of its own, where it is no recurring issue until others join it
 * (S84). Throws one of MOVE_TO_CLUSTER_PROBLEMS.
 */
export async function moveToCluster(
  ctx: Context,
  raw: z.input<typeof moveToClusterInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { reviewId: id, ticketId, clusterId: to } = parse(moveToClusterInput, raw);
  return transact(ctx, actor, async (tx) => {
    const review = await reviewAtHand(tx, actor, id);
    const { accountId } = review;
    if (!(await tx.ticket.findFirst({ where: { id: ticketId, ...ofMonth(review) } }))) {
      throw unknownValue('ticketId', ticketId);
    }
    const clusterId = to ?? newId('clu');
    if (to == null) {
      await tx.reviewCluster.create({ data: { id: clusterId, reviewId: id, accountId, createdAt: now } });
    } else if (!(await tx.reviewCluster.findFirst({ where: { id: to, reviewId: id, dismissedAt: null } }))) {
      throw unknownValue('clusterId', to);
    }
    await tx.reviewClusterTicket.deleteMany({ where: { reviewId: id, ticketId } });
    await tx.reviewClusterTicket.create({ data: { reviewId: id, ticketId, clusterId, accountId } });
    return {
      value: { id },
      events: [happened('monthly_review.request_moved', { id, accountId }, { ticketId, clusterId })],
    };
  });
}
