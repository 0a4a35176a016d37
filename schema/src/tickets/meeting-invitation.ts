import type { Prisma } from '@tierline/prisma/database';
import type { Tx } from '../event.ts';
import { uidOf, type InvitingEvent } from '../meetings/icalendar.rules.ts';
import { invite } from '../meetings/invite.ts';
import { endOf } from '../meetings/meeting.rules.ts';
import { reference } from './ticket.rules.ts';

// A meeting about a request stands in calendars like any other: the engineer invites whoever asked (S27, S91).

const ON_CALENDAR = {
  organizer: true,
  ticket: { include: { requester: true } },
} as const satisfies Prisma.TicketMeetingInclude;

type TicketMeeting = Prisma.TicketMeetingGetPayload<{ include: typeof ON_CALENDAR }>;

/** Invites the requester and the engineer to a meeting that has a date, or revokes it. */
export async function inviteToTicketMeeting(
  tx: Tx,
  id: string,
  method: 'REQUEST' | 'CANCEL',
  now: Date,
): Promise<void> {
  const meeting = await tx.ticketMeeting.findUniqueOrThrow({ where: { id }, include: ON_CALENDAR });
  const { accountId, sequence, organizerId, ticket } = meeting;
  const attendees = [
    { contactId: null, staffId: organizerId },
    { contactId: ticket.requesterId, staffId: null },
  ];
  const told = { accountId, subject: id, meetingId: null, method, sequence, attendees };
  await invite(tx, told, ticketMeetingEvent(meeting, now), now);
}

/** Lets an engineer know that another one holds the meeting now. */
export async function releaseOrganizer(tx: Tx, id: string, staffId: string, now: Date): Promise<void> {
  const meeting = await tx.ticketMeeting.findUniqueOrThrow({ where: { id }, include: ON_CALENDAR });
  const { accountId, sequence } = meeting;
  const attendees = [{ contactId: null, staffId }];
  await invite(
    tx,
    { accountId, subject: id, meetingId: null, method: 'CANCEL', sequence, attendees },
    { ...ticketMeetingEvent(meeting, now), cancelled: true },
    now,
  );
}

/** The meetings about requests that somebody takes part in, over or not, as entries of a calendar. */
export async function ticketMeetingsOnCalendar(
  db: Pick<Tx, 'ticketMeeting'>,
  { contactId, staffId }: { contactId: string | null; staffId: string | null },
  { since, most }: { since: Date; most: number },
): Promise<InvitingEvent[]> {
  const meetings = await db.ticketMeeting.findMany({
    where: {
      ...(contactId ? { ticket: { requesterId: contactId } } : { organizerId: staffId }),
      startsAt: { gt: since },
    },
    include: ON_CALENDAR,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return meetings.map((meeting) => ticketMeetingEvent(meeting, meeting.cancelledAt ?? meeting.requestedAt));
}

function ticketMeetingEvent(meeting: TicketMeeting, stamp: Date): InvitingEvent {
  const { id, sequence, state, startsAt, durationMinutes, joinLink, organizer, ticket } = meeting;
  if (!startsAt || durationMinutes === null || !organizer) throw new Error(`The meeting ${id} has no date.`);
  const { name, email } = ticket.requester;
  return {
    uid: uidOf(id),
    sequence,
    stamp,
    title: `${reference(ticket.number)} ${ticket.subject}`,
    agenda: null,
    location: joinLink,
    url: joinLink,
    organizer: { name: organizer.name, email: organizer.email },
    attendees: [{ name, email }],
    cancelled: state === 'CANCELLED',
    startsAt,
    endsAt: endOf(startsAt, durationMinutes),
  };
}
