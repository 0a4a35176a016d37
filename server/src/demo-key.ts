import type { Database } from '@tierline/prisma/database';
import { partners } from '@tierline/prisma/demo/partners';
import { asTenant } from '@tierline/prisma/tenancy';
import { createApiKey } from '@tierline/schema/api-keys/create-api-key';
import { revokeApiKey } from '@tierline/schema/api-keys/revoke-api-key';
import type { Files } from '@tierline/schema/files';
import { REQUEST_ID } from './demo-act.ts';
import { inContext } from './context.ts';
import { actorWithId } from './identity.ts';

const NAME = 'Ticket sync of the demo';
const SCOPES = [
  'accounts:read',
  'events:read',
  'tickets:read',
  'tickets:write',
  'webhooks:read',
  'webhooks:write',
];

/**
 * A key for a machine of the demo's first partner. Made anew at each start, for no secret is kept that could be shown again;
 * the one of the start before ends.
 */
export async function partnerKey(
  database: Database,
  files: Files,
  now: Date,
): Promise<{ title: string; token: string } | null> {
  const { client } = database;
  const [{ name, administrator }] = partners as [(typeof partners)[number]];
  const { subject } = administrator;
  const person = await asTenant('every-account', async () =>
    client.partnerPerson.findUnique({ where: { subject }, select: { id: true } }),
  );
  const actor = person && (await actorWithId(person.id, database, now));
  if (actor?.kind !== 'partner' || !actor.certified) return null;
  const context = {
    actor,
    now,
    db: client,
    files,
    locale: 'EN' as const,
    requestId: REQUEST_ID,
    publicUrl: '',
    idempotency: null,
  };
  return inContext(context, async () => {
    const former = await client.apiKey.findMany({
      where: { partnerId: actor.partnerId, name: NAME, revokedAt: null, expiresAt: { gt: now } },
      select: { id: true },
    });
    for (const { id } of former) await revokeApiKey(context, { apiKeyId: id });
    const { secret } = await createApiKey(context, { name: NAME, scopes: SCOPES, expiresInDays: 30 });
    return secret === null ? null : { title: `A machine of ${name}, partner, for 30 days`, token: secret };
  });
}
