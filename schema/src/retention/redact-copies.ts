import type { Tx } from '../event.ts';
import { payloadSchema } from '../event-type.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { redactReasonInMails } from '../mail/redact-mails.ts';
import { rewriteDeliveries } from '../webhooks/rewrite-deliveries.ts';
import { exactly, freeTexts } from './erasure.rules.ts';

// What this term offers to tickets: what was written once and told in several places goes from all of them.

/** A text that is taken out, and who wrote it: nobody but the vendor where it is neither of both. */
interface Taken {
  ticketId: string;
  body: string;
  contactId: string | null;
  partnerPersonId: string | null;
}

/**
 * Takes out what the same side wrote elsewhere on the ticket: the reason of a rejection, a second opinion, a severity or a
 * wait whose words stand in the text, in both languages, and the events and webhooks that tell it. What the other side
 * wrote stays, even where the text repeats it.
 */
export async function redactCopies(tx: Tx, taken: Taken): Promise<void> {
  const { ticketId, body: text } = taken;
  const customer = taken.contactId ?? taken.partnerPersonId;
  if (customer === null) await redactReasonsOfVendor(tx, ticketId, text);
  else await redactReasonsOfCustomer(tx, ticketId, text);
  const by = customer === null ? { actorKind: 'STAFF' as const } : { actorId: customer };
  const events = await tx.event.findMany({
    where: { subject: ticketId, type: { in: Object.keys(PATHS) }, ...by },
  });
  const told: string[] = [];
  for (const { id, type, payload } of events) {
    const said = PATHS[type]!.map((path) => ({ path, words: wordsAt(payload, path) }));
    if (!said.some(({ words }) => words !== null && text.includes(words))) continue;
    for (const { path, words } of said) {
      if (words === null) continue;
      await tx.$queryRaw`
        select tierline_erase_payloads(${type}, ${path}, '', '{}'::text[], ${[ticketId]}::text[], ${exactly(words)}) as id`;
    }
    told.push(id);
  }
  await rewriteDeliveries(tx, told);
}

/** Where events of a ticket tell what somebody wrote; its subject is corrected, and no copy of a message. */
const PATHS: Record<string, string[][]> = Object.fromEntries(
  Object.entries(EVENT_TYPES).flatMap(([type, { payload }]) => {
    const paths = freeTexts(payloadSchema(payload));
    return type.startsWith('ticket.') && type !== 'ticket.reclassified' && paths.length > 0
      ? [[type, paths]]
      : [];
  }),
);

function wordsAt(payload: unknown, path: readonly string[]): string | null {
  const value = path.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | undefined)?.[name],
    payload,
  );
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Reasons that were told in a message too; one that stands in French and English goes in both. */
async function redactReasonsOfVendor(tx: Tx, ticketId: string, text: string): Promise<void> {
  const rejection = await tx.rejection.findUnique({ where: { ticketId } });
  if (rejection && [rejection.reasonFr, rejection.reasonEn].some((reason) => text.includes(reason))) {
    await redact(tx, 'Rejection', ['reasonFr', 'reasonEn'], rejection.id);
  }
  const opinion = await tx.secondOpinion.findUnique({ where: { ticketId } });
  const given = [opinion?.reasonFr, opinion?.reasonEn].filter((reason) => reason != null);
  if (opinion && given.some((reason) => text.includes(reason))) {
    await redact(tx, 'SecondOpinion', ['reasonFr', 'reasonEn'], opinion.id);
    for (const reason of given) await redactReasonInMails(tx, ticketId, reason);
  }
  for (const lowering of await tx.severityLowering.findMany({ where: { ticketId } })) {
    const { id, reason, decisionReason } = lowering;
    if (text.includes(reason)) {
      await redact(tx, 'SeverityLowering', ['reason'], id);
      await redactReasonInMails(tx, ticketId, reason);
    }
    if (decisionReason && text.includes(decisionReason)) {
      await redact(tx, 'SeverityLowering', ['decisionReason'], id);
      await redactReasonInMails(tx, ticketId, decisionReason);
    }
  }
}

async function redactReasonsOfCustomer(tx: Tx, ticketId: string, text: string): Promise<void> {
  const opinion = await tx.secondOpinion.findUnique({ where: { ticketId } });
  if (opinion && text.includes(opinion.reason)) await redact(tx, 'SecondOpinion', ['reason'], opinion.id);
  for (const { id, contestReason } of await tx.severityLowering.findMany({ where: { ticketId } })) {
    if (contestReason && text.includes(contestReason))
      await redact(tx, 'SeverityLowering', ['contestReason'], id);
  }
}

async function redact(tx: Tx, table: string, columns: readonly string[], id: string): Promise<void> {
  for (const column of columns) {
    await tx.$queryRaw`select tierline_erase_texts(${`${table}.${column}`}, 'id', ${[id]}::text[], null)`;
  }
}
