import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import type { Files } from '../files.ts';
import { beginsLikeProgram, isProgram, MAX_BYTES, places } from './attachment.rules.ts';

// What this term offers to others: files that come with a mail or a call, by the rules of uploads.

/** A file that lies where it belongs, and is of nobody yet. */
export interface KeptFile {
  key: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  state: 'UNSCANNED' | 'CLEAN' | 'INFECTED';
  threat: string | null;
}

/**
 * Keeps a file that came along, scanned; null for one that no upload could be: empty, too large, or a program.
 *
 * @throws ScannerUnavailable when nobody can tell right now
 */
export async function keepFile(
  { store, scanner }: Files,
  { fileName, mediaType, content }: { fileName: string; mediaType: string; content: Uint8Array },
): Promise<KeptFile | null> {
  const sizeBytes = content.length;
  if (sizeBytes === 0 || sizeBytes > MAX_BYTES) return null;
  if (isProgram({ fileName, mediaType }) || beginsLikeProgram(content)) return null;
  const key = randomBytes(24).toString('hex');
  const threat = scanner ? await scanner.scan(once(content)) : null;
  const state = !scanner ? 'UNSCANNED' : threat === null ? 'CLEAN' : 'INFECTED';
  await store.write(state === 'INFECTED' ? places.quarantine(key) : places.kept(key), content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { key, fileName, mediaType, sizeBytes, sha256, state, threat };
}

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

/** Makes kept files a contact's, as if uploaded: to be attached in the same transaction. */
export async function ownFiles(
  tx: Tx,
  files: readonly KeptFile[],
  { id: contactId, accountId }: { id: string; accountId: string },
  now: Date,
): Promise<string[]> {
  const rows = files.map((file) => ({
    ...file,
    id: newId('att'),
    contactId,
    accountId,
    requestedAt: now,
    completedAt: now,
  }));
  await tx.attachment.createMany({ data: rows });
  return rows.map(({ id }) => id);
}
