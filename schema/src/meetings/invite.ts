import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { calendarEvent, MEETING_ON_CALENDAR, seriesEvent, SERIES_ON_CALENDAR } from './calendar-event.ts';
import { renderCalendar } from './icalendar.rules.ts';

// Invitations are kept as they were rendered: whoever sends mail only sends, and what somebody was told stays (S27).

/** Keeps an invitation to a meeting, or its revocation, for everybody who takes part; of a series, to this occurrence. */
export async function inviteToMeeting(
  tx: Tx,
  meetingId: string,
  method: 'REQUEST' | 'CANCEL',
  now: Date,
): Promise<void> {
  const meeting = await tx.meeting.findUniqueOrThrow({
    where: { id: meetingId },
    include: MEETING_ON_CALENDAR,
  });
  const { accountId, sequence, attendees } = meeting;
  await keep(
    tx,
    { accountId, subject: meetingId, meetingId, method, sequence, attendees },
    renderCalendar(method, [calendarEvent(meeting, now)]),
    now,
  );
}

/** Keeps an invitation to a series as a whole, or its revocation, for everybody who takes part in it (S74). */
export async function inviteToSeries(
  tx: Tx,
  seriesId: string,
  method: 'REQUEST' | 'CANCEL',
  now: Date,
): Promise<void> {
  const series = await tx.meetingSeries.findUniqueOrThrow({
    where: { id: seriesId },
    include: SERIES_ON_CALENDAR,
  });
  const [first] = series.meetings;
  if (!first) return;
  const { accountId, sequence } = series;
  await keep(
    tx,
    { accountId, subject: seriesId, meetingId: null, method, sequence, attendees: first.attendees },
    renderCalendar(method, [seriesEvent(series, first, now, method === 'CANCEL')]),
    now,
  );
}

interface Told {
  accountId: string;
  subject: string;
  meetingId: string | null;
  method: 'REQUEST' | 'CANCEL';
  sequence: number;
  attendees: readonly { contactId: string | null; staffId: string | null }[];
}

async function keep(tx: Tx, { attendees, ...told }: Told, calendar: string, now: Date): Promise<void> {
  await tx.meetingInvitation.createMany({
    data: attendees.map(({ contactId, staffId }) => ({
      id: newId('inv'),
      ...told,
      contactId,
      staffId,
      calendar,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
}
