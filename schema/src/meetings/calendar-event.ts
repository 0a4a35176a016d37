import type { Prisma } from '@tierline/prisma/database';
import { uidOf, type InvitingEvent, type Person } from './icalendar.rules.ts';
import { occurrencesOf } from './recurrence.rules.ts';

/** What a meeting must be read with to stand in a calendar. */
export const MEETING_ON_CALENDAR = {
  organizer: true,
  series: true,
  attendees: { include: { contact: true, staff: true }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.MeetingInclude;

/** What a series must be read with: its meetings, the first of them is its pattern. */
export const SERIES_ON_CALENDAR = {
  meetings: { include: MEETING_ON_CALENDAR, orderBy: { recurrenceAt: 'asc' } },
} as const satisfies Prisma.MeetingSeriesInclude;

type MeetingOnCalendar = Prisma.MeetingGetPayload<{ include: typeof MEETING_ON_CALENDAR }>;
type SeriesOnCalendar = Prisma.MeetingSeriesGetPayload<{ include: typeof SERIES_ON_CALENDAR }>;

/** A meeting as an entry of its own; one of a series is an exception to that. */
export function calendarEvent(meeting: MeetingOnCalendar, now: Date): InvitingEvent {
  const { series, recurrenceAt } = meeting;
  return {
    ...entry(meeting, now),
    uid: uidOf(series?.id ?? meeting.id),
    // An exception counts on from its series, or a program would take it for older than that (RFC 5546, 2.1.4).
    sequence: (series?.sequence ?? 0) + meeting.sequence,
    cancelled: meeting.status === 'CANCELLED',
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    ...(series && recurrenceAt && { occurrence: { recurrenceAt, timeZone: series.timeZone } }),
  };
}

/** A series as one entry with its rule; what differs from that stands beside it, or is excluded. */
export function seriesEvent(
  series: SeriesOnCalendar,
  first: MeetingOnCalendar,
  now: Date,
  cancelled = false,
): InvitingEvent {
  const { rule, startsAtLocal, timeZone, endedAt, meetings } = series;
  const [startsAt] = occurrencesOf({ rule: onlyFirst(rule), startsAtLocal, timeZone }, 0, FAR).starts;
  const start = new Date(startsAt ?? first.startsAt.getTime());
  return {
    ...entry(first, now),
    uid: uidOf(series.id),
    sequence: series.sequence,
    cancelled,
    startsAt: start,
    endsAt: new Date(start.getTime() + series.durationMinutes * 60_000),
    recurrence: {
      rule: endedAt ? endingBefore(rule, endedAt) : rule,
      timeZone,
      excluded: meetings.flatMap(({ status, recurrenceAt }) =>
        status === 'CANCELLED' && recurrenceAt && !(endedAt && recurrenceAt >= endedAt) ? recurrenceAt : [],
      ),
    },
  };
}

const FAR = Date.UTC(2075, 0, 1);

function onlyFirst(rule: string): string {
  return `${rule.replace(/;(COUNT|UNTIL)=[^;]+/g, '')};COUNT=1`;
}

/** The rule with an end: the last second before an instant. */
function endingBefore(rule: string, endedAt: Date): string {
  const until = new Date(endedAt.getTime() - 1_000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  return `${rule.replace(/;(COUNT|UNTIL)=[^;]+/g, '')};UNTIL=${until}`;
}

function entry({ title, agenda, joinLink, organizer, attendees }: MeetingOnCalendar, now: Date) {
  return {
    stamp: now,
    title,
    agenda,
    location: joinLink,
    url: joinLink,
    organizer: person(organizer),
    attendees: attendees.flatMap(({ contact, staff }) => {
      const someone = contact ?? staff;
      return someone && someone.id !== organizer.id ? person(someone) : [];
    }),
  };
}

function person({ name, email }: Person): Person {
  return { name, email };
}
