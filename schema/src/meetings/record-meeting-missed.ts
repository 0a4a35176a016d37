import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { settleEngagement } from '../engagements/settle-engagement.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { checkMeetingToRecord, MeetingClosedProblem } from './meeting.rules.ts';

export const RECORD_MEETING_MISSED_PROBLEMS = [InvalidInputProblem, MeetingClosedProblem];

const recordMeetingMissedInput = z.object({ meetingId: z.string(), reason: prose(2_000) });

/**
 * Writes down, once, that a meeting did not take place, and why: the customer sees it (S72).
 * Throws one of RECORD_MEETING_MISSED_PROBLEMS.
 */
export async function recordMeetingMissed(
  ctx: Context,
  raw: z.input<typeof recordMeetingMissedInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.record');
  const { meetingId, reason } = parse(recordMeetingMissedInput, raw);
  return transact(ctx, actor, async (tx) => {
    const meeting = await meetingAtHand(tx, actor, meetingId);
    checkMeetingToRecord(meeting, now);
    const { id } = meeting;
    await tx.meeting.update({
      where: { id },
      data: { status: 'MISSED', recordedAt: now, recordedById: actor.id, missedReason: reason },
    });
    const missed = happened('meeting.missed', meeting, {
      engagementId: meeting.engagementId,
      startsAt: meeting.startsAt.toISOString(),
    });
    return { value: { id }, events: [missed, ...(await settleEngagement(tx, meeting, now))] };
  });
}
