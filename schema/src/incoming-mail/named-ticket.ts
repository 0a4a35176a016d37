import type { PrismaClient } from '@tierline/prisma/database';
import { isSignature, mailPolicy } from '../mail/mail-policy.ts';
import { replyOf } from './incoming-mail.rules.ts';

/** How many mails of a thread are looked at. */
const MOST = 50;

/**
 * The ticket that a mail is about: by the signed address to which it was sent, else by the mails that it answers, ours and
 * those that came in. Whether its author may write there is another question.
 *
 * @param accountIds of its author: whoever else uses a Message-ID of theirs takes no answer away from them
 */
export async function namedTicket(
  db: PrismaClient,
  domain: string,
  recipients: readonly string[],
  answers: readonly string[],
  accountIds: readonly string[],
): Promise<{ id: string; accountId: string } | null> {
  const policy = await mailPolicy(db);
  for (const address of recipients) {
    const named = replyOf(address, domain);
    if (!named || !isSignature(policy, 'reply', named.name, named.signature)) continue;
    const ticket = await db.ticket.findUnique({ where: { number: Number(named.name.slice(2)) } });
    if (ticket) return ticket;
  }
  const ids = answers.slice(0, MOST);
  const ours = await db.outgoingMail.findFirst({
    where: { messageId: { in: ids }, ticketId: { not: null } },
    include: { ticket: true },
  });
  if (ours?.ticket) return ours.ticket;
  for (const ticket of [{ accountId: { in: [...accountIds] } }, {}]) {
    const theirs = await db.incomingMail.findFirst({
      where: { messageId: { in: ids }, ticketId: { not: null }, ticket },
      include: { ticket: true },
      orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    });
    if (theirs?.ticket) return theirs.ticket;
  }
  const threads = ids.flatMap((id) => /^(tkt_[0-9a-z]+)@/.exec(id)?.[1] ?? []);
  return db.ticket.findFirst({ where: { id: { in: threads } } });
}
