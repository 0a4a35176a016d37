import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '@tierline/prisma/database';
import type { Files } from '@tierline/schema/files';
import { startServer, type ServerOptions } from '@tierline/server/app';
import { openDoor } from '@tierline/server/door';
import { openFiles } from '@tierline/server/files/open-files';
import type { Budgets } from '@tierline/server/budgets';
import type { TrustedIssuer } from '@tierline/server/identity';
import type { Limits } from '@tierline/server/limits';
import { createLog } from '@tierline/server/log';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { testDatabase, type TestDatabase } from './database.ts';
import { checkEvents } from './events.ts';

type Claims = { [claim in keyof JWTPayload]: JWTPayload[claim] | undefined };

export interface TestServer {
  url: string;
  database: Database;
  files: Files;
  databaseUrl: string;
  /** Who signs what `token` gives: for another process of the same vendor. */
  issuer: TrustedIssuer;
  clock: { now: () => Date; set(at: string): void };
  /** A bearer token of this person, valid for ever; `claims` replaces what you name. */
  token(subject: string, claims?: Claims): Promise<string>;
  /** What the server logged so far, oldest first. */
  logged(): Record<string, unknown>[];
  stop(): Promise<void>;
}

const ISSUER = 'https://issuer.test';
const AUDIENCE = 'tierline';
// It comes back slowly: a test that sets its clock back must not find its budget spent in a time to come.
const ENDLESS = { limit: 1e9, restoreRate: 1 };
export const ENDLESS_BUDGETS: Budgets = { known: ENDLESS, anonymous: ENDLESS };
const FOR_EVER = Date.UTC(2199, 0, 1) / 1_000;

export interface TestServerOptions {
  /** Where its clock stands until it is set: a Monday morning in July unless told. */
  at?: string;
  limits?: Partial<Limits>;
  /** More than any test asks for unless told: its clock stands still, so nothing comes back. */
  budgets?: Budgets;
  trustedProxies?: ServerOptions['trustedProxies'];
  meetingProvider?: ServerOptions['meetingProvider'];
  loopbackWebhooks?: boolean;
  /** Where it keeps everything: a database with nothing but the catalogue unless told. */
  openDatabase?: () => Promise<TestDatabase>;
  callersCheckedEveryMs?: number;
  /** Replaces the issuer that `token` signs for. */
  issuer?: TrustedIssuer;
  /** Replaces what looks into files: nobody unless told. */
  scanner?: Files['scanner'];
  /** Beside the API, such as the playground. */
  pages?: ServerOptions['pages'];
  /** The same, of pages that read the database. */
  pagesOn?: (database: Database, files: Files, clock: () => Date) => NonNullable<ServerOptions['pages']>;
}

/** The real server in this process, on a free port, with a database, a key pair and a clock of its own. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { at = '2026-07-13T08:00:00Z', limits = {}, pages = [], pagesOn = () => [] } = options;
  let now = new Date(at);
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'test' }] });
  const { url: databaseUrl, drop } = await (options.openDatabase ?? testDatabase)();
  const database = openDatabase({ url: databaseUrl });
  const lines: string[] = [];
  const door = await openDoor({ port: 0, host: '127.0.0.1' });
  const dir = await mkdtemp(path.join(tmpdir(), 'tierline-files-'));
  const local = await openFiles({ s3: undefined, clamd: undefined, dir, url: door.url, clock: () => now });
  const files = { store: local.files.store, scanner: options.scanner ?? null };
  const issuer = options.issuer ?? { issuer: ISSUER, audience: AUDIENCE, keys };
  const server = await startServer({
    door,
    database,
    files,
    issuer,
    log: createLog('info', { write: (line) => lines.push(line) }),
    clock: () => now,
    limits,
    budgets: options.budgets ?? ENDLESS_BUDGETS,
    trustedProxies: options.trustedProxies,
    meetingProvider: options.meetingProvider,
    loopbackWebhooks: options.loopbackWebhooks,
    callersCheckedEveryMs: options.callersCheckedEveryMs,
    pages: [...pages, ...local.pages, ...pagesOn(database, files, () => now)],
  });
  return {
    url: server.url,
    database,
    files,
    databaseUrl,
    issuer,
    clock: {
      now: () => now,
      set: (instant) => {
        now = new Date(instant);
      },
    },
    token: (subject, claims) =>
      new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: subject, exp: FOR_EVER, ...claims } as JWTPayload)
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .sign(privateKey),
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
    stop: async () => {
      await server.stop();
      await checkEvents(database);
      await database.close();
      await drop();
      await rm(dir, { recursive: true });
    },
  };
}
