import { asTenant } from '@tierline/prisma/tenancy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let [wind, other] = [] as unknown as [Customer, Customer];
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  [wind, other] = [await desk.customer(), await desk.customer()];
  const rename = ({ accountId: id }: Customer, name: string, email: string) =>
    asTenant('every-account', async () => {
      const { client: db } = desk.server.database;
      await db.account.update({ where: { id }, data: { name } });
      await db.contact.updateMany({ where: { accountId: id }, data: { name: `Ada of ${name}`, email } });
    });
  await rename(wind, 'Société North-Wind 100%', 'ada@Sailing.example');
  await rename(other, 'Southwind', 'ada@trains.example');
});
afterAll(() => desk?.stop());

const accounts = async ({ client }: Pick<Caller, 'client'>, search: string) =>
  (await client.accounts.list({ search })).nodes.map(({ id }) => id);

test.each([
  ['north', [0]],
  ['WIND soci', [0]],
  ['southw', [1]],
  ['sailing.ex', [0]],
  ['@trains.example', [1]],
  ['100%', [0]],
  ['wi', []],
  ['.*', []],
  ['outh', []],
])('S9 staff find accounts by %s', async (search, found) => {
  const ids = found.map((index) => [wind, other][index]!.accountId);
  expect(await accounts(desk.engineer, search)).toEqual(ids);
});

test('S9 S39 a customer finds no account but the own one, and an empty text is refused', async () => {
  expect(await accounts(wind, 'southwind')).toEqual([]);
  expect(await accounts(wind, 'north')).toEqual([wind.accountId]);
  await expect(accounts(desk.engineer, ' ')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('S9 S39 staff find tickets by the name of account and requester, after those that say it; customers do not', async () => {
  const { id: own } = await wind.open({ subject: 'The export is slow' });
  const { id: says } = await other.open({ subject: 'A northern language is missing' });
  const found = async ({ client }: Pick<Caller, 'client'>, text: string) =>
    (await client.tickets.search({ text })).nodes.map(({ ticket }) => ticket.id);
  expect(await found(desk.engineer, 'north')).toEqual([says, own]);
  expect(await found(desk.engineer, 'ada north')).toEqual([own]);
  expect(await found(desk.engineer, 'north -wind')).not.toContain(own);
  expect(await found(wind, 'société')).toEqual([]);
});
