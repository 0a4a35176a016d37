import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { holdStaff } from './availability.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { requireMeetings } from './meeting-entitlement.ts';
import { joinLinkInput } from './meeting-input.ts';
import {
  checkMeetingAhead,
  checkMeetingTime,
  endOf,
  EngineerUnavailableProblem,
  MeetingClosedProblem,
} from './meeting.rules.ts';
import { tellAttendees } from './tell-attendees.ts';
import { followMeeting } from './want-room.ts';

export const RESCHEDULE_MEETING_PROBLEMS = [
  InvalidInputProblem,
  MeetingClosedProblem,
  EntitlementRequiredProblem,
  EngineerUnavailableProblem,
];

const rescheduleMeetingInput = z.object({
  meetingId: z.string(),
  startsAt: z.date(),
  durationMinutes: z.number().int().nullish(),
  joinLink: joinLinkInput.nullish(),
});

/**
 * Moves a meeting that is ahead to another time; of a series, this occurrence alone (S74). What is not told stays.
 * Throws one of RESCHEDULE_MEETING_PROBLEMS.
 */
export async function rescheduleMeeting(
  ctx: Context,
  raw: z.input<typeof rescheduleMeetingInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.schedule');
  const { meetingId, startsAt, ...input } = parse(rescheduleMeetingInput, raw);
  return transact(ctx, actor, async (tx) => {
    const meeting = await meetingAtHand(tx, actor, meetingId);
    checkMeetingAhead(meeting, now);
    const { id, accountId, organizerId } = meeting;
    const lasts = (meeting.endsAt.getTime() - meeting.startsAt.getTime()) / 60_000;
    const durationMinutes = input.durationMinutes ?? lasts;
    checkMeetingTime({ startsAt, durationMinutes }, now);
    await requireMeetings(tx, accountId, startsAt);
    const endsAt = endOf(startsAt, durationMinutes);
    await holdStaff(tx, organizerId, { startsAt, endsAt }, meeting);
    await tx.meeting.update({
      where: { id },
      data: {
        startsAt,
        endsAt,
        ...(input.joinLink != null && { joinLink: input.joinLink, provider: 'OWN_LINK' }),
        sequence: { increment: 1 },
      },
    });
    await followMeeting(tx, id, now);
    await tellAttendees(tx, { actor, now }, id, 'MEETING_RESCHEDULED');
    return {
      value: { id },
      events: [
        happened('meeting.rescheduled', meeting, {
          before: { startsAt: meeting.startsAt.toISOString(), endsAt: meeting.endsAt.toISOString() },
          after: { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
        }),
      ],
    };
  });
}
