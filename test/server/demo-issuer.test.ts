import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDemoIssuer } from '@tierline/server/demo-issuer';
import { remoteIssuer } from '@tierline/server/identity';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { testServer } from '../support/server.ts';
import { settle } from './people.ts';

const WHO = '{ viewer { ... on Contact { name } } }';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'tierline-issuer-'));
});
afterAll(() => rm(dir, { recursive: true }));

test('the demo issuer serves its keys like every provider, and its tokens are believed by them', async () => {
  const url = 'http://localhost:4000';
  const demo = await openDemoIssuer({ dir, url });
  const server = await testServer({ issuer: demo, pages: [demo.pages], at: new Date().toISOString() });
  await settle(server);
  const elsewhere = await testServer({
    issuer: remoteIssuer({
      issuer: url,
      audience: 'tierline',
      jwksUrl: `${server.url}/.well-known/jwks.json`,
    }),
    at: new Date().toISOString(),
  });
  await settle(elsewhere);

  const token = await demo.token('marie');
  const discovered: unknown = await (await fetch(`${server.url}/.well-known/openid-configuration`)).json();
  const jwks = await (await fetch(`${server.url}/.well-known/jwks.json`)).text();
  const answers = [await ask(server, WHO, { token }), await ask(elsewhere, WHO, { token })];
  await server.stop();
  await elsewhere.stop();

  expect(discovered).toMatchObject({ issuer: url, jwks_uri: `${url}/.well-known/jwks.json` });
  expect(jwks).not.toContain('"d"');
  expect(answers.map(({ body }) => body.data)).toEqual([
    { viewer: { name: 'Marie Dupont' } },
    { viewer: { name: 'Marie Dupont' } },
  ]);
});

test('a token is for thirty days', async () => {
  const demo = await openDemoIssuer({ dir, url: 'http://localhost:4000' });
  const { iat = 0, exp = 0 } = decodeJwt(await demo.token('marie'));
  expect(exp - iat).toBe(30 * 24 * 3600);
});

test('the key stays, is nobody else’s to read, and two processes that start at once share it', async () => {
  const shared = await mkdtemp(path.join(dir, 'race-'));
  const url = 'http://localhost:4000';
  const issuers = await Promise.all([1, 2, 3, 4].map(() => openDemoIssuer({ dir: shared, url })));
  const again = await openDemoIssuer({ dir: shared, url });
  const kids = await Promise.all(
    [...issuers, again].map(async ({ token }) => headerOf(await token('marie'))),
  );
  const { mode } = await stat(path.join(shared, 'demo-issuer.jwk.json'));
  expect(new Set(kids).size).toBe(1);
  expect(mode & 0o777).toBe(0o600);
});

test('where the key cannot be kept it is said in one sentence', async () => {
  const file = path.join(dir, 'a-file');
  await writeFile(file, '');
  const opening = openDemoIssuer({ dir: path.join(file, 'below'), url: 'http://localhost:4000' });
  await expect(opening).rejects.toMatchObject({ name: 'SetupError' });
  expect(await readFile(file, 'utf8')).toBe('');
});

function headerOf(token: string): string | undefined {
  return token.split('.')[0];
}
