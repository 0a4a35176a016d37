import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from '@tierline/prisma/setup-error';
import { Router } from 'express';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWK,
} from 'jose';
import type { TrustedIssuer } from './identity.ts';

/** The OpenID provider of the demo: it trusts whoever can read its terminal. */
export interface DemoIssuer extends TrustedIssuer {
  /** `/.well-known/*`, as a provider elsewhere would serve them. */
  pages: Router;
  /** A bearer token of this person, valid for 30 days. */
  token(subject: string): Promise<string>;
}

const AUDIENCE = 'tierline';

/**
 * Opens the demo's issuer. Its key stays in `dir`, so that tokens outlive a restart.
 *
 * @param url where this server is reached: the name of the issuer
 * @throws SetupError when `dir` cannot be written
 */
export async function openDemoIssuer({ dir, url }: { dir: string; url: string }): Promise<DemoIssuer> {
  const secret = await keptKey(dir);
  const kid = await calculateJwkThumbprint(secret);
  const open: JWK = { ...secret, kid, alg: 'ES256', use: 'sig' };
  delete open.d;
  const jwks = { keys: [open] };
  const signer = await importJWK(secret, 'ES256');

  const pages = Router();
  pages.get('/.well-known/openid-configuration', (_req, res) => {
    res.json({
      issuer: url,
      jwks_uri: `${url}/.well-known/jwks.json`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    });
  });
  pages.get('/.well-known/jwks.json', (_req, res) => void res.json(jwks));

  return {
    issuer: url,
    audience: AUDIENCE,
    keys: createLocalJWKSet(jwks),
    pages,
    token: (subject) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(url)
        .setAudience(AUDIENCE)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime('30 days')
        .sign(signer),
  };
}

/** The private key in `dir`; where two processes make one at once, both use the same. */
async function keptKey(dir: string): Promise<JWK> {
  const file = path.join(dir, 'demo-issuer.jwk.json');
  try {
    await mkdir(dir, { recursive: true });
    if (!existsSync(file)) await makeKey(file);
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    throw new SetupError(
      `The key of the demo's tokens cannot be kept in ${file} (${(error as Error).message}).`,
    );
  }
}

/** There as a whole or not at all, and never over another process's. */
async function makeKey(file: string): Promise<void> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
}
