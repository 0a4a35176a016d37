import type { SignedInActor } from '../access.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { callOff } from '../meetings/call-off.ts';
import { inviteToSeries } from '../meetings/invite.ts';
import { tellAttendees } from '../meetings/tell-attendees.ts';

/**
 * Calls off the meetings of an engagement at hand that are ahead: a single one, or those that its series places from an
 * instant on, also ones that were moved. What was stays. Of a series everybody is told once, not of each meeting (S74).
 */
export async function cutSeries(
  tx: Tx,
  by: { actor: Pick<SignedInActor, 'id'>; now: Date },
  { id: engagementId, accountId }: { id: string; accountId: string },
  endsAt: Date,
  reason: string,
): Promise<NewEvent[]> {
  const { now } = by;
  const ahead = { engagementId, status: 'SCHEDULED' as const, startsAt: { gt: now } };
  const events: NewEvent[] = [];
  const single = await tx.meeting.findMany({ where: { ...ahead, seriesId: null }, orderBy: { id: 'asc' } });
  for (const meeting of single) events.push(await callOff(tx, by, meeting, reason));

  const series = await tx.meetingSeries.findUnique({ where: { engagementId } });
  if (!series) return events;
  const dropped = { ...ahead, seriesId: series.id, recurrenceAt: { gte: endsAt } };
  const meetings = await tx.meeting.findMany({ where: dropped, orderBy: { startsAt: 'asc' } });
  const [first] = meetings;
  await tx.meeting.updateMany({
    where: dropped,
    data: { status: 'CANCELLED', cancelledAt: now, cancelReason: reason, sequence: { increment: 1 } },
  });
  if (first) await tellAttendees(tx, by, first.id, 'MEETING_CANCELLED', { invites: false });
  await tx.meetingSeries.update({
    where: { id: series.id },
    data: { endedAt: endsAt, completeAt: now, sequence: { increment: 1 } },
  });
  const remains = await tx.meeting.count({
    where: { seriesId: series.id, recurrenceAt: { lt: endsAt }, status: { not: 'CANCELLED' } },
  });
  await inviteToSeries(tx, series.id, remains > 0 ? 'REQUEST' : 'CANCEL', now);
  return [
    ...events,
    ...meetings.map((meeting) =>
      happened(
        'meeting.cancelled',
        { id: meeting.id, accountId },
        { startsAt: meeting.startsAt.toISOString() },
      ),
    ),
  ];
}
