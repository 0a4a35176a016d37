import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { sandboxOf, type Actor, type PartnerActor } from '@tierline/schema/access';
import { partnerActor } from '@tierline/schema/partners/partner-actor';
import type { Identity } from '../identity.ts';

/**
 * Those of these callers who may no longer what they might: their token or key is over, or their roles, scopes or grants
 * have changed. A few statements, however many callers.
 */
export async function changedCallers(
  identities: readonly Identity[],
  { client }: Database,
  now: Date,
): Promise<Set<Identity>> {
  const known = identities.filter(({ actor }) => actor.kind !== 'anonymous');
  if (known.length === 0) return new Set();
  return asTenant('everything', async () => {
    const [roles, keys, partners] = await Promise.all([
      rolesOf(client, known),
      keysOf(client, known, now),
      partnersOf(client, known, now),
    ]);
    return new Set(
      known.filter(
        (identity) =>
          (identity.expiresAt !== null && identity.expiresAt <= now) ||
          roles.get(identity.actor.id ?? '') !== rolesIn(identity.actor) ||
          (identity.secretHash !== null &&
            keys.get(identity.secretHash) !== sorted(identity.apiKey?.scopes ?? [])) ||
          (identity.actor.kind === 'partner' &&
            sandboxOf(identity.actor) === null &&
            partners.get(identity.actor.partnerId) !== grantsIn(identity.actor)),
      ),
    );
  });
}

async function rolesOf(client: Database['client'], known: readonly Identity[]): Promise<Map<string, string>> {
  const ids = [...new Set(known.map(({ actor }) => actor.id))];
  const rows = await client.$queryRaw<{ id: string; roles: string[] }[]>`
    select id, roles::text[] from "Contact" where id = any(${ids}::text[])
    union all
    select id, roles::text[] from "StaffMember" where id = any(${ids}::text[])
    union all
    select id, roles::text[] from "PartnerPerson" where id = any(${ids}::text[])`;
  return new Map(rows.map(({ id, roles }) => [id, sorted(roles)]));
}

/** What each key that is in force may, by the hash of its secret. */
async function keysOf(
  client: Database['client'],
  known: readonly Identity[],
  now: Date,
): Promise<Map<string, string>> {
  const hashes = [...new Set(known.flatMap(({ secretHash }) => secretHash ?? []))];
  if (hashes.length === 0) return new Map();
  const secrets = await client.apiKeySecret.findMany({
    where: { hash: { in: hashes }, expiresAt: { gt: now }, key: { revokedAt: null, expiresAt: { gt: now } } },
    include: { key: { select: { scopes: true } } },
  });
  return new Map(secrets.map(({ hash, key }) => [hash, sorted(key.scopes)]));
}

async function partnersOf(client: Database['client'], known: readonly Identity[], now: Date) {
  const people = new Map(
    known.flatMap(({ actor }) => (actor.kind === 'partner' ? [[actor.partnerId, actor] as const] : [])),
  );
  const found = await Promise.all(
    [...people].map(async ([id, { id: personId, partnerId, roles }]) => {
      const actor = await partnerActor(client, { id: personId, partnerId, roles }, now);
      return [id, grantsIn(actor)] as const;
    }),
  );
  return new Map(found);
}

function rolesIn(actor: Actor): string {
  return actor.kind === 'anonymous' ? '' : sorted(actor.roles);
}

function grantsIn({ certified, grants }: PartnerActor): string {
  return JSON.stringify([
    certified,
    grants.map(({ accountId, scopes }) => `${accountId} ${sorted(scopes)}`).toSorted(),
  ]);
}

function sorted(words: readonly string[]): string {
  return words.toSorted().join();
}
