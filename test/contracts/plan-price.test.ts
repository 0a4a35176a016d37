import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eur, order, RATES } from '../support/contracts.ts';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-01-05T09:00:00Z' });
  await desk.manager.act('publishRates', { rates: RATES });
});
afterAll(() => desk?.stop());
beforeEach(async () => {
  customer = await desk.customer();
});

async function check(caller: Caller, requestType = 'HOW_TO') {
  const document = `query ($input: CheckCoverageInput!) { checkCoverage(input: $input) { verdict requiredPlan
    requiredPlanPrice { unknown line { kind plan effectiveOn lastDay due { amountMinor currency } } } } }`;
  const { accountId } = customer;
  const input = { accountId, requestType, severity: 'LIMITED', sku: 'IQ-TM' };
  return (await caller.read<{ checkCoverage: object }>(document, { input })).checkCoverage;
}

const record = (amountMinor: string, currency = 'EUR') =>
  desk.manager.act('recordAnnualFees', {
    accountId: customer.accountId,
    annualFees: { amountMinor, currency },
  });

test('B4 what is not covered comes with the price of the plan that would cover it, for this account', async () => {
  await record('12000000');
  const covered = {
    verdict: 'NOT_COVERED',
    requiredPlan: 'ENHANCED',
    requiredPlanPrice: {
      unknown: null,
      line: {
        kind: 'SERVICE_ORDER',
        plan: 'ENHANCED',
        effectiveOn: '2026-01-05',
        lastDay: '2027-01-04',
        due: eur('1500000'),
      },
    },
  };
  expect(await check(customer)).toEqual(covered);
  expect(await check(desk.engineer)).toEqual(covered);
  // It kept nothing: a quote is made when it is asked for.
  const quotes = 'query ($id: ID!) { quotes(accountId: $id) { totalCount } }';
  expect(await customer.read(quotes, { id: customer.accountId })).toEqual({ quotes: { totalCount: 0 } });
});

test('B4 where a contract runs, the price is that of the days left', async () => {
  await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
  // 12,000,000 × 361 / 365 of a year: Enhanced costs 1,483,562 and Premium 2,373,699 for the term.
  expect(await check(customer, 'WELLNESS_REVIEW')).toEqual({
    verdict: 'OUT_OF_SCOPE',
    requiredPlan: 'PREMIUM',
    requiredPlanPrice: {
      unknown: null,
      line: {
        kind: 'AMENDMENT',
        plan: 'PREMIUM',
        effectiveOn: '2026-01-05',
        lastDay: '2026-12-31',
        due: eur('890137'),
      },
    },
  });
});

test.each<[string, () => Promise<unknown>, string]>([
  ['no fees are on record', () => Promise.resolve(), 'FEES_UNKNOWN'],
  ['no rate is published in the currency', () => record('12000000', 'USD'), 'RATE_MISSING'],
  [
    'a plan is chosen for later',
    async () => {
      await record('12000000');
      const { accountId } = customer;
      await desk.manager.act('choosePlan', {
        accountId,
        planCode: 'PREMIUM',
        startsAt: '2026-02-01T00:00:00Z',
      });
    },
    'NOT_POSSIBLE_NOW',
  ],
])('B4 S113 no price is invented where %s', async (_why, arrange, unknown) => {
  await arrange();
  expect(await check(customer)).toMatchObject({
    verdict: 'NOT_COVERED',
    requiredPlanPrice: { unknown, line: null },
  });
});

test('B4 a requester learns the verdict, and not what the account pays', async () => {
  await record('12000000');
  const requester = await customer.colleague();
  expect(await check(requester)).toEqual({
    verdict: 'NOT_COVERED',
    requiredPlan: 'ENHANCED',
    requiredPlanPrice: { unknown: 'ADMINISTRATORS_ONLY', line: null },
  });
});

test('B4 what is covered needs no other plan, and has no price', async () => {
  expect(await check(customer, 'LOGIN_ISSUE')).toEqual({
    verdict: 'ALLOWED',
    requiredPlan: null,
    requiredPlanPrice: null,
  });
});
