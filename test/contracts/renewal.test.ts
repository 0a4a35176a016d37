import { asTenant } from '@tierline/prisma/tenancy';
import { meetContractDeadlines } from '@tierline/schema/contracts/contracts.jobs';
import { endPlans } from '@tierline/schema/plans/plans.jobs';
import { doWhatIsDue } from '@tierline/server/jobs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { amend, eur, linesOf, order, RATES } from '../support/contracts.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;

/** Monday, ten o'clock in Paris. */
const NOW = '2026-01-05T09:00:00Z';
const YEAR = { firstDay: '2026-02-01', lastDay: '2027-01-31' };

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  await desk.manager.act('publishRates', { rates: RATES });
});
afterAll(() => desk?.stop());
beforeEach(async () => {
  desk.at(NOW);
  customer = await desk.customer();
});

/** Lets the jobs of a second run as of an instant, which the server's clock shows too. */
async function pass(instant: string): Promise<void> {
  desk.at(instant);
  await asTenant('every-account', () => doWhatIsDue(desk.server.database.client, new Date(instant)));
}

async function events(...types: string[]) {
  const rows = await asTenant('every-account', async () =>
    desk.server.database.client.event.findMany({
      where: { accountId: customer.accountId, type: { in: types } },
      orderBy: { position: 'asc' },
    }),
  );
  return rows.map(({ type, occurredAt, payload }) => ({
    type,
    at: occurredAt.toISOString(),
    ...(payload as Record<string, unknown>),
  }));
}

async function planAt(at: string): Promise<string> {
  const document = 'query ($id: ID!, $at: DateTime) { account(id: $id) { plan(at: $at) { code } } }';
  const { account } = await customer.read<{ account: { plan: { code: string } } }>(document, {
    id: customer.accountId,
    at,
  });
  return account.plan.code;
}

async function renew(contractId: string, options: object = {}) {
  const { id, line } = await desk.manager.act('quoteRenewal', { contractId, ...options });
  const { lines } = await desk.manager.act('renewContract', { quoteId: id });
  return { quoted: line, agreed: lines.nodes.at(-1)! };
}

test('S115 a renewal follows without a gap, assessed by the fees and rates of its first day', async () => {
  const { id } = await order(desk, customer, YEAR);
  await amend(desk, id, { effectiveOn: '2026-08-01', annualFees: eur('8000000') }); // lower: from renewal
  const { version } = await desk.manager.act('publishRates', {
    effectiveOn: '2027-02-01',
    rates: [{ planCode: 'ENHANCED', currency: 'EUR', basisPoints: 1_300 }],
  });
  desk.at('2026-12-01T09:00:00Z');
  const { quoted, agreed } = await renew(id);
  expect(quoted).toMatchObject({
    kind: 'RENEWAL',
    firstDay: '2027-02-01',
    lastDay: '2028-01-31',
    planBefore: 'ENHANCED',
    plan: 'ENHANCED',
    annualFees: eur('8000000'),
    rate: { version, basisPoints: 1300 },
    priceBefore: eur('1500000'), // the term before, which the lower fees did not make cheaper
    due: eur('1040000'),
  });
  expect(agreed).toMatchObject(quoted);
  expect([await planAt('2027-01-31T22:59:59.999Z'), await planAt('2027-01-31T23:00:00Z')]).toEqual([
    'ENHANCED',
    'ENHANCED',
  ]);
  expect(await planAt('2028-01-31T23:00:00Z')).toBe('BASIC');
  await desk.manager.act('publishRates', { effectiveOn: '2027-02-01', rates: RATES });
});

test('S115 the term that runs can still be amended after its renewal is agreed, and the next one ahead of it', async () => {
  const { id } = await order(desk, customer, YEAR);
  desk.at('2026-12-01T09:00:00Z');
  await renew(id, { annualFees: eur('12000000') });
  // 375,000 × 31 / 365 = 31,849.32 and, from 1 May on, 375,000 × 276 / 365 = 283,561.64
  const now = await amend(desk, id, { effectiveOn: '2027-01-01', annualFees: eur('15000000') });
  const next = await amend(desk, id, { effectiveOn: '2027-05-01', annualFees: eur('15000000') });
  expect([now.agreed, next.agreed]).toMatchObject([
    { lastDay: '2027-01-31', days: 31, termDays: 365, due: eur('31849') },
    { lastDay: '2028-01-31', days: 276, termDays: 365, due: eur('283562') },
  ]);
});

test('S115 what is renewed already, over, or terminated is not renewed', async () => {
  const { id } = await order(desk, customer, YEAR);
  const problem = () => desk.manager.problem('quoteRenewal', { contractId: id, annualFees: eur('12000000') });
  desk.at('2027-02-01T09:00:00Z');
  expect(await problem()).toMatchObject({ code: 'OUTSIDE_TERM' });
  desk.at('2027-01-31T09:00:00Z');
  await renew(id);
  expect(await problem()).toMatchObject({
    code: 'CONTRACT_OVERLAP',
    en: 'A contract is already concluded until 2028-01-31: amend or renew it.',
  });
});

