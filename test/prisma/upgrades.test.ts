import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { catalogueTables, loadCatalogue } from '@tierline/prisma/catalogue';
import { migrate, PACKAGE } from '@tierline/prisma/migrate';
import { createClient, unwrap } from '@tierline/sdk';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { OLD_ROWS } from './old-rows.ts';

const ALL = readdirSync(path.join(PACKAGE, 'migrations'))
  .filter((name) => /^\d/.test(name))
  .sort();

let server: TestServer;
const as = async (subject: string) =>
  createClient({ url: `${server.url}/graphql`, token: await server.token(subject) });

beforeAll(async () => {
  server = await testServer({ at: '2026-12-01T09:00:00Z', openDatabase: oldDatabase });
});
afterAll(() => server?.stop());

/** A database that grew as one did that was there from the start: before each migration that moves data come rows for it. */
async function oldDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  const directory = mkdtempSync(path.join(tmpdir(), 'tierline-upgrade-'));
  const client = new pg.Client(database.url);
  try {
    await client.connect();
    for (const [index, { before, rows }] of OLD_ROWS.entries()) {
      copy(ALL.filter((name) => name < before));
      await migrate(database.url, directory);
      if (index === 0) await loadAsFarAsKnown(client);
      await client.query(rows);
    }
    copy(ALL);
    await migrate(database.url, directory);
    await loadCatalogue(database.url);
    return database;
  } finally {
    await client.end();
    rmSync(directory, { recursive: true });
  }

  function copy(names: readonly string[]): void {
    for (const name of names) {
      cpSync(path.join(PACKAGE, 'migrations', name), path.join(directory, name), { recursive: true });
    }
  }
}

