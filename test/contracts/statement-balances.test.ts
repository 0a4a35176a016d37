import { asTenant } from '@tierline/prisma/tenancy';
import { consumeSeats } from '@tierline/schema/training/training.jobs';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { amend, eur, order, RATES } from '../support/contracts.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-01-05T09:00:00Z' });
  await desk.manager.act('publishRates', { rates: RATES });
});
afterAll(() => desk?.stop());
beforeEach(async () => {
  desk.at('2026-01-05T09:00:00Z');
  customer = await desk.customer();
});

const COUNT = `fragment Count on CountedEntitlement {
  allowance balance { granted reserved consumed expired available } renewsAt }`;
const STATEMENT = `query ($id: ID!, $from: LocalDate!, $to: LocalDate!) { accountStatement(accountId: $id, from: $from, to: $to) {
  plans { plan }
  balances { benefit opening { ...Count } current { ...Count } closing { ...Count } }
  years { contractYear { ordinal startsAt endsAt } balances { benefit balance { granted expired available } } }
  movements { at benefit kind units cause }
  standing { plan endsOn } asOf } } ${COUNT}`;

interface Count {
  allowance: number;
  balance: { granted: number; reserved: number; consumed: number; expired: number; available: number };
  renewsAt: string | null;
}

interface Statement {
  plans: { plan: string }[];
  balances: { benefit: string; opening: Count; current: Count; closing: Count }[];
  years: object[];
  movements: { at: string; benefit: string; kind: string; units: number; cause: string }[];
  standing: { plan: string; endsOn: string } | null;
  asOf: string;
}

async function statement(from: string, to: string): Promise<Statement> {
  const variables = { id: customer.accountId, from, to };
  return (await customer.read<{ accountStatement: Statement }>(STATEMENT, variables)).accountStatement;
}

test('B13 B8 the statement of a time yet to come shows the plan, the balances and the end that are agreed', async () => {
  await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-06-01T09:00:00Z');
  const counts = (allowance: number, granted: number, expired: number) => ({
    allowance,
    balance: { granted, expired, available: granted - expired },
  });

  const year = await statement('2026-02-15', '2027-01-31');
  expect(year.balances[0]).toMatchObject({
    opening: counts(2, 2, 0),
    current: counts(2, 2, 0),
    closing: counts(0, 2, 2), // the contract year goes on without a plan: nothing is left of it
  });
  expect(year.movements).toEqual([
    {
      at: '2026-12-31T23:00:00.000Z',
      benefit: 'INSTRUCTOR_LED_SEATS',
      kind: 'EXPIRE',
      units: 2,
      cause: 'PLAN_CHANGE',
    },
  ]);
  expect(year.plans.map(({ plan }) => plan)).toEqual(['ENHANCED', 'BASIC']);
  expect(year.standing).toEqual({ plan: 'ENHANCED', endsOn: '2026-12-31' });

  const december = await statement('2026-12-01', '2026-12-31');
  expect(december.balances[0]).toMatchObject({ opening: counts(2, 2, 0), closing: counts(2, 2, 0) });
  expect([december.movements, december.standing?.plan]).toEqual([[], 'ENHANCED']);

  const after = await statement('2027-02-01', '2027-02-28');
  expect(after.plans.map(({ plan }) => plan)).toEqual(['BASIC']);
  expect(after.balances[0]).toMatchObject({ current: counts(0, 0, 0), closing: counts(0, 0, 0) });
  expect([after.movements, after.standing, after.years]).toEqual([[], null, []]);
});

