import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { revokeKeysOf } from '../api-keys/revoke-keys-of.ts';
import type { Context } from '../context.ts';
import { happened, happenedAtVendor, transact, type NewEvent, type Tx } from '../event.ts';
import { payloadSchema } from '../event-type.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { forgetMember } from '../forum/forget-member.ts';
import { rewriteDeliveries } from '../webhooks/rewrite-deliveries.ts';
import {
  ERASED,
  freeTexts,
  TEXTS,
  TEXTS_BY_PERSON,
  TEXTS_OF_CLOCK,
  TEXTS_OF_TICKET,
  wordsOf,
} from './erasure.rules.ts';

export const ERASE_PERSON_PROBLEMS = [InvalidInputProblem];

const erasePersonInput = z.object({ personId: z.string(), confirmation: z.string().trim().toLowerCase() });

/** What was erased; kept as the event `person.erased`. */
export interface ErasureReceipt {
  personId: string;
  eventId: string;
  /** RFC 3339. */
  erasedAt: string;
  texts: number;
  files: number;
  events: number;
  keys: number;
}

/** The person at hand, and where they were. */
interface Person {
  id: string;
  kind: 'CONTACT' | 'PARTNER_PERSON';
  name: string;
  email: string;
  phone: string | null;
  /** The own account, or those that a partner acts and acted for. */
  accounts: string[];
  accountId: string | null;
  partnerId: string | null;
  /** What they were called, and where they were written to, before that was corrected. */
  formerly: readonly { name: string; email: string; phone?: string }[];
}

/**
 * Forgets a person of a customer or of a partner: who they were, what they wrote, and all that was written on requests that
 * they made; elsewhere in their accounts their name, address and number. Events, clocks and figures stay as they are, with
 * an id that leads to nobody (B24). Done again, it erases what has come since. Throws one of ERASE_PERSON_PROBLEMS.
 */
export async function erasePerson(
  ctx: Context,
  raw: z.input<typeof erasePersonInput>,
): Promise<ErasureReceipt> {
  const { actor, now } = ctx;
  allow(actor, 'person.erase');
  const { personId, confirmation } = parse(erasePersonInput, raw);
  return transact(ctx, actor, async (tx) => {
    const person = found(await personAtHand(tx, personId), 'person of a customer or partner', personId);
    if (confirmation !== person.email) throw notConfirmed();
    const tickets = await ticketsOf(tx, person.id);
    const days = await daysClosedBy(tx, person.id);
    const files = await eraseFiles(tx, person.id, tickets);
    const texts = await eraseTexts(tx, person, { tickets, days });
    const keys = await revokeKeysOf(tx, person, now);
    const subjects = [person.id, ...tickets, ...keys.map(({ id }) => id)];
    const events = await eraseEvents(tx, person, subjects);
    await eraseMail(tx, person, tickets, now);
    await forget(tx, person, now);
    await forgetMember(tx, person.id, wordsOf(person), ERASED);
    const counts = { texts, files, events: events.length, keys: keys.length };
    const id = newId('evt');
    return {
      value: { personId, eventId: id, erasedAt: now.toISOString(), ...counts },
      events: [
        { ...toldOf(person, 'person.erased', { kind: person.kind, ...counts }), id },
        ...keys.map(({ event }) => event),
      ],
    };
  });
}

/** The person, locked: whatever they would still write waits, and finds them gone. */
async function personAtHand(tx: Tx, id: string): Promise<Person | null> {
  await tx.$queryRaw`select 1 from "Contact" where "id" = ${id} for update`;
  const contact = await tx.contact.findUnique({ where: { id } });
  if (contact) {
    const { name, email, phone, accountId } = contact;
    const formerly = await formerlyKnownAs(tx, id);
    const accounts = [accountId];
    return { id, kind: 'CONTACT', name, email, phone, accountId, accounts, partnerId: null, formerly };
  }
  await tx.$queryRaw`select 1 from "PartnerPerson" where "id" = ${id} for update`;
  const agent = await tx.partnerPerson.findUnique({ where: { id } });
  if (!agent) return null;
  const { name, email, partnerId } = agent;
  const grants = await tx.partnerGrant.findMany({ where: { partnerId }, distinct: ['accountId'] });
  const accounts = grants.map(({ accountId }) => accountId);
  const nobody = { phone: null, accountId: null, formerly: [] };
  return { id, kind: 'PARTNER_PERSON', name, email, accounts, partnerId, ...nobody };
}

