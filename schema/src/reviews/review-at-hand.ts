import { reach, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found, RequestError } from '../problem.ts';
import { ReviewCompletedProblem } from './review.rules.ts';

/**
 * A review that is still open, locked until the transaction ends: changes of one review happen one after the other.
 *
 * @throws RequestError NOT_FOUND
 * @throws ReviewCompletedProblem
 */
export async function reviewAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const locked = await tx.$queryRaw<unknown[]>`select 1 from "MonthlyReview" where "id" = ${id} for update`;
  if (locked.length === 0) throw new RequestError('NOT_FOUND', `No review ${id}.`);
  const review = await tx.monthlyReview.findUniqueOrThrow({ where: { id } });
  reach(actor, review.accountId);
  if (review.completedAt) throw new ReviewCompletedProblem(review.completedAt);
  return review;
}

/** A cluster of a review that is still open, both locked. */
export async function clusterAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const { reviewId } = found(await tx.reviewCluster.findUnique({ where: { id } }), 'cluster', id);
  const review = await reviewAtHand(tx, actor, reviewId);
  const cluster = await tx.reviewCluster.findUniqueOrThrow({ where: { id }, include: { tickets: true } });
  return { review, cluster };
}
