import { asTenant } from '@tierline/prisma/tenancy';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-03-02T09:00:00Z' });
  const database = new pg.Client(desk.server.databaseUrl);
  await database.connect();
  await database.query(
    `insert into "TermsVersion" ("version", "effectiveOn", "titleFr", "titleEn")
     values (900, '2026-04-01', 'Conditions suivantes', 'Next terms')`,
  );
  await database.end();
});
afterAll(() => desk.stop());

const subscriptionOf = async ({ client, accountId }: Customer, sku = 'IQ-TM') =>
  (await client.accounts.get(accountId))!.subscriptions.find((one) => one.sku.code === sku)!;
const resolution = { body: 'Done.', resolve: true, review: IN_SCOPE };

test('S45 a request for activation takes effect when it is resolved, and not before; so does one for deactivation', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const customer = await desk.customer();
  const { id: ticketId } = await customer.open({ requestType: 'PRODUCT_ACTIVATION', severity: 'LIMITED' });
  expect(await subscriptionOf(customer)).toMatchObject({ activatedAt: null, deactivatedAt: null });
  desk.at('2026-03-03T10:00:00Z');
  await desk.engineer.act('replyToTicket', { ticketId, ...resolution });
  expect(await subscriptionOf(customer)).toMatchObject({
    activatedAt: '2026-03-03T10:00:00.000Z',
    deactivatedAt: null,
  });

  // Re-opening switches nothing back.
  await customer.act('replyToTicket', { ticketId, body: 'It does not work yet.' });
  expect(await subscriptionOf(customer)).toMatchObject({ activatedAt: '2026-03-03T10:00:00.000Z' });

  const off = await customer.open({ requestType: 'PRODUCT_DEACTIVATION', severity: 'LIMITED' });
  desk.at('2026-03-04T10:00:00Z');
  await desk.engineer.act('replyToTicket', { ticketId: off.id, ...resolution });
  expect(await subscriptionOf(customer)).toMatchObject({
    activatedAt: '2026-03-03T10:00:00.000Z',
    deactivatedAt: '2026-03-04T10:00:00.000Z',
  });
});

test('S45 S88 a product that is not subscribed, or no longer, cannot be activated', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const customer = await desk.customer({ skus: ['IQ-TM', 'ES'] });
  const request = {
    requestType: 'PRODUCT_ACTIVATION',
    severity: 'LIMITED',
    subject: 'On',
    question: 'Please switch it on.',
  } as const;
  expect(await customer.client.tickets.open({ ...request, sku: 'AS' })).toMatchObject({
    __typename: 'SkuNotSubscribedProblem',
    subscribedSkus: [{ code: 'ES' }, { code: 'IQ-TM' }],
  });
  const { id: subscriptionId } = await subscriptionOf(customer, 'ES');
  await desk.manager.act('endSubscription', { subscriptionId, endsAt: '2026-03-10T00:00:00Z' });
  await customer.open({ ...request, sku: 'ES' });
  desk.at('2026-03-10T00:00:00Z');
  expect(await customer.client.tickets.open({ ...request, sku: 'ES' })).toMatchObject({
    __typename: 'SkuNotSubscribedProblem',
    subscribedSkus: [{ code: 'IQ-TM' }],
  });
  expect(await subscriptionOf(customer, 'ES')).toMatchObject({ endsAt: '2026-03-10T00:00:00.000Z' });
});

