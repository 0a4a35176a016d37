import type { PrismaClient } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { transact, type Tx } from '@tierline/prisma/transact';
import type { ContactActor } from '../access.ts';
import { keepFile, ownFiles, type KeptFile } from '../attachments/keep-attachment.ts';
import { happened, happenedAtVendor, type NewEvent } from '../event.ts';
import type { Bytes, Files } from '../files.ts';
import { NOT_KEPT } from '../mail/mail.rules.ts';
import { noteUndeliverable } from '../mail/undeliverable.ts';
import { InvalidInputProblem, Problem } from '../problem.ts';
import { answerTicket } from '../tickets/answer-ticket.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { acknowledge, refuse, type Author } from './answer-author.ts';
import {
  bounceKeyOf,
  classify,
  isHardBounce,
  parted,
  readRequest,
  serviceOf,
  type ParsedMail,
} from './incoming-mail.rules.ts';
import type { MailProof, MailReader } from './mail-reader.ts';
import { namedTicket } from './named-ticket.ts';
import { oneLine, shortened } from './stored-text.ts';

/** What it takes to read mail. */
export interface MailDesk {
  db: PrismaClient;
  files: Files;
  reader: MailReader;
  publicUrl: string;
  /** Where mail to us arrives. */
  domain: string;
}

/** What staff said of a quarantined mail, as `releaseMail` wrote it. */
export interface Release {
  contactId: string;
  ticketId: string | null;
  requestType: string | null;
  severity: 'SEVERE' | 'MODERATE' | 'LIMITED' | null;
  sku: string | null;
}

/** How often it is asked who sent a mail, a minute apart, before people decide. */
const PROOF_ATTEMPTS = 4;

type Kept = NonNullable<Awaited<ReturnType<PrismaClient['incomingMail']['findUnique']>>>;
type Reason = NonNullable<Kept['reason']>;

/** Something about a mail that only people can decide. */
class Doubt extends Error {
  readonly reason: Reason;
  constructor(reason: Reason, detail = '') {
    super(detail);
    this.reason = reason;
  }
}

/**
 * Makes of a mail what it is: a reply on its ticket, a new ticket where the plan covers it as strictly as on the web, or
 * something in quarantine, with the reason and, for a contact whose request is not taken, an answer that says what to do
 * (S13). Once, however often it is called.
 */
export async function processMail(desk: MailDesk, id: string, now: Date): Promise<void> {
  const { db, files, reader, domain } = desk;
  const kept = await db.incomingMail.findUniqueOrThrow({ where: { id } });
  if (kept.state !== 'RECEIVED') return;
  const release = kept.released as unknown as Release | null;
  const raw = kept.key === null ? null : await bytesOf(await files.store.read(kept.key));
  const parsed = raw && (await reader.parse(raw));
  if (!raw || !parsed)
    return quarantine(desk, kept, new Doubt('UNREADABLE', 'It is no mail that can be read.'), now);
  const proof = await reader.prove(raw, kept);
  const facts = factsOf(parsed, proof);
  await db.incomingMail.updateMany({ where: { id, state: 'RECEIVED' }, data: facts });
  const mail = { ...kept, ...facts };
  const reason = release ? null : classify(parsed, { ...mail, domain, dmarc: proof.dmarc });
  if (reason === 'SENDER_NOT_PROVEN' && proof.dmarc === 'temperror' && mail.attempts < PROOF_ATTEMPTS)
    throw new Error('Nobody could say who sent it: it is asked again.');
  if (reason === 'BOUNCE') return noteBounces(desk, mail, parsed, now);
  try {
    if (reason) throw new Doubt(reason);
    await accept(desk, mail, parsed, release, now);
  } catch (error) {
    if (error instanceof Doubt) return quarantine(desk, mail, error, now);
    throw error;
  }
}

