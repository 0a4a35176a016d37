import { newId } from '@tierline/prisma/ids';
import { transact, type Tx } from '@tierline/prisma/transact';
import type { ContactActor } from '../access.ts';
import { isLetIn } from '../accounts/is-let-in.ts';
import { ownFiles } from '../attachments/keep-attachment.ts';
import { happened, type NewEvent } from '../event.ts';
import { InvalidInputProblem, Problem } from '../problem.ts';
import { refuse, type Author } from './answer-author.ts';
import type { ParsedMail } from './incoming-mail.rules.ts';
import type { KeptMail, MailDesk, Release } from './mail-desk.ts';
import { keepMailFiles } from './mail-files.ts';
import { namedTicket } from './named-ticket.ts';
import { Doubt, quarantineMail } from './quarantine-mail.ts';
import { openByMail, replyByMail } from './write-by-mail.ts';

/**
 * Makes of a mail a reply on its ticket, or a new ticket where the plan covers it as strictly as on the web; where it does
 * not, the mail is set aside and its author told what to do (S13, B4).
 *
 * @throws Doubt where people have to say whose it is
 */
export async function acceptMail(
  desk: MailDesk,
  mail: KeptMail,
  parsed: ParsedMail,
  release: Release | null,
  now: Date,
): Promise<void> {
  const { db } = desk;
  const { contact, ticketId } = await placeOf(desk, mail, parsed, release);
  const author = { ...contact, locale: contact.locale ?? contact.account.locale };
  const { kept, refused } = await keepMailFiles(desk.files, parsed.files);
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
      if (!(await isLetIn(tx, contact.id))) throw new Doubt('UNKNOWN_SENDER', 'Their access has ended.');
      const [open] = await tx.$queryRaw<unknown[]>`
        select 1 from "IncomingMail" where "id" = ${mail.id} and "state" = 'RECEIVED' for update`;
      if (!open) return { value: {}, events: [] };
      const attachmentIds = await ownFiles(tx, kept, contact, now);
      const written = { mail, parsed, refused, release, attachmentIds, author, actor };
      const done = ticketId
        ? await replyByMail(tx, ticketId, written, now)
        : await openByMail(tx, desk, written, now);
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
async function placeOf(desk: MailDesk, mail: KeptMail, parsed: ParsedMail, release: Release | null) {
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
  if (contacts.length === 0) throw new Doubt('UNKNOWN_SENDER');
  const accountIds = contacts.map(({ accountId }) => accountId);
  const ticket = await namedTicket(db, desk.domain, mail.recipients, parsed.answers, accountIds);
  const contact = ticket ? contacts.find(({ accountId }) => accountId === ticket.accountId) : contacts[0];
  if (!contact) throw new Doubt('NOT_THEIR_TICKET', `It answers ${ticket?.id}, which is of another account.`);
  if (!ticket && contacts.length > 1)
    throw new Doubt('AMBIGUOUS_SENDER', 'Several accounts know this address.');
  return { contact, ticketId: ticket?.id ?? null };
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
  mail: KeptMail,
  { author, ticketId, problem }: { author: Author; ticketId: string | null; problem: Problem },
  now: Date,
): Promise<void> {
  const reason = problem instanceof InvalidInputProblem ? 'UNCLEAR' : 'NOT_ADMITTED';
  await quarantineMail(desk.db, mail.id, new Doubt(reason, problem.text.en), now, (tx) =>
    refuse(
      tx,
      { mail, author, ticketId, why: problem.text, domain: desk.domain },
      { publicUrl: desk.publicUrl, portalUrl: desk.portalUrl, now },
    ),
  );
}
