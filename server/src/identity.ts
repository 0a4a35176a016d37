import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import type { Context } from '@tierline/schema/context';
import {
  SANDBOX_PREFIX,
  sandboxOf,
  type Actor,
  type ContactRole,
  type PartnerActor,
  type PartnerRole,
  type StaffRole,
} from '@tierline/schema/access';
import { hashOf, isApiKey, isWellFormed } from '@tierline/schema/api-keys/secret';
import { partnerActor } from '@tierline/schema/partners/partner-actor';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Refusal } from './errors.ts';

/** Whose tokens are believed. */
export interface TrustedIssuer {
  issuer: string;
  audience: string;
  keys: JWTVerifyGetKey;
}

/** Who calls, and the API key that spoke for them, if one did. */
export interface Identity {
  actor: Actor;
  apiKey: NonNullable<Context['apiKey']> | null;
  /** From when the token or key is refused; null for nobody in particular. */
  expiresAt: Date | null;
  /** Of the secret that opened the key. */
  secretHash: string | null;
}

/**
 * Who sent this `Authorization` header; nobody in particular without one. Expiry is judged at `now`.
 *
 * @throws Refusal 401 UNAUTHENTICATED that says what is wrong with the token
 */
export async function identify(
  authorization: string | undefined,
  { database, issuer, now }: { database: Database; issuer: TrustedIssuer; now: Date },
): Promise<Identity> {
  if (authorization === undefined) return NOBODY;
  const token = /^bearer +([^\s]+) *$/i.exec(authorization)?.[1];
  if (token === undefined) throw unauthenticated('Send the token as `Authorization: Bearer <token>`.');
  if (isApiKey(token)) return identifyMachine(token, database, now);
  const { subject, expiresAt } = await readToken(token, issuer, now);
  const actor = await personWhere({ subject }, database, now);
  if (!actor) throw unauthenticated('The token is valid, but nobody here has its subject.');
  return { actor, apiKey: null, expiresAt, secretHash: null };
}

const NOBODY: Identity = {
  actor: { kind: 'anonymous', id: null },
  apiKey: null,
  expiresAt: null,
  secretHash: null,
};

const USE_IS_WRITTEN_EVERY_MS = 60_000;

/** Looked up for each request, so that a key that was revoked anywhere is refused everywhere from then on. */
async function identifyMachine(secret: string, database: Database, now: Date): Promise<Identity> {
  if (!isWellFormed(secret))
    throw unauthenticated('The API key is mistyped or cut: its check signs are wrong.');
  const { client } = database;
  const found = await asTenant('everything', async () =>
    client.apiKeySecret.findUnique({ where: { hash: hashOf(secret) }, include: { key: true } }),
  );
  if (!found) throw unauthenticated('The API key is unknown.');
  const { key } = found;
  if (key.revokedAt) throw unauthenticated('The API key has been revoked.');
  if (key.expiresAt <= now) throw unauthenticated('The API key has expired.');
  if (found.expiresAt <= now)
    throw unauthenticated('The API key was rotated, and this secret is no longer valid.');
  const actor = await personWhere({ id: key.actsForId, sandboxId: sandboxIn(key) }, database, now);
  if (!actor) throw unauthenticated('The person that the API key speaks for is no longer here.');
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() >= USE_IS_WRITTEN_EVERY_MS) {
    await asTenant('everything', async () =>
      client.apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } }),
    );
  }
  const { id, scopes, knownDocumentsOnly } = key;
  const expiresAt = key.expiresAt < found.expiresAt ? key.expiresAt : found.expiresAt;
  return { actor, apiKey: { id, scopes, knownDocumentsOnly }, expiresAt, secretHash: found.hash };
}

// Signatures by a private key only: a shared secret would let whoever verifies also sign.
const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'EdDSA',
  'Ed25519',
];

async function readToken(
  token: string,
  { issuer, audience, keys }: TrustedIssuer,
  now: Date,
): Promise<{ subject: string; expiresAt: Date }> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
      currentDate: now,
    });
    return { subject: payload.sub ?? '', expiresAt: new Date((payload.exp ?? 0) * 1_000) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unauthenticated(complaint(error));
  }
}

/** What is wrong, without repeating anything of the token. Rethrows what is not the token's fault. */
function complaint(error: unknown): string {
  if (!(error instanceof errors.JOSEError)) throw error;
  if (error instanceof errors.JWTClaimValidationFailed)
    return CLAIMS[error.claim] ?? 'The token lacks a claim.';
  switch (error.code) {
    case 'ERR_JWT_EXPIRED':
      return 'The token has expired.';
    case 'ERR_JWKS_NO_MATCHING_KEY':
    case 'ERR_JWKS_MULTIPLE_MATCHING_KEYS':
    case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
      return 'The token is not signed by the issuer that this server trusts.';
    case 'ERR_JOSE_ALG_NOT_ALLOWED':
    case 'ERR_JOSE_NOT_SUPPORTED':
      return 'The token is not signed with an algorithm that this server accepts.';
    case 'ERR_JWS_INVALID':
    case 'ERR_JWT_INVALID':
      return 'The token is not a signed JWT.';
    default:
      throw error;
  }
}

