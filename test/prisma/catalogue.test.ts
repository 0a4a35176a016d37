import { catalogueTables, loadCatalogue } from '@tierline/prisma/catalogue';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await testDatabase(); // the catalogue is loaded
  client = new pg.Client(database.url);
  await client.connect();
});
afterEach(async () => {
  await client?.end();
  await database?.drop();
});

type Tables = ReturnType<typeof catalogueTables>;
type Row = Tables[number]['rows'][number];

/** The catalogue with the rows of one table replaced. */
function edited(name: string, edit: (rows: readonly Row[]) => Row[]): Tables {
  return catalogueTables().map((table) =>
    table.name === name ? { ...table, rows: edit(table.rows) } : table,
  );
}

/** Every row of the catalogue. */
async function content(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const { name, key } of catalogueTables()) {
    const order = key.map((column) => `"${column}"`).join(', ');
    all[name] = (await client.query(`select * from "${name}" order by ${order}`)).rows;
  }
  return all;
}

test('S86 loading again changes nothing', async () => {
  const before = await content();
  expect(before['Clause']).toHaveLength(34);
  expect(before['Coverage']).toHaveLength(72);
  await loadCatalogue(database.url);
  expect(await content()).toEqual(before);
});

test('S86 two processes that load at once do not hinder each other', async () => {
  const before = await content();
  await Promise.all([loadCatalogue(database.url), loadCatalogue(database.url), loadCatalogue(database.url)]);
  expect(await content()).toEqual(before);
});

test('B11 the feed starts at position 0, and a load does not turn it back', async () => {
  const head = async () =>
    (await client.query<Row>('select id, position from "EventHead" where id = 1')).rows;
  expect(await head()).toEqual([{ id: 1, position: '0' }]);
  await client.query('update "EventHead" set position = 7');
  await loadCatalogue(database.url);
  expect(await head()).toEqual([{ id: 1, position: '7' }]);
});

test('S37 S38 what the vendor keeps itself is begun once, also where all of it is removed', async () => {
  await client.query('delete from "ArticleCategory"');
  await client.query('delete from "ForumCategory"');
  await client.query('delete from "ForumLimit"');
  await loadCatalogue(database.url);
  expect(await content()).toMatchObject({ ArticleCategory: [], ForumCategory: [], ForumLimit: [] });
});

const EDITED_TERMS =
  'Version 1 of the terms is published and differs from prisma/catalogue: publish a new version instead of editing it.';

test('S86 a published clause cannot be edited, removed or joined by another', async () => {
  const before = await content();
  const reworded = edited('Clause', ([first, ...rest]) => [{ ...first, textEn: 'Anything goes.' }, ...rest]);
  const shortened = edited('Clause', (rows) => rows.filter(({ number }) => number !== 'A2'));
  const added = edited('Clause', (rows) => [...rows, { ...rows[0], id: '1:8', number: '8', position: 99 }]);
  for (const tables of [reworded, shortened, added]) {
    await expect(loadCatalogue(database.url, tables)).rejects.toThrow(EDITED_TERMS);
  }
  expect(await content()).toEqual(before);
});

test('C27 published targets cannot be edited; a further version is added beside them', async () => {
  const easier = edited('Target', (rows) => rows.map((row) => ({ ...row, businessMinutes: 600 })));
  await expect(loadCatalogue(database.url, easier)).rejects.toThrow(
    'Version 1 of the response targets is published and differs from prisma/catalogue: publish a new version instead of editing it.',
  );
  const second = catalogueTables().map((table) => {
    if (table.name === 'TargetVersion') {
      return {
        ...table,
        rows: [...table.rows, { ...table.rows[0], version: 2, effectiveFrom: '2027-01-01T00:00:00Z' }],
      };
    }
    if (table.name !== 'Target') return table;
    return {
      ...table,
      rows: [...table.rows, { version: 2, planCode: 'PREMIUM', severity: 'SEVERE', businessMinutes: 30 }],
    };
  });
  await loadCatalogue(database.url, second);
  const { rows } = await client.query('select version, count(*)::int from "Target" group by 1 order by 1');
  expect(rows).toEqual([
    { version: 1, count: 6 },
    { version: 2, count: 1 },
  ]);
});

test('S87 a published intake form cannot be edited', async () => {
  const vaguer = edited('IntakeForm', (rows) => rows.map((row) => ({ ...row, promptFr: 'Quoi ?' })));
  await expect(loadCatalogue(database.url, vaguer)).rejects.toThrow(
    /^Version \d of the intake form [A-Z_]+ is published and differs/,
  );
});

test('S1 what is not published in versions follows the catalogue, removals too', async () => {
  const moved = edited('ContactPoint', (rows) =>
    rows.filter(({ code }) => code !== 'STATUS').map((row) => ({ ...row, value: 'help.example' })),
  );
  await loadCatalogue(database.url, moved);
  const { rows } = await client.query('select code, value from "ContactPoint" order by code');
  expect(rows).toEqual([
    { code: 'PORTAL', value: 'help.example' },
    { code: 'VOICEMAIL', value: 'help.example' },
  ]);
});

test('S88 a service that somebody subscribes to cannot leave the catalogue', async () => {
  await client.query(`
    insert into "Account" (id, name, "timeZone", country, locale, "acceptedTermsVersion", "createdAt")
    values ('acc_1', 'Maison Lumière', 'Europe/Paris', 'FR', 'FR', 1, now());
    insert into "Subscription" (id, "accountId", "skuCode", "startsAt") values ('sub_1', 'acc_1', 'ES', now())`);
  const withoutEs = edited('Sku', (rows) => rows.filter(({ code }) => code !== 'ES'));
  await expect(loadCatalogue(database.url, withoutEs)).rejects.toThrow(
    /^A Sku that is in use cannot leave prisma\/catalogue: Key \(code\)=\(ES\) is (still )?referenced from table "Subscription"\.$/,
  );
});
