import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { objectiveAtHand } from './objective-at-hand.ts';

export const LINK_OBJECTIVE_PROBLEMS = [InvalidInputProblem];

const linkObjectiveInput = z.object({
  objectiveId: z.string(),
  to: z.object({
    meetingId: z.string().nullish(),
    monthlyReviewId: z.string().nullish(),
    healthReviewId: z.string().nullish(),
  }),
});

/**
 * Links an objective with a meeting or review of its account in which it was spoken of; once, however often it is said
 * (S8, S10). Throws one of LINK_OBJECTIVE_PROBLEMS.
 */
export async function linkObjective(
  ctx: Context,
  raw: z.input<typeof linkObjectiveInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'successPlan.write');
  const { objectiveId, to } = parse(linkObjectiveInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, accountId } = await objectiveAtHand(tx, actor, objectiveId);
    const end = await endOfLink(tx, accountId, to);
    if (await tx.objectiveLink.findFirst({ where: { objectiveId: id, ...end } })) {
      return { value: { id }, events: NOTHING_HAPPENED };
    }
    await tx.objectiveLink.create({
      data: { id: newId('olk'), objectiveId: id, accountId, linkedAt: now, ...end },
    });
    const linkedId = Object.values(end)[0] ?? '';
    return { value: { id }, events: [happened('objective.linked', { id, accountId }, { linkedId })] };
  });
}

/** The meeting or review of the account that is named; the schema lets exactly one be. */
async function endOfLink(
  tx: Tx,
  accountId: string,
  { meetingId, monthlyReviewId, healthReviewId }: z.output<typeof linkObjectiveInput>['to'],
): Promise<{ meetingId: string } | { monthlyReviewId: string } | { healthReviewId: string }> {
  if (meetingId != null) {
    if (await tx.meeting.findFirst({ where: { id: meetingId, accountId } })) return { meetingId };
    throw unknownValue('to.meetingId', meetingId);
  }
  if (monthlyReviewId != null) {
    if (await tx.monthlyReview.findFirst({ where: { id: monthlyReviewId, accountId } })) {
      return { monthlyReviewId };
    }
    throw unknownValue('to.monthlyReviewId', monthlyReviewId);
  }
  const id = healthReviewId ?? '';
  if (await tx.healthReview.findFirst({ where: { id, accountId } })) return { healthReviewId: id };
  throw unknownValue('to.healthReviewId', id);
}
