import type { Tx } from '../event.ts';
import type { ContactActor, StaffActor } from '../access.ts';
import type { Text } from '../problem.ts';
import { isSignature, mailPolicy, signature, type MailPolicy } from '../mail/mail-policy.ts';
import { isStopped, nameOf, type Stopped } from './mail-preference.rules.ts';

/** What a link in a mail says: who read it, and what it stops. Only we can have written it. */
export function stopToken(policy: MailPolicy, personId: string, stopped: Stopped): string {
  const told = `${personId}.${stopped}`;
  return `${told}.${signature(policy, 'stop', told)}`;
}

/** Whoever holds a link of a mail, and what it stops. */
export interface MailReader {
  actor: ContactActor | StaffActor;
  stopped: Stopped;
  /** What it stops, in words. */
  name: Text;
  email: string;
}

/** Where a mail is stopped: a POST there does it without a question (RFC 8058). */
export function stopUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/mail/stop?token=${token}`;
}

/**
 * Who holds the token, who thereby may stop this and nothing else; null for one that is none, or somebody who was erased.
 * Read it as the vendor: the reader of a mail did not sign in.
 */
export async function readerOf(
  db: Pick<Tx, 'mailPolicy' | 'contact' | 'staffMember'>,
  token: string,
): Promise<MailReader | null> {
  const [personId = '', stopped = '', given = ''] = token.split('.');
  if (!isStopped(stopped)) return null;
  if (!isSignature(await mailPolicy(db), 'stop', `${personId}.${stopped}`, given)) return null;
  const contact = await db.contact.findUnique({ where: { id: personId } });
  if (contact && !contact.erasedAt) {
    const { id, accountId, roles, email } = contact;
    return { actor: { kind: 'contact', id, accountId, roles }, stopped, name: nameOf(stopped), email };
  }
  const staff = await db.staffMember.findUnique({ where: { id: personId } });
  if (!staff) return null;
  const { id, roles, email } = staff;
  return { actor: { kind: 'staff', id, roles }, stopped, name: nameOf(stopped), email };
}
