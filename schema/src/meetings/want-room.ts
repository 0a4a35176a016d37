import type { Tx } from '../event.ts';

// The provider is asked after the commit, by a sweep (`rooms.jobs.ts`): here it is only written down that it has to be.

/** Has a room made for a meeting that has none. */
export async function wantRoom(
  tx: Tx,
  { id: meetingId, accountId }: { id: string; accountId: string },
  now: Date,
): Promise<void> {
  await tx.meetingRoom.create({ data: { meetingId, accountId, state: 'PENDING', nextAttemptAt: now } });
}

/** Has the room of a meeting follow it: moved, or removed. A meeting without a room is none of a provider's business. */
export async function followMeeting(tx: Tx, meetingId: string, now: Date): Promise<void> {
  await tx.meetingRoom.updateMany({
    where: { meetingId },
    data: { state: 'PENDING', wanted: { increment: 1 }, attempts: 0, nextAttemptAt: now },
  });
}