test('S19 C26 at the end of the term the account is on Basic by itself, told once, at the local instant', async () => {
  await order(desk, customer, YEAR);
  await pass('2026-02-01T00:00:00Z');
  desk.at('2027-01-29T16:00:00Z'); // Friday, an hour before closing
  const ticket = await customer.open({ severity: 'MODERATE' }); // Enhanced: four hours, due on Monday at 11:00

  await pass('2027-01-31T22:59:59.999Z');
  expect(await events('plan.ended')).toEqual([]);
  desk.at('2027-01-31T23:00:30Z'); // noticed half a minute late, by several at once
  const client = desk.server.database.client;
  await Promise.all(
    [1, 2, 3, 4].map(() =>
      asTenant('every-account', () => endPlans(client, new Date('2027-01-31T23:00:30Z'))),
    ),
  );
  expect(await events('plan.ended')).toEqual([
    {
      type: 'plan.ended',
      at: '2027-01-31T23:00:00.000Z',
      plan: 'ENHANCED',
      after: 'BASIC',
      contractId: expect.stringMatching(/^ctr_/) as string,
    },
  ]);

  // A lapsed contract's ticket keeps its promise; a new one is under Basic (C26).
  expect(await customer.ticket(ticket.id)).toMatchObject({
    plan: 'ENHANCED',
    initialResponse: { dueAt: '2027-02-01T10:00:00.000Z' },
  });
  expect(await customer.open()).toMatchObject({
    plan: 'BASIC',
    initialResponse: { state: 'NOT_APPLICABLE', dueAt: null },
  });
});

test('S19 an end whose transaction was broken off is told by the next pass', async () => {
  await order(desk, customer, YEAR);
  const client = desk.server.database.client;
  const end = new Date('2027-01-31T23:00:00Z');
  const broken = client.$extends({
    query: { $executeRaw: () => Promise.reject(new Error('the process is gone')) }, // which writes the events
  }) as unknown as typeof client;
  await asTenant('every-account', () => expect(endPlans(broken, end)).rejects.toThrow(/gone/));
  expect(await events('plan.ended')).toEqual([]);
  await asTenant('every-account', () => endPlans(client, end));
  expect(await events('plan.ended')).toHaveLength(1);
});

test('S115 a plan that goes on by renewal ends in name only', async () => {
  const { id } = await order(desk, customer, YEAR);
  desk.at('2026-12-01T09:00:00Z');
  await renew(id, { planCode: 'PREMIUM' });
  await pass('2027-01-31T23:00:00Z');
  expect(await events('plan.begun', 'plan.ended')).toMatchObject([
    { type: 'plan.begun', plan: 'ENHANCED' },
    { type: 'plan.begun', at: '2027-01-31T23:00:00.000Z', plan: 'PREMIUM' },
    { type: 'plan.ended', at: '2027-01-31T23:00:00.000Z', plan: 'ENHANCED', after: 'PREMIUM' },
  ]);
});

const reminders = async () =>
  (await events('contract.renewal_due')).map(({ at, ...payload }) => [
    at,
    (payload as unknown as { daysBefore: number }).daysBefore,
  ]);

test('S115 reminders come at eight o’clock local, 90, 60, 30 and 7 days before the last day, each once', async () => {
  await order(desk, customer, YEAR);
  await pass('2026-11-02T06:59:59Z');
  expect(await reminders()).toEqual([]);
  for (const instant of [
    '2026-11-02T07:00:00Z',
    '2026-11-02T07:00:01Z',
    '2026-12-02T07:00:00Z',
    '2027-01-01T07:00:00Z',
    '2027-01-24T07:00:00Z',
    '2027-01-31T07:00:00Z',
  ]) {
    await pass(instant);
  }
  expect(await reminders()).toEqual([
    ['2026-11-02T07:00:00.000Z', 90],
    ['2026-12-02T07:00:00.000Z', 60],
    ['2027-01-01T07:00:00.000Z', 30],
    ['2027-01-24T07:00:00.000Z', 7],
  ]);
});

test('S115 B21 each reminder is told to the administrators, in their language, and to nobody else', async () => {
  const requester = await customer.colleague();
  await order(desk, customer, YEAR);
  await pass('2026-11-02T07:00:00Z');
  await pass('2026-11-02T07:00:01Z');
  const document = `{ notices(first: 10) { nodes { kind fr: title(locale: FR) en: title(locale: EN) body(locale: EN) } } }`;
  interface Inbox {
    notices: { nodes: { kind: string; en: string; fr: string; body: string }[] };
  }
  const { notices } = await customer.read<Inbox>(document);
  expect(notices.nodes).toEqual([
    {
      kind: 'CONTRACT_RENEWAL_DUE',
      en: expect.stringMatching(/^Contract C-\d+: the service term ends on 31 January 2027$/) as string,
      fr: expect.stringMatching(
        /^Contrat C-\d+\u00a0: la durée du service s’achève le 31 janvier 2027$/,
      ) as string,
      body: 'Without a renewal, the account will be on the Basic plan afterwards. Ask for a quote of the renewal.',
    },
  ]);
  expect((await requester.read<Inbox>(document)).notices.nodes).toEqual([]);
});

