import { newId } from '@tierline/prisma/ids';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { attendeesOf, type Guests } from './plan-meeting.ts';
import { endOf } from './meeting.rules.ts';
import { occurrencesOf } from './recurrence.rules.ts';

// What this term offers to others: the occurrences of a series are written as meetings, a stretch at a time.

/** How far ahead of now occurrences stand as meetings. */
export const WRITTEN_AHEAD_MS = 400 * 86_400_000;

/** What every occurrence has in common; guests and words are those of the latest that was written. */
export interface OccurrencePattern {
  title: string;
  agenda: string | null;
  organizerId: string;
  joinLink: string | null;
  provider: 'OWN_LINK' | 'ZOOM';
  guests: Guests;
}

interface Series {
  id: string;
  accountId: string;
  engagementId: string;
  rule: string;
  startsAtLocal: string;
  timeZone: string;
  durationMinutes: number;
  writtenUntil: Date;
  endedAt: Date | null;
}

/**
 * Writes the occurrences of a series that begin before an instant and are not written yet. The hours of the organizer's
 * region are not asked: both sides agreed to the rule, and an occurrence that falls on a holiday is moved or called off
 * alone (S74).
 *
 * @returns how many, and one event for all of them
 */
export async function writeOccurrences(
  tx: Tx,
  series: Series,
  { guests, ...pattern }: OccurrencePattern,
  until: Date,
  now: Date,
): Promise<{ count: number; events: NewEvent[] }> {
  const { id: seriesId, accountId, engagementId } = series;
  const end = series.endedAt && series.endedAt < until ? series.endedAt : until;
  const { starts, complete } = occurrencesOf(series, series.writtenUntil.getTime(), end.getTime());
  const meetings = starts.map((start) => {
    const startsAt = new Date(start);
    return { id: newId('mee'), startsAt, endsAt: endOf(startsAt, series.durationMinutes) };
  });
  await tx.meeting.createMany({
    data: meetings.map((meeting) => ({
      ...meeting,
      ...pattern,
      accountId,
      engagementId,
      seriesId,
      recurrenceAt: meeting.startsAt,
      status: 'SCHEDULED' as const,
      scheduledAt: now,
    })),
  });
  const people = attendeesOf(accountId, pattern.organizerId, guests);
  await tx.meetingAttendee.createMany({
    data: meetings.flatMap(({ id: meetingId }) =>
      people.map((person) => ({ id: newId('mat'), meetingId, ...person })),
    ),
  });
  const over = complete || (series.endedAt !== null && series.endedAt <= until);
  await tx.meetingSeries.update({
    where: { id: seriesId },
    data: { writtenUntil: end, completeAt: over ? now : null },
  });
  if (meetings.length === 0) return { count: 0, events: [] };
  const written = happened(
    'engagement.occurrences_written',
    { id: engagementId, accountId },
    { count: meetings.length, until: end.toISOString() },
  );
  return { count: meetings.length, events: [written] };
}
