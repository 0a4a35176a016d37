import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@tierline/prisma/migrate';
import { nextMigration } from '@tierline/prisma/next-migration';
import { renderSchema } from '@tierline/prisma/schema-sql';
import { SetupError } from '@tierline/prisma/setup-error';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, testDatabase, type TestDatabase } from '../support/database.ts';

const opened: TestDatabase[] = [];
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tierline-migrations-'));
});

afterAll(async () => {
  for (const { drop } of opened) await drop();
  rmSync(directory, { recursive: true });
});

test('migrating a second time does nothing', async () => {
  const url = await empty();
  const migrations = write({ '1_first': 'CREATE TABLE a (id int);', '2_second': 'CREATE TABLE b (id int);' });

  expect(await migrate(url, migrations)).toEqual(['1_first', '2_second']);
  expect(await migrate(url, migrations)).toEqual([]);
});

test('only what is new is applied, and a script is one script: semicolons inside strings and functions are text', async () => {
  const url = await empty();
  await migrate(url, write({ '1_first': 'CREATE TABLE a (id int);' }));
  const second = `
    CREATE FUNCTION joined() RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 'a;b'; END $$;
    INSERT INTO a VALUES (7);`;

  const applied = await migrate(url, write({ '1_first': 'CREATE TABLE a (id int);', '2_second': second }));
  expect(applied).toEqual(['2_second']);
  expect(await ask(url, `SELECT joined() || ' ' || id AS answer FROM a`)).toBe('a;b 7');
});

test('two processes at once apply each migration once', async () => {
  const url = await empty();
  const migrations = write({ '1_first': 'CREATE TABLE a (id int);', '2_second': 'CREATE TABLE b (id int);' });

  const applied = await Promise.all([migrate(url, migrations), migrate(url, migrations)]);
  expect(applied.flat().sort()).toEqual(['1_first', '2_second']);
  expect(await ask(url, 'SELECT count(*)::int AS answer FROM _prisma_migrations')).toBe(2);
});

test('a migration that fails changes nothing, says why, and can be put right', async () => {
  const url = await empty();
  const first = 'CREATE TABLE a (id int);';

  await expect(
    migrate(url, write({ '1_first': first, '2_second': 'CREATE TABLE b (id int); SELECT 1 / 0;' })),
  ).rejects.toThrow(new SetupError('Migration 2_second failed and changed nothing: division by zero'));
  expect(
    await ask(url, `SELECT to_regclass('a')::text || coalesce(to_regclass('b')::text, '') AS answer`),
  ).toBe('a');
  expect(await migrate(url, write({ '1_first': first, '2_second': 'CREATE TABLE b (id int);' }))).toEqual([
    '2_second',
  ]);
});

test('a database that is newer than the code is refused', async () => {
  const url = await empty();
  const first = 'CREATE TABLE a (id int);';
  await migrate(url, write({ '1_first': first, '2_future': 'CREATE TABLE b (id int);' }));

  await expect(migrate(url, write({ '1_first': first }))).rejects.toThrow(
    new SetupError(
      'The database is newer than this code, which does not know its migration 2_future: update the code.',
    ),
  );
});

test('a migration that another tool left half-way is refused', async () => {
  const url = await empty();
  const migrations = write({ '1_first': 'CREATE TABLE a (id int);' });
  await migrate(url, migrations);
  await ask(url, 'UPDATE _prisma_migrations SET finished_at = NULL');

  await expect(migrate(url, migrations)).rejects.toThrow(
    new SetupError(
      'Migration 1_first stopped half-way in this database; repair it, then mark it with ' +
        '`prisma migrate resolve`, or restore a backup.',
    ),
  );
});

test('a migration that was edited after it was applied is refused', async () => {
  const url = await empty();
  await migrate(url, write({ '1_first': 'CREATE TABLE a (id int);' }));

  await expect(migrate(url, write({ '1_first': 'CREATE TABLE a (id bigint);' }))).rejects.toThrow(
    new SetupError(
      'Migration 1_first was changed after this database applied it; restore the file, ' +
        'or start over with an empty database (the embedded one: npm start -- --reset).',
    ),
  );
});

