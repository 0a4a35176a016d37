import type { PrismaClient } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { transact, type Tx } from '@tierline/prisma/transact';
import { goesByMail } from '../notifications/mail-preference.rules.ts';
import { noticeDetails } from '../notifications/notice-details.ts';
import {
  noticeText,
  type NoticeData,
  type NoticeKind,
  type NoticeText,
} from '../notifications/notice.rules.ts';
import { stopToken, stopUrl } from '../notifications/stop-link.ts';
import { reference } from '../tickets/ticket.rules.ts';
import { beginOfHour } from './delivery.rules.ts';
import { mailPolicy, replyAddress, type MailPolicy } from './mail-policy.ts';
import { digestMail, noticeMail, type Said } from './notice-mail.rules.ts';
import { portalOf } from './portal.ts';
import type { Portal } from './portal.rules.ts';
import { mailDomain, queueMails, type NewMail } from './queue-mail.ts';

// The one place that decides who is told what by mail. Whatever happens writes notices, each once of its cause and for its
// time; this reads them when that time has come, with the person's language, preferences and bound.

/** Where mails lead. */
export interface MailPlaces {
  publicUrl: string;
  /** Where mail to us arrives; null where none does, and nobody can answer. */
  inboundDomain: string | null;
  /** Where tickets are read and answered, for links to them; the published portal unless told. */
  portalUrl?: string | null | undefined;
}

const NOTICES_AT_ONCE = 200;

/** A notice whose time has come, and who is told of it. */
interface Due {
  id: string;
  kind: NoticeKind;
  data: NoticeData[NoticeKind];
  ticketId: string | null;
  number: number | null;
  subject: string | null;
  account: string | null;
  personId: string;
  email: string;
  locale: 'FR' | 'EN';
  isCustomer: boolean;
  byMail: boolean | null;
  /** Read in the inbox already, or nobody is there any more. */
  isPast: boolean;
  /** The mail that it tells of was acknowledged with a mail already (S13). */
  isAnswered: boolean;
  causeId: string;
}

/**
 * Writes mails of the notices whose time has come: at once while the person has had fewer mails in this hour than the
 * policy allows, else with one digest when the hour is over. What was read in the inbox meanwhile, or is not wanted by
 * mail, is in no mail. One process does so at a time.
 *
 * @returns how many mails it wrote
 */
export async function mailNotices(db: PrismaClient, now: Date, places: MailPlaces): Promise<number> {
  const origin = { db, now, requestId: 'mail', actor: { kind: 'system', id: null } } as const;
  for (let written = 0; ;) {
    const page = await transact(origin, async (tx) => {
      const [lock] = await tx.$queryRaw<[{ mine: boolean }]>`
        select pg_try_advisory_xact_lock(hashtext('tierline.mail_notices')) as "mine"`;
      if (!lock.mine) return { value: { mails: 0, more: false }, events: [] };
      const policy = await mailPolicy(tx);
      const digests = await writeDigests(tx, policy, places, now);
      const due = await dueNotices(tx, now);
      const mails = await writeMails(tx, due, policy, places, now);
      return { value: { mails: digests + mails, more: due.length === NOTICES_AT_ONCE }, events: [] };
    });
    written += page.mails;
    if (!page.more) return written;
  }
}

async function dueNotices(tx: Tx, now: Date): Promise<Due[]> {
  return tx.$queryRaw<Due[]>`
    select n."id", n."kind", n."data", n."ticketId", t."number", t."subject", o."name" as "account",
      coalesce(c."id", s."id") as "personId", coalesce(c."email", s."email") as "email", coalesce(c."locale", a."locale", s."locale", 'EN')::text as "locale",
      c."id" is not null as "isCustomer", p."byMail", n."readAt" is not null or coalesce(c."erasedAt", c."accessEndedAt", s."accessEndedAt") is not null as "isPast",
      n."kind" = 'TICKET_RECEIVED' and exists (select 1 from "OutgoingMail" m
        where m."ticketId" = n."ticketId" and m."cause" like 'inm\\_% ' || n."ticketId") as "isAnswered", n."causeId"
    from "Notice" n
      left join "Contact" c on c."id" = n."contactId"
      left join "Account" a on a."id" = c."accountId"
      left join "StaffMember" s on s."id" = n."staffId"
      left join "Ticket" t on t."id" = n."ticketId"
      left join "Account" o on o."id" = n."accountId"
      left join "MailPreference" p on p."personId" = coalesce(c."id", s."id") and p."kind" = n."kind"
    where n."mail" = 'PENDING' and n."deliverAt" <= ${now}
    order by n."deliverAt", n."id" limit ${NOTICES_AT_ONCE}`;
}

