import * as z from 'zod';
import { allow, checkAuthor, visibleToActor, type SignedInActor } from '../access.ts';
import { redactFiles } from '../attachments/redact-files.ts';
import type { Context } from '../context.ts';
import { NOTHING_HAPPENED, transact, type NewEvent, type Tx } from '../event.ts';
import { found, InvalidInputProblem, parse } from '../problem.ts';
import { redactMails } from '../mail/redact-mails.ts';
import { redactCopies } from '../retention/redact-copies.ts';
import { messageRedacted } from './message-redacted.ts';
import { ticketAtHand } from './ticket-at-hand.ts';

export const REDACT_MESSAGE_PROBLEMS = [InvalidInputProblem];

const redactMessageInput = z.object({ messageId: z.string(), attachments: z.boolean().nullish() });

/**
 * Takes a text out for good, such as a password that should not have been sent: staff of any message, others of their
 * own. That there was a message, by whom and when stays, and so do the clocks that it moved; what holds the same words
 * because of it, reasons and events, loses them too. Done again, it does nothing. Throws one of REDACT_MESSAGE_PROBLEMS.
 */
export async function redactMessage(
  ctx: Context,
  raw: z.input<typeof redactMessageInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'message.redact');
  const { messageId, attachments } = parse(redactMessageInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { locale, ...message } = await messageAtHand(tx, actor, messageId);
    const text = message.redactedAt === null;
    const copies = text ? await takeOut(tx, actor, message, { locale, now }) : [];
    const attachmentIds = attachments ? await redactFiles(tx, { messageId }, locale, now) : [];
    const value = { id: message.ticketId };
    if (!text && attachmentIds.length === 0) return { value, events: NOTHING_HAPPENED };
    return { value, events: [messageRedacted(message, { text, attachmentIds }), ...copies] };
  });
}

/**
 * Takes the text of a message out, and with it the question of each ticket that was split off from it, unless that was
 * written anew (C21): what else stands in the question is where it was asked.
 *
 * @returns what is told of those tickets
 */
async function takeOut(
  tx: Tx,
  actor: SignedInActor,
  message: Parameters<typeof messageRedacted>[0] & Parameters<typeof redactCopies>[1],
  { locale, now }: { locale: 'FR' | 'EN'; now: Date },
): Promise<NewEvent[]> {
  await tx.$executeRaw`select tierline_redact_message(${message.id}, ${locale === 'FR'}, ${now})`;
  await redactCopies(tx, message);
  await redactMails(tx, message, now);
  const split = await tx.splitMessage.findMany({
    where: { messageId: message.id },
    include: {
      ticket: { include: { messages: { orderBy: [{ sentAt: 'asc' }, { id: 'asc' }], take: 1 } } },
    },
    orderBy: { ticketId: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const { ticket } of split) {
    const [question] = ticket.messages;
    if (!question || !`\n\n${question.body}\n\n`.includes(`\n\n${message.body}\n\n`)) continue;
    await ticketAtHand(tx, actor, ticket.id, 'message.redact');
    const copies = await takeOut(tx, actor, question, { locale, now });
    events.push(messageRedacted(question, { text: true, attachmentIds: [] }), ...copies);
  }
  return events;
}

/** The message, its ticket locked, and the language in which its customer is written to. */
async function messageAtHand(tx: Tx, actor: SignedInActor, id: string) {
  const { ticketId, accountId } = found(
    await tx.message.findFirst({ where: { id, ...visibleToActor(actor) } }),
    'message',
    id,
  );
  await ticketAtHand(tx, actor, ticketId, 'message.redact');
  const message = await tx.message.findUniqueOrThrow({ where: { id } });
  checkAuthor(actor, message);
  const { locale } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  return { ...message, locale };
}
