import type { NewEvent, Tx } from '../event.ts';
import { keyEvent } from './create-api-key.ts';

// What this term offers to others: whoever is let in no more, or was erased, is not let in by a key either.

/** Revokes every key that speaks for a person. */
export async function revokeKeysOf(
  tx: Tx,
  person: { id: string },
  now: Date,
): Promise<{ id: string; event: NewEvent }[]> {
  const keys = await tx.apiKey.findMany({ where: { actsForId: person.id, revokedAt: null } });
  await tx.apiKey.updateMany({
    where: { id: { in: keys.map(({ id }) => id) } },
    data: { revokedAt: now },
  });
  return keys.map((key) => ({ id: key.id, event: keyEvent('api_key.revoked', key, {}) }));
}