async function writeMails(
  tx: Tx,
  due: readonly Due[],
  policy: MailPolicy,
  places: MailPlaces,
  now: Date,
): Promise<number> {
  const [wanted, unwanted] = [due.filter(isWanted), due.filter((notice) => !isWanted(notice))];
  await setMail(tx, unwanted, 'NONE');
  const mailed = await mailsOfHour(tx, wanted, now);
  const told: Due[] = [];
  const held: Due[] = [];
  for (const notice of wanted) {
    const before = mailed.get(notice.personId) ?? 0;
    mailed.set(notice.personId, before + 1);
    (before < policy.mailsPerHour ? told : held).push(notice);
  }
  await setMail(tx, held, 'HELD');
  const said = await saidIn(tx, told);
  const portal = await portalOf(tx, places.portalUrl);
  const texts = await textsOf(tx, told, said);
  const mails = told.map((notice, at) => ({
    notice,
    mail: mailOf(notice, texts[at]!, said.get(notice.id) ?? [], { policy, portal, ...places }),
  }));
  await write(
    tx,
    mails.map(({ notice, mail }) => ({ mail, notices: [notice] })),
    places,
    now,
  );
  return mails.length;
}

function isWanted({ kind, byMail, isPast, isAnswered }: Due): boolean {
  return !isPast && !isAnswered && (byMail ?? goesByMail(kind));
}

/** How many mails of notices each of them was written since the hour began. */
async function mailsOfHour(tx: Tx, due: readonly Due[], now: Date): Promise<Map<string, number>> {
  const people = [...new Set(due.map(({ personId }) => personId))];
  const rows = await tx.$queryRaw<{ personId: string; mails: number }[]>`
    select coalesce(n."contactId", n."staffId") as "personId", count(distinct m."id")::int as "mails"
    from "OutgoingMail" m join "Notice" n on n."mailId" = m."id"
    where m."createdAt" >= ${beginOfHour(now)} and coalesce(n."contactId", n."staffId") = any (${people})
    group by 1`;
  return new Map(rows.map(({ personId, mails }) => [personId, mails]));
}

/** What was asked, or the other side said, of which a notice tells: its reader need not go and look for it. */
async function saidIn(tx: Tx, notices: readonly Due[]): Promise<Map<string, Said[]>> {
  const ids = notices.flatMap(({ id, kind }) => (kind.startsWith('TICKET_') ? [id] : []));
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<(Said & { id: string })[]>`
    select n."id", m."body", coalesce(s."name", c."name", p."name", m."authorName", '') as "author"
    from "Notice" n
      join "Event" o on o."id" = n."causeId"
      join "Event" e on e."subject" = o."subject" and e."requestId" = o."requestId" and e."recordedAt" = o."recordedAt"
        and e."type" in ('ticket.replied', 'ticket.opened')
      join "Message" m on m."visibleToCustomer" and case e."type"
        when 'ticket.replied' then m."id" = e."payload"->>'messageId'
        else m."id" = (select q."id" from "Message" q where q."ticketId" = e."subject" and q."kind" = 'REPLY' order by q."sentAt", q."id" limit 1) end
      left join "StaffMember" s on s."id" = m."staffId"
      left join "Contact" c on c."id" = m."contactId"
      left join "PartnerPerson" p on p."id" = m."partnerPersonId"
    where n."id" = any (${ids})
      and (n."kind" = 'TICKET_RECEIVED') = (e."type" = 'ticket.opened')
      and (n."kind" = 'TICKET_RECEIVED' or (n."contactId" is not null) = (m."staffId" is not null))
    order by e."position"`;
  const said = new Map<string, Said[]>();
  for (const { id, author, body } of rows) said.set(id, [...(said.get(id) ?? []), { author, body }]);
  return said;
}

