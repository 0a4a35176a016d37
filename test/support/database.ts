import { randomBytes } from 'node:crypto';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { migrate } from '@tierline/prisma/migrate';
import { startPostgres, type Postgres } from '@tierline/prisma/postgres';
import { databaseUrl } from '@tierline/prisma/schema-engine';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A database of its own for a test file: migrated, with the catalogue, otherwise empty. Takes some 50 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  const { template } = inject('databases');
  return copyOfTemplate(template, async (url) => {
    await migrate(url);
    await loadCatalogue(url);
  });
}

/**
 * A copy of a database that is made once in a run, by the first who wants it.
 *
 * @param make fills an empty one, and leaves no connection behind
 */
export async function copyOfTemplate(
  name: string,
  make: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  const server = await serverUrl();
  await ensureTemplate(server, name, make);
  return copyOf(server, name);
}

/** A database of its own with nothing in it. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return copyOf(await serverUrl(), 'template0');
}

/** One membership for all the test files of a process: each holds a connection. */
const embedded = new Map<string, Promise<Postgres>>();

async function serverUrl(): Promise<string> {
  const { server } = inject('databases');
  if ('url' in server) return server.url;
  const joined = embedded.get(server.dir) ?? startPostgres({ ...server, durable: false });
  embedded.set(server.dir, joined);
  return (await joined).url;
}

/** The first to come makes the template, under another name until it is complete; the others wait. */
async function ensureTemplate(
  server: string,
  template: string,
  make: (url: string) => Promise<void>,
): Promise<void> {
  await withClient(server, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    const draft = `${template}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft}`);
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    await make(databaseUrl(server, draft));
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  });
}

async function copyOf(server: string, template: string): Promise<TestDatabase> {
  const name = `${inject('databases').template}_${randomBytes(6).toString('hex')}`;
  await withClient(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`),
  );
  return {
    url: databaseUrl(server, name),
    drop: () =>
      withClient(server, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