/** What the catalogue began with, in the tables and columns that there were. */
async function loadAsFarAsKnown(client: pg.Client): Promise<void> {
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`,
  );
  for (const { name, rows } of catalogueTables()) {
    const known = columns.filter(({ table, column }) => table === name && column in (rows[0] ?? {}));
    if (known.length === 0) continue;
    const names = known.map(({ column }) => `"${column}"`).join(', ');
    await client.query(
      `insert into "${name}" (${names}) select ${names} from jsonb_populate_recordset(null::"${name}", $1)`,
      [JSON.stringify(rows.filter(({ version = 1 }) => version === 1))],
    );
  }
}

test('C22 S90 a ticket of before reviews and versions is in review, was opened again twice, and keeps its promise', async () => {
  const customer = await as('old-customer');
  const ticket = await customer.tickets.get('tkt_1');
  expect(ticket).toMatchObject({
    state: 'IN_REVIEW',
    updatedAt: '2026-05-06T07:00:00.000Z',
    initialResponse: { state: 'BREACHED_OPEN', dueAt: '2026-05-04T11:00:00.000Z', targetSeconds: 14_400 },
  });
  const { nodes } = await customer.tickets.list({ orderBy: 'LATEST_ACTIVITY_FIRST' });
  expect(nodes.map(({ id }) => id)).toEqual(['tkt_1', 'tkt_2']);
});

test('S93 S94 a rejection of before reviews is one, with its clause, its reason and an offer that is open', async () => {
  const customer = await as('old-customer');
  expect((await customer.tickets.get('tkt_2'))!.rejection).toMatchObject({
    rejectedAt: '2026-05-05T08:00:00.000Z',
    clause: { number: '3.1' },
    reason: 'New work.',
    engagement: { state: 'OFFERED', offeredAt: '2026-05-05T08:00:00.000Z' },
  });
});

test('B11 events of before versions have one, and places in the feed of their customer without a gap', async () => {
  const { nodes } = await (await as('old-customer')).events.list({ after: '0' });
  expect(nodes.map(({ type, version, accountPosition }) => [type, version, accountPosition])).toEqual([
    ['ticket.opened', '2026-11-26', '1'],
    ['ticket.opened', '2026-11-26', '2'],
    ['ticket.reopened', '2026-11-26', '3'],
    ['ticket.rejected', '2026-11-26', '4'],
    ['ticket.reopened', '2026-11-26', '5'],
  ]);
});

test('S86 PR3 terms that were accepted and prices that were agreed before they were kept as such are known', async () => {
  const customer = await as('old-customer');
  expect(await customer.accounts.termsAt('acc_old', { at: '2026-03-02T09:00:00Z' })).toMatchObject({
    version: 1,
  });
  const { lines } = (await customer.contracts.get('ctr_1'))!;
  expect(
    lines.nodes.map(({ kind, priceBefore, price }) => [kind, priceBefore.amountMinor, price.amountMinor]),
  ).toEqual([
    ['SERVICE_ORDER', '0', '500000'],
    ['RENEWAL', '500000', '600000'],
  ]);
});

test('B10 B20 what somebody was told as a watcher, and does not want by mail, stays told and unwanted', async () => {
  const customer = await as('old-customer');
  const { nodes } = await customer.notifications.list();
  expect(nodes.map(({ kind, title }) => [kind, title])).toEqual([
    ['TICKET_CHANGED', 'T-1: new reply'],
    ['TICKET_CHANGED', 'T-2: ticket rejected as out of scope'],
  ]);
  const { kinds } = (await customer.notifications.preferences())!;
  const chosen = kinds.filter((one) => one.chosen).map(({ kind, byMail }) => [kind, byMail]);
  expect(chosen.toSorted()).toEqual([
    ['TICKET_CHANGED', false],
    ['TICKET_REPLIED', false],
  ]);
});

test('S53 outages and maintenance of before stages stand where they stood', async () => {
  const { nodes } = await (await as('old-customer')).status.events();
  expect(nodes.map(({ id, stage, startedAt }) => [id, stage, startedAt])).toEqual([
    ['ste_4', 'COMPLETED', '2026-05-04T09:00:00.000Z'],
    ['ste_3', 'IN_PROGRESS', '2026-05-04T08:00:00.000Z'],
    ['ste_2', 'RESOLVED', '2026-05-04T07:00:00.000Z'],
    ['ste_1', 'INVESTIGATING', '2026-05-04T06:00:00.000Z'],
  ]);
});

test('S46 a self-paced course of before lessons has its one address as a lesson', async () => {
  const course = await (await as('old-customer')).training.course('crs_1');
  expect(course?.lessons).toMatchObject([
    { position: 1, title: 'The basics', url: 'https://learn.example/basics', minutes: 60 },
  ]);
});

test('B22 B24 a key of a sandbox of before makers were kept ends with the person who made it', async () => {
  const manager = await as('old-manager');
  const { receipt } = unwrap(
    await manager.accounts.erasePerson({ personId: 'pps_1', confirmation: 'pia@partner.example' }),
  );
  expect(receipt).toMatchObject({ keys: 1 });
});

test('S38 B24 categories that were all removed are not begun anew, others stay, and every period of retention is there', async () => {
  const customer = await as('old-customer');
  expect(await customer.forum.categories()).toEqual([]);
  expect(await customer.articles.categories()).toMatchObject([{ code: 'OURS' }]);
  expect((await customer.events.retention()).map(({ kind }) => kind)).toEqual([
    'IDEMPOTENCY_KEY',
    'REQUEST_ADDRESS',
    'WEBHOOK_DELIVERY',
    'OUTGOING_MAIL',
    'INCOMING_MAIL',
    'PHONE_CALL',
    'QUARANTINED_MAIL',
  ]);
});

test('of every migration that moves rows it is known what it finds here', () => {
  const moving = ALL.filter((name) => {
    const sql = readFileSync(path.join(PACKAGE, 'migrations', name, 'migration.sql'), 'utf8');
    return /^UPDATE |^INSERT INTO [^;]*\bSELECT\b/m.test(sql);
  });
  // Add rows of before it to `old-rows.ts`, a test of what became of them, and its name to these.
  expect(moving).toEqual([
    '20261126084414_contract_years',
    '20261126084500_clock_versions',
    '20261126085848_event_feed',
    '20261126091201_scope_review',
    '20261126091800_targets_repairs_imports',
    '20261126101500_rejections',
    '20261126102114_acceptances_and_activations',
    '20261126122625_obligations',
    '20261126123201_watchers_told',
    '20261126133000_renewal_price_before',
    '20261126141500_ticket_notices',
    '20261126142500_status_page',
    '20261126153929_learning_centre',
    '20261126160100_outbound_mail',
    '20261126163300_ticket_activity',
    '20261126190440_erased_staff_and_sandbox_keys',
    '20261126203500_apostrophes',
    '20261126204500_notices_of_replies',
    '20261126231228_kept_catalogue',
  ]);
});
