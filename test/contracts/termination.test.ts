import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { amend, eur, linesOf, order, RATES } from '../support/contracts.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;

/** Monday, ten o'clock in Paris. */
const NOW = '2026-01-05T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  await desk.manager.act('publishRates', { rates: RATES });
});
afterAll(() => desk?.stop());
beforeEach(async () => {
  desk.at(NOW);
  customer = await desk.customer();
});

async function terminate(contractId: string, reason: string, endsOn?: string) {
  const { id, line } = await desk.manager.act('quoteTermination', { contractId, reason, endsOn });
  const { lines } = await desk.manager.act('terminateContract', { quoteId: id });
  return { quoted: line, agreed: lines.nodes.at(-1)! };
}

const planAt = async (at: string) => {
  const document = 'query ($id: ID!, $at: DateTime) { account(id: $id) { plan(at: $at) { code } } }';
  const { account } = await desk.manager.read<{ account: { plan: { code: string } } }>(document, {
    id: customer.accountId,
    at,
  });
  return account.plan.code;
};

test.each([
  ['CUSTOMER_CONVENIENCE', undefined, '2026-12-31', 0],
  ['END_OF_OFFER', undefined, '2026-12-31', 0],
  ['CUSTOMER_DEFAULT', '2026-06-30', '2026-06-30', 184],
  ['VENDOR_DEFAULT', '2026-06-30', '2026-06-30', 184],
  ['INSOLVENCY', undefined, '2026-01-05', 360],
  ['MUTUAL_AGREEMENT', '2026-12-31', '2026-12-31', 0],
])(
  'S117 PR5 for %s nothing is refunded, and support runs to the day of the rule',
  async (reason, declared, endsOn, days) => {
    const { id } = await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
    const { quoted, agreed } = await terminate(id, reason, declared);
    expect(quoted).toMatchObject({
      kind: 'TERMINATION',
      effectiveOn: endsOn,
      terminationReason: reason,
      days,
      due: eur('0'),
      refund: eur('0'),
      nonRefundable: true,
      additionalTerms: [{ number: 'A1' }, { number: 'A2' }],
    });
    expect(agreed).toMatchObject(quoted);
    const lastInstant = new Date(new Date(agreed.effectiveAt).getTime() - 1).toISOString();
    expect([await planAt(lastInstant), await planAt(agreed.effectiveAt)]).toEqual(['ENHANCED', 'BASIC']);
    expect((await linesOf(desk, id)).filter(({ due }) => due.amountMinor.startsWith('-'))).toEqual([]);
  },
);

test('S117 PR5 the sentences of a termination say what is left and that it is not refunded', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
  const { quoted } = await terminate(id, 'CUSTOMER_DEFAULT', '2026-06-30');
  expect(quoted.derivation).toEqual([
    'Breach by the customer. Support runs to 30 June 2026 inclusive.',
    '184 days of the service term are left; they are not refunded.',
    'Refund: €0.00. Fees are non-refundable, whatever the termination event (additional terms, A2).',
  ]);
});

test('S117 PR5 the ends of all that was agreed for later go with it: amendments, renewals, plans', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
  await amend(desk, id, { effectiveOn: '2026-09-01', planCode: 'PREMIUM' });
  const { id: renewal } = await desk.manager.act('quoteRenewal', { contractId: id });
  await desk.manager.act('renewContract', { quoteId: renewal });
  await terminate(id, 'MUTUAL_AGREEMENT', '2026-07-31');
  expect(
    await Promise.all(
      ['2026-07-31T21:59:59Z', '2026-07-31T22:00:00Z', '2026-10-01T00:00:00Z', '2027-03-01T00:00:00Z'].map(
        planAt,
      ),
    ),
  ).toEqual(['ENHANCED', 'BASIC', 'BASIC', 'BASIC']);
  // What was paid stays paid: the lines stand.
  expect((await linesOf(desk, id)).map(({ kind }) => kind)).toEqual([
    'SERVICE_ORDER',
    'AMENDMENT',
    'RENEWAL',
    'TERMINATION',
  ]);
});