test('E3 B13 a contract year that a new order ended is shown to end there, where the next begins', async () => {
  desk.at('2026-01-05T09:30:15Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'ENHANCED' });
  desk.at('2026-06-01T09:00:00Z');
  await order(desk, customer, { firstDay: '2026-06-15', lastDay: '2027-06-14' });
  desk.at('2026-06-20T09:00:00Z');
  const { years, movements } = await statement('2026-01-01', '2026-12-31');
  const seats = (granted: number, expired: number) => ({
    benefit: 'INSTRUCTOR_LED_SEATS',
    balance: { granted, expired, available: granted - expired },
  });
  const [first, second, third] = [
    '2026-01-05T09:30:15.000Z',
    '2026-06-14T22:00:00.000Z',
    '2027-06-14T22:00:00.000Z',
  ];
  expect(years).toMatchObject([
    { contractYear: { startsAt: first, endsAt: second }, balances: [seats(2, 2), {}] },
    { contractYear: { startsAt: second, endsAt: third }, balances: [seats(2, 0), {}] },
  ]);
  expect(movements.map(({ at, kind, units }) => `${at} ${kind} ${units}`)).toEqual([
    `${first} GRANT 2`,
    `${second} EXPIRE 2`,
    `${second} GRANT 2`,
  ]);
  expect((await statement('2026-06-15', '2026-06-30')).years).toHaveLength(1);
});

const BENEFITS = ['INSTRUCTOR_LED_SEATS', 'ANNUAL_HEALTH_REVIEW'];
const BALANCES_AT = `query ($id: ID!, $before: DateTime!, $now: DateTime!, $last: DateTime!) {
  ${BENEFITS.flatMap((benefit) =>
    ['before', 'now', 'last'].map(
      (at) =>
        `${benefit}_${at}: entitlementBalance(accountId: $id, benefit: ${benefit}, at: $${at}) { ...Count }`,
    ),
  ).join('\n')} } ${COUNT}`;
/** What a movement adds to what is available: a unit that is used up had been taken before. */
const SIGNS: Record<string, number> = { GRANT: 1, RELEASE: 1, RESERVE: -1, EXPIRE: -1, CONSUME: 0 };

test('B13 B8 E1 of any time a statement shows the balances of its instants, and its movements lead from the first to the last', async () => {
  await twoYearsWithBookings();
  const day = (offset: number) =>
    DateTime.fromISO('2025-11-01', { zone: 'Europe/Paris' }).plus({ days: offset });
  const spans = fc.record({
    first: fc.integer({ min: 0, max: 900 }),
    days: fc.integer({ min: 1, max: 367 }),
  });

  await fc.assert(
    fc.asyncProperty(spans, async ({ first, days }) => {
      const [start, end] = [day(first), day(first + days)];
      const { balances, movements, asOf } = await statement(
        start.toISODate()!,
        end.minus({ days: 1 }).toISODate()!,
      );
      const [before, last] = [start.toMillis() - 1, end.toMillis() - 1];
      const now = Math.min(Math.max(Date.parse(asOf), before + 1), last);
      const iso = (at: number) => new Date(at).toISOString();
      const at = await customer.read<Record<string, Count>>(BALANCES_AT, {
        id: customer.accountId,
        before: iso(before),
        now: iso(now),
        last: iso(last),
      });
      for (const { benefit, opening, current, closing } of balances) {
        expect([opening, current, closing]).toEqual(
          ['before', 'now', 'last'].map((name) => at[`${benefit}_${name}`]),
        );
        const moved = movements
          .filter((one) => one.benefit === benefit)
          .reduce((sum, { kind, units }) => sum + SIGNS[kind]! * units, 0);
        expect(opening.balance.available + moved).toBe(closing.balance.available);
      }
      expect(balances.map(({ benefit }) => benefit)).toEqual(BENEFITS);
    }),
    { numRuns: 40 },
  );
  // What was written for the first instant of February is not of January.
  expect((await statement('2026-01-01', '2026-01-31')).movements).toEqual([]);
});

/** Enhanced from February 2026, Premium from July, renewed for 2027, seen in October: seats booked, used and given back. */
async function twoYearsWithBookings(): Promise<void> {
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-02-10T09:00:00Z');
  await book('USED', '2026-03-02T08:00:00Z');
  desk.at('2026-03-02T08:00:00Z');
  await asTenant('every-account', () =>
    consumeSeats(desk.server.database.client, new Date('2026-03-02T08:00:00Z')),
  );
  desk.at('2026-06-01T09:00:00Z');
  await amend(desk, id, { effectiveOn: '2026-07-01', planCode: 'PREMIUM', annualFees: eur('15000000') });
  desk.at('2026-09-01T09:00:00Z');
  const givenBack = await book('BACK', '2026-11-02T08:00:00Z');
  await book('KEPT', '2026-11-03T08:00:00Z');
  desk.at('2026-10-05T09:00:00Z');
  await customer.act('cancelTrainingSeat', { bookingId: givenBack });
  const renewal = await desk.manager.act('quoteRenewal', { contractId: id });
  await desk.manager.act('renewContract', { quoteId: renewal.id });
}

async function book(code: string, startsAt: string): Promise<string> {
  const { id: courseId } = await desk.engineer.act('createTrainingCourse', {
    code,
    kind: 'INSTRUCTOR_LED',
    titleFr: 'Les bases',
    titleEn: 'Foundations',
    descriptionFr: 'Une heure.',
    descriptionEn: 'One hour.',
  });
  const session = await desk.engineer.act('scheduleTrainingSession', {
    courseId,
    startsAt,
    endsAt: startsAt.replace('T08', 'T09'),
    timeZone: 'Europe/Paris',
    language: 'FR',
    seats: 8,
  });
  return (await customer.act('bookTrainingSeat', { sessionId: session.id })).id;
}
