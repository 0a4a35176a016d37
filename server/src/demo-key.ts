import type { Database } from '@tierline/prisma/database';
import { partners } from '@tierline/prisma/demo/partners';
import { asTenant } from '@tierline/prisma/tenancy';
import { createApiKey } from '@tierline/schema/api-keys/create-api-key';
import { revokeApiKey } from '@tierline/schema/api-keys/revoke-api-key';
import type { Files } from '@tierline/schema/files';
import { createSandboxKey } from '@tierline/schema/sandboxes/create-sandbox-key';
import { createSandbox } from '@tierline/schema/sandboxes/create-sandbox';
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
  const context = await asPartner(database, files, now);
  if (!context) return null;
  const { actor, db } = context;
  return inContext(context, async () => {
    const former = await db.apiKey.findMany({
      where: { partnerId: actor.partnerId, name: NAME, revokedAt: null, expiresAt: { gt: now } },
      select: { id: true },
    });
    for (const { id } of former) await revokeApiKey(context, { apiKeyId: id });
    const { secret } = await createApiKey(context, { name: NAME, scopes: SCOPES, expiresInDays: 30 });
    return secret === null
      ? null
      : { title: `A machine of ${NAME_OF_PARTNER}, partner, for 30 days`, token: secret };
  });
}

/**
 * A key of the customer whom the partner plays in its sandbox, which is made on the first start (B22). Made anew at each start
 * too.
 */
export async function sandboxKey(
  database: Database,
  files: Files,
  now: Date,
): Promise<{ title: string; token: string } | null> {
  const context = await asPartner(database, files, now);
  if (!context) return null;
  return inContext(context, async () => {
    const known = await context.db.sandbox.findFirst({ where: { name: SANDBOX } });
    const place = { timeZone: 'Europe/Paris', country: 'FR' };
    const { id: sandboxId } = known ?? (await createSandbox(context, { name: SANDBOX, ...place }));
    const { secret } = await createSandboxKey(context, { sandboxId, persona: 'CUSTOMER', expiresInDays: 30 });
    const title = `A customer in the sandbox of ${NAME_OF_PARTNER}, for 30 days: try what happens when time passes`;
    return secret === null ? null : { title, token: secret };
  });
}

const [{ name: NAME_OF_PARTNER, administrator: ADMINISTRATOR }] = partners as [(typeof partners)[number]];
const SANDBOX = 'Sandbox of the demo';

/** What the partner's administrator does happens in this context; null while the partner is not certified. */
async function asPartner(database: Database, files: Files, now: Date) {
  const { client } = database;
  const { subject } = ADMINISTRATOR;
  const person = await asTenant('every-account', async () =>
    client.partnerPerson.findUnique({ where: { subject }, select: { id: true } }),
  );
  const actor = person && (await actorWithId(person.id, database, now));
  if (actor?.kind !== 'partner' || !actor.certified) return null;
  const locale = 'EN' as const;
  return { actor, now, db: client, files, locale, requestId: REQUEST_ID, publicUrl: '', idempotency: null };
}
