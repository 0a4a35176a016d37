import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Tx } from '../event.ts';

// What this term offers to others: how mail is sent, and what its addresses and links are signed with.

export interface MailPolicy {
  mailsPerHour: number;
  secret: string;
}

export async function mailPolicy(tx: Pick<Tx, 'mailPolicy'>): Promise<MailPolicy> {
  return tx.mailPolicy.findUniqueOrThrow({ where: { id: 1 } });
}

/** 64 bits in hexadecimal digits, which survive mail servers that do not keep upper and lower case apart. */
export function signature({ secret }: MailPolicy, purpose: 'reply' | 'stop', value: string): string {
  return createHmac('sha256', secret).update(`${purpose}:${value}`).digest('hex').slice(0, 16);
}

/** Whether it is the signature, told in the same time whatever is wrong with it. */
export function isSignature(
  policy: MailPolicy,
  purpose: 'reply' | 'stop',
  value: string,
  given: string,
): boolean {
  const right = Buffer.from(signature(policy, purpose, value));
  const sent = Buffer.from(given.toLowerCase());
  return sent.length === right.length && timingSafeEqual(sent, right);
}

/** Where an answer to a mail about this ticket goes: it names the ticket, and only we can have written it. */
export function replyAddress(policy: MailPolicy, reference: string, domain: string): string {
  const name = reference.toLowerCase();
  return `reply+${name}.${signature(policy, 'reply', name)}@${domain}`;
}
