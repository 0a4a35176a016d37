import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor } from '../event.ts';
import type { Files } from '../files.ts';
import { KEPT_LOOSE_HOURS, places } from './attachment.rules.ts';

const BATCH = 50;

/**
 * Removes the content of files that were taken out, and uploads that have been attached to nothing for 24 hours. These expire first, in a transaction of their own,
 * after which nothing can be attached; what is interrupted then is gone on with a second later.
 *
 * @returns how many it removed
 */
export async function sweepUploads(db: PrismaClient, { store }: Files, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_LOOSE_HOURS * 3_600_000);
  await transact(bySystem(db, now), async (tx) => {
    const stale = await tx.$queryRaw<{ id: string; accountId: string | null }[]>`
      update "Attachment" set "state" = 'EXPIRED' where "id" in (
        select "id" from "Attachment"
        where "attachedAt" is null and "state" <> 'EXPIRED' and "requestedAt" < ${before}
        limit ${BATCH} for update skip locked)
      returning "id", "accountId"`;
    return {
      value: {},
      events: stale.map(({ id, accountId }) => ({
        ...happenedAtVendor('attachment.expired', id, {}),
        accountId,
      })),
    };
  });
  const expired = await db.attachment.findMany({
    where: { state: 'EXPIRED', attachedAt: null },
    take: BATCH,
  });
  for (const { id, key } of expired) {
    await removeContent(store, key);
    await db.attachment.deleteMany({ where: { id } });
  }
  const redacted = await db.attachment.findMany({
    where: { state: 'REDACTED', removedAt: null },
    take: BATCH,
  });
  for (const { id, key } of redacted) {
    await removeContent(store, key);
    await db.attachment.update({ where: { id }, data: { removedAt: now } });
  }
  return expired.length + redacted.length;
}

async function removeContent(store: Files['store'], key: string): Promise<void> {
  for (const place of Object.values(places)) await store.remove(place(key));
}

/** Tierline itself, with a name for the log. */
function bySystem(db: PrismaClient, now: Date) {
  return { db, now, requestId: 'uploads', actor: { kind: 'system', id: null } } as const;
}
