import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { settleEngagement } from '../engagements/settle-engagement.ts';
import { transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { callOff } from './call-off.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { checkMeetingAhead, MeetingClosedProblem } from './meeting.rules.ts';

export const CANCEL_MEETING_PROBLEMS = [InvalidInputProblem, MeetingClosedProblem];

const cancelMeetingInput = z.object({ meetingId: z.string(), reason: prose(2_000) });

/**
 * Calls off a meeting that is ahead, for whoever of either side; of a series, this occurrence alone (S74).
 * Throws one of CANCEL_MEETING_PROBLEMS.
 */
export async function cancelMeeting(
  ctx: Context,
  raw: z.input<typeof cancelMeetingInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.cancel');
  const { meetingId, reason } = parse(cancelMeetingInput, raw);
  return transact(ctx, actor, async (tx) => {
    const meeting = await meetingAtHand(tx, actor, meetingId);
    checkMeetingAhead(meeting, now);
    const cancelled = await callOff(tx, { actor, now }, meeting, reason);
    return { value: { id: meeting.id }, events: [cancelled, ...(await settleEngagement(tx, meeting, now))] };
  });
}
