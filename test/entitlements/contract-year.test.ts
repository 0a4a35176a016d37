import { afterAll, beforeAll, expect, test } from 'vitest';
import { order, RATES } from '../support/contracts.ts';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-01-05T09:00:00Z' });
  await desk.manager.act('publishRates', { rates: RATES });
});
afterAll(() => desk?.stop());

test('E3 S64 B13 an order of today grants from now on, and its contract year ends at the midnight at which its term does', async () => {
  const customer = await desk.customer();
  await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2027-01-04' });
  const document = `query ($id: ID!, $at: DateTime) { entitlementsAt(accountId: $id, at: $at) {
    plan contractYear { ordinal startsAt endsAt } } }`;
  const at = async (instant: string) => {
    const variables = { id: customer.accountId, at: instant };
    return (await customer.read<{ entitlementsAt: object }>(document, variables)).entitlementsAt;
  };
  expect(await at('2026-01-05T08:59:59.999Z')).toEqual({ plan: 'BASIC', contractYear: null });
  expect(await at('2026-01-05T09:00:00Z')).toEqual({
    plan: 'ENHANCED',
    contractYear: { ordinal: 1, startsAt: '2026-01-05T09:00:00.000Z', endsAt: '2027-01-04T23:00:00.000Z' },
  });
  expect(await at('2027-01-04T23:00:00Z')).toEqual({ plan: 'BASIC', contractYear: null });
});
