import { createHash, randomBytes } from 'node:crypto';
import type { PrismaClient } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import type { FileStore } from '../files.ts';
import { authoredPart, messageIdOf } from './incoming-mail.rules.ts';

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
 * Keeps a mail as it is: when this is done, its sender may be told so. One that was kept before, with the same Message-ID and
 * the same content, is not kept again, however many hand it over at once. Another one under an id that was seen is kept and
 * read like any mail: programs use ids again, and whoever guesses an id must not keep the mail out to which it belongs.
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
  const fingerprint = fingerprintOf(raw, head);
  const messageId = messageIdOf(head) ?? `${fingerprint}@none`;
  // Of those without one it is not known what they said: they came in before it was asked.
  const copy = { messageId, fingerprint: { in: [fingerprint, ''] } };
  if (await db.incomingMail.findFirst({ where: copy, select: { id: true } })) return false;
  const key = `mail/${randomBytes(24).toString('hex')}`;
  await store.write(key, raw);
  const { count } = await db.incomingMail.createMany({
    data: {
      id: newId('inm'),
      messageId,
      fingerprint,
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

/** Of what its author wrote: servers add lines to the head on the way, and a mail that comes twice comes with others. */
function fingerprintOf(raw: Uint8Array, head: string): string {
  const { body, written } = authoredPart(head);
  return createHash('sha256').update(written, 'latin1').update(raw.subarray(body)).digest('hex');
}

/** Postgres takes no NUL, and addresses have an end. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '').toLowerCase().slice(0, 320);
}
