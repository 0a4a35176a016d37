import { STAFF_ERASED } from '../accounts/erased-staff.rules.ts';
import type { Tx } from '../event.ts';
import { ERASED, wordsOf } from './erasure.rules.ts';
import type { PersonToErase } from './person-to-erase.ts';

/** Mail to the person and from them, and about their requests. */
export async function eraseMailOf(
  tx: Tx,
  person: PersonToErase,
  tickets: readonly string[],
  now: Date,
): Promise<void> {
  const { id, emails } = person;
  await tx.outgoingMail.deleteMany({
    where: { OR: [{ address: { in: emails } }, { ticketId: { in: [...tickets] } }] },
  });
  // What came from one of the staff, and is still to be read or decided about, is not lost for that.
  const from = await tx.incomingMail.findMany({
    where: {
      OR: [
        { fromAddress: { in: emails } },
        { envelopeFrom: { in: emails } },
        { ticketId: { in: [...tickets] } },
      ],
      ...(person.kind === 'STAFF' ? { state: { in: ['ACCEPTED', 'DISCARDED'] } } : {}),
    },
    select: { id: true },
  });
  await emptyMails(
    tx,
    from.map((mail) => mail.id),
    now,
  );
  await tx.undeliverableAddress.deleteMany({ where: { address: { in: emails } } });
  await tx.mailPreference.deleteMany({ where: { personId: id } });
}

/** Lets go of what mails said, and of whom they were: nothing comes of what was not a ticket yet. Their bytes go within seconds. */
export async function emptyMails(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    update "IncomingMail" set "erasedAt" = ${now}, "messageId" = "id" || '@erased.invalid', "fingerprint" = "id", "envelopeFrom" = '', "recipients" = '{}', "fileNames" = '{}', "released" = null,
      "fromAddress" = null, "subject" = null, "text" = null, "quoted" = null, "detail" = null, "helo" = null, "remoteAddress" = null,
      "reason" = null, "state" = case "state" when 'ACCEPTED' then "state" else 'DISCARDED' end
    where "id" = any (${[...ids]}::text[]) and "messageId" <> "id" || '@erased.invalid'`;
}

/** What is left of a person: an id, a role in the past, and an address that no mail reaches. */
export async function forget(tx: Tx, person: PersonToErase, now: Date): Promise<void> {
  const { id, kind, emails, phones } = person;
  await tx.statusSubscription.deleteMany({ where: { email: { in: emails } } });
  await tx.statusSubscriptionRequest.deleteMany({ where: { email: { in: emails } } });
  const nobody = { name: ERASED, email: `${id}@erased.invalid`, roles: [], subject: null, erasedAt: now };
  if (kind === 'STAFF') {
    await tx.staffMember.update({ where: { id }, data: { ...nobody, name: STAFF_ERASED, locale: null } });
    await forgetAtDesk(tx, id, wordsOf(person));
    return;
  }
  if (kind === 'PARTNER_PERSON') {
    await tx.partnerPerson.update({ where: { id }, data: nobody });
    return;
  }
  await tx.contact.update({ where: { id }, data: { ...nobody, phone: null } });
  await tx.ticketWatcher.deleteMany({ where: { contactId: id } });
  await forgetCalls(tx, id, phones, now);
  await tx.savedFilter.deleteMany({ where: { contactId: id } });
  await tx.calendarFeed.deleteMany({ where: { contactId: id } });
  // An invitation names everybody who takes part.
  const attended = await tx.meeting.findMany({
    where: { attendees: { some: { contactId: id } } },
    select: { id: true, seriesId: true },
  });
  const asked = await tx.ticketMeeting.findMany({
    where: { ticket: { requesterId: id } },
    select: { id: true },
  });
  const subjects = [
    ...attended.flatMap((meeting) => [meeting.id, meeting.seriesId ?? []].flat()),
    ...asked.map((meeting) => meeting.id),
  ];
  await tx.meetingInvitation.deleteMany({ where: { subject: { in: subjects } } });
}

/** What is a person's own at the desk; customers' calendars keep their meetings, which name nobody any more. */
async function forgetAtDesk(tx: Tx, staffId: string, words: string): Promise<void> {
  await tx.savedFilter.deleteMany({ where: { staffId } });
  await tx.calendarFeed.deleteMany({ where: { staffId } });
  await tx.$executeRaw`
    update "TamAssignment" set "qualification" = case when "tamId" = ${staffId} then ${ERASED}
      else regexp_replace("qualification", ${words}, ${ERASED}, 'gi') end
    where "qualification" is not null and ("tamId" = ${staffId} or "qualification" ~* ${words})`;
  await tx.meetingInvitation.deleteMany({ where: { staffId } });
  // Lines of iCalendar are folded, names among them.
  await tx.$executeRaw`
    update "MeetingInvitation" set "calendar" = regexp_replace(u."calendar", ${words}, ${ERASED}, 'gi')
    from (select "id", regexp_replace("calendar", E'\r?\n[ \t]', '', 'g') as "calendar" from "MeetingInvitation") u
    where u."id" = "MeetingInvitation"."id" and u."calendar" ~* ${words}`;
}

/**
 * Calls of the person, and those of nobody else from their number: nothing is known of who called, and recordings go at the
 * telephone company too.
 */
async function forgetCalls(tx: Tx, id: string, phones: string[], now: Date): Promise<void> {
  // What the telephone company tells of them meanwhile waits, and finds their caller gone.
  await tx.$queryRaw`
    select 1 from "PhoneCall" where "contactId" = ${id} or ("contactId" is null and "fromNumber" = any (${phones}::text[])) for update`;
  const where = { OR: [{ contactId: id }, { contactId: null, fromNumber: { in: phones } }] };
  await tx.phoneCall.updateMany({
    where: { ...where, recordingUrl: { not: null } },
    data: { fetchAt: null, deleteAt: now },
  });
  await tx.phoneCall.updateMany({
    where: { ...where, state: { not: 'OPENED' } },
    data: { state: 'DISCARDED', settleAt: null },
  });
  await tx.phoneCall.updateMany({ where, data: { fromNumber: null, transcript: null } });
}