const CLAIMS: Record<string, string> = {
  iss: 'The token comes from another issuer than the one that this server trusts.',
  aud: 'The token is meant for another audience than this API.',
  nbf: 'The token is not valid yet.',
  exp: 'The token has no time of expiry.',
  sub: 'The token has no subject.',
};

function unauthenticated(message: string): Refusal {
  return new Refusal(401, 'UNAUTHENTICATED', message, {
    'www-authenticate': `Bearer realm="tierline", error="invalid_token", error_description="${message}"`,
  });
}

interface Person {
  id: string;
  accountId: string | null;
  partnerId: string | null;
  roles: string[];
}

/** The sandbox to which a key is bound, if it is to one (B22). */
function sandboxIn({ accountId }: { accountId: string | null }): string | undefined {
  return accountId?.startsWith(SANDBOX_PREFIX) ? accountId : undefined;
}

/** What time it is for an actor: in a sandbox its own, which stands still until it is advanced (B22). */
export async function timeOf(actor: Actor, { client }: Database, realNow: Date): Promise<Date> {
  const id = sandboxOf(actor);
  if (id === null) return realNow;
  return asTenant('everything', async () => {
    const { now } = await client.sandbox.findUniqueOrThrow({ where: { id }, select: { now: true } });
    return now;
  });
}

/** A person by the subject of their tokens, or by id; somebody whom a partner plays only by a key of that sandbox. */
async function personWhere(
  {
    subject = null,
    id: wanted = null,
    sandboxId,
  }: { subject?: string | null; id?: string | null; sandboxId?: string | undefined },
  { client }: Database,
  now: Date,
): Promise<Actor | undefined> {
  return asTenant(sandboxId === undefined ? 'every-account' : [sandboxId], async () => {
    const [person] = await client.$queryRaw<Person[]>`
      select id, "accountId", null as "partnerId", roles::text[] from "Contact"
      where (subject = ${subject} or id = ${wanted}) and "accessEndedAt" is null
      union all
      select id, null, null, roles::text[] from "StaffMember"
      where (subject = ${subject} or id = ${wanted}) and "accessEndedAt" is null
      union all
      select id, null, "partnerId", roles::text[] from "PartnerPerson"
      where (subject = ${subject} or id = ${wanted}) and "accessEndedAt" is null`;
    if (!person) return undefined;
    const { id, accountId, partnerId, roles } = person;
    if (accountId !== null) return { kind: 'contact', id, accountId, roles: roles as ContactRole[] };
    if (partnerId === null) return { kind: 'staff', id, roles: roles as StaffRole[], sandboxId };
    if (sandboxId !== undefined)
      return inSandbox({ id, partnerId, roles: roles as PartnerRole[] }, sandboxId);
    const actor = await partnerActor(client, { id, partnerId, roles: roles as PartnerRole[] }, now);
    return actor;
  });
}

/** A partner whose one customer is a sandbox, which lets it do all that a customer can (Q17). */
function inSandbox(
  person: Pick<PartnerActor, 'id' | 'partnerId' | 'roles'>,
  sandboxId: string,
): PartnerActor {
  const grants = [{ accountId: sandboxId, scopes: ['READ', 'SUBMIT', 'REPLY'] as const }];
  return { kind: 'partner', ...person, certified: true, grants, sandboxId };
}

/** Somebody who was identified earlier, with the roles of today; undefined once they are gone. */
export function actorWithId(id: string, database: Database, now: Date): Promise<Actor | undefined> {
  return personWhere({ id }, database, now);
}

/** An OpenID provider elsewhere: its keys are fetched when first needed, and again when it rotates them. */
export function remoteIssuer(options: {
  issuer: string;
  audience: string;
  jwksUrl: string | undefined;
}): TrustedIssuer {
  const { issuer, audience } = options;
  let discovering: Promise<JWTVerifyGetKey> | undefined;
  const discover = async () =>
    createRemoteJWKSet(new URL(options.jwksUrl ?? (await discoverJwksUrl(issuer))));
  return {
    issuer,
    audience,
    keys: async (header, token) => {
      try {
        discovering ??= discover();
        const keys = await discovering;
        return await keys(header, token);
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
          throw error;
        discovering = undefined;
        throw unreachable(error);
      }
    },
  };
}

async function discoverJwksUrl(issuer: string): Promise<string> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  const found = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  if (found.issuer !== issuer || typeof found.jwks_uri !== 'string') {
    throw new Error(`What ${response.url} describes is not the issuer ${issuer}.`);
  }
  return found.jwks_uri;
}

function unreachable(cause: unknown): Refusal {
  const message = 'The identity provider cannot be reached, so the token cannot be checked; try again soon.';
  const refusal = new Refusal(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '5' });
  refusal.cause = cause;
  return refusal;
}
