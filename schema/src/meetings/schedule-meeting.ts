import * as z from 'zod';
import { accountAtHand } from '../accounts/account-at-hand.ts';
import { allow, mayActFor } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { requireMeetings } from './meeting-entitlement.ts';
import { meetingInput } from './meeting-input.ts';
import { planMeeting } from './plan-meeting.ts';
import { checkJoinable } from './room.rules.ts';
import { checkMeetingTime, endOf, EngineerUnavailableProblem } from './meeting.rules.ts';

export const SCHEDULE_MEETING_PROBLEMS = [
  InvalidInputProblem,
  EntitlementRequiredProblem,
  EngineerUnavailableProblem,
];

const scheduleMeetingInput = z.object({
  accountId: z.string(),
  organizerId: z.string().nullish(),
  startsAt: z.date(),
  ...meetingInput,
});

/**
 * Schedules a meeting with a customer whose plan brings it then: Enhanced or Premium (S27). The organizer is whoever
 * calls unless told: managers schedule for others too.
 * Throws one of SCHEDULE_MEETING_PROBLEMS.
 */
export async function scheduleMeeting(
  ctx: Context,
  raw: z.input<typeof scheduleMeetingInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.schedule');
  const organizerId = raw.organizerId ?? actor.id;
  mayActFor(actor, organizerId);
  const { accountId, startsAt, durationMinutes, ...input } = parse(scheduleMeetingInput, raw);
  checkMeetingTime({ startsAt, durationMinutes }, now);
  checkJoinable(input.joinLink, ctx.meetingProvider);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    await requireMeetings(tx, accountId, startsAt);
    const { id, events } = await planMeeting(
      tx,
      { actor, now },
      {
        accountId,
        organizerId,
        title: input.title,
        agenda: input.agenda,
        startsAt,
        endsAt: endOf(startsAt, durationMinutes),
        joinLink: input.joinLink,
        guests: input,
      },
    );
    return { value: { id }, events };
  });
}
