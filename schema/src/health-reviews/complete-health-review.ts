import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { dateAt } from '../contracts/term.rules.ts';
import { consumeUnit } from '../entitlements/ledger.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { tellCustomer } from '../notifications/notify.ts';
import { fulfilObligation } from '../obligations/fulfil-obligation.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { healthReviewAtHand } from './health-review-at-hand.ts';
import { HealthReviewEndedProblem, ProfilesUnexaminedProblem } from './health-review.rules.ts';

export const COMPLETE_HEALTH_REVIEW_PROBLEMS = [
  InvalidInputProblem,
  ProfilesUnexaminedProblem,
  HealthReviewEndedProblem,
];

const completeHealthReviewInput = z.object({ reviewId: z.string(), summary: prose(4_000) });

/**
 * Completes a health review for good, once each of its profiles was examined: its unit is used up, and the obligation of
 * its contract year is kept (S82, S111, E5, B7). The customer's administrators are told, and who asked for it. Throws one of COMPLETE_HEALTH_REVIEW_PROBLEMS.
 */
export async function completeHealthReview(
  ctx: Context,
  raw: z.input<typeof completeHealthReviewInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { reviewId: id, summary } = parse(completeHealthReviewInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { accountId, account, ticketId, yearStartsAt } = await healthReviewAtHand(tx, actor, id);
    const unexamined = await tx.healthReviewProfile.findMany({
      where: { reviewId: id, examinedAt: null },
      select: { profile: { select: { id: true, name: true } } },
      orderBy: { profile: { name: 'asc' } },
    });
    if (unexamined.length > 0) throw new ProfilesUnexaminedProblem(unexamined.map(({ profile }) => profile));
    await tx.healthReview.update({
      where: { id },
      data: { completedAt: now, completedById: actor.id, summary },
    });
    const asked = await tx.ticket.findMany({ where: { id: ticketId ?? '' }, select: { requesterId: true } });
    await tellCustomer(
      tx,
      {
        kind: 'HEALTH_REVIEW_COMPLETED',
        data: { on: dateAt(now, account.timeZone) },
        causeId: id,
        accountId,
      },
      asked.map(({ requesterId }) => requesterId),
      now,
    );
    const proof = { type: 'HEALTH_REVIEW', id } as const;
    const kept = { accountId, kind: 'ANNUAL_HEALTH_REVIEW' as const, at: now, of: yearStartsAt, proof };
    return {
      value: { id },
      events: [
        happened('health_review.completed', { id, accountId }, { yearStartsAt: yearStartsAt.toISOString() }),
        ...(await consumeUnit(tx, accountId, ticketId ?? id, now)),
        ...(await fulfilObligation(tx, kept)),
      ],
    };
  });
}
