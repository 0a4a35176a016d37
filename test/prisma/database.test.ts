import { openDatabase, type Database } from '@tierline/prisma/database';
import { asTenant, type Tenant } from '@tierline/prisma/tenancy';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await testDatabase();
  database = openDatabase({ url: place.url });
  const client = new pg.Client(place.url);
  await client.connect();
  await client.query(`
    insert into "Account" (id, name, "timeZone", country, locale, regulated, "acceptedTermsVersion", "createdAt")
    values ('acc_1', 'Ours', 'Europe/Paris', 'FR', 'FR', false, 1, now()),
      ('acc_2', 'Theirs', 'Europe/Paris', 'FR', 'FR', false, 1, now())`);
  await client.query(`
    insert into "Site" (id, "accountId", name, "timeZone", country)
    values ('sit_1', 'acc_1', 'Paris', 'Europe/Paris', 'FR'), ('sit_2', 'acc_2', 'Lyon', 'Europe/Paris', 'FR')`);
  await client.end();
});
afterAll(async () => {
  await database?.close();
  await place?.drop();
});

test('S39 single rows that several tenants ask for at the same moment stay apart, whoever asks first', async () => {
  const site = (tenant: Tenant, id: string) =>
    asTenant(tenant, async () => (await database.client.site.findUnique({ where: { id } }))?.id);
  const account = (tenant: Tenant, id: string) =>
    asTenant(tenant, async () => (await database.client.account.findUnique({ where: { id } }))?.id);
  expect(
    await Promise.all([site(['acc_1'], 'sit_1'), site(['acc_2'], 'sit_2'), account(['acc_2'], 'acc_2')]),
  ).toEqual(['sit_1', 'sit_2', 'acc_2']);
  expect(
    await Promise.all([
      site('every-account', 'sit_1'),
      site(['acc_2'], 'sit_1'),
      account(['acc_2'], 'acc_1'),
    ]),
  ).toEqual(['sit_1', undefined, undefined]);
});
