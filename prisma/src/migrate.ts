import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { EnginePool, openEngine } from './schema-engine.ts';
import { SetupError } from './setup-error.ts';

/** The role that requests run under (tenancy.ts): it owns nothing, so row-level security binds it. */
const APP_ROLE = 'tierline_app';

/** The directory of this package, from its sources as well as from its build. */
export const PACKAGE = packageDirectory();

export const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Brings the database to what this code expects and answers the names of the migrations that it applied. Each is
 * one transaction together with its row in `_prisma_migrations`; one process at a time.
 *
 * @throws SetupError when the database cannot be reached, is too old, holds something else, is newer than this
 *   code, or when a migration fails, which then has changed nothing
 */
export async function migrate(url: string, directory = path.join(PACKAGE, 'migrations')): Promise<string[]> {
  const pool = await connect(url);
  try {
    await waitForOtherMigrators(pool);
    await ensureAppRole(pool);
    const migrations = await readMigrations(directory);
    const { engine, complaint } = await openEngine(pool);
    const pending = await pendingMigrations(pool, engine, migrations);
    for (const name of pending) {
      await pool.query('BEGIN');
      try {
        await engine.applyMigrations({ migrationsList: upTo(migrations, name), filters: NO_FILTER });
        await pool.query('COMMIT');
      } catch (error) {
        await pool.query('ROLLBACK');
        throw new SetupError(
          `Migration ${name} failed and changed nothing: ${complaint() ?? (error as Error).message}`,
        );
      }
    }
    return pending;
  } finally {
    await pool.end();
  }
}

/** The migrations of a directory, oldest first, as the engine takes them. */
export async function readMigrations(directory: string): Promise<MigrationList> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return {
    baseDir: directory,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(directory, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

const OLDEST_POSTGRES = 15;

/** Connects, or says in one sentence why not. */
async function connect(url: string): Promise<EnginePool> {
  const where = withoutSecrets(url);
  const pool = new EnginePool(url);
  try {
    const { rows } = await pool.query<{ major: number }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS major`,
    );
    const major = rows[0]?.major ?? 0;
    if (major < OLDEST_POSTGRES) {
      throw new SetupError(
        `The database at ${where} is Postgres ${major}; ${OLDEST_POSTGRES} or newer is needed.`,
      );
    }
    return pool;
  } catch (error) {
    await pool.end();
    if (error instanceof SetupError) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    throw new SetupError(`Cannot reach the database at ${where}: ${message || code}.`);
  }
}

function withoutSecrets(url: string): string {
  try {
    const { protocol, hostname, port, pathname } = new URL(url);
    if (/^postgres(ql)?:$/.test(protocol)) return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    // said below
  }
  throw new SetupError(
    'DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database.',
  );
}

/** Prisma's own lock, so that `prisma migrate deploy` waits as well; it ends with the connection. */
async function waitForOtherMigrators(pool: EnginePool): Promise<void> {
  await pool.query(`SET lock_timeout = '60s'`);
  try {
    await pool.query('SELECT pg_advisory_lock(72707369)');
  } catch {
    throw new SetupError(
      'Another process has been migrating this database for a minute; try again when it is done.',
    );
  }
}

/**
 * Creates the role that requests run under, and lets the user of `pool` become it. Roles belong to all databases of
 * a server, so another database may be doing the same at this moment: then look again.
 */
export async function ensureAppRole(pool: EnginePool): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await pool.query<{ user: string; exists: boolean; usable: boolean }>(
      MAY_BECOME_APP_ROLE,
    );
    const [state] = rows;
    if (!state || state.usable) return;
    try {
      if (!state.exists)
        await pool.query(`CREATE ROLE ${APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE`);
      await pool.query(`GRANT ${APP_ROLE} TO CURRENT_USER`);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === '42501') {
        throw new SetupError(
          `The user of DATABASE_URL may not create the role ${APP_ROLE}; let an administrator run ` +
            `CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO "${state.user}"; and start again.`,
        );
      }
      if (attempt === 5 || !['23505', '42710', 'XX000'].includes(code ?? '')) throw error;
    }
  }
}

// Since Postgres 16 being a member is not enough: it may come without the right to SET ROLE.
const MAY_BECOME_APP_ROLE = `
  SELECT CURRENT_USER AS "user",
    EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP_ROLE}') AS "exists",
    COALESCE((
      SELECT pg_has_role(oid, CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END)
      FROM pg_roles WHERE rolname = '${APP_ROLE}'
    ), false) AS "usable"`;

async function pendingMigrations(
  pool: EnginePool,
  engine: Awaited<ReturnType<typeof openEngine>>['engine'],
  migrations: MigrationList,
): Promise<string[]> {
  const { hasMigrationsTable, failedMigrationNames, editedMigrationNames, history } =
    await engine.diagnoseMigrationHistory({
      migrationsList: migrations,
      optInToShadowDatabase: false,
      filters: NO_FILTER,
    });
  if (!hasMigrationsTable && (await holdsTables(pool))) {
    throw new SetupError('The database already holds tables of something else; give Tierline an empty one.');
  }
  if (history && 'unpersistedMigrationNames' in history) {
    const unknown = history.unpersistedMigrationNames.at(-1);
    throw new SetupError(
      `The database is newer than this code, which does not know its migration ${unknown}: update the code.`,
    );
  }
  if (failedMigrationNames.length > 0) {
    throw new SetupError(
      `Migration ${failedMigrationNames[0]} stopped half-way in this database; repair it, then mark it with ` +
        `\`prisma migrate resolve\`, or restore a backup.`,
    );
  }
  if (editedMigrationNames.length > 0) {
    throw new SetupError(
      `Migration ${editedMigrationNames[0]} was changed after this database applied it; restore the file, or start ` +
        'over with an empty database (the embedded one: npm start -- --reset).',
    );
  }
  return history?.unappliedMigrationNames ?? [];
}

async function holdsTables(pool: EnginePool): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')) AS found`,
  );
  return rows[0]?.found === true;
}

function upTo(migrations: MigrationList, name: string): MigrationList {
  const known = migrations.migrationDirectories;
  return {
    ...migrations,
    migrationDirectories: known.slice(0, known.findIndex(({ path }) => path === name) + 1),
  };
}

function packageDirectory(): string {
  let directory = import.meta.dirname;
  while (!existsSync(path.join(directory, 'package.json'))) directory = path.dirname(directory);
  return directory;
}
