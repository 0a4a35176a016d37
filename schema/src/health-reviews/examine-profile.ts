import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { healthReviewAtHand } from './health-review-at-hand.ts';
import {
  checkExamination,
  ExaminationChangedProblem,
  HealthReviewEndedProblem,
} from './health-review.rules.ts';

export const EXAMINE_PROFILE_PROBLEMS = [
  InvalidInputProblem,
  ExaminationChangedProblem,
  HealthReviewEndedProblem,
];

const examineProfileInput = z.object({
  reviewId: z.string(),
  profileId: z.string(),
  note: prose(2_000),
  nothingFound: z
    .boolean()
    .nullish()
    .transform((nothing) => nothing ?? false),
  findings: z
    .array(
      z.object({
        severity: z.enum(['SEVERE', 'MODERATE', 'LIMITED']),
        finding: prose(2_000),
        recommendation: prose(2_000),
        done: z
          .boolean()
          .nullish()
          .transform((done) => done ?? false),
      }),
    )
    .max(50),
  revision: z.int().nullish(),
});

/**
 * Writes what was looked at in a profile and all that was found, in place of what stood there: findings with what is
 * recommended, or that there is nothing. With the first profile the review is under way (S82, S111).
 * Throws one of EXAMINE_PROFILE_PROBLEMS.
 */
export async function examineProfile(
  ctx: Context,
  raw: z.input<typeof examineProfileInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'review.write');
  const { reviewId: id, profileId, note, nothingFound, findings, revision } = parse(examineProfileInput, raw);
  checkExamination(findings, nothingFound);
  return transact(ctx, actor, async (tx) => {
    const { accountId, startedAt } = await healthReviewAtHand(tx, actor, id);
    const key = { reviewId_profileId: { reviewId: id, profileId } };
    const stands = await tx.healthReviewProfile.findUnique({ where: key });
    if (!stands) throw unknownValue('profileId', profileId);
    if (stands.revision !== (revision ?? 0)) throw new ExaminationChangedProblem(stands.revision);
    await tx.healthReviewProfile.update({
      where: key,
      data: { note, examinedAt: now, examinedById: actor.id, revision: stands.revision + 1 },
    });
    await tx.healthFinding.deleteMany({ where: { reviewId: id, profileId } });
    await tx.healthFinding.createMany({
      data: findings.map(({ done, ...found }, index) => ({
        ...found,
        id: newId('hfd'),
        reviewId: id,
        profileId,
        accountId,
        position: index + 1,
        doneAt: done ? now : null,
      })),
    });
    if (!startedAt) await tx.healthReview.update({ where: { id }, data: { startedAt: now } });
    const examined = { profileId, findings: findings.length };
    return {
      value: { id },
      events: [happened('health_review.profile_examined', { id, accountId }, examined)],
    };
  });
}
