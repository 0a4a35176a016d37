import { createHash, randomBytes } from 'node:crypto';
import type { PrismaClient } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { transact } from '@tierline/prisma/transact';
import { places } from '../attachments/attachment.rules.ts';
import { happenedAtVendor } from '../event.ts';
import type { Files } from '../files.ts';

// Recordings lie at the telephone company until they are fetched: then they are a file of the ticket like any other, and
// deleted there. So are those of calls of which nothing comes.

/** Longer than a recording of two minutes takes to come. */
const CLAIM_MS = 60_000;
const AT_ONCE = 4;
/** A minute, two, four …: for about two hours. */
const MOST_ATTEMPTS = 7;
/** What is to be deleted is never given up. */
const MOST_WAIT_MS = 86_400_000;

export interface DueRecording {
  id: string;
  url: string;
}

/** Takes recordings of tickets that are to be fetched at `now`, for the caller to fetch: nobody else does for a minute. */
export async function claimRecordings(db: PrismaClient, now: Date): Promise<DueRecording[]> {
  return db.$queryRaw<DueRecording[]>`
    update "PhoneCall" set "fetchAt" = ${new Date(now.getTime() + CLAIM_MS)}
    where "id" in (
      select "id" from "PhoneCall" where "fetchAt" <= ${now} and "ticketId" is not null and "recordingUrl" is not null
      order by "fetchAt", "id" limit ${AT_ONCE} for update skip locked)
    returning "id", "recordingUrl" as "url"`;
}

/** Attaches a recording to the question of its ticket, once (S14). Without content it is tried again, seven times. */
export async function settleRecording(
  { db, files, now }: { db: PrismaClient; files: Files; now: Date },
  id: string,
  content: Uint8Array | null,
): Promise<void> {
  if (!content) return tryLater(db, id, now);
  const key = randomBytes(24).toString('hex');
  await files.store.write(places.kept(key), content);
  const threat = files.scanner ? await files.scanner.scan(streamOf(content)) : null;
  if (threat !== null) await files.store.move(places.kept(key), places.quarantine(key));
  const state = threat !== null ? 'INFECTED' : files.scanner ? 'CLEAN' : 'UNSCANNED';
  const bySystem = { db, now, requestId: 'phone', actor: { kind: 'system', id: null } } as const;
  const { kept } = await transact<{ kept: boolean }>(bySystem, async (tx) => {
    await tx.$queryRaw`select 1 from "PhoneCall" where "id" = ${id} for update`;
    const call = await tx.phoneCall.findUniqueOrThrow({ where: { id } });
    // It is to be fetched no more where its caller was erased while it was on its way (B24).
    const isWanted = call.attachmentId === null && call.ticketId !== null && call.fetchAt !== null;
    if (!isWanted) return { value: { kept: false }, events: [] };
    const question = await tx.message.findFirstOrThrow({
      where: { ticketId: call.ticketId! },
      orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    });
    const attachmentId = newId('att');
    const { accountId } = call;
    await tx.attachment.create({
      data: {
        id: attachmentId,
        accountId,
        contactId: call.contactId,
        key,
        fileName: 'voicemail.mp3',
        mediaType: 'audio/mpeg',
        sizeBytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        state,
        threat,
        requestedAt: now,
        completedAt: now,
        attachedAt: now,
        visibleToCustomer: question.visibleToCustomer,
        messageId: question.id,
      },
    });
    await tx.phoneCall.update({ where: { id }, data: { attachmentId, fetchAt: null, deleteAt: now } });
    const completed = {
      ...happenedAtVendor('attachment.completed', attachmentId, { state, threat }),
      accountId,
    };
    return { value: { kept: true }, events: [completed] };
  });
  if (!kept) await files.store.remove(threat !== null ? places.quarantine(key) : places.kept(key));
}

async function tryLater(db: PrismaClient, id: string, now: Date): Promise<void> {
  const { fetchAttempts } = await db.phoneCall.findUniqueOrThrow({ where: { id } });
  const wait = 60_000 * 2 ** fetchAttempts;
  await db.phoneCall.updateMany({
    where: { id, fetchAttempts, fetchAt: { not: null } },
    data: {
      fetchAttempts: { increment: 1 },
      fetchAt: fetchAttempts + 1 >= MOST_ATTEMPTS ? null : new Date(now.getTime() + wait),
    },
  });
}

/** Takes recordings that are to be deleted at the telephone company at `now`: nobody else does for a minute. */
export async function claimDeletions(db: PrismaClient, now: Date): Promise<DueRecording[]> {
  return db.$queryRaw<DueRecording[]>`
    update "PhoneCall" set "deleteAt" = ${new Date(now.getTime() + CLAIM_MS)}, "deleteAttempts" = "deleteAttempts" + 1
    where "id" in (
      select "id" from "PhoneCall" where "deleteAt" <= ${now} and "recordingUrl" is not null
      order by "deleteAt", "id" limit ${AT_ONCE} for update skip locked)
    returning "id", "recordingUrl" as "url"`;
}

/** Keeps that a recording is gone at the telephone company; else it is asked again, a minute later, then two, up to a day. */
export async function settleDeletion(
  db: PrismaClient,
  { id, url }: DueRecording,
  isGone: boolean,
  now: Date,
): Promise<void> {
  if (isGone) {
    const gone = { recordingUrl: null, deleteAt: null };
    await db.phoneCall.updateMany({ where: { id, recordingUrl: url }, data: gone });
    return;
  }
  const { deleteAttempts } = await db.phoneCall.findUniqueOrThrow({ where: { id } });
  const wait = Math.min(60_000 * 2 ** (deleteAttempts - 1), MOST_WAIT_MS);
  await db.phoneCall.updateMany({
    where: { id, recordingUrl: url, deleteAttempts },
    data: { deleteAt: new Date(now.getTime() + wait) },
  });
}

async function* streamOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
