import type { Tx } from '@tierline/prisma/transact';
import type { NewEvent } from '../event.ts';
import { mailPolicy, replyAddress } from '../mail/mail-policy.ts';
import { portalOf } from '../mail/portal.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { planAt } from '../plans/plan-at.ts';
import type { Text } from '../problem.ts';
import { reference } from '../tickets/ticket.rules.ts';
import { acknowledgement, refusalMail, replyRefusedMail } from './answer.rules.ts';

/** A contact who wrote us a mail. */
export interface Author {
  id: string;
  accountId: string;
  siteId: string | null;
  email: string;
  locale: 'FR' | 'EN';
}

interface Answered {
  mail: { id: string; messageId: string; subject: string | null };
  author: Author;
  ticketId: string | null;
  domain: string;
}

interface Occasion {
  publicUrl: string;
  /** See `MailDesk`. */
  portalUrl?: string | null | undefined;
  now: Date;
}

/** Nobody gets more answers from us in a day: whoever wrote a program that writes to us cannot make it a storm. */
const ANSWERS_A_DAY = 20;
const DAY_MS = 86_400_000;

/** Tells the author that a mail is a ticket now, and how to go on. */
export async function acknowledge(
  tx: Tx,
  { mail, author, ticketId, domain }: Answered & { ticketId: string },
  occasion: Occasion,
): Promise<void> {
  const { number, subject, site, account, clocks } = await tx.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    include: { site: true, account: true, clocks: { where: { metric: 'INITIAL_RESPONSE' } } },
  });
  const promise = {
    reference: reference(number),
    subject,
    dueAt: clocks[0]?.dueAt ?? null,
    timeZone: (site ?? account).timeZone,
  };
  const content = acknowledgement(promise, author.locale, await portalOf(tx, occasion.portalUrl));
  const replyTo = replyAddress(await mailPolicy(tx), promise.reference, domain);
  await answer(tx, { mail, author, ticketId }, { content, replyTo }, occasion);
}

/** Tells the author why a mail did not get where it was to go, and what to do instead (S13, B4). */
export async function refuse(
  tx: Tx,
  { mail, author, ticketId, why }: Answered & { why: Text },
  occasion: Occasion,
): Promise<NewEvent[]> {
  const { locale, accountId } = author;
  const portal = await portalOf(tx, occasion.portalUrl);
  if (ticketId) {
    const { number, subject } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId } });
    const content = replyRefusedMail({ reference: reference(number), subject, why }, locale, portal);
    await answer(tx, { mail, author, ticketId }, { content }, occasion);
    return [];
  }
  const planCode = await planAt(tx, accountId, occasion.now);
  const plan = await tx.plan.findUniqueOrThrow({ where: { code: planCode } });
  const covered = await tx.coverage.findMany({
    where: { planCode, verdict: 'COVERED' },
    include: { requestType: true },
    orderBy: { requestType: { position: 'asc' } },
  });
  const subscribed = await tx.subscription.findMany({
    where: { accountId, endsAt: null },
    orderBy: { skuCode: 'asc' },
  });
  const offer = {
    plan: locale === 'FR' ? plan.nameFr : plan.nameEn,
    types: covered.map(({ requestType: { code, labelFr, labelEn } }) => ({
      code,
      label: { fr: labelFr, en: labelEn },
    })),
    skus: [...new Set(subscribed.map(({ skuCode }) => skuCode))],
  };
  const content = refusalMail({ subject: mail.subject ?? '', why: [why] }, offer, locale, portal);
  await answer(tx, { mail, author, ticketId: null }, { content }, occasion);
  return [];
}

async function answer(
  tx: Tx,
  { mail, author: { email, locale }, ticketId }: Omit<Answered, 'domain'>,
  { content, replyTo = null }: { content: ReturnType<typeof refusalMail>; replyTo?: string | null },
  { publicUrl, now }: Occasion,
): Promise<void> {
  const since = new Date(now.getTime() - DAY_MS);
  const told = await tx.outgoingMail.count({
    where: { address: email, cause: { startsWith: 'inm_' }, createdAt: { gt: since } },
  });
  if (told >= ANSWERS_A_DAY) return;
  // One that was refused may become a ticket once staff lets it through: that is another thing to tell.
  const cause = replyTo === null ? mail.id : `${mail.id} ${ticketId}`;
  await queueMail(
    tx,
    { address: email, locale, content, cause, replyTo, inReplyTo: mail.messageId, ticketId },
    { publicUrl, now },
  );
}
