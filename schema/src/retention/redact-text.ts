import type { Tx } from '../event.ts';
import { payloadSchema } from '../event-type.ts';
import { definitionOf } from '../event-types.ts';
import { redactInMails } from '../mail/redact-mails.ts';
import { rewriteDeliveries } from '../webhooks/rewrite-deliveries.ts';
import { anywhere, ERASED, freeTexts, TEXTS_OF_CLOCK, TEXTS_OF_TICKET } from './erasure.rules.ts';

/**
 * Puts a mark in the place of some words wherever people's texts of a ticket hold them, in any case: its subject, the answers
 * to its intake form, messages, reviews and reasons, and the events, webhooks and mails that tell of them. Who wrote a
 * message stays.
 *
 * @returns in how many texts and events they stood
 */
export async function redactText(tx: Tx, ticketId: string, text: string, now: Date): Promise<number> {
  const words = anywhere(text);
  const clocks = await tx.clock.findMany({ where: { ticketId }, select: { id: true } });
  const clockIds = clocks.map(({ id }) => id);
  let redacted = 0;
  for (const [place, key] of TEXTS_OF_TICKET) {
    if (place !== 'Message.authorName') redacted += await redact(tx, place, key, [ticketId], words);
  }
  for (const [place, key] of TEXTS_OF_CLOCK) redacted += await redact(tx, place, key, clockIds, words);
  const inJson = anywhere(JSON.stringify(text).slice(1, -1));
  redacted += await tx.$executeRaw`
    update "Ticket" set "intakeAnswers" = regexp_replace("intakeAnswers"::text, ${inJson}, ${ERASED}, 'gi')::jsonb
    where "id" = ${ticketId} and "intakeAnswers"::text ~* ${inJson}`;
  const told = await redactEvents(tx, ticketId, words);
  await rewriteDeliveries(tx, told);
  await redactInMails(tx, { ticketId, text, mark: ERASED }, now);
  return redacted + told.length;
}

async function redact(
  tx: Tx,
  place: string,
  key: string,
  ids: readonly string[],
  words: string,
): Promise<number> {
  const [row] = await tx.$queryRaw<[{ redacted: number }]>`
    select tierline_erase_texts(${place}, ${key}, ${ids}::text[], ${words}) as redacted`;
  return row.redacted;
}

/** Of the ticket, and of the engagement that it asked for. */
async function redactEvents(tx: Tx, ticketId: string, words: string): Promise<string[]> {
  const engagements = await tx.tamEngagement.findMany({ where: { ticketId }, select: { id: true } });
  const subjects = [ticketId, ...engagements.map(({ id }) => id)];
  const types = await tx.event.findMany({
    where: { subject: { in: subjects } },
    distinct: ['type'],
    select: { type: true },
  });
  const changed = new Set<string>();
  for (const { type } of types) {
    const known = definitionOf(type);
    for (const path of known ? freeTexts(payloadSchema(known.payload)) : []) {
      const events = await tx.$queryRaw<{ id: string }[]>`
        select tierline_erase_payloads(${type}, ${path}, '', '{}'::text[], ${subjects}, ${words}) as id`;
      for (const { id } of events) changed.add(id);
    }
  }
  return [...changed];
}
