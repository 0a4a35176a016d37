import type { PrismaClient } from '@tierline/prisma/database';
import type { FileStore } from '../files.ts';
import type { MailDesk } from './mail-desk.ts';
import { processMail } from './process-mail.ts';
import { Doubt, quarantineMail } from './quarantine-mail.ts';

/** Longer than reading a mail can take. */
const CLAIM_MS = 60_000;
/** A mail that ended whoever read it so often is not read again, but by people. */
const MOST_ATTEMPTS = 5;

/**
 * Processes the mails that came in, oldest first, each by one process. One that fails is tried again a minute later, and
 * keeps none of the others waiting.
 *
 * @param failed told of what went wrong
 * @returns how many it looked at
 */
export async function readIncomingMail(
  desk: MailDesk,
  clock: () => Date,
  failed: (error: unknown, id: string) => void,
): Promise<number> {
  await giveUp(desk.db, clock());
  for (let read = 0; ; read += 1) {
    const id = await claim(desk.db, clock());
    if (id === null) return read;
    await processMail(desk, id, clock()).catch((error: unknown) => failed(error, id));
  }
}

/** Removes the bytes of mails whose texts were erased (B24), or kept long enough. */
export async function sweepErasedMail(db: PrismaClient, store: FileStore): Promise<void> {
  const erased = await db.incomingMail.findMany({
    where: { erasedAt: { not: null }, key: { not: null } },
    take: 50,
  });
  for (const { id, key } of erased) {
    await store.remove(key!);
    await db.incomingMail.update({ where: { id }, data: { key: null } });
  }
}

/** Those that were tried often enough are for people. */
async function giveUp(db: PrismaClient, now: Date): Promise<void> {
  const tried = await db.incomingMail.findMany({
    where: { state: 'RECEIVED', attempts: { gte: MOST_ATTEMPTS }, claimedUntil: { lte: now } },
    select: { id: true },
    take: 50,
  });
  for (const { id } of tried) {
    await quarantineMail(db, id, new Doubt('UNREADABLE', 'It could not be processed.'), now);
  }
}

async function claim(db: PrismaClient, now: Date): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    update "IncomingMail" set "claimedUntil" = ${new Date(now.getTime() + CLAIM_MS)}, "attempts" = "attempts" + 1
    where "id" = (
      select "id" from "IncomingMail"
      where "state" = 'RECEIVED' and "attempts" < ${MOST_ATTEMPTS} and ("claimedUntil" is null or "claimedUntil" <= ${now})
      order by "receivedAt", "id" limit 1 for update skip locked)
    returning "id"`;
  return rows[0]?.id ?? null;
}
