import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { tamOfAccount } from './account-tam.ts';
import { cutSeries } from './cut-series.ts';
import { engagementAtHand } from './engagement-at-hand.ts';
import { EngagementNotOpenProblem, isSettled, NoTamProblem } from './engagement.rules.ts';
import { moveEngagement } from './settle-engagement.ts';

export const CANCEL_ENGAGEMENT_PROBLEMS = [InvalidInputProblem, NoTamProblem, EngagementNotOpenProblem];

const cancelEngagementInput = z.object({ engagementId: z.string(), reason: prose(2_000) });

/**
 * Calls off a service of the TAM with the meetings that are ahead, and says why. What is asked for by a ticket ends
 * with that ticket instead, which tells the customer.
 * Throws one of CANCEL_ENGAGEMENT_PROBLEMS.
 */
export async function cancelEngagement(
  ctx: Context,
  raw: z.input<typeof cancelEngagementInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.plan');
  const { engagementId, reason } = parse(cancelEngagementInput, raw);
  return transact(ctx, actor, async (tx) => {
    const engagement = await engagementAtHand(tx, actor, engagementId);
    await tamOfAccount(tx, actor, engagement.accountId, now);
    if (isSettled(engagement.state) || engagement.ticketId) {
      throw new EngagementNotOpenProblem(engagement.state);
    }
    const meetings = await cutSeries(tx, { actor, now }, engagement, now, reason);
    const [moved] = await moveEngagement(tx, engagement, 'CANCELLED', now, reason);
    return { value: { id: engagementId }, events: [moved!, ...meetings] }; // it was not cancelled before
  });
}
