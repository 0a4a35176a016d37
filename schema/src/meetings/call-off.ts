import { happened, type NewEvent, type Tx } from '../event.ts';
import type { SignedInActor } from '../access.ts';
import { tellAttendees } from './tell-attendees.ts';
import { followMeeting } from './want-room.ts';

/** Cancels a meeting at hand that is ahead, and tells who takes part. */
export async function callOff(
  tx: Tx,
  { actor, now }: { actor: Pick<SignedInActor, 'id'>; now: Date },
  meeting: { id: string; accountId: string; startsAt: Date },
  reason: string,
): Promise<NewEvent> {
  const { id } = meeting;
  await tx.meeting.update({
    where: { id },
    data: { status: 'CANCELLED', cancelledAt: now, cancelReason: reason, sequence: { increment: 1 } },
  });
  await followMeeting(tx, id, now);
  await tellAttendees(tx, { actor, now }, id, 'MEETING_CANCELLED');
  return happened('meeting.cancelled', meeting, { startsAt: meeting.startsAt.toISOString() });
}