async function formerlyKnownAs(tx: Tx, subject: string): Promise<Person['formerly']> {
  const corrections = await tx.event.findMany({ where: { subject, type: 'person.corrected' } });
  return corrections.map(
    ({ payload }) => (payload as unknown as { before: Person['formerly'][number] }).before,
  );
}

function notConfirmed(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'confirmation',
      code: 'UNKNOWN',
      text: {
        fr: 'n’est pas l’adresse e-mail de cette personne.',
        en: 'is not the e-mail address of this person.',
      },
    },
  ]);
}

/** The requests that the person made, locked: nothing is added to them meanwhile. */
async function ticketsOf(tx: Tx, personId: string): Promise<string[]> {
  const tickets = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "Ticket" where "requesterId" = ${personId} order by "id" for update`;
  return tickets.map(({ id }) => id);
}

/** The local days that the person closed, for a reason that they wrote. */
async function daysClosedBy(tx: Tx, personId: string): Promise<{ on: string; accountId: string }[]> {
  return tx.$queryRaw`
    select distinct e."accountId", e."payload" ->> 'on' as "on" from "Contact" c
    join "Event" e on e."subject" = c."accountId" and e."type" = 'account.day_closed' and e."actorId" = c."id"
    where c."id" = ${personId}`;
}

/** Lets files go as uploads do that nobody attached: `sweepUploads` removes what they hold within seconds. */
async function eraseFiles(tx: Tx, personId: string, tickets: readonly string[]): Promise<number> {
  return tx.$executeRaw`
    update "Attachment" set "state" = 'EXPIRED', "attachedAt" = null, "messageId" = null, "meetingId" = null, "fileName" = ${ERASED}
    where ("contactId" = ${personId} or "partnerPersonId" = ${personId}
      or "messageId" in (select "id" from "Message" where "ticketId" = any (${tickets}::text[])))
      and "fileName" <> ${ERASED}`;
}

async function eraseTexts(
  tx: Tx,
  person: Person,
  { tickets, days }: { tickets: string[]; days: { on: string; accountId: string }[] },
): Promise<number> {
  const words = wordsOf(person);
  const clocks = await tx.clock.findMany({ where: { ticketId: { in: tickets } }, select: { id: true } });
  const clockIds = clocks.map(({ id }) => id);
  let erased = 0;
  for (const [place, key] of TEXTS_OF_TICKET) erased += await erase(tx, place, key, tickets);
  for (const [place, key] of TEXTS_OF_CLOCK) erased += await erase(tx, place, key, clockIds);
  for (const [place, key] of TEXTS_BY_PERSON) erased += await erase(tx, place, key, [person.id]);
  for (const { on, accountId } of days) {
    const { count } = await tx.accountCalendarOverride.updateMany({
      where: { accountId, on: new Date(on), reason: { not: ERASED } },
      data: { reason: ERASED },
    });
    erased += count;
  }
  for (const place of TEXTS) erased += await erase(tx, place, 'accountId', person.accounts, words);
  await tx.ticket.updateMany({ where: { id: { in: tickets } }, data: { intakeAnswers: [] } });
  await tx.$executeRaw`
    update "Ticket" set "intakeAnswers" = regexp_replace("intakeAnswers"::text, ${words}, ${ERASED}, 'gi')::jsonb
    where "accountId" = any (${person.accounts}) and "intakeAnswers"::text ~* ${words}`;
  await tx.$executeRaw`select tierline_erase_lists(${person.accounts}, ${words})`;
  const dates = days.map(({ on }) => on);
  await tx.$executeRaw`select tierline_erase_calendars(${person.accounts}, ${dates}, ${words})`;
  return erased;
}

/** @returns how many texts; all of them, or only the words in them */
async function erase(
  tx: Tx,
  place: string,
  key: string,
  ids: readonly string[],
  words: string | null = null,
): Promise<number> {
  const [row] = await tx.$queryRaw<[{ erased: number }]>`
    select tierline_erase_texts(${place}, ${key}, ${ids}::text[], ${words}) as erased`;
  return row.erased;
}

/** Erases what people wrote in payloads, and in what webhooks sent of them. */
async function eraseEvents(tx: Tx, person: Person, subjects: readonly string[]): Promise<string[]> {
  const words = wordsOf(person);
  const places = [...person.accounts, ...(person.partnerId ? [person.partnerId] : [])];
  const changed = new Set<string>();
  for (const [type, { payload }] of Object.entries(EVENT_TYPES)) {
    for (const path of freeTexts(payloadSchema(payload))) {
      const events = await tx.$queryRaw<{ id: string }[]>`
        select tierline_erase_payloads(${type}, ${path}, ${person.id}, ${subjects}::text[], ${places}, ${words}) as id`;
      for (const { id } of events) changed.add(id);
    }
  }
  await rewriteDeliveries(tx, [...changed]);
  await tx.$executeRaw`select tierline_forget_addresses_of(${person.id})`;
  return [...changed];
}

/** Mail to the person, about their requests, or that names them: what it told stands in the inbox of its reader. */
async function eraseMail(tx: Tx, person: Person, tickets: readonly string[], now: Date): Promise<void> {
  const words = wordsOf(person);
  await tx.$executeRaw`
    delete from "OutgoingMail"
    where "address" = ${person.email} or "ticketId" = any (${tickets}::text[]) or "subject" ~* ${words} or "text" ~* ${words}`;
  await tx.$executeRaw`
    update "IncomingMail" set "erasedAt" = ${now}, "messageId" = "id" || '@erased.invalid', "fingerprint" = "id", "envelopeFrom" = '', "recipients" = '{}', "fileNames" = '{}', "released" = null,
      "fromAddress" = null, "subject" = null, "text" = null, "quoted" = null, "detail" = null, "helo" = null, "remoteAddress" = null,
      "reason" = null, "state" = case "state" when 'ACCEPTED' then "state" else 'DISCARDED' end
    where "erasedAt" is null and ("fromAddress" = ${person.email} or "envelopeFrom" = ${person.email}
      or "ticketId" = any (${tickets}::text[]) or concat_ws(' ', "subject", "text", "quoted") ~* ${words})`;
  await tx.undeliverableAddress.deleteMany({ where: { address: person.email } });
  await tx.mailPreference.deleteMany({ where: { personId: person.id } });
}

/** What is left of a person: an id, a role in the past, and an address that no mail reaches. */
async function forget(tx: Tx, { id, kind, email }: Person, now: Date): Promise<void> {
  await tx.statusSubscription.deleteMany({ where: { email } });
  await tx.statusSubscriptionRequest.deleteMany({ where: { email } });
  const nobody = { name: ERASED, email: `${id}@erased.invalid`, roles: [], subject: null, erasedAt: now };
  if (kind === 'PARTNER_PERSON') {
    await tx.partnerPerson.update({ where: { id }, data: nobody });
    return;
  }
  await tx.contact.update({ where: { id }, data: { ...nobody, phone: null } });
  await tx.ticketWatcher.deleteMany({ where: { contactId: id } });
  await tx.phoneCall.updateMany({
    where: { contactId: id },
    data: { fromNumber: null, transcript: null, recordingUrl: null },
  });
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

function toldOf({ id, accountId }: Person, type: 'person.erased', payload: NewEvent['payload']): NewEvent {
  return accountId ? happened(type, { id, accountId }, payload) : happenedAtVendor(type, id, payload);
}
