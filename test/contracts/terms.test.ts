import { asTenant } from '@tierline/prisma/tenancy';
import { meetContractDeadlines } from '@tierline/schema/contracts/contracts.jobs';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { amend, eur, linesOf, order, RATES } from '../support/contracts.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
let database: pg.Client;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-01-05T09:00:00Z' });
  await desk.manager.act('publishRates', { rates: RATES });
  database = new pg.Client(desk.server.databaseUrl);
  await database.connect();
  await database.query(
    `insert into "TermsVersion" ("version", "effectiveOn", "titleFr", "titleEn")
     values (900, '2026-03-01', 'Conditions suivantes', 'Next terms')`,
  );
});
afterAll(async () => {
  await database?.end();
  await desk?.stop();
});
beforeEach(async () => {
  desk.at('2026-01-05T09:00:00Z');
  customer = await desk.customer();
});
afterEach(() => makeCurrent(1));

const makeCurrent = (version: number) =>
  database.query('update "Programme" set "currentTermsVersion" = $1', [version]);
const acceptedAt = async (at: string) =>
  (await customer.client.accounts.termsAt(customer.accountId, { at }))?.version ?? null;

/** What the log says of it. */
async function acceptances(): Promise<object[]> {
  const { rows } = await database.query<object>(
    `select "occurredAt", "payload", "actorId" from "Event"
     where "accountId" = $1 and "type" = 'account.terms_accepted' order by "sequence"`,
    [customer.accountId],
  );
  return rows;
}

test('S86 applying a quote accepts the terms that it names: at that moment, by whoever applies it, once', async () => {
  const { id, line } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  expect(line.terms.version).toBe(1);
  expect(await acceptances()).toEqual([]); // accepted since the account was made

  await makeCurrent(900);
  desk.at('2026-06-01T09:00:00Z');
  const later = { contractId: id, planCode: 'PREMIUM', effectiveOn: '2026-07-01' };
  const quote = await customer.act('quoteAmendment', later);
  expect(quote.line.terms.version).toBe(900);
  expect(await acceptedAt('2026-06-01T09:00:00Z')).toBe(1); // a quote is only asked for

  desk.at('2026-06-02T09:00:00Z');
  await customer.act('applyAmendment', { quoteId: quote.id });
  expect(await acceptedAt('2026-06-02T08:59:59.999Z')).toBe(1);
  expect(await acceptedAt('2026-06-02T09:00:00Z')).toBe(900);
  expect(await acceptances()).toEqual([
    {
      payload: { before: 1, after: 900 },
      occurredAt: new Date('2026-06-02T09:00:00Z'),
      actorId: customer.contactId,
    },
  ]);

  await amend(desk, id, { effectiveOn: '2026-07-01', annualFees: eur('15000000') });
  expect(await acceptances()).toHaveLength(1);
  expect((await linesOf(desk, id)).map(({ terms }) => terms.version)).toEqual([1, 900, 900]);
});

test('S86 PR4 a quote that is refused accepts nothing', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-06-01T09:00:00Z');
  const quote = await customer.act('quoteAmendment', { contractId: id, planCode: 'PREMIUM' });
  await makeCurrent(900);
  expect(await customer.problem('applyAmendment', { quoteId: quote.id })).toMatchObject({
    code: 'QUOTE_OUTDATED',
  });
  expect(await acceptedAt('2026-06-01T09:00:00Z')).toBe(1);
  expect(await acceptances()).toEqual([]);
});

test('S86 S117 who terminates accepts no new terms, and neither does a contract that renews by itself', async () => {
  const { id } = await order(desk, customer, {
    firstDay: '2026-02-01',
    lastDay: '2026-12-31',
    autoRenew: true,
  });
  await makeCurrent(900);
  const midday = new Date('2026-12-31T12:00:00Z');
  desk.at(midday.toISOString());
  await asTenant('every-account', () => meetContractDeadlines(desk.server.database.client, midday));
  const quote = await customer.act('quoteTermination', { contractId: id, reason: 'CUSTOMER_CONVENIENCE' });
  await customer.act('terminateContract', { quoteId: quote.id });
  expect((await linesOf(desk, id)).map(({ kind, terms }) => [kind, terms.version])).toEqual([
    ['SERVICE_ORDER', 1],
    ['RENEWAL', 1],
    ['TERMINATION', 1],
  ]);
  expect(await acceptances()).toEqual([]);
});
