import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type NewEvent } from '@tierline/prisma/transact';
import { nextAttemptAt, sentIfWrittenAfter, verdictOf, type Refusal } from './delivery.rules.ts';
import { noteUndeliverable } from './undeliverable.ts';

// The rows are the outbox. A process takes what is due for a while, sends it, and writes down what came of it; when it
// dies in between, another sends the same mail again under the same Message-ID, so that its reader has it once.

/** Longer than an attempt can take. */
const CLAIM_MS = 120_000;
const MAILS_AT_ONCE = 20;

/** A mail to send, now. */
export interface DueMail {
  id: string;
  messageId: string;
  address: string;
  subject: string;
  text: string;
  html: string;
  unsubscribeUrl: string | null;
  replyTo: string | null;
  inReplyTo: string | null;
  ticketId: string | null;
  /** An iCalendar object that goes along, and its method. */
  calendar: string | null;
  calendarMethod: 'REQUEST' | 'CANCEL' | null;
  bounceKey: string;
  /** How many attempts failed before. */
  attempts: number;
}

/** Takes what is due at `now` for the caller to send; what goes to an address that no mail reaches is suppressed. */
export async function claimMails(db: PrismaClient, now: Date): Promise<DueMail[]> {
  await db.$executeRaw`
    update "OutgoingMail" m set "state" = 'SUPPRESSED'
    where m."state" = 'QUEUED' and exists (select 1 from "UndeliverableAddress" u where u."address" = m."address")`;
  await db.$executeRaw`
    update "OutgoingMail" set "state" = 'FAILED', "failure" = 'Not sent within three days.'
    where "state" = 'QUEUED' and "createdAt" < ${sentIfWrittenAfter(now)} and ("claimedUntil" is null or "claimedUntil" <= ${now})`;
  return db.$queryRaw<DueMail[]>`
    update "OutgoingMail" set "claimedUntil" = ${new Date(now.getTime() + CLAIM_MS)},
      "bounceKey" = coalesce("bounceKey", replace(gen_random_uuid()::text, '-', ''))
    where "id" in (
      select "id" from "OutgoingMail"
      where "state" = 'QUEUED' and ("nextAttemptAt" is null or "nextAttemptAt" <= ${now})
        and ("claimedUntil" is null or "claimedUntil" <= ${now})
      order by coalesce("nextAttemptAt", "createdAt"), "id" limit ${MAILS_AT_ONCE} for update skip locked)
    returning *`;
}

/**
 * Writes down what came of an attempt: sent, tried again later, refused for good, or the address is given up with it.
 *
 * @param refusal null for a mail that the relay took
 * @param chance from 0 up to, not including, 1
 */
export async function settleMail(
  db: PrismaClient,
  now: Date,
  { id, attempts, address }: Pick<DueMail, 'id' | 'attempts' | 'address'>,
  refusal: Refusal | null,
  chance: number,
): Promise<void> {
  const origin = { db, now, requestId: 'mail', actor: { kind: 'system', id: null } } as const;
  await transact(origin, async (tx) => {
    const events: NewEvent[] = [];
    const mine = { id, state: 'QUEUED', attempts } as const;
    if (!refusal) {
      const sent = { state: 'SENT', sentAt: now, claimedUntil: null } as const;
      await tx.outgoingMail.updateMany({ where: mine, data: sent });
      await tx.notice.updateMany({ where: { mailId: id, deliveredAt: null }, data: { deliveredAt: now } });
      return { value: {}, events };
    }
    const verdict = verdictOf(refusal);
    const next = verdict === 'LATER' ? nextAttemptAt(attempts + 1, now, chance) : null;
    const failure = refusal.text.slice(0, 500);
    const failed = { attempts: attempts + 1, failure, nextAttemptAt: next, claimedUntil: null };
    const { count } = await tx.outgoingMail.updateMany({
      where: mine,
      data: next ? failed : { ...failed, state: 'FAILED' },
    });
    if (count > 0 && verdict === 'UNDELIVERABLE') {
      const told = { address, cause: 'REFUSED', detail: refusal.text, mailId: id } as const;
      events.push(...(await noteUndeliverable(tx, told, now)));
    }
    return { value: {}, events };
  });
}
