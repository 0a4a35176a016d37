import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { ofMonth } from './requests-of-month.ts';
import { reviewAtHand } from './review-at-hand.ts';
import { ReviewChangedProblem, ReviewCompletedProblem } from './review.rules.ts';

export const REVIEW_REQUESTS_PROBLEMS = [InvalidInputProblem, ReviewChangedProblem, ReviewCompletedProblem];

const reviewRequestsInput = z.object({
  reviewId: z.string(),
  lines: z
    .array(z.object({ ticketId: z.string(), note: prose(2_000), revision: z.int().nullish() }))
    .min(1)
    .max(100),
});

/**
 * Says of requests of the month what the review found (S83): all of them, or none where somebody else changed one since
 * it was read. Throws one of REVIEW_REQUESTS_PROBLEMS.
 */
export async function reviewRequests(
  ctx: Context,
  raw: z.input<typeof reviewRequestsInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { reviewId: id, lines } = parse(reviewRequestsInput, raw);
  return transact(ctx, actor, async (tx) => {
    const review = await reviewAtHand(tx, actor, id);
    const { accountId } = review;
    const tickets = await tx.ticket.findMany({
      where: { id: { in: lines.map(({ ticketId }) => ticketId) }, ...ofMonth(review) },
      select: { id: true, reviewLines: { where: { reviewId: id }, select: { revision: true } } },
    });
    for (const [at, { ticketId, note, revision }] of lines.entries()) {
      const ticket = tickets.find((one) => one.id === ticketId);
      if (!ticket) throw unknownValue(`lines.${at}.ticketId`, ticketId);
      const stands = ticket.reviewLines[0]?.revision ?? 0;
      if (stands !== (revision ?? 0)) throw new ReviewChangedProblem(ticketId, stands);
      const line = { note, revision: stands + 1, reviewedAt: now, reviewedById: actor.id };
      await tx.reviewLine.upsert({
        where: { reviewId_ticketId: { reviewId: id, ticketId } },
        create: { ...line, reviewId: id, ticketId, accountId },
        update: line,
      });
    }
    const ticketIds = lines.map(({ ticketId }) => ticketId);
    return {
      value: { id },
      events: [happened('monthly_review.requests_reviewed', { id, accountId }, { ticketIds })],
    };
  });
}
