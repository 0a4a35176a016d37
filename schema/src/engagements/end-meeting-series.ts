import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { tamOfAccount } from './account-tam.ts';
import { cutSeries } from './cut-series.ts';
import { engagementAtHand } from './engagement-at-hand.ts';
import { EngagementNotOpenProblem, NoTamProblem } from './engagement.rules.ts';
import { settleEngagement } from './settle-engagement.ts';

export const END_MEETING_SERIES_PROBLEMS = [InvalidInputProblem, NoTamProblem, EngagementNotOpenProblem];

const endMeetingSeriesInput = z.object({
  engagementId: z.string(),
  endsAt: z.date().nullish(),
  reason: prose(2_000),
});

/**
 * Ends meetings that come back: none is held from an instant on, now unless told. To go on by another rule, plan
 * another engagement (S74).
 * Throws one of END_MEETING_SERIES_PROBLEMS.
 */
export async function endMeetingSeries(
  ctx: Context,
  raw: z.input<typeof endMeetingSeriesInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.plan');
  const { engagementId, reason, ...input } = parse(endMeetingSeriesInput, raw);
  const endsAt = input.endsAt && input.endsAt > now ? input.endsAt : now;
  return transact(ctx, actor, async (tx) => {
    const engagement = await engagementAtHand(tx, actor, engagementId);
    await tamOfAccount(tx, actor, engagement.accountId, now);
    if (!engagement.series || engagement.state !== 'PLANNED') {
      throw new EngagementNotOpenProblem(engagement.state);
    }
    const cancelled = await cutSeries(tx, { actor, now }, engagement, endsAt, reason);
    const ended = happened('engagement.series_ended', engagement, { endsAt: endsAt.toISOString() });
    const settled = await settleEngagement(tx, { engagementId }, now);
    return { value: { id: engagementId }, events: [ended, ...cancelled, ...settled] };
  });
}
