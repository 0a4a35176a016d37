import { happenedAtVendor, type NewEvent, type Tx } from '../event.ts';
import { keyEvent } from './create-api-key.ts';

// What this term offers to others: whoever is let in no more, or was erased, is not let in by a key either.

/** Revokes every key that speaks for a person, and those of sandboxes that the person made (B22). */
export async function revokeKeysOf(
  tx: Tx,
  person: { id: string; partnerId: string | null },
  now: Date,
): Promise<{ id: string; event: NewEvent }[]> {
  const ended = person.partnerId === null ? [] : await endSandboxKeys(tx, person.id, person.partnerId, now);
  const keys = await tx.apiKey.findMany({ where: { actsForId: person.id, revokedAt: null } });
  await tx.apiKey.updateMany({
    where: { id: { in: keys.map(({ id }) => id) } },
    data: { revokedAt: now },
  });
  return [...keys.map((key) => ({ id: key.id, event: keyEvent('api_key.revoked', key, {}) })), ...ended];
}

/** A sandbox is a world of its own: only a function of the database's owner reaches its keys from here. */
async function endSandboxKeys(tx: Tx, personId: string, partnerId: string, now: Date) {
  const keys = await tx.$queryRaw<{ id: string; sandboxId: string; persona: string }[]>`
    select "id", "sandboxId", "persona" from tierline_end_sandbox_keys(${personId}, ${now})`;
  return keys.map(({ id, sandboxId, persona }) => {
    const told = { sandboxId, apiKeyId: id, persona };
    return { id, event: happenedAtVendor('sandbox.key_ended', partnerId, told) };
  });
}