async function bytesOf(content: Bytes | null): Promise<Uint8Array | null> {
  if (!content) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function factsOf(parsed: ParsedMail, { spf, dkim, dmarc }: MailProof) {
  const { said, quoted } = parted(parsed.text);
  return {
    fromAddress: oneLine(parsed.from[0] ?? '', 320),
    subject: oneLine(parsed.subject, 200),
    text: shortened(said),
    quoted: shortened(quoted),
    fileNames: parsed.files.slice(0, 50).map(({ fileName }) => oneLine(fileName, 200)),
    ...{ spf, dkim, dmarc },
  };
}

async function accept(
  desk: MailDesk,
  mail: Kept,
  parsed: ParsedMail,
  release: Release | null,
  now: Date,
): Promise<void> {
  const { db } = desk;
  const { contact, ticketId } = await placeOf(desk, mail, parsed, release);
  const author = { ...contact, locale: contact.locale ?? contact.account.locale };
  const { kept, refused } = await keepFiles(desk.files, parsed.files);
  const actor: ContactActor = {
    kind: 'contact',
    id: contact.id,
    accountId: contact.accountId,
    roles: contact.roles,
  };
  const by = release ? ({ kind: 'staff', id: mail.decidedById } as const) : actor;
  const origin = { db, now, requestId: mail.id, actor: by };
  try {
    await transact(origin, async (tx) => {
      await checkLetIn(tx, contact.id);
      const [open] = await tx.$queryRaw<unknown[]>`
        select 1 from "IncomingMail" where "id" = ${mail.id} and "state" = 'RECEIVED' for update`;
      if (!open) return { value: {}, events: [] };
      const attachmentIds = await ownFiles(tx, kept, contact, now);
      const written = { mail, parsed, refused, release, attachmentIds, author, actor };
      const done = ticketId ? await reply(tx, ticketId, written, now) : await openNew(tx, desk, written, now);
      const accepted = { state: 'ACCEPTED', ticketId: done.ticketId, reason: null, detail: null } as const;
      await tx.incomingMail.update({ where: { id: mail.id }, data: { ...accepted, claimedUntil: null } });
      const events = [...done.events, ...(await addWatchers(tx, done.ticketId, contact, parsed.to, now))];
      return { value: {}, events };
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await notAdmitted(desk, mail, { author, ticketId, problem: error }, now);
  }
}

/** Whose mail it is, and on which ticket: an address of a customer, or what staff said. */
async function placeOf(desk: MailDesk, mail: Kept, parsed: ParsedMail, release: Release | null) {
  const { db } = desk;
  if (release) {
    const where = { id: release.contactId };
    return {
      contact: await db.contact.findUniqueOrThrow({ where, include: { account: true } }),
      ticketId: release.ticketId,
    };
  }
  const email = parsed.from[0] ?? '';
  const contacts = await db.contact.findMany({
    where: { email, erasedAt: null, accessEndedAt: null },
    include: { account: true },
    orderBy: { id: 'asc' },
  });
  const ticket = await namedTicket(db, desk.domain, mail.recipients, parsed.answers);
  if (contacts.length === 0) throw new Doubt('UNKNOWN_SENDER');
  const contact = ticket ? contacts.find(({ accountId }) => accountId === ticket.accountId) : contacts[0];
  if (!contact) throw new Doubt('NOT_THEIR_TICKET', `It answers ${ticket?.id}, which is of another account.`);
  if (!ticket && contacts.length > 1)
    throw new Doubt('AMBIGUOUS_SENDER', 'Several accounts know this address.');
  return { contact, ticketId: ticket?.id ?? null };
}

/** Confirms that it is let in still, until the transaction ends: access ends, and people are erased, after that. */
async function checkLetIn(tx: Tx, contactId: string): Promise<void> {
  const [contact] = await tx.$queryRaw<unknown[]>`
    select 1 from "Contact" where "id" = ${contactId} and "accessEndedAt" is null and "erasedAt" is null for share`;
  if (!contact) throw new Doubt('UNKNOWN_SENDER', 'Their access has ended.');
}

/** What is more than a message may carry, or no upload could be, is named instead of kept beside it. */
async function keepFiles(files: Files, sent: ParsedMail['files']) {
  const kept: KeptFile[] = [];
  const refused: string[] = [];
  for (const { fileName, mediaType, content } of sent) {
    const name = oneLine(fileName, 200).replaceAll(/[/\\]/g, '_') || 'file';
    const file = kept.length < 10 ? await keepFile(files, { fileName: name, mediaType, content }) : null;
    if (file) kept.push(file);
    else refused.push(name);
  }
  return { kept, refused };
}

interface Written {
  mail: Kept;
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

async function reply(
  tx: Tx,
  ticketId: string,
  { parsed, refused, attachmentIds, actor }: Written,
  now: Date,
): Promise<Done> {
  const body = bodyOf(parted(parsed.text).said, refused);
  const { value, events } = await answerTicket(
    tx,
    { actor, now },
    { ticketId, body, attachmentIds, channel: 'EMAIL' },
  );
  return { ticketId: value.id, events };
}

async function openNew(
  tx: Tx,
  { publicUrl, domain }: MailDesk,
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
    question: bodyOf(asked.question || subject, refused),
    channel: 'EMAIL' as const,
    attachmentIds,
  };
  // The clock starts when we had it, however long it took to read (C4).
  const at = { actor, now: mail.receivedAt };
  const { value, events } = await receiveTicket(tx, author, request, at);
  await acknowledge(tx, { mail, author, ticketId: value.id, domain }, { publicUrl, now });
  return { ticketId: value.id, events };
}

function bodyOf(text: string, refused: readonly string[]): string {
  const files = refused.length > 0 ? `\n\n${NOT_KEPT}${refused.join(', ')}]` : '';
  return `${shortened(text) || '(…)'}${files}`;
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

/** Colleagues whom the mail names watch the ticket; strangers in Cc hear nothing of it. */
async function addWatchers(
  tx: Tx,
  ticketId: string,
  { id, accountId }: { id: string; accountId: string },
  named: readonly string[],
  now: Date,
): Promise<NewEvent[]> {
  const colleagues = await tx.contact.findMany({
    where: {
      accountId,
      email: { in: named.slice(0, 20) },
      erasedAt: null,
      accessEndedAt: null,
      id: { not: id },
    },
    orderBy: { id: 'asc' },
  });
  const events: NewEvent[] = [];
  for (const { id: contactId } of colleagues) {
    const known = await tx.ticketWatcher.findFirst({ where: { ticketId, contactId } });
    const requester = await tx.ticket.findFirst({ where: { id: ticketId, requesterId: contactId } });
    if (known || requester) continue;
    await tx.ticketWatcher.create({ data: { id: newId('wat'), ticketId, accountId, contactId, since: now } });
    events.push(happened('ticket.watched', { id: ticketId, accountId }, { contactId }));
  }
  return events;
}

/** Refused as the web would have refused it: kept, and its author is told what to do. */
async function notAdmitted(
  desk: MailDesk,
  mail: Kept,
  { author, ticketId, problem }: { author: Author; ticketId: string | null; problem: Problem },
  now: Date,
): Promise<void> {
  const reason = problem instanceof InvalidInputProblem ? 'UNCLEAR' : 'NOT_ADMITTED';
  await quarantine(desk, mail, new Doubt(reason, problem.text.en), now, (tx) =>
    refuse(
      tx,
      { mail, author, ticketId, why: problem.text, domain: desk.domain },
      { publicUrl: desk.publicUrl, now },
    ),
  );
}

/** What came back of our own mail: an address that a server calls unknown gets no more. */
async function noteBounces(desk: MailDesk, mail: Kept, parsed: ParsedMail, now: Date): Promise<void> {
  const keys = mail.recipients.flatMap((address) => bounceKeyOf(address, desk.domain) ?? []);
  const hard = parsed.reports.find(isHardBounce);
  await quarantine(desk, mail, new Doubt('BOUNCE', hard?.diagnostic ?? ''), now, async (tx) => {
    const sent = hard && (await tx.outgoingMail.findFirst({ where: { bounceKey: { in: keys } } }));
    if (!sent) return [];
    const told = {
      address: sent.address,
      cause: 'BOUNCED',
      detail: oneLine(hard.diagnostic, 500),
      mailId: sent.id,
    } as const;
    return noteUndeliverable(tx, told, now);
  });
}

async function quarantine(
  { db }: MailDesk,
  { id }: Kept,
  { reason, message }: Doubt,
  now: Date,
  besides: (tx: Tx) => Promise<NewEvent[]> = async () => [],
): Promise<void> {
  const origin = { db, now, requestId: id, actor: { kind: 'system', id: null } } as const;
  await transact(origin, async (tx) => {
    const { count } = await tx.incomingMail.updateMany({
      where: { id, state: 'RECEIVED' },
      data: { state: 'QUARANTINED', reason, detail: oneLine(message, 500), claimedUntil: null },
    });
    if (count === 0) return { value: {}, events: [] };
    return {
      value: {},
      events: [happenedAtVendor('mail.quarantined', id, { reason }), ...(await besides(tx))],
    };
  });
}
