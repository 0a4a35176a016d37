import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { fulfilObligation } from '../obligations/fulfil-obligation.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { uncoveredTickets } from './requests-of-month.ts';
import { reviewAtHand } from './review-at-hand.ts';
import {
  lacksAnalysis,
  MonthNotOverProblem,
  RecurrenceOpenProblem,
  RequestsUncoveredProblem,
  ReviewCompletedProblem,
} from './review.rules.ts';

export const COMPLETE_MONTHLY_REVIEW_PROBLEMS = [
  InvalidInputProblem,
  MonthNotOverProblem,
  RequestsUncoveredProblem,
  RecurrenceOpenProblem,
  ReviewCompletedProblem,
];

const completeMonthlyReviewInput = z.object({ reviewId: z.string(), summary: prose(4_000) });

/**
 * Completes a review for good: every request of the month has its line, every recurring issue its analysis and action
 * (S83, S84, B6). It keeps the month's obligation. Throws one of COMPLETE_MONTHLY_REVIEW_PROBLEMS.
 */
export async function completeMonthlyReview(
  ctx: Context,
  raw: z.input<typeof completeMonthlyReviewInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { reviewId: id, summary } = parse(completeMonthlyReviewInput, raw);
  return transact(ctx, actor, async (tx) => {
    const review = await reviewAtHand(tx, actor, id);
    const { accountId, month, startsAt, endsAt } = review;
    if (endsAt > now) throw new MonthNotOverProblem(endsAt);
    const missing = await uncoveredTickets(tx, review);
    if (missing.length > 0) throw new RequestsUncoveredProblem(missing);
    const clusters = await tx.reviewCluster.findMany({
      where: { reviewId: id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      include: { tickets: { select: { ticketId: true } } },
    });
    const open = clusters.filter(lacksAnalysis);
    if (open.length > 0) throw new RecurrenceOpenProblem(open.map((cluster) => cluster.id));
    await tx.monthlyReview.update({
      where: { id },
      data: { completedAt: now, completedById: actor.id, summary },
    });
    const proof = { type: 'MONTHLY_REVIEW', id } as const;
    const kept = { accountId, kind: 'MONTHLY_REVIEW' as const, at: now, of: startsAt, proof };
    return {
      value: { id },
      events: [
        happened('monthly_review.completed', { id, accountId }, { month }),
        ...(await fulfilObligation(tx, kept)),
      ],
    };
  });
}
