import { asTenant } from '@tierline/prisma/tenancy';
import { settleLedgers } from '@tierline/schema/entitlements/ledger.jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
const SEATS = 'INSTRUCTOR_LED_SEATS';

beforeAll(async () => {
  desk = await openDesk({ at: '2026-03-02T09:00:00Z' });
});
afterAll(() => desk.stop());

/** What the job of each second does, at an instant. */
function passSecond(instant: string): Promise<number> {
  desk.at(instant);
  return asTenant('every-account', () => settleLedgers(desk.server.database.client, new Date(instant)));
}

async function linesOf(accountId: string, benefit?: 'INSTRUCTOR_LED_SEATS') {
  const lines = await desk.manager.client.entitlements
    .ledger({ accountId, ...(benefit && { benefit }) })
    .all(100);
  return lines.toReversed().map(({ at, kind, units, cause }) => `${at} ${kind} ${units} ${cause}`);
}

test('E3 S64 a plan grants its seats for a year from its start, in the zone of the account, and each year anew', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const customer = await desk.customer({ timeZone: 'America/New_York', country: 'US' });
  const { accountId } = customer;
  // Midnight of 8 March 2026 in New York: summer time begins two hours later; on 8 March 2027 it is still winter.
  await desk.manager.act('choosePlan', { accountId, planCode: 'ENHANCED', startsAt: '2026-03-08T05:00:00Z' });

  expect(await customer.client.entitlements.balance({ accountId, benefit: SEATS })).toMatchObject({
    allowance: 0,
    balance: { available: 0 },
  });
  await passSecond('2026-03-08T04:59:59.999Z');
  expect(await linesOf(accountId)).toEqual([]);
  await passSecond('2026-03-08T05:00:00Z');
  await passSecond('2027-03-08T04:59:59.999Z');
  expect(await linesOf(accountId)).toEqual(['2026-03-08T05:00:00.000Z GRANT 2 CONTRACT_YEAR']);
  // Late by a minute, and dated by the year, not by the job.
  await passSecond('2027-03-08T05:01:00Z');
  expect(await linesOf(accountId)).toEqual([
    '2026-03-08T05:00:00.000Z GRANT 2 CONTRACT_YEAR',
    '2027-03-08T05:00:00.000Z EXPIRE 2 CONTRACT_YEAR',
    '2027-03-08T05:00:00.000Z GRANT 2 CONTRACT_YEAR',
  ]);
  expect(await customer.client.entitlements.at(accountId)).toMatchObject({
    plan: 'ENHANCED',
    contractYear: {
      ordinal: 2,
      startsAt: '2027-03-08T05:00:00.000Z',
      endsAt: '2028-03-08T05:00:00.000Z',
      timeZone: 'America/New_York',
    },
  });
});

test('E2 E3 several processes settle the same second: each line is written once', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const customers = await Promise.all([1, 2, 3].map(() => desk.customer({ plan: 'PREMIUM' })));
  await passSecond('2026-03-02T09:00:00Z');

  const settled = await Promise.all(Array.from({ length: 4 }, () => passSecond('2027-03-02T09:00:00Z')));

  expect(settled.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(3);
  for (const { accountId } of customers) {
    expect(await linesOf(accountId, SEATS)).toEqual([
      '2026-03-02T09:00:00.000Z GRANT 4 CONTRACT_YEAR',
      '2027-03-02T09:00:00.000Z EXPIRE 4 CONTRACT_YEAR',
      '2027-03-02T09:00:00.000Z GRANT 4 CONTRACT_YEAR',
    ]);
  }
  expect(await passSecond('2027-03-02T09:00:01Z')).toBe(0);
});

test('E4 S85 B8 an upgrade at once adds what Premium allows beyond Enhanced; the ledger says why', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const { accountId, client } = await desk.customer({ plan: 'ENHANCED' });
  desk.at('2026-05-04T09:00:00Z');
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM' });

  expect(await linesOf(accountId, SEATS)).toEqual([
    '2026-03-02T09:00:00.000Z GRANT 2 CONTRACT_YEAR',
    '2026-05-04T09:00:00.000Z GRANT 2 PLAN_CHANGE',
  ]);
  // Before the upgrade it stands as it stood (B13), and at the renewal there are four new ones.
  const at = async (instant: string) =>
    (await client.entitlements.balance({ accountId, benefit: SEATS, at: instant })).balance;
  expect(await at('2026-05-04T08:59:59.999Z')).toMatchObject({ granted: 2, available: 2 });
  expect(await at('2026-05-04T09:00:00Z')).toMatchObject({ granted: 4, available: 4 });
  expect(await at('2027-03-02T09:00:00Z')).toMatchObject({ granted: 4, expired: 0, available: 4 });
  expect((await client.entitlements.balance({ accountId, benefit: SEATS })).renewsAt).toBe(
    '2027-03-02T09:00:00.000Z',
  );
});

