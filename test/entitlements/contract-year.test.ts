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

test('E3 E1 S64 an account that moves in mid-term keeps contiguous years that end with its term, and is granted nothing twice', async () => {
  for (const [timeZone, country] of [
    ['Asia/Tokyo', 'JP'], // where the last day of the term is over eight hours earlier
    ['America/New_York', 'US'], // and six hours later
  ] as const) {
    desk.at('2026-01-05T09:00:00Z');
    const customer = await desk.customer();
    const { accountId, client } = customer;
    await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2028-01-31' });
    desk.at('2026-06-01T09:00:00Z');
    await desk.manager.act('relocateAccount', { accountId, timeZone, country });
    desk.at('2028-02-02T09:00:00Z');

    const { years, movements } = (
      await customer.read<{ accountStatement: { years: object[]; movements: object[] } }>(
        `query ($id: ID!) { accountStatement(accountId: $id, from: "2027-01-31", to: "2028-02-01") {
          years { contractYear { ordinal startsAt endsAt timeZone } }
          movements { at kind units } } }`,
        { id: accountId },
      )
    ).accountStatement;
    expect(years.map((year) => Object.values(year)[0] as unknown)).toEqual([
      {
        ordinal: 1,
        startsAt: '2026-01-31T23:00:00.000Z',
        endsAt: '2027-01-31T23:00:00.000Z',
        timeZone: 'Europe/Paris',
      },
      {
        ordinal: 2,
        startsAt: '2027-01-31T23:00:00.000Z',
        endsAt: '2028-01-31T23:00:00.000Z',
        timeZone: 'Europe/Paris',
      },
    ]);
    expect(movements).toEqual([
      { at: '2027-01-31T23:00:00.000Z', kind: 'EXPIRE', units: 2 },
      { at: '2027-01-31T23:00:00.000Z', kind: 'GRANT', units: 2 },
      { at: '2028-01-31T23:00:00.000Z', kind: 'EXPIRE', units: 2 },
    ]);
    const { balance } = await client.entitlements.balance({
      accountId,
      benefit: 'INSTRUCTOR_LED_SEATS',
      at: '2028-01-31T20:00:00Z',
    });
    expect(balance).toMatchObject({ granted: 2, available: 2 });
  }
});
