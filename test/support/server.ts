import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '@tierline/prisma/database';
import { startServer } from '@tierline/server/app';
import { openDoor } from '@tierline/server/door';
import type { Limits } from '@tierline/server/limits';
import { createLog } from '@tierline/server/log';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { testDatabase } from './database.ts';

export interface TestServer {
  url: string;
  database: Database;
  databaseUrl: string;
  clock: { now: () => Date; set(at: string): void };
  /** A bearer token of this person, valid for ever; `claims` replaces what you name. */
  token(subject: string, claims?: JWTPayload): Promise<string>;
  /** What the server logged so far, oldest first. */
  logged(): Record<string, unknown>[];
  stop(): Promise<void>;
}

const ISSUER = 'https://issuer.test';
const AUDIENCE = 'tierline';

/**
 * The real server in this process, on a free port, with a database, a key pair and a clock of its own.
 *
 * @param at where its clock stands until it is set: a Monday morning in July unless told
 */
export async function testServer({
  at = '2026-07-13T08:00:00Z',
  limits = {},
}: { at?: string; limits?: Partial<Limits> } = {}): Promise<TestServer> {
  let now = new Date(at);
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'test' }] });
  const { url: databaseUrl, drop } = await testDatabase();
  const database = openDatabase({ url: databaseUrl });
  const lines: string[] = [];
  const server = await startServer({
    door: await openDoor({ port: 0, host: '127.0.0.1' }),
    database,
    issuer: { issuer: ISSUER, audience: AUDIENCE, keys },
    log: createLog('info', { write: (line) => lines.push(line) }),
    clock: () => now,
    limits,
  });
  return {
    url: server.url,
    database,
    databaseUrl,
    clock: {
      now: () => now,
      set: (instant) => {
        now = new Date(instant);
      },
    },
    token: (subject, claims) =>
      new SignJWT({
        iss: ISSUER,
        aud: AUDIENCE,
        sub: subject,
        exp: Date.UTC(2199, 0, 1) / 1_000,
        jti: randomUUID(),
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .sign(privateKey),
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    stop: async () => {
      await server.stop();
      await database.close();
      await drop();
    },
  };
}