test('S26 S29 S3 E6 B13 every benefit says who grants it, and only what is counted has a balance', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const { accountId, client } = await desk.customer({ plan: 'PREMIUM' });
  const { benefits } = await client.entitlements.at(accountId);
  const find = (code: string) => benefits.find(({ benefit }) => benefit.code === code);

  expect(find('KNOWLEDGE_BASE')).toMatchObject({
    benefit: { class: 'RESOURCE', inheritedFrom: 'BASIC', quantity: null },
    grantedBy: 'BASIC',
    counted: null,
  });
  expect(find('LEARNING_CENTRE')?.counted).toBeNull();
  expect(find('RESPONSIVE_TEAM_ACCESS')).toMatchObject({ grantedBy: 'ENHANCED' });
  expect(find(SEATS)).toMatchObject({
    benefit: { quantity: 4, inheritedFrom: null },
    grantedBy: 'PREMIUM',
    counted: { allowance: 4, balance: { granted: 4, available: 4 } },
  });
  expect(find('ANNUAL_HEALTH_REVIEW')?.counted?.balance.available).toBe(1);
  expect(benefits.filter(({ counted }) => counted)).toHaveLength(2);

  // The day before, it was on Basic.
  const before = await client.entitlements.at(accountId, { at: '2026-03-01T09:00:00Z' });
  expect(before).toMatchObject({ plan: 'BASIC', contractYear: null });
  expect(before.benefits.every(({ grantedBy, counted }) => grantedBy === 'BASIC' && !counted)).toBe(true);
});

test('S5 S19 B13 there is a plan at any instant, and past answers do not change', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const { accountId, client } = await desk.customer();
  const at = async (instant: string) => (await client.plans.at(accountId, { at: instant })).code;
  await desk.manager.act('choosePlan', {
    accountId,
    planCode: 'ENHANCED',
    startsAt: '2026-04-01T00:00:00Z',
    endsAt: '2026-05-01T00:00:00Z',
  });
  expect(await at('1990-01-01T00:00:00Z')).toBe('BASIC');
  expect(await at('2026-03-31T23:59:59.999Z')).toBe('BASIC');
  expect(await at('2026-04-01T00:00:00Z')).toBe('ENHANCED');
  expect(await at('2026-05-01T00:00:00Z')).toBe('BASIC');
  desk.at('2026-04-10T00:00:00Z');
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM' });
  expect(await at('2026-04-09T23:59:59Z')).toBe('ENHANCED');
  expect(await at('2150-01-01T00:00:00Z')).toBe('PREMIUM');
});

test('B8 S39 a ledger is the account’s own: for others there is none, and nobody is told more', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const { accountId } = await desk.customer({ plan: 'ENHANCED' });
  const stranger = await desk.customer();
  for (const query of [
    'query ($id: ID!) { entitlementLedger(accountId: $id) { nodes { id } } }',
    'query ($id: ID!) { entitlementsAt(accountId: $id) { plan } }',
    'query ($id: ID!) { planAt(accountId: $id) { code } }',
    'query ($id: ID!) { entitlementBalance(accountId: $id, benefit: INSTRUCTOR_LED_SEATS) { allowance } }',
  ]) {
    expect(await stranger.error(query, { id: accountId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.manager.error(query, { id: 'acc_nobody' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.anonymous.error(query, { id: accountId })).toMatchObject({ code: 'UNAUTHENTICATED' });
  }
});

test('E1 B8 the ledger is only ever added to, and is read page by page, the newest first', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const { accountId, client } = await desk.customer({ plan: 'PREMIUM' });
  await passSecond('2028-03-02T09:00:00Z');
  const pages = [];
  for await (const page of client.entitlements
    .ledger({ accountId, first: 4, withTotalCount: true })
    .pages()) {
    pages.push(page);
  }
  // In each of three years five units granted in two lines; in two of them both expire.
  expect(pages.map(({ nodes }) => nodes.map(({ sequence }) => sequence))).toEqual([
    [10, 9, 8, 7],
    [6, 5, 4, 3],
    [2, 1],
  ]);
  expect(pages[0]!.totalCount).toBe(10);

  const { client: db } = desk.server.database;
  await asTenant('every-account', async () => {
    await expect(db.ledgerLine.updateMany({ data: { units: 9 } })).rejects.toThrow(/permission denied/);
    await expect(db.ledgerLine.deleteMany()).rejects.toThrow(/permission denied/);
    await expect(db.contractYear.updateMany({ data: { ordinal: 9 } })).rejects.toThrow(/permission denied/);
  });
});

test('E1 B11 every line has its event, dated by when it took effect', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const { accountId } = await desk.customer({ plan: 'ENHANCED' });
  await passSecond('2027-03-02T09:00:05Z');
  const events = await asTenant('every-account', async () => {
    const found = await desk.server.database.client.event.findMany({
      where: { subject: accountId, type: { startsWith: 'entitlement.' } },
      orderBy: { sequence: 'asc' },
    });
    return found;
  });
  expect(
    events.map(({ type, occurredAt, actorKind }) => `${type} ${occurredAt.toISOString()} ${actorKind}`),
  ).toEqual([
    'entitlement.granted 2026-03-02T09:00:00.000Z STAFF',
    'entitlement.expired 2027-03-02T09:00:00.000Z SYSTEM',
    'entitlement.granted 2027-03-02T09:00:00.000Z SYSTEM',
  ]);
});
