import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findHome } from '@tierline/prisma/postgres-home';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    databases: Databases;
  }
}

/** Where the run keeps its databases: in a directory for the embedded Postgres, or on a given server. */
export interface Databases {
  server: { dir: string } | { url: string };
  /** The database that the others are copies of. */
  template: string;
}

/**
 * Names the place of the run's databases and removes them at the end, also after Ctrl-C. Nothing starts here: the
 * first test file that asks for a database starts Postgres (see database.ts), so that pure tests do not pay for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `tierline_${randomBytes(4).toString('hex')}`;
  const url = process.env['TEST_DATABASE_URL'];
  if (url) {
    project.provide('databases', { server: { url }, template });
    return () => dropDatabases(url, template);
  }
  const dir = mkdtempSync(path.join(tmpdir(), 'tierline-test-'));
  chmodSync(dir, 0o755); // for root, whose Postgres runs as another user
  const { data } = await findHome(dir);
  const removeDatabases = () => {
    killPostmaster(data);
    for (const place of [data, dir])
      rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  process.once('exit', removeDatabases);
  project.provide('databases', { server: { dir }, template });
  return async () => removeDatabases();
}

/** At once and without a checkpoint: the data goes too. */
function killPostmaster(data: string): void {
  try {
    process.kill(Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // no test asked for a database
  }
}

async function dropDatabases(url: string, template: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const ours = 'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)';
    const { rows } = await client.query<{ name: string }>(ours, [template]);
    for (const { name } of rows) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
