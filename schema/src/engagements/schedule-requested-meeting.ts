import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { transact } from '../event.ts';
import { ownLinkInput } from '../meetings/meeting-input.ts';
import { checkMeetingTime, endOf, EngineerUnavailableProblem } from '../meetings/meeting.rules.ts';
import { planMeeting } from '../meetings/plan-meeting.ts';
import { checkJoinable } from '../meetings/room.rules.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { requirePremium, tamOfAccount } from './account-tam.ts';
import { engagementAtHand } from './engagement-at-hand.ts';
import { EngagementNotOpenProblem, NoTamProblem } from './engagement.rules.ts';
import { onTicket } from './on-ticket.ts';
import { moveEngagement } from './settle-engagement.ts';

export const SCHEDULE_REQUESTED_MEETING_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  NoTamProblem,
  EngagementNotOpenProblem,
  EngineerUnavailableProblem,
];

const scheduleRequestedMeetingInput = z.object({
  engagementId: z.string(),
  startsAt: z.date(),
  durationMinutes: z.number().int(),
  joinLink: ownLinkInput,
});

/**
 * Accepts a meeting that a customer asked for at a time that both agreed on, such as the one that the request prefers;
 * times that were proposed are free again (S81).
 * Throws one of SCHEDULE_REQUESTED_MEETING_PROBLEMS.
 */
export async function scheduleRequestedMeeting(
  ctx: Context,
  raw: z.input<typeof scheduleRequestedMeetingInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'engagement.plan');
  const { engagementId, startsAt, durationMinutes, joinLink } = parse(scheduleRequestedMeetingInput, raw);
  checkMeetingTime({ startsAt, durationMinutes }, now);
  checkJoinable(joinLink, ctx.meetingProvider);
  return transact(ctx, actor, async (tx) => {
    const engagement = await engagementAtHand(tx, actor, engagementId);
    const { id, accountId, state, ticket } = engagement;
    if (engagement.type !== 'OTHER_MEETING' || !ticket || (state !== 'REQUESTED' && state !== 'PROPOSED')) {
      throw new EngagementNotOpenProblem(state);
    }
    await requirePremium(tx, accountId, startsAt);
    const tamId = await tamOfAccount(tx, actor, accountId, now);
    await tx.proposedSlot.updateMany({
      where: { engagementId: id, withdrawnAt: null },
      data: { withdrawnAt: now },
    });
    const { id: meetingId, events } = await planMeeting(
      tx,
      { actor, now },
      {
        accountId,
        engagementId: id,
        organizerId: tamId,
        title: engagement.title,
        agenda: engagement.purpose,
        startsAt,
        endsAt: endOf(startsAt, durationMinutes),
        joinLink,
        guests: { contactIds: [ticket.requesterId], staffIds: [] },
      },
    );
    await tx.tamEngagement.update({ where: { id }, data: { tamId } });
    return {
      value: { id },
      events: [
        ...events,
        ...onTicket('ticket.meeting_agreed', engagement, {
          meetingId,
          startsAt: startsAt.toISOString(),
          durationMinutes,
          organizerId: tamId,
        }),
        ...(await moveEngagement(tx, engagement, 'PLANNED', now)),
      ],
    };
  });
}
