import { asTenant } from '@tierline/prisma/tenancy';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { customer, staff, type Customer } from '../support/customers.ts';
import { errorCode, query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let manager: string;
let account: Customer;

beforeAll(async () => {
  server = await testServer();
  manager = await staff(server, 'MANAGER');
});
afterAll(() => server?.stop());

beforeEach(async () => {
  server.clock.set('2026-01-05T09:00:00Z');
  account = await customer(server);
});

const CHOOSE = `mutation ($input: ChoosePlanInput!) { choosePlan(input: $input) {
  __typename
  ... on ChoosePlanSuccess { account { plan { code } planPeriods { plan startsAt endsAt } } }
  ... on InvalidInputProblem { issues { path code } }
  ... on PlanPeriodOverlapProblem {
    code fr: message(locale: FR) en: message(locale: EN) conflict { plan startsAt endsAt }
  }
} }`;

interface Chosen {
  __typename: string;
  account?: {
    plan: { code: string };
    planPeriods: { plan: string; startsAt: string; endsAt: string | null }[];
  };
}

async function choose(planCode: string, times: { startsAt?: string; endsAt?: string } = {}): Promise<Chosen> {
  const variables = { input: { accountId: account.accountId, planCode, ...times } };
  return (await query<{ choosePlan: Chosen }>(server, CHOOSE, { token: manager, variables })).choosePlan;
}

async function periods(): Promise<string[]> {
  const document = 'query ($id: ID!) { account(id: $id) { planPeriods { plan startsAt endsAt } } }';
  const variables = { id: account.accountId };
  const { account: read } = await query<{ account: NonNullable<Chosen['account']> }>(server, document, {
    token: account.token,
    variables,
  });
  return read.planPeriods.map(({ plan, startsAt, endsAt }) => `${plan} ${day(startsAt)}–${day(endsAt)}`);
}

/** "2026-03-01T00:00:00.000Z" as "03-01": the tests stay within a year and choose at midnight. */
function day(at: string | null): string {
  return at?.slice(5, 10) ?? '';
}

const at = (date: string) => `2026-${date}T00:00:00Z`;

test('S5 S19 a new account is on Basic until a plan is chosen, which holds from now', async () => {
  expect(await choose('ENHANCED')).toEqual({
    __typename: 'ChoosePlanSuccess',
    account: {
      plan: { code: 'ENHANCED' },
      planPeriods: [{ plan: 'ENHANCED', startsAt: '2026-01-05T09:00:00.000Z', endsAt: null }],
    },
  });
});

test('S5 a plan chosen for later leaves today as it is', async () => {
  const { account: chosen } = await choose('PREMIUM', { startsAt: at('03-01') });
  expect(chosen?.plan.code).toBe('BASIC');
  server.clock.set('2026-03-01T00:00:00Z');
  const document = 'query ($id: ID!) { account(id: $id) { plan { code } } }';
  const variables = { id: account.accountId };
  expect(await query(server, document, { token: account.token, variables })).toEqual({
    account: { plan: { code: 'PREMIUM' } },
  });
});

test('S5 the period that runs ends where the new one starts; after an end comes Basic', async () => {
  await choose('ENHANCED', { startsAt: at('02-01') });
  await choose('PREMIUM', { startsAt: at('03-01'), endsAt: at('04-01') });
  expect(await periods()).toEqual(['ENHANCED 02-01–03-01', 'PREMIUM 03-01–04-01']);
  const document = `query ($id: ID!) { account(id: $id) {
    january: plan(at: "${at('01-31')}") { code } february: plan(at: "${at('02-01')}") { code }
    march: plan(at: "${at('03-01')}") { code } april: plan(at: "${at('04-01')}") { code }
  } }`;
  expect(await query(server, document, { token: manager, variables: { id: account.accountId } })).toEqual({
    account: {
      january: { code: 'BASIC' },
      february: { code: 'ENHANCED' },
      march: { code: 'PREMIUM' },
      april: { code: 'BASIC' },
    },
  });
});

test('S5 a choice from the same instant replaces the one before', async () => {
  await choose('ENHANCED', { startsAt: at('02-01') });
  await choose('PREMIUM', { startsAt: at('02-01'), endsAt: at('05-01') });
  expect(await periods()).toEqual(['PREMIUM 02-01–05-01']);
});

test('S19 choosing Basic purchases nothing: it ends what runs, and what is agreed for later stays', async () => {
  await choose('ENHANCED', { startsAt: at('02-01'), endsAt: at('06-01') });
  await choose('PREMIUM', { startsAt: at('07-01') });
  await choose('BASIC', { startsAt: at('03-01') });
  expect(await periods()).toEqual(['ENHANCED 02-01–03-01', 'PREMIUM 07-01–']);
  await choose('BASIC', { startsAt: at('07-01') });
  expect(await periods()).toEqual(['ENHANCED 02-01–03-01']);
});

test('S5 a plan agreed for later is in the way of one without an end, and nothing is written', async () => {
  await choose('ENHANCED', { startsAt: at('05-01') });
  await choose('ENHANCED', { startsAt: at('03-01'), endsAt: at('04-01') });
  expect(await choose('PREMIUM', { startsAt: at('02-01') })).toEqual({
    __typename: 'PlanPeriodOverlapProblem',
    code: 'PLAN_PERIOD_OVERLAP',
    fr: 'Un autre forfait est déjà convenu à partir du 2026-03-01T00:00:00.000Z\u00a0: terminez celui-ci au plus tard à cet instant.',
    en: 'Another plan is already agreed from 2026-03-01T00:00:00.000Z: let this one end by then.',
    conflict: {
      plan: 'ENHANCED',
      startsAt: '2026-03-01T00:00:00.000Z',
      endsAt: '2026-04-01T00:00:00.000Z',
    },
  });
  expect(await periods()).toEqual(['ENHANCED 03-01–04-01', 'ENHANCED 05-01–']);
  await choose('PREMIUM', { startsAt: at('02-01'), endsAt: at('03-01') });
  expect(await periods()).toEqual(['PREMIUM 02-01–03-01', 'ENHANCED 03-01–04-01', 'ENHANCED 05-01–']);
});

test('S5 B13 what held does not change any more: no start in the past, no end before the start', async () => {
  const invalid = (path: string, code: string) => ({
    __typename: 'InvalidInputProblem',
    issues: [{ path, code }],
  });
  expect(await choose('PREMIUM', { startsAt: '2026-01-05T08:59:59.999Z' })).toEqual(
    invalid('startsAt', 'TOO_SMALL'),
  );
  expect(await choose('PREMIUM', { startsAt: at('02-01'), endsAt: at('02-01') })).toEqual(
    invalid('endsAt', 'TOO_SMALL'),
  );
  expect(await choose('BASIC', { endsAt: at('02-01') })).toEqual(invalid('endsAt', 'UNEXPECTED'));
  expect(await periods()).toEqual([]);
});

test('S5 of choices made at once, each sees the one before: never two plans at an instant', async () => {
  const answers = await Promise.all(
    ['01', '02', '03', '04', '05', '06'].map((month) => choose('PREMIUM', { startsAt: at(`${month}-10`) })),
  );
  const made = answers.filter(({ __typename }) => __typename === 'ChoosePlanSuccess').length;
  const refused = answers.filter(({ __typename }) => __typename === 'PlanPeriodOverlapProblem').length;
  expect(made + refused).toBe(6);
  expect(made).toBeGreaterThan(0);
  expect(await periods()).toHaveLength(made);
});

test('S5 the database itself refuses two plans at an instant', async () => {
  await choose('ENHANCED', { startsAt: at('02-01') });
  const { accountId } = account;
  const overlapping = {
    id: 'per_second',
    accountId,
    planCode: 'PREMIUM' as const,
    startsAt: new Date(at('03-01')),
  };
  await asTenant('every-account', () =>
    expect(server.database.client.planPeriod.create({ data: overlapping })).rejects.toThrow(/no_overlap/),
  );
});

test('S5 the event says what was, what is, and when', async () => {
  await choose('ENHANCED', { startsAt: at('02-01') });
  await choose('PREMIUM', { startsAt: at('03-01'), endsAt: at('04-01') });
  const events = await asTenant('every-account', async () =>
    server.database.client.event.findMany({
      where: { subject: account.accountId },
      orderBy: { sequence: 'asc' },
      select: { type: true, visibleToCustomer: true, payload: true },
    }),
  );
  expect(events).toEqual([
    {
      type: 'plan.chosen',
      visibleToCustomer: true,
      payload: { before: 'BASIC', after: 'ENHANCED', startsAt: '2026-02-01T00:00:00.000Z', endsAt: null },
    },
    {
      type: 'plan.chosen',
      visibleToCustomer: true,
      payload: {
        before: 'ENHANCED',
        after: 'PREMIUM',
        startsAt: '2026-03-01T00:00:00.000Z',
        endsAt: '2026-04-01T00:00:00.000Z',
      },
    },
    {
      type: 'obligations.changed', // a TAM is to be named by then
      visibleToCustomer: true,
      payload: expect.objectContaining({ cause: 'PLAN_CHANGED', withdrawn: [] }) as object,
    },
  ]);
});

test('S5 managers choose; nobody else, and for no account that is not there', async () => {
  const input = { accountId: account.accountId, planCode: 'PREMIUM' };
  expect(await errorCode(server, CHOOSE, { variables: { input } })).toBe('UNAUTHENTICATED');
  expect(await errorCode(server, CHOOSE, { token: account.token, variables: { input } })).toBe('FORBIDDEN');
  const engineer = await staff(server, 'ENGINEER');
  expect(await errorCode(server, CHOOSE, { token: engineer, variables: { input } })).toBe('FORBIDDEN');
  const absent = { input: { ...input, accountId: 'acc_absent' } };
  expect(await errorCode(server, CHOOSE, { token: manager, variables: absent })).toBe('NOT_FOUND');
});
