import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import { atWork, regionCalendars } from '../regions/region-calendars.ts';
import type { NoticeData, NoticeKind } from './notice.rules.ts';

// What this term offers to others: they tell people in their own transaction.

/** Something to tell one person, of the vendor or of a customer. */
export type NewNotice = { [K in NoticeKind]: { kind: K; data: NoticeData[K] } }[NoticeKind] & {
  recipient: { staffId: string } | { contactId: string };
  accountId: string | null;
  ticketId: string | null;
  /** The event or clock that it tells of: whoever was told of it already is not told again (C32). */
  causeId: string;
  /** Not before; now unless told. */
  deliverAt?: Date;
};

/** Tells a member of staff, at once while the own region works, else at its next opening. */
export async function notifyStaff(
  tx: Tx,
  staff: { id: string; regionCode: string },
  notice: DistributiveOmit<NewNotice, 'recipient' | 'deliverAt'>,
  now: Date,
): Promise<void> {
  const calendar = (await regionCalendars(tx)).get(staff.regionCode);
  const deliverAt = calendar ? atWork(calendar, now) : now;
  await notify(tx, [{ ...notice, recipient: { staffId: staff.id }, deliverAt }], now);
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Tells people, each once of a cause, however often it is said. Whoever sends notices looks for `deliverAt` (C32). */
export async function notify(tx: Tx, notices: readonly NewNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return;
  // One parameter, however many notices: the client would take ten times as long to prepare a value each.
  const rows = notices.map(({ recipient, deliverAt = now, ...notice }) => ({
    ...notice,
    ...recipient,
    id: newId('ntc'),
    createdAt: now,
    deliverAt: deliverAt < now ? now : deliverAt,
  }));
  await tx.$executeRaw`
    insert into "Notice" ("id", "staffId", "contactId", "accountId", "ticketId", "kind", "causeId", "data", "createdAt", "deliverAt")
    select n."id", n."staffId", n."contactId", n."accountId", n."ticketId", n."kind", n."causeId", n."data", n."createdAt", n."deliverAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n("id" text, "staffId" text, "contactId" text, "accountId" text,
      "ticketId" text, "kind" text, "causeId" text, "data" jsonb, "createdAt" timestamptz, "deliverAt" timestamptz)
    on conflict do nothing`;
}

/** Tells the administrators of an account who have access, and some others of it, each once of a cause. */
export async function tellCustomer(
  tx: Tx,
  notice: Pick<NewNotice, 'kind' | 'data' | 'causeId'> & { accountId: string },
  besides: readonly string[],
  now: Date,
): Promise<void> {
  const { accountId } = notice;
  const people = await tx.contact.findMany({
    where: {
      ...{ accountId, accessEndedAt: null, erasedAt: null },
      OR: [{ roles: { has: 'ADMINISTRATOR' } }, { id: { in: [...besides] } }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const notices = people.map(({ id: contactId }) => ({
    ...notice,
    recipient: { contactId },
    ticketId: null,
  }));
  await notify(tx, notices as NewNotice[], now);
}