test('a database of something else is refused and left alone', async () => {
  const url = await empty();
  await ask(url, 'CREATE TABLE invoices (id int)');

  await expect(migrate(url, write({ '1_first': 'CREATE TABLE a (id int);' }))).rejects.toThrow(
    new SetupError('The database already holds tables of something else; give Tierline an empty one.'),
  );
  expect(await ask(url, `SELECT count(*)::int AS answer FROM pg_tables WHERE schemaname = 'public'`)).toBe(1);
});

test('a database that is not there is one sentence without the password', async () => {
  await expect(migrate('postgresql://me:secret@127.0.0.1:1/support')).rejects.toThrow(
    new SetupError('Cannot reach the database at 127.0.0.1:1/support: connect ECONNREFUSED 127.0.0.1:1.'),
  );
  await expect(migrate('mysql://me:secret@127.0.0.1/support')).rejects.toThrow(
    new SetupError(
      'DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database.',
    ),
  );
});

test('a Postgres that is too old is refused', async () => {
  const url = await empty();
  await ask(
    url,
    `CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT '140012' $$`,
  );
  const { host, pathname } = new URL(url);

  await expect(migrate(`${url}?options=-csearch_path%3Dpublic,pg_catalog`)).rejects.toThrow(
    new SetupError(`The database at ${host}${pathname} is Postgres 14; 15 or newer is needed.`),
  );
});

test('a user who may not create roles is told what an administrator has to run, and then needs no more', async () => {
  const url = await empty();
  const user = `limited_${new URL(url).pathname.slice(1)}`;
  const database = new URL(url).pathname.slice(1);
  await ask(url, `CREATE ROLE ${user} LOGIN PASSWORD 'p'`);
  await ask(url, `GRANT ALL ON DATABASE ${database} TO ${user}`);
  await ask(url, `GRANT ALL ON SCHEMA public TO ${user}`);
  const limited = new URL(url);
  limited.username = user;
  limited.password = 'p';
  const migrations = write({ '1_first': 'CREATE TABLE a (id int);' });

  await expect(migrate(limited.href, migrations)).rejects.toThrow(
    new SetupError(
      'The user of DATABASE_URL may not create the role tierline_app; let an administrator run ' +
        `CREATE ROLE tierline_app NOLOGIN; GRANT tierline_app TO "${user}"; and start again.`,
    ),
  );
  await ask(url, `GRANT tierline_app TO ${user}`);
  expect(await migrate(limited.href, migrations)).toEqual(['1_first']);
  await ask(url, `DROP OWNED BY ${user}`);
  await ask(url, `DROP ROLE ${user}`);
});

test('the role of requests can neither log in nor see past row-level security, and every migration makes it usable', async () => {
  const url = await empty();
  await migrate(url, write({ '1_first': 'CREATE TABLE a (id int);' }));

  const role = `SELECT concat_ws(' ', rolcanlogin, rolsuper, rolbypassrls, rolcreaterole) AS answer
    FROM pg_roles WHERE rolname = 'tierline_app'`;
  expect(await ask(url, role)).toBe('f f f f');
  expect(await ask(url, 'SET ROLE tierline_app; SELECT 1')).toBeUndefined();
});

test('the migrations make what the models say', async () => {
  expect(await nextMigration(await empty())).toBeUndefined();
});

test('schema.sql is what the migrations make', async () => {
  const database = await testDatabase();
  opened.push(database);
  const committed = readFileSync(path.join(import.meta.dirname, '../../prisma/schema.sql'), 'utf8');
  expect(await renderSchema(database.url)).toBe(committed);
});

test('every table of an account has row-level security', async () => {
  const database = await testDatabase();
  opened.push(database);
  const open = `SELECT coalesce(string_agg(relname, ' '), 'none') AS answer FROM pg_class
    JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'accountId'
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT relrowsecurity`;
  expect(await ask(database.url, open)).toBe('none');
});

async function empty(): Promise<string> {
  const database = await emptyDatabase();
  opened.push(database);
  return database.url;
}

/** A directory of migrations: name to SQL. */
function write(migrations: Record<string, string>): string {
  const place = mkdtempSync(path.join(directory, 'set-'));
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(path.join(place, name));
    writeFileSync(path.join(place, name, 'migration.sql'), sql);
  }
  return place;
}

/** The one value that a statement answers. */
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return Object.values(rows?.[0] ?? {})[0];
  } finally {
    await client.end();
  }
}