test('S115 nobody is reminded of a term that is over', async () => {
  await order(desk, customer, YEAR);
  await pass('2027-01-31T23:00:00Z');
  expect(await reminders()).toEqual([]);
});

test('S115 of reminders that were missed together only the last is told, by however many notice', async () => {
  await order(desk, customer, YEAR);
  const late = new Date('2027-01-05T12:00:00Z');
  await Promise.all(
    [1, 2, 3].map(() =>
      asTenant('every-account', () => meetContractDeadlines(desk.server.database.client, late)),
    ),
  );
  expect(await reminders()).toEqual([['2027-01-01T07:00:00.000Z', 30]]);
});

test('S115 nobody is reminded of what is renewed or terminated, or of days before the order', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-01-20', lastDay: '2026-02-03' });
  await pass('2026-01-20T00:00:00Z'); // 90, 60 and 30 days before were past at the order
  await pass('2026-01-27T07:00:00Z');
  expect(await reminders()).toEqual([['2026-01-27T07:00:00.000Z', 7]]);

  await renew(id, { lastDay: '2026-12-31' });
  const { id: quoteId } = await desk.manager.act('quoteTermination', {
    contractId: id,
    reason: 'CUSTOMER_CONVENIENCE',
  });
  await desk.manager.act('terminateContract', { quoteId });
  await pass('2026-12-31T12:00:00Z');
  expect(await reminders()).toHaveLength(1);
});

test('S115 nobody is reminded of a term once its renewal is agreed', async () => {
  const { id } = await order(desk, customer, YEAR);
  desk.at('2026-12-15T09:00:00Z');
  await renew(id);
  await pass('2027-01-24T07:00:00Z');
  expect(await reminders()).toEqual([]);
});

test('S115 a contract renews by itself only where that was agreed, on its last day, at the price of then', async () => {
  const { id } = await order(desk, customer, { ...YEAR, autoRenew: true });
  const { accountId } = customer;
  await desk.manager.act('recordAnnualFees', {
    accountId,
    annualFees: eur('16000000'),
    effectiveOn: '2027-02-01',
  });
  await pass('2027-01-30T22:59:59Z');
  expect(await linesOf(desk, id)).toHaveLength(1);
  await pass('2027-01-30T23:00:00Z'); // the last day begins in Paris
  await pass('2027-01-30T23:00:01Z');
  const [, renewal, ...others] = await linesOf(desk, id);
  expect(others).toEqual([]);
  expect(renewal).toMatchObject({
    kind: 'RENEWAL',
    agreedBy: 'SYSTEM',
    quoteId: null,
    firstDay: '2027-02-01',
    lastDay: '2028-01-31',
    autoRenew: true,
    annualFees: eur('16000000'),
  });
  expect(await planAt('2027-02-01T00:00:00Z')).toBe('ENHANCED');
});

test('S115 a renewal by itself that is noticed days late leaves no gap all the same', async () => {
  const { id } = await order(desk, customer, { ...YEAR, autoRenew: true });
  await pass('2027-02-03T12:00:00Z');
  expect((await linesOf(desk, id)).map(({ kind }) => kind)).toEqual(['SERVICE_ORDER', 'RENEWAL']);
  expect(await planAt('2027-01-31T23:00:00Z')).toBe('ENHANCED');
  expect(await events('plan.ended')).toMatchObject([{ after: 'ENHANCED' }]);
});

test('S115 a renewal by itself without a rate fails in the open, and the plan ends with its term', async () => {
  const { id } = await order(desk, customer, { ...YEAR, lastDay: '2028-03-31', autoRenew: true });
  await desk.manager.act('publishRates', {
    effectiveOn: '2028-04-01',
    rates: [{ planCode: 'ENHANCED', currency: 'JPY', basisPoints: 1 }],
  });
  await pass('2028-03-31T12:00:00Z');
  expect(await events('contract.renewal_failed')).toMatchObject([
    { lastDay: '2028-03-31', problem: 'RATE_MISSING' },
  ]);
  expect(await linesOf(desk, id)).toHaveLength(1);
  expect(await planAt('2028-04-01T00:00:00Z')).toBe('BASIC');
  const { notices } = await customer.read<{ notices: { nodes: { kind: string; body: string }[] } }>(
    '{ notices(first: 1) { nodes { kind body(locale: EN) } } }',
  );
  expect(notices.nodes).toEqual([
    {
      kind: 'CONTRACT_RENEWAL_FAILED',
      body: 'The price could not be assessed. Without a renewal, the plan ends on 31 March 2028.',
    },
  ]);
});
