import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureAppRole, NO_FILTER, PACKAGE, readMigrations } from './migrate.ts';
import { EnginePool, openEngine } from './schema-engine.ts';
import { SetupError } from './setup-error.ts';

/**
 * The SQL that takes a database from the migrations to the models, undefined if they agree. `url` is a server on
 * which to try the migrations, in a database that is dropped again. Prisma sees tables, enums, indexes and foreign
 * keys: what it does not see (policies, triggers, exclusion constraints) is written by hand and stays as it is.
 */
export async function nextMigration(url: string): Promise<string | undefined> {
  const pool = new EnginePool(url);
  try {
    await ensureAppRole(pool);
    const { engine, complaint } = await openEngine(pool);
    const migrations = await readMigrations(path.join(PACKAGE, 'migrations'));
    const difference = engine.diff({
      // A migration may speak of Prisma's own table, which the trial does not make.
      from: { tag: 'migrations', ...migrations, shadowDbInitScript: 'CREATE TABLE _prisma_migrations ()' },
      to: { tag: 'schemaDatamodel', files: await readModels(path.join(PACKAGE, 'models')) },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    });
    const { exitCode, stdout } = await difference.catch((error: Error) => {
      throw complaint() ? new SetupError(`A migration fails: ${complaint()}`) : error;
    });
    return exitCode === 0 ? undefined : (stdout ?? undefined);
  } finally {
    await pool.end();
  }
}

async function readModels(directory: string): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.prisma'));
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ path: name, content: await readFile(path.join(directory, name), 'utf8') })),
  );
}
