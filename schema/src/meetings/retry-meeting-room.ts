import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, NOTHING_HAPPENED, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { followMeeting } from './want-room.ts';

export const RETRY_MEETING_ROOM_PROBLEMS = [InvalidInputProblem];

const retryMeetingRoomInput = z.object({ meetingId: z.string() });

/**
 * Asks the provider again for what it did not do. Where nothing failed, nothing happens.
 * Throws one of RETRY_MEETING_ROOM_PROBLEMS.
 */
export async function retryMeetingRoom(
  ctx: Context,
  raw: z.input<typeof retryMeetingRoomInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'meeting.schedule');
  const { meetingId } = parse(retryMeetingRoomInput, raw);
  return transact(ctx, actor, async (tx) => {
    const meeting = await meetingAtHand(tx, actor, meetingId);
    const { id } = meeting;
    const room = await tx.meetingRoom.findUnique({ where: { meetingId: id } });
    if (!room?.failure) return { value: { id }, events: NOTHING_HAPPENED };
    await followMeeting(tx, id, now);
    return { value: { id }, events: [happened('meeting.room_retried', meeting, { failure: room.failure })] };
  });
}