function mailOf(
  { id, kind, data, ticketId, number, subject, account, personId, email, locale, isCustomer }: Due,
  text: NoticeText,
  said: readonly Said[],
  { policy, portal, publicUrl, inboundDomain }: MailPlaces & { policy: MailPolicy; portal: Portal },
): NewMail {
  const unsubscribeUrl = stopUrl(publicUrl, stopToken(policy, personId, kind));
  // Staff answer at the desk, where an answer is reviewed and counted.
  const replyTo =
    inboundDomain !== null && number !== null && isCustomer
      ? replyAddress(policy, reference(number), inboundDomain)
      : null;
  const links = { portal, unsubscribeUrl };
  const about = {
    ticket: number === null ? null : { reference: reference(number), subject: subject ?? '' },
    goesOnIn: (data as { goesOnIn?: { reference: string } | null }).goesOnIn?.reference ?? null,
    customer: isCustomer ? null : account,
  };
  const content = noticeMail(text, about, said, locale, links, replyTo !== null);
  return { id: newId('mai'), address: email, locale, content, cause: id, unsubscribeUrl, replyTo, ticketId };
}

/** What was held in an hour that is over, in one mail to each person. */
async function writeDigests(tx: Tx, policy: MailPolicy, places: MailPlaces, now: Date): Promise<number> {
  const hour = beginOfHour(now);
  const held = await tx.$queryRaw<Due[]>`
    select n."id", n."kind", n."data", n."causeId", coalesce(c."id", s."id") as "personId", coalesce(c."email", s."email") as "email",
      coalesce(c."locale", a."locale", s."locale", 'EN')::text as "locale", n."readAt" is not null or coalesce(c."erasedAt", c."accessEndedAt", s."accessEndedAt") is not null as "isPast"
    from "Notice" n
      left join "Contact" c on c."id" = n."contactId"
      left join "Account" a on a."id" = c."accountId"
      left join "StaffMember" s on s."id" = n."staffId"
    where n."mail" = 'HELD' and n."deliverAt" < ${hour}
    order by n."deliverAt", n."id"`;
  if (held.length === 0) return 0;
  await setMail(
    tx,
    held.filter(({ isPast }) => isPast),
    'NONE',
  );
  const portal = await portalOf(tx, places.portalUrl);
  const byPerson = new Map<string, Due[]>();
  for (const notice of held.filter(({ isPast }) => !isPast)) {
    byPerson.set(notice.personId, [...(byPerson.get(notice.personId) ?? []), notice]);
  }
  const texts = new Map<Due, NoticeText>();
  for (const notices of byPerson.values()) {
    for (const [at, text] of (await textsOf(tx, notices, new Map())).entries()) texts.set(notices[at]!, text);
  }
  const mails = [...byPerson].map(([personId, notices]) => {
    const { email: address, locale } = notices[0]!;
    const unsubscribeUrl = stopUrl(places.publicUrl, stopToken(policy, personId, 'ALL'));
    const listed = notices.map((notice) => texts.get(notice)!);
    const content = digestMail(listed, locale, { portal, unsubscribeUrl });
    const cause = `digest ${notices[0]!.id}`;
    return { mail: { id: newId('mai'), address, locale, content, cause, unsubscribeUrl }, notices };
  });
  await write(tx, mails, places, now);
  return mails.length;
}

/** The words of notices, as long as nothing of theirs was erased; why it was decided so only where no reply is quoted that says it. */
async function textsOf(
  tx: Tx,
  notices: readonly Due[],
  quoted: ReadonlyMap<string, readonly Said[]>,
): Promise<NoticeText[]> {
  return Promise.all(
    notices.map(async ({ id, kind, causeId, data }) => {
      const { reason, ...details } = await noticeDetails(tx, { kind, causeId, data });
      return noticeText(kind, data as never, { ...details, ...(reason && !quoted.has(id) && { reason }) });
    }),
  );
}

async function write(
  tx: Tx,
  mails: readonly { mail: NewMail; notices: readonly Due[] }[],
  { publicUrl }: MailPlaces,
  now: Date,
): Promise<void> {
  await queueMails(
    tx,
    mails.map(({ mail }) => mail),
    { domain: mailDomain(publicUrl), now },
  );
  const pairs = mails.flatMap(({ mail, notices }) => notices.map(({ id }) => ({ id, mailId: mail.id })));
  await tx.$executeRaw`
    update "Notice" n set "mail" = 'QUEUED', "mailId" = v."mailId"
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) v("id" text, "mailId" text) where n."id" = v."id"`;
}

async function setMail(tx: Tx, notices: readonly Due[], mail: 'HELD' | 'NONE'): Promise<void> {
  if (notices.length === 0) return;
  await tx.notice.updateMany({ where: { id: { in: notices.map(({ id }) => id) } }, data: { mail } });
}
