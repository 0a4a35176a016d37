import type { PrismaClient } from '@tierline/prisma/database';
import { calendarEvent, MEETING_ON_CALENDAR, seriesEvent, SERIES_ON_CALENDAR } from './calendar-event.ts';
import { hashOf } from './feed-secret.ts';
import { ticketMeetingsOnCalendar } from '../tickets/meeting-invitation.ts';
import { renderCalendar } from './icalendar.rules.ts';

const KEPT_DAYS = 180;
const MOST = 1_000;
const DAY_MS = 86_400_000;

/**
 * The meetings of whoever holds the secret of a feed, half a year back and as far ahead as they stand; null for a
 * secret that leads nowhere. A series is one entry with its rule, and an entry for each occurrence that was moved.
 */
export async function readCalendarFeed(db: PrismaClient, secret: string, now: Date): Promise<string | null> {
  const access = { select: { accessEndedAt: true } };
  const feed = await db.calendarFeed.findUnique({
    where: { hash: hashOf(secret) },
    include: { contact: access, staff: access },
  });
  if (!feed || (feed.contact ?? feed.staff)?.accessEndedAt) return null;
  const { contactId, staffId } = feed;
  const since = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  const mine = { attendees: { some: contactId ? { contactId } : { staffId } }, endsAt: { gt: since } };
  const single = await db.meeting.findMany({
    where: { ...mine, seriesId: null },
    include: MEETING_ON_CALENDAR,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  const series = await db.meetingSeries.findMany({
    where: { meetings: { some: mine } },
    include: SERIES_ON_CALENDAR,
    orderBy: { id: 'asc' },
    take: MOST,
  });
  const events = [
    ...(await ticketMeetingsOnCalendar(db, feed, { since, most: MOST })),
    ...single.map((meeting) => calendarEvent(meeting, meeting.cancelledAt ?? meeting.scheduledAt)),
    ...series.flatMap((one) => {
      const [first] = one.meetings;
      if (!first) return [];
      const moved = one.meetings.filter(
        ({ status, startsAt, recurrenceAt }) =>
          status !== 'CANCELLED' && startsAt.getTime() !== recurrenceAt?.getTime(),
      );
      return [
        seriesEvent(one, first, first.scheduledAt),
        ...moved.map((meeting) => calendarEvent(meeting, meeting.scheduledAt)),
      ];
    }),
  ];
  return renderCalendar('PUBLISH', events, 'Tierline');
}
