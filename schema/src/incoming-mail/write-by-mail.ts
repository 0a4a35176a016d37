import type { Tx } from '@tierline/prisma/transact';
import type { ContactActor } from '../access.ts';
import type { NewEvent } from '../event.ts';
import { InvalidInputProblem } from '../problem.ts';
import { answerTicket } from '../tickets/answer-ticket.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { acknowledge, type Author } from './answer-author.ts';
import { parted, readRequest, serviceOf, type ParsedMail } from './incoming-mail.rules.ts';
import type { KeptMail, MailDesk, Release } from './mail-desk.ts';
import { messageOf } from './mail-files.ts';
import { oneLine } from './stored-text.ts';

/** A mail whose author is known, with its files. */
export interface Written {
  mail: KeptMail;
  parsed: ParsedMail;
  refused: readonly string[];
  release: Release | null;
  attachmentIds: string[];
  author: Author;
  actor: ContactActor;
}

interface Done {
  ticketId: string;
  events: NewEvent[];
}

/** Adds what a mail says to a ticket. */
export async function replyByMail(
  tx: Tx,
  ticketId: string,
  { parsed, refused, attachmentIds, actor }: Written,
  now: Date,
): Promise<Done> {
  const body = messageOf(parted(parsed.text).said, refused);
  const { value, events } = await answerTicket(
    tx,
    { actor, now },
    { ticketId, body, attachmentIds, channel: 'EMAIL' },
  );
  return { ticketId: value.id, events };
}

/** Opens the ticket that a mail asks for; its author is told so. */
export async function openByMail(
  tx: Tx,
  { publicUrl, portalUrl, domain }: MailDesk,
  { mail, parsed, refused, release, attachmentIds, author, actor }: Written,
  now: Date,
): Promise<Done> {
  const { accountId } = actor;
  const types = await tx.requestType.findMany();
  const skus = await tx.sku.findMany();
  const subscribed = await tx.subscription.findMany({
    where: {
      accountId,
      startsAt: { lte: mail.receivedAt },
      OR: [{ endsAt: null }, { endsAt: { gt: mail.receivedAt } }],
    },
  });
  const { said } = parted(parsed.text);
  const asked = readRequest(said, {
    types: types.map(({ code }) => code),
    skus: skus.map(({ code }) => code),
  });
  if (asked.unclear.length > 0 && !release) throw unclear(asked.unclear.join(', '));
  const subject = oneLine(parsed.subject, 200) || (author.locale === 'FR' ? '(sans objet)' : '(no subject)');
  const subscribedSkus = [...new Set(subscribed.map(({ skuCode }) => skuCode))];
  const sku = release?.sku ?? serviceOf(asked.sku, subscribedSkus, `${subject}\n${asked.question}`);
  if (sku === null) throw whichService(subscribedSkus);
  const request = {
    // Whoever says nothing asks a question; what is urgent is called that by its author (Q1).
    requestType: release?.requestType ?? asked.type ?? 'HOW_TO',
    severity: release?.severity ?? asked.severity ?? ('LIMITED' as const),
    sku,
    subject,
    question: messageOf(asked.question || subject, refused),
    channel: 'EMAIL' as const,
    attachmentIds,
  };
  // The clock starts when we had it, however long it took to read (C4).
  const at = { actor, now: mail.receivedAt };
  const { value, events } = await receiveTicket(tx, author, request, at);
  await acknowledge(tx, { mail, author, ticketId: value.id, domain }, { publicUrl, portalUrl, now });
  return { ticketId: value.id, events };
}

function unclear(lines: string): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'mail',
      code: 'UNKNOWN',
      text: { fr: `« ${lines} » ne désigne rien ici.`, en: `“${lines}” means nothing here.` },
    },
  ]);
}

function whichService(skus: readonly string[]): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'service',
      code: 'REQUIRED',
      text: {
        fr: `dites de quel service il s’agit : ${skus.join(', ')}.`,
        en: `say which service it is about: ${skus.join(', ')}.`,
      },
    },
  ]);
}
