import type { SignedInActor } from '../access.ts';
import type { NewEvent, Tx } from '../event.ts';
import { callOff } from '../meetings/call-off.ts';

/**
 * Ends the series of an engagement at hand: no occurrence begins from an instant on, and those that are written are
 * called off, also ones that were moved. What was stays (S74).
 */
export async function cutSeries(
  tx: Tx,
  by: { actor: Pick<SignedInActor, 'id'>; now: Date },
  { id: engagementId }: { id: string },
  endsAt: Date,
  reason: string,
): Promise<NewEvent[]> {
  await tx.meetingSeries.updateMany({
    where: { engagementId },
    data: { endedAt: endsAt, completeAt: by.now, sequence: { increment: 1 } },
  });
  const ahead = await tx.meeting.findMany({
    where: {
      engagementId,
      status: 'SCHEDULED',
      startsAt: { gt: by.now },
      OR: [{ recurrenceAt: null }, { recurrenceAt: { gte: endsAt } }],
    },
    orderBy: { id: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const meeting of ahead) events.push(await callOff(tx, by, meeting, reason));
  return events;
}
