import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { remoteIssuer } from '@tierline/server/identity';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { settle } from './people.ts';

const WHO = '{ viewer { __typename ... on Contact { name } ... on StaffMember { name } } }';

let server: TestServer;
let accountId: string;
beforeAll(async () => {
  server = await testServer();
  ({ accountId } = await settle(server));
});
afterAll(() => server.stop());

test('a contact is known by the subject of the token', async () => {
  const { status, body } = await ask(server, WHO, { token: await server.token('marie') });
  expect({ status, body }).toEqual({
    status: 200,
    body: { data: { viewer: { __typename: 'Contact', name: 'Marie Dupont' } } },
  });
});

test('a member of staff is known by the subject of the token', async () => {
  const { body } = await ask(server, WHO, { token: await server.token('jean') });
  expect(body).toEqual({ data: { viewer: { __typename: 'StaffMember', name: 'Jean Martin' } } });
});

test('S35 without a token one is nobody, and may ask what everybody may', async () => {
  const { status, body } = await ask(server, WHO);
  expect({ status, body }).toEqual({ status: 200, body: { data: { viewer: null } } });
});

test('a request works on the rows of its caller only', async () => {
  const query = `{ account(id: "${accountId}") { name } }`;
  const seen = await ask(server, query, { token: await server.token('marie') });
  const anonymous = await ask(server, query);
  expect(seen.body.data).toEqual({ account: { name: 'Atelier Nord' } });
  expect(anonymous.body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('the word Bearer may be written in any case', async () => {
  const authorization = `bearer ${await server.token('marie')}`;
  const { body } = await ask(server, WHO, { headers: { authorization } });
  expect(body.data?.['viewer']).toMatchObject({ name: 'Marie Dupont' });
});

const EXPIRED = 'The token has expired.';
const ALGORITHM = 'The token is not signed with an algorithm that this server accepts.';
const FOREIGN = 'The token is not signed by the issuer that this server trusts.';

test.each<[string, () => Promise<string> | string, string]>([
  ['expired', () => server.token('marie', { exp: at('2026-07-13T07:59:59Z') }), EXPIRED],
  ['that expires at this instant', () => server.token('marie', { exp: at('2026-07-13T08:00:00Z') }), EXPIRED],
  ['without expiry', () => server.token('marie', { exp: undefined }), 'The token has no time of expiry.'],
  [
    'not valid yet',
    () => server.token('marie', { nbf: at('2026-07-13T08:00:01Z') }),
    'The token is not valid yet.',
  ],
  ['signed by the key of another issuer', () => signedElsewhere({ kid: 'test' }), FOREIGN],
  ['with a key that nobody knows', () => signedElsewhere({ kid: 'elsewhere' }), FOREIGN],
  [
    'that names another issuer',
    () => server.token('marie', { iss: 'https://elsewhere.test' }),
    'The token comes from another issuer than the one that this server trusts.',
  ],
  [
    'for another audience',
    () => server.token('marie', { aud: 'another-api' }),
    'The token is meant for another audience than this API.',
  ],
  ['without a subject', () => server.token('marie', { sub: undefined }), 'The token has no subject.'],
  [
    'of somebody unknown',
    () => server.token('nobody'),
    'The token is valid, but nobody here has its subject.',
  ],
  ['without a signature', unsigned, ALGORITHM],
  ['signed with a shared secret', signedWithSecret, ALGORITHM],
  ['that is no token', () => 'abc', 'The token is not a signed JWT.'],
])('a token %s is refused with 401, and with what is wrong', async (_story, make, message) => {
  const token = await make();
  const { status, headers, body } = await ask(server, WHO, { token });
  expect({ status, body }).toEqual({
    status: 401,
    body: {
      errors: [{ message, extensions: { code: 'UNAUTHENTICATED', requestId: headers.get('x-request-id') } }],
    },
  });
  expect(headers.get('www-authenticate')).toBe(
    `Bearer realm="tierline", error="invalid_token", error_description="${message}"`,
  );
});

test('another scheme than Bearer is refused, never taken for nobody', async () => {
  const { status, body } = await ask(server, WHO, { headers: { authorization: 'Basic bWFyaWU6c2VjcmV0' } });
  expect(status).toBe(401);
  expect(body.errors?.[0]?.message).toBe('Send the token as `Authorization: Bearer <token>`.');
});

test('expiry is judged by the clock of the server', async () => {
  const token = await server.token('marie', { exp: at('2026-07-14T08:00:00Z') });
  server.clock.set('2026-07-14T07:59:59Z');
  const before = await ask(server, WHO, { token });
  server.clock.set('2026-07-14T08:00:00Z');
  const after = await ask(server, WHO, { token });
  server.clock.set('2026-07-13T08:00:00Z');
  expect([before.status, after.status]).toEqual([200, 401]);
});

test('no token is ever logged, valid or not', async () => {
  const tokens = [
    await server.token('marie'),
    await server.token('nobody'),
    await signedElsewhere({ kid: 'test' }),
  ];
  for (const token of tokens) await ask(server, WHO, { token });
  const log = JSON.stringify(server.logged());
  expect(log).toContain('/graphql');
  expect(tokens.filter((token) => log.includes(token) || log.includes(token.split('.')[1] ?? token))).toEqual(
    [],
  );
});

test('the keys of an issuer elsewhere are found by discovery, and while it is down nobody is accused', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' };
  let up = false;
  const provider = createServer((req, res) => {
    if (!up) return void res.writeHead(500).end();
    const issuer = `http://localhost:${(provider.address() as AddressInfo).port}`;
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys: [jwk] },
    };
    res.setHeader('content-type', 'application/json').end(JSON.stringify(documents[req.url ?? '']));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(provider.address() as AddressInfo).port}`;
  const other = await testServer({
    issuer: remoteIssuer({ issuer, audience: 'tierline', jwksUrl: undefined }),
  });
  await settle(other);
  const token = await new SignJWT({
    iss: issuer,
    aud: 'tierline',
    sub: 'marie',
    exp: at('2027-01-01T00:00:00Z'),
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .sign(privateKey);

  const whileDown = await ask(other, WHO, { token });
  up = true;
  const whileUp = await ask(other, WHO, { token });
  await other.stop();
  provider.close();
  provider.closeAllConnections();

  expect(whileDown.status).toBe(503);
  expect(whileDown.body.errors?.[0]?.extensions.code).toBe('SERVICE_UNAVAILABLE');
  expect(whileUp.body.data?.['viewer']).toMatchObject({ name: 'Marie Dupont' });
});

function at(instant: string): number {
  return Date.parse(instant) / 1_000;
}

async function signedElsewhere({ kid }: { kid: string }): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT({
    iss: 'https://issuer.test',
    aud: 'tierline',
    sub: 'marie',
    exp: at('2027-01-01T00:00:00Z'),
  })
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(privateKey);
}

function unsigned(): string {
  return new UnsecuredJWT({ iss: 'https://issuer.test', aud: 'tierline', sub: 'marie' })
    .setExpirationTime('1h')
    .encode();
}

async function signedWithSecret(): Promise<string> {
  return new SignJWT({
    iss: 'https://issuer.test',
    aud: 'tierline',
    sub: 'marie',
    exp: at('2027-01-01T00:00:00Z'),
  })
    .setProtectedHeader({ alg: 'HS256', kid: 'test' })
    .sign(new TextEncoder().encode('a secret that both sides know, which is one side too many'));
}
