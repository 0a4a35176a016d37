import type { Tx } from '../event.ts';
import { redactMailsOfFiles } from '../mail/redact-mails.ts';

const REMOVED = { FR: '[Fichier retiré]', EN: '[File removed]' } as const;

/**
 * Takes files out of what they are attached to: name, checksum and finding go now, the content within seconds by
 * `sweepUploads`. That there was a file, of what type and size, by whom and when stays.
 *
 * @returns the ids of those that were not taken out before
 */
export async function redactFiles(
  tx: Tx,
  which: { id: string } | { messageId: string },
  locale: 'FR' | 'EN',
  now: Date,
): Promise<string[]> {
  const files = await tx.attachment.findMany({
    where: { ...which, redactedAt: null, attachedAt: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const ids = files.map(({ id }) => id);
  await redactMailsOfFiles(tx, ids, now);
  await tx.attachment.updateMany({
    where: { id: { in: ids } },
    data: {
      state: 'REDACTED',
      redactedAt: now,
      fileName: REMOVED[locale],
      // Of a short secret, a checksum tells what it is.
      sha256: '0'.repeat(64),
      threat: null,
    },
  });
  return ids;
}
