import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { queueMails } from '../mail/queue-mail.ts';
import { calendarEvent, MEETING_ON_CALENDAR, seriesEvent, SERIES_ON_CALENDAR } from './calendar-event.ts';
import { renderCalendar, type InvitingEvent } from './icalendar.rules.ts';
import { invitationMail } from './invitation-mail.rules.ts';

// Invitations are kept as they were rendered, and mailed: what somebody was told stays (S27).

/** Invites everybody who takes part in a meeting, or revokes it; of a series, this occurrence. */
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
  const told = { accountId, subject: meetingId, meetingId, method, sequence, attendees };
  await invite(tx, told, calendarEvent(meeting, now), now);
}

/** Invites everybody who takes part to a series as a whole, or revokes it (S74). */
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
  const { attendees } = first;
  const told = { accountId, subject: seriesId, meetingId: null, method, sequence, attendees };
  await invite(tx, told, seriesEvent(series, first, now, method === 'CANCEL'), now);
}

interface Told {
  accountId: string;
  /** What it is an invitation to. */
  subject: string;
  meetingId: string | null;
  method: 'REQUEST' | 'CANCEL';
  sequence: number;
  attendees: readonly { contactId: string | null; staffId: string | null }[];
}

/** Keeps an invitation for each, and queues its mail. Whoever has it already at this sequence gets no second one. */
export async function invite(
  tx: Tx,
  { attendees, ...told }: Told,
  event: InvitingEvent,
  now: Date,
): Promise<void> {
  const { method, sequence } = told;
  const calendar = renderCalendar(method, [event]);
  const readers = await readersOf(tx, attendees);
  const invited = attendees.filter(({ contactId, staffId }) => readers.has(contactId ?? staffId ?? ''));
  const invitations = await tx.meetingInvitation.createManyAndReturn({
    data: invited.map(({ contactId, staffId }) => ({
      id: newId('inv'),
      ...told,
      contactId,
      staffId,
      calendar,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
  const meeting = {
    ...event,
    method,
    changed: sequence > 0,
    joinLink: event.location,
    comesBack: event.recurrence !== undefined,
  };
  await queueMails(
    tx,
    invitations.map(({ id, contactId, staffId }) => {
      const { email, ...reader } = readers.get(contactId ?? staffId ?? '')!;
      return {
        address: email,
        locale: reader.locale,
        content: invitationMail(meeting, reader),
        cause: id,
        invitation: { id, calendar, method },
      };
    }),
    { domain: event.organizer.email.split('@')[1]!, now },
  );
}

/** Who reads what, in which language and by which clock: nobody whose access has ended. */
async function readersOf(
  tx: Tx,
  invited: readonly { contactId: string | null; staffId: string | null }[],
): Promise<Map<string, { email: string; locale: 'FR' | 'EN'; timeZone: string }>> {
  const contacts = await tx.contact.findMany({
    where: { id: { in: invited.flatMap(({ contactId }) => contactId ?? []) }, accessEndedAt: null },
    include: { account: true, site: true },
  });
  const staff = await tx.staffMember.findMany({
    where: { id: { in: invited.flatMap(({ staffId }) => staffId ?? []) }, accessEndedAt: null },
    include: { region: true },
  });
  return new Map([
    ...contacts.map(({ id, email, locale, account, site }) => {
      const timeZone = site?.timeZone ?? account.timeZone;
      return [id, { email, locale: locale ?? account.locale, timeZone }] as const;
    }),
    ...staff.map(
      ({ id, email, region }) => [id, { email, locale: 'EN' as const, timeZone: region.timeZone }] as const,
    ),
  ]);
}
