import type { Tx } from '../event.ts';
import { payloadSchema } from '../event-type.ts';
import { EVENT_TYPES } from '../event-types.ts';
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
import type { PersonToErase } from './person-to-erase.ts';

/** Lets files go as uploads do that nobody attached: `sweepUploads` removes what they hold within seconds. */
export async function eraseFiles(tx: Tx, personId: string, tickets: readonly string[]): Promise<number> {
  return tx.$executeRaw`
    update "Attachment" set "state" = 'EXPIRED', "attachedAt" = null, "messageId" = null, "meetingId" = null, "fileName" = ${ERASED}
    where ("contactId" = ${personId} or "partnerPersonId" = ${personId}
      or "messageId" in (select "id" from "Message" where "ticketId" = any (${tickets}::text[])))
      and "fileName" <> ${ERASED}`;
}

/** What the person wrote, and what was written on their requests; elsewhere in their accounts only what names them. */
export async function eraseTexts(
  tx: Tx,
  person: PersonToErase,
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
export async function eraseEvents(
  tx: Tx,
  person: PersonToErase,
  subjects: readonly string[],
): Promise<string[]> {
  const words = wordsOf(person);
  const isStaff = person.kind === 'STAFF';
  // What somebody of the staff wrote is the vendor's; only what names them goes.
  const author = isStaff ? '' : person.id;
  const elsewhere = isStaff ? await subjectsAtVendor(tx) : [];
  const places = [...person.accounts, ...(person.partnerId ? [person.partnerId] : []), ...elsewhere];
  const changed = new Set<string>();
  for (const [type, { payload }] of Object.entries(EVENT_TYPES)) {
    for (const path of freeTexts(payloadSchema(payload))) {
      const events = await tx.$queryRaw<{ id: string }[]>`
        select tierline_erase_payloads(${type}, ${path}, ${author}, ${subjects}::text[], ${places}, ${words}) as id`;
      for (const { id } of events) changed.add(id);
    }
  }
  await rewriteDeliveries(tx, [...changed]);
  await tx.$executeRaw`select tierline_forget_addresses_of(${person.id})`;
  return [...changed];
}

/** What events tell of that belong to no account. */
async function subjectsAtVendor(tx: Tx): Promise<string[]> {
  const subjects = await tx.event.groupBy({ by: ['subject'], where: { accountId: null } });
  return subjects.map(({ subject }) => subject);
}
