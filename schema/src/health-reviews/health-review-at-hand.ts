import { reach, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { notFound } from '../problem.ts';
import { HealthReviewEndedProblem } from './health-review.rules.ts';

/**
 * A review that is open, locked with its account until the transaction ends: the account first, as whatever moves units
 * of it does.
 *
 * @throws RequestError NOT_FOUND
 * @throws HealthReviewEndedProblem
 */
export async function healthReviewAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const known = await tx.healthReview.findUnique({ where: { id }, select: { accountId: true } });
  if (!known) throw notFound('health review', id);
  reach(actor, known.accountId);
  await tx.$queryRaw`select 1 from "Account" where "id" = ${known.accountId} for no key update`;
  await tx.$queryRaw`select 1 from "HealthReview" where "id" = ${id} for update`;
  const review = await tx.healthReview.findUniqueOrThrow({
    where: { id },
    include: { account: { select: { timeZone: true } } },
  });
  if (review.completedAt) throw new HealthReviewEndedProblem('COMPLETED');
  if (review.cancelledAt) throw new HealthReviewEndedProblem('CANCELLED');
  return review;
}
