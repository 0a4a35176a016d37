import { createHash, randomBytes } from 'node:crypto';
import type { PrismaClient } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import type { FileStore } from '../files.ts';
import { messageIdOf } from './incoming-mail.rules.ts';

/** A mail as another server hands it over. */
export interface HandedOver {
  raw: Uint8Array;
  envelopeFrom: string;
  recipients: readonly string[];
  remoteAddress: string | null;
  helo: string | null;
}

const HEAD_BYTES = 64 * 1_024;

/**
 * Keeps a mail as it is: when this is done, its sender may be told so. One that was kept before, by its Message-ID, is not
 * kept again, however many hand it over at once.
 *
 * @returns whether it is new
 */
export async function keepMail(
  db: PrismaClient,
  store: FileStore,
  { raw, envelopeFrom, recipients, remoteAddress, helo }: HandedOver,
  now: Date,
): Promise<boolean> {
  const head = Buffer.from(raw.subarray(0, HEAD_BYTES)).toString('latin1');
  const messageId = messageIdOf(head) ?? `${createHash('sha256').update(raw).digest('hex')}@none`;
  if (await db.incomingMail.findUnique({ where: { messageId } })) return false;
  const key = `mail/${randomBytes(24).toString('hex')}`;
  await store.write(key, raw);
  const { count } = await db.incomingMail.createMany({
    data: {
      id: newId('inm'),
      messageId,
      key,
      sizeBytes: raw.length,
      envelopeFrom: clean(envelopeFrom),
      recipients: recipients.map(clean),
      remoteAddress,
      helo: helo === null ? null : clean(helo),
      receivedAt: now,
    },
    skipDuplicates: true,
  });
  if (count === 0) await store.remove(key);
  return count === 1;
}

/** Postgres takes no NUL, and addresses have an end. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').toLowerCase().slice(0, 320);
}