test('S117 after a termination nothing more is agreed, and a new order may follow its last day', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
  await terminate(id, 'MUTUAL_AGREEMENT', '2026-07-31');
  const terminated = {
    code: 'CONTRACT_TERMINATED',
    en: 'The contract is terminated, support ends on 2026-07-31: place a new order.',
    fr: 'Le contrat est résilié, le support s’arrête le 2026-07-31\u00a0: passez une nouvelle commande.',
  };
  const fees = { contractId: id, annualFees: eur('15000000') };
  expect(await desk.manager.problem('quoteAmendment', fees)).toMatchObject(terminated);
  expect(await desk.manager.problem('quoteRenewal', fees)).toMatchObject(terminated);
  const again = { contractId: id, reason: 'INSOLVENCY' };
  expect(await desk.manager.problem('quoteTermination', again)).toMatchObject(terminated);
  const next = { accountId: customer.accountId, planCode: 'PREMIUM', annualFees: eur('100') };
  expect(await desk.manager.problem('quoteServiceOrder', { ...next, firstDay: '2026-07-31' })).toMatchObject({
    code: 'CONTRACT_OVERLAP',
    en: 'A contract is already concluded until 2026-07-31: amend or renew it.',
  });
  await order(desk, customer, { firstDay: '2026-08-01' });
});

test('S117 support ends in its term, today or later, and on a declared day only where the reason leaves it open', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
  desk.at('2026-03-02T09:00:00Z');
  const problem = (reason: string, endsOn: string) =>
    desk.manager.problem('quoteTermination', { contractId: id, reason, endsOn });
  expect(await problem('INSOLVENCY', '2026-03-01')).toMatchObject({ code: 'PERIOD_CLOSED' });
  expect(await problem('INSOLVENCY', '2027-01-01')).toMatchObject({ code: 'OUTSIDE_TERM' });
  expect(await problem('CUSTOMER_CONVENIENCE', '2026-06-30')).toMatchObject({
    issues: [{ path: 'endsOn', code: 'UNEXPECTED' }],
  });
});

test('S117 a customer’s administrator may end the contract with its term, and declare no other reason', async () => {
  const { id: contractId } = await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
  expect(await customer.problem('quoteTermination', { contractId, reason: 'VENDOR_DEFAULT' })).toMatchObject({
    issues: [{ path: 'reason', code: 'STAFF_ONLY' }],
  });
  const { id } = await customer.act('quoteTermination', { contractId, reason: 'CUSTOMER_CONVENIENCE' });
  const { lines } = await customer.act('terminateContract', { quoteId: id });
  expect(lines.nodes.at(-1)).toMatchObject({ agreedBy: 'CUSTOMER', effectiveOn: '2026-12-31' });
});

const STANDING = `query ($id: ID!, $at: DateTime) { contractAt(accountId: $id, at: $at) {
  plan endsOn endsAt asOf line { kind annualFees { amountMinor } price { amountMinor } } } }`;

test('B13 a contract answers for any instant, and answers about the past never change', async () => {
  const at = async (instant: string) => {
    const variables = { id: customer.accountId, at: instant };
    return (await customer.read<{ contractAt: object | null }>(STANDING, variables)).contractAt;
  };
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2027-01-31' });
  expect(await at('2026-01-31T22:59:59Z')).toBeNull();
  const asOrdered = {
    plan: 'ENHANCED',
    endsOn: '2027-01-31',
    endsAt: '2027-01-31T23:00:00.000Z',
    asOf: '2026-05-01T00:00:00.000Z',
    line: {
      kind: 'SERVICE_ORDER',
      annualFees: { amountMinor: '12000000' },
      price: { amountMinor: '1500000' },
    },
  };
  expect(await at('2026-05-01T00:00:00Z')).toEqual(asOrdered);

  desk.at('2026-06-01T09:00:00Z');
  await amend(desk, id, { planCode: 'PREMIUM', annualFees: eur('15000000') });
  desk.at('2026-07-01T09:00:00Z');
  await terminate(id, 'MUTUAL_AGREEMENT', '2026-08-31');

  expect(await at('2026-05-01T00:00:00Z')).toEqual(asOrdered);
  expect(await at('2026-06-01T08:59:59.999Z')).toMatchObject({ plan: 'ENHANCED', endsOn: '2027-01-31' });
  expect(await at('2026-06-01T09:00:00Z')).toMatchObject({
    plan: 'PREMIUM',
    endsOn: '2027-01-31',
    line: { kind: 'AMENDMENT', price: { amountMinor: '3000000' } },
  });
  expect(await at('2026-07-01T09:00:00Z')).toMatchObject({ plan: 'PREMIUM', endsOn: '2026-08-31' });
  expect(await at('2026-08-31T22:00:00Z')).toBeNull();
});

test('B13 the contract of an account is for its administrators and for staff', async () => {
  const variables = { id: customer.accountId };
  const requester = await customer.colleague();
  const stranger = await desk.customer();
  expect((await requester.error(STANDING, variables)).code).toBe('FORBIDDEN');
  expect((await stranger.error(STANDING, variables)).code).toBe('NOT_FOUND');
  expect(await desk.engineer.read(STANDING, variables)).toEqual({ contractAt: null });
});
