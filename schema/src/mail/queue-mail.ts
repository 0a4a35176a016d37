import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { renderMail, type MailContent } from './mail.rules.ts';

// What this term offers to others: they write mails in their own transaction. A sweep sends them.

/** A mail to one address. */
export interface NewMail {
  /** Known before it is written, where something else of the transaction names it. */
  id?: string;
  address: string;
  locale: 'FR' | 'EN';
  content: MailContent;
  /** What it tells of: an address is told of it once. */
  cause: string;
  /** An invitation that goes along: an iCalendar object with its method (RFC 6047). */
  invitation?: { id: string; calendar: string; method: 'REQUEST' | 'CANCEL' };
  /** For List-Unsubscribe: a POST there stops mails like it (RFC 8058). */
  unsubscribeUrl?: string;
  /** Where an answer goes. */
  replyTo?: string | null;
  /** The Message-ID of the mail that it answers. */
  inReplyTo?: string | null;
  /** The ticket that it is about: its mails are one thread, and go when the ticket's texts are erased (B24). */
  ticketId?: string | null;
}

/** Writes a mail that is sent later; a second one to the address about the same cause is none. */
export async function queueMail(
  tx: Tx,
  mail: NewMail,
  { publicUrl, now }: { publicUrl: string; now: Date },
): Promise<void> {
  await queueMails(tx, [mail], { domain: mailDomain(publicUrl), now });
}

/**
 * Writes mails that are sent later; a second one to an address about the same cause is none.
 *
 * @param domain what their Message-IDs end with
 */
export async function queueMails(
  tx: Tx,
  mails: readonly NewMail[],
  { domain, now }: { domain: string; now: Date },
): Promise<void> {
  await tx.outgoingMail.createMany({
    data: mails.map(({ id = newId('mai'), content, locale, invitation, ...mail }) => ({
      ...mail,
      id,
      messageId: `${id}@${domain}`,
      locale,
      subject: content.subject,
      ...renderMail(locale, content),
      ...(invitation && {
        invitationId: invitation.id,
        calendar: invitation.calendar,
        calendarMethod: invitation.method,
      }),
      createdAt: now,
    })),
    skipDuplicates: true,
  });
}

/** What a Message-ID ends with. */
export function mailDomain(publicUrl: string): string {
  return new URL(publicUrl).hostname;
}
