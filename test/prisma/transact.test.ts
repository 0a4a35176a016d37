import { openDatabase, type Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { transact, type Tx } from '@tierline/prisma/transact';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await testDatabase();
  database = openDatabase({ url: place.url });
});
afterAll(async () => {
  await database?.close();
  await place?.drop();
});

/** Two changes lock the same two rows, each first the one that the other wants next. */
async function crossed(lock: (tx: Tx, id: string) => Promise<unknown>): Promise<string[]> {
  const holding = new Map<string, () => void>();
  const bothHold = Promise.all(
    ['acc_a', 'acc_b'].map((id) => new Promise<void>((hold) => holding.set(id, hold))),
  );
  const change = (first: string, second: string) =>
    asTenant('every-account', () =>
      transact(
        { db: database.client, now: new Date(), requestId: 'test', actor: { kind: 'system', id: null } },
        async (tx) => {
          await lock(tx, first);
          holding.get(first)!();
          await bothHold;
          await lock(tx, second);
          return { value: { first }, events: [] };
        },
      ),
    );
  const done = await Promise.all([change('acc_a', 'acc_b'), change('acc_b', 'acc_a')]);
  return done.map(({ first }) => first);
}

test('C35 changes that block each other both happen, whatever kind of statement they met in', async () => {
  await asTenant('every-account', () =>
    database.client.$transaction(
      ['acc_a', 'acc_b'].map((id) =>
        database.client.account.create({
          data: {
            id,
            name: 'Maison Lumière',
            timeZone: 'Europe/Paris',
            country: 'FR',
            locale: 'FR',
            acceptedTermsVersion: 1,
            createdAt: new Date(),
          },
        }),
      ),
    ),
  );
  expect(
    await crossed((tx, id) => tx.$queryRaw`select 1 from "Account" where "id" = ${id} for no key update`),
  ).toEqual(['acc_a', 'acc_b']);
  expect(await crossed((tx, id) => tx.account.update({ where: { id }, data: { name: 'Lumière' } }))).toEqual([
    'acc_a',
    'acc_b',
  ]);
});
