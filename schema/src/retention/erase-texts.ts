import type { Tx } from '../event.ts';
import { payloadSchema } from '../event-type.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { rewriteDeliveries } from '../webhooks/rewrite-deliveries.ts';
import {
  ERASED,
  freeTexts,
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

/** What the person wrote, and what was written on their requests; somebody of the staff makes none, and wrote for the vendor. */
export async function eraseTextsOf(
  tx: Tx,
  person: PersonToErase,
  { tickets, days }: { tickets: string[]; days: { on: string; accountId: string }[] },
): Promise<number> {
  if (person.kind === 'STAFF') return 0;
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
  await tx.ticket.updateMany({ where: { id: { in: tickets } }, data: { intakeAnswers: [] } });
  if (days.length > 0) {
    const dates = days.map(({ on }) => on);
    await tx.$executeRaw`select tierline_erase_calendars(${person.accounts}, ${dates}, ${wordsOf(person)})`;
  }
  return erased;
}

/** @returns how many texts */
async function erase(tx: Tx, place: string, key: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const [row] = await tx.$queryRaw<[{ erased: number }]>`
    select tierline_erase_texts(${place}, ${key}, ${ids}::text[], null) as erased`;
  return row.erased;
}

/**
 * What events of these subjects say, and what the person said elsewhere in their accounts; of somebody of the staff that is
 * the vendor's.
 *
 * @returns in how many events
 */
export async function eraseEventsOf(
  tx: Tx,
  { id, kind, accounts }: PersonToErase,
  subjects: readonly string[],
): Promise<number> {
  const own = kind === 'STAFF' ? [] : accounts;
  const events = await tx.$queryRaw<{ id: string }[]>`
    select tierline_erase_payloads_of(${TEXTS_OF_EVENTS}::jsonb, ${id}, ${subjects}::text[], ${own}::text[]) as id`;
  await rewriteDeliveries(
    tx,
    events.map((event) => event.id),
  );
  await tx.$executeRaw`select tierline_forget_addresses_of(${id})`;
  return events.length;
}

/** By type of event, at which paths of its payload people's texts stand: JSON, as functions of the database take it. */
export const TEXTS_OF_EVENTS = JSON.stringify(
  Object.fromEntries(
    Object.entries(EVENT_TYPES).flatMap(([type, { payload }]) => {
      const paths = freeTexts(payloadSchema(payload));
      return paths.length === 0 ? [] : [[type, paths]];
    }),
  ),
);
