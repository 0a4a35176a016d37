import { randomBytes } from 'node:crypto';
import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { mailDomain } from '../mail/queue-mail.ts';
import { renderMail } from '../mail/mail.rules.ts';
import type { Text } from '../problem.ts';
import { unsubscribeUrl, updateMail, type ToldUpdate } from './status-mail.rules.ts';
import type { StatusStage } from './status.rules.ts';

/** When, and where the page is that mails lead to. */
export interface Occasion {
  now: Date;
  publicUrl: string;
}

/**
 * Writes what is said of an event as it stands now, and the mails to those who subscribed to its kind and to one of its
 * parts, each address once (S55).
 *
 * @returns the id of the update
 */
export async function sayUpdate(
  tx: Tx,
  eventId: string,
  { stage, body }: { stage: StatusStage; body: Text },
  { now, publicUrl }: Occasion,
): Promise<string> {
  const { components, ...event } = await tx.statusEvent.findUniqueOrThrow({
    where: { id: eventId },
    include: { components: { include: { component: true }, orderBy: { component: { position: 'asc' } } } },
  });
  const { scheduledStartAt, scheduledEndAt } = event;
  const id = newId('stu');
  await tx.statusUpdate.create({
    data: {
      id,
      eventId,
      stage,
      bodyFr: body.fr,
      bodyEn: body.en,
      postedAt: now,
      scheduledStartAt,
      scheduledEndAt,
    },
  });
  const told = {
    event,
    stage,
    body,
    scheduled: scheduledStartAt && scheduledEndAt && { from: scheduledStartAt, to: scheduledEndAt },
    components: components.map(({ component }) => ({ fr: component.nameFr, en: component.nameEn })),
  };
  const codes = components.map(({ componentCode }) => componentCode);
  for (const locale of ['FR', 'EN'] as const) await mail(tx, { id, told, codes, locale, now, publicUrl });
  return id;
}

/** In one statement however many subscribe: the mail is rendered once, and each address gets its own token put in. */
async function mail(
  tx: Tx,
  {
    id,
    told,
    codes,
    locale,
    now,
    publicUrl,
  }: Occasion & { id: string; told: ToldUpdate; codes: string[]; locale: 'FR' | 'EN' },
): Promise<void> {
  const token = randomBytes(16).toString('hex'); // nothing that anybody wrote is taken for it
  const content = updateMail(told, locale, { publicUrl, token });
  const { text, html } = renderMail(locale, content);
  await tx.$executeRaw`
    insert into "OutgoingMail"
      ("id", "messageId", "address", "locale", "subject", "text", "html", "unsubscribeUrl", "cause", "createdAt")
    select 'mai_' || k.key, k.key || '@' || ${mailDomain(publicUrl)}, s."email", s."locale", ${content.subject},
      replace(${text}, ${token}, s."token"), replace(${html}, ${token}, s."token"),
      replace(${unsubscribeUrl(publicUrl, token)}, ${token}, s."token"), ${id}, ${now}
    from "StatusSubscription" s, lateral (select substr(${id}, 5) || md5(s."id") as key) k
    where s."locale" = ${locale}::"Locale" and ${told.event.kind}::"StatusEventKind" = any(s."kinds")
      and (cardinality(s."components") = 0 or s."components" && ${codes}::text[])
    on conflict do nothing`;
}
