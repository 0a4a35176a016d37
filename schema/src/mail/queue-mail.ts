import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { renderMail, type MailContent } from './mail.rules.ts';

// What this term offers to others: they write mails in their own transaction. A sweep sends them.

/** A mail to one address. */
export interface NewMail {
  address: string;
  locale: 'FR' | 'EN';
  content: MailContent;
  /** What it tells of: an address is told of it once. */
  cause: string;
}

/** Writes a mail that is sent later; a second one to the address about the same cause is none. */
export async function queueMail(
  tx: Tx,
  { address, locale, content, cause }: NewMail,
  { publicUrl, now }: { publicUrl: string; now: Date },
): Promise<void> {
  const id = newId('mai');
  const { subject } = content;
  await tx.outgoingMail.createMany({
    data: {
      id,
      messageId: `${id}@${mailDomain(publicUrl)}`,
      address,
      locale,
      subject,
      ...renderMail(locale, content),
      cause,
      createdAt: now,
    },
    skipDuplicates: true,
  });
}

/** What a Message-ID ends with. */
export function mailDomain(publicUrl: string): string {
  return new URL(publicUrl).hostname;
}