test('S88 a subscription ends in its time only, by managers only, and once', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const customer = await desk.customer();
  const { id: subscriptionId } = await subscriptionOf(customer);
  desk.at('2026-03-05T09:00:00Z');
  expect(
    await desk.manager.problem('endSubscription', { subscriptionId, endsAt: '2026-03-04T00:00:00Z' }),
  ).toMatchObject({ issues: [{ path: 'endsAt', code: 'TOO_SMALL' }] });
  expect(await customer.denied('endSubscription', { subscriptionId })).toMatchObject({ code: 'FORBIDDEN' });
  await desk.manager.act('endSubscription', { subscriptionId });
  desk.at('2026-03-06T09:00:00Z');
  expect(
    await desk.manager.problem('endSubscription', { subscriptionId, endsAt: '2027-01-01T00:00:00Z' }),
  ).toMatchObject({ issues: [{ path: 'endsAt' }] });
  expect(await desk.manager.denied('endSubscription', { subscriptionId: 'sub_nobody' })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('S86 B13 which terms an account had accepted stays known, whatever it accepts later', async () => {
  desk.at('2026-03-02T09:00:00Z');
  const customer = await desk.customer();
  const { accountId, client } = customer;
  const at = async (instant?: string) =>
    (await client.accounts.termsAt(accountId, instant ? { at: instant } : {}))?.version ?? null;
  expect(await at()).toBe(1);
  expect(await at('2026-03-02T08:59:59.999Z')).toBeNull();

  desk.at('2026-05-01T09:00:00Z');
  expect(await desk.manager.denied('acceptTerms', { accountId, version: 900 })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await customer.problem('acceptTerms', { accountId, version: 77 })).toMatchObject({
    issues: [{ path: 'version', code: 'UNKNOWN' }],
  });
  await customer.act('acceptTerms', { accountId, version: 900 });
  expect(await at()).toBe(900);
  expect(await at('2026-05-01T08:59:59.999Z')).toBe(1);
  for (const version of [900, 1]) {
    expect(await customer.problem('acceptTerms', { accountId, version })).toMatchObject({
      issues: [{ path: 'version', code: 'TOO_SMALL' }],
    });
  }
  await asTenant('every-account', async () => {
    await expect(desk.server.database.client.termsAcceptance.deleteMany()).rejects.toThrow(
      /permission denied/,
    );
  });
});

test('S88 a service is subscribed to once at a time, also by two at once, and within ten years of now', async () => {
  const { accountId } = await desk.customer({ skus: [] });
  const refused = async (input: object) =>
    (await desk.manager.problem('subscribeSku', { accountId, sku: 'ES', ...input })).issues;
  const year = { startsAt: '2026-06-01T00:00:00Z', endsAt: '2027-06-01T00:00:00Z' };
  await desk.manager.act('subscribeSku', { accountId, sku: 'ES', ...year });
  for (const span of [
    year,
    { startsAt: '2026-05-01T00:00:00Z' },
    { startsAt: '2027-05-31T23:59:59.999Z' },
    { startsAt: '2026-07-01T00:00:00Z', endsAt: '2026-08-01T00:00:00Z' },
  ]) {
    expect(await refused(span)).toMatchObject([
      {
        path: 'sku',
        code: 'OVERLAP',
        en: 'is subscribed to already, from 2026-06-01T00:00:00.000Z until 2027-06-01T00:00:00.000Z: ES is subscribed to once at a time.',
      },
    ]);
  }
  await desk.manager.act('subscribeSku', {
    accountId,
    sku: 'ES',
    startsAt: '2026-05-01T00:00:00Z',
    endsAt: year.startsAt,
  });
  await desk.manager.act('subscribeSku', { accountId, sku: 'ES', startsAt: year.endsAt });
  const answers = await Promise.all(
    [1, 2].map(() =>
      desk.manager.read<{ subscribeSku: { __typename: string } }>(
        'mutation ($input: SubscribeSkuInput!) { subscribeSku(input: $input) { __typename } }',
        { input: { accountId, sku: 'AS' } },
      ),
    ),
  );
  expect(answers.map(({ subscribeSku }) => subscribeSku.__typename).toSorted()).toEqual([
    'InvalidInputProblem',
    'SubscribeSkuSuccess',
  ]);
  for (const [input, path, code] of [
    [{ startsAt: '1990-01-01T00:00:00Z' }, 'startsAt', 'TOO_SMALL'],
    [{ startsAt: '2126-01-01T00:00:00Z' }, 'startsAt', 'TOO_BIG'],
    [{ startsAt: '2026-05-01T00:00:00Z', endsAt: '2137-01-01T00:00:00Z' }, 'endsAt', 'TOO_BIG'],
  ] as const) {
    expect(await refused({ sku: 'IQ-TM', ...input })).toMatchObject([{ path, code }]);
  }
  for (const [on, code] of [
    ['1990-01-01', 'TOO_SMALL'],
    ['2126-01-01', 'TOO_BIG'],
  ] as const) {
    expect(
      (await desk.manager.problem('closeDay', { accountId, on, reason: 'Closed' })).issues,
    ).toMatchObject([{ path: 'on', code }]);
  }
});
