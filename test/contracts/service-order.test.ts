import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eur, linesOf, order, RATES } from '../support/contracts.ts';
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

const planAt = async (at: string) => {
  const document = 'query ($id: ID!, $at: DateTime) { account(id: $id) { plan(at: $at) { code } } }';
  const { account } = await desk.manager.read<{ account: { plan: { code: string } } }>(document, {
    id: customer.accountId,
    at,
  });
  return account.plan.code;
};

test('S113 S114 B12 a quote shows the exact line that placing the order writes', async () => {
  const { accountId } = customer;
  const quote = await desk.manager.act('quoteServiceOrder', {
    accountId,
    planCode: 'ENHANCED',
    firstDay: '2027-01-01',
    annualFees: eur('12000000'),
  });
  const { derivation, ...figures } = quote.line;
  expect(figures).toEqual({
    kind: 'SERVICE_ORDER',
    effectiveOn: '2027-01-01',
    firstDay: '2027-01-01',
    lastDay: '2027-12-31',
    planBefore: 'BASIC',
    plan: 'ENHANCED',
    annualFees: eur('12000000'),
    rate: { version: 1, basisPoints: 1250 },
    annualPrice: eur('1500000'),
    assessedPrice: eur('1500000'),
    priceBefore: eur('0'),
    price: eur('1500000'),
    appliesFromRenewal: false,
    days: 365,
    termDays: 365,
    method: 'CALENDAR_DAYS',
    due: eur('1500000'),
    nonRefundable: true,
    refund: null,
    terminationReason: null,
    autoRenew: false,
    endsChosenPlan: false,
    additionalTerms: [{ number: 'A1' }, { number: 'A2' }],
    terms: { version: 1 },
  });
  expect(derivation).toEqual([
    'Annual subscription fees of €120,000.00 × 12.5% (Enhanced plan, rates version 1) = €15,000.00 a year.',
    'Service term: 1 January 2027 to 31 December 2027, 365 days (one year). Amount due: €15,000.00.',
    'This amount is non-refundable, whatever the termination event (additional terms, A2).',
  ]);

  const { lines } = await desk.manager.act('placeServiceOrder', { quoteId: quote.id });
  expect(lines.nodes).toEqual([
    {
      ...quote.line,
      id: expect.stringMatching(/^ctl_/) as string,
      sequence: 1,
      orderedOn: '2026-01-05',
      effectiveAt: '2026-12-31T23:00:00.000Z',
      agreedBy: 'VENDOR',
      quoteId: quote.id,
    },
  ]);
});

test('S19 S5 the plan begins and ends with the local days of the term, and Basic stands around it', async () => {
  await order(desk, customer);
  expect(await planAt('2026-12-31T22:59:59.999Z')).toBe('BASIC');
  expect(await planAt('2026-12-31T23:00:00Z')).toBe('ENHANCED');
  expect(await planAt('2027-12-31T22:59:59.999Z')).toBe('ENHANCED');
  expect(await planAt('2027-12-31T23:00:00Z')).toBe('BASIC');
});

test('S114 an order for today holds from its placing, and is priced for the whole day', async () => {
  const { line } = await order(desk, customer, { firstDay: '2026-01-05' });
  expect(line).toMatchObject({
    firstDay: '2026-01-05',
    lastDay: '2027-01-04',
    days: 365,
    effectiveAt: '2026-01-05T09:00:00.000Z',
  });
  expect(await planAt('2026-01-05T08:59:59.999Z')).toBe('BASIC');
  expect(await planAt('2026-01-05T09:00:00Z')).toBe('ENHANCED');
});

test('S114 without days, the term is a year from the local today', async () => {
  const { accountId } = await desk.customer({ timeZone: 'Pacific/Auckland', country: 'NZ' });
  desk.at('2026-01-05T12:00:00Z'); // one o'clock on the 6th there
  const { line } = await desk.manager.act('quoteServiceOrder', {
    accountId,
    planCode: 'PREMIUM',
    annualFees: eur('12000000'),
  });
  expect(line).toMatchObject({ firstDay: '2026-01-06', lastDay: '2027-01-05', due: eur('2400000') });
});

test('S20 S112 a quote of Basic is 0 for any fees, without additional terms, and there is nothing to order', async () => {
  for (const fees of ['0', '1', '999999999999']) {
    const { id, line } = await desk.manager.act('quoteServiceOrder', {
      accountId: customer.accountId,
      planCode: 'BASIC',
      annualFees: eur(fees),
    });
    expect(line).toMatchObject({
      annualFees: eur(fees),
      price: eur('0'),
      due: eur('0'),
      rate: null,
      nonRefundable: false,
      additionalTerms: [],
    });
    expect(await desk.manager.problem('placeServiceOrder', { quoteId: id })).toMatchObject({
      code: 'NO_ORDER_NEEDED',
      en: 'The Basic plan is free and needs no order.',
      fr: 'Le forfait Basic est gratuit et ne se commande pas.',
    });
  }
});

test('S113 PR1 an amount beyond 2^53 keeps its last digit through the API and the SDK', async () => {
  const { line } = await order(desk, customer, {
    planCode: 'PREMIUM',
    annualFees: eur('9007199254740993'),
    lastDay: '2031-12-31',
  });
  expect(line.annualFees.amountMinor).toBe('9007199254740993');
  // A fifth of it for each of five years.
  expect(line.due.amountMinor).toBe('9007199254740993');
});

test('S113 the fees on record on the order date are the basis, and no others', async () => {
  const { accountId } = customer;
  const ask = { accountId, planCode: 'ENHANCED', firstDay: '2027-01-01' };
  expect(await desk.manager.problem('quoteServiceOrder', ask)).toMatchObject({
    code: 'FEES_UNKNOWN',
    fr: 'Les frais d’abonnement annuels au 2026-01-05 ne sont pas enregistrés.',
  });
  await desk.manager.act('recordAnnualFees', { accountId, annualFees: eur('8000000') });
  await desk.manager.act('recordAnnualFees', {
    accountId,
    annualFees: eur('9900000'),
    effectiveOn: '2026-01-06',
  });
  expect((await desk.manager.act('quoteServiceOrder', ask)).line).toMatchObject({
    annualFees: eur('8000000'),
    due: eur('1000000'),
  });
  desk.at('2026-01-06T09:00:00Z');
  expect((await desk.manager.act('quoteServiceOrder', ask)).line.due).toEqual(eur('1237500'));
});

test('S113 S114 the rates in force on the order date count, whenever the term begins', async () => {
  const published = await desk.manager.act('publishRates', {
    effectiveOn: '2026-02-01',
    rates: [{ planCode: 'ENHANCED', currency: 'EUR', basisPoints: 1_300 }],
  });
  const before = await order(desk, customer, { firstDay: '2026-03-01' });
  expect(before.line).toMatchObject({ rate: { version: 1, basisPoints: 1250 }, due: eur('1500000') });

  desk.at('2026-02-01T09:00:00Z');
  const other = await desk.customer();
  const after = await order(desk, other, { firstDay: '2026-03-01' });
  expect(after.line).toMatchObject({
    rate: { version: published.version, basisPoints: 1300 },
    due: eur('1560000'),
  });
  expect(await linesOf(desk, before.id)).toEqual([before.line]);

  // A table is whole: what it leaves out has no rate.
  const missing = { accountId: other.accountId, planCode: 'PREMIUM', annualFees: eur('1') };
  expect(
    await desk.manager.problem('quoteServiceOrder', { ...missing, firstDay: '2028-01-01' }),
  ).toMatchObject({
    code: 'RATE_MISSING',
    en: 'No rate is published for the Premium plan in EUR on 2026-02-01.',
    fr: 'Aucun tarif n’est publié pour le forfait Premium en EUR au 2026-02-01.',
  });
});

test('S113 PR1 in a currency without a rate there is no price, and nothing is written', async () => {
  const { accountId } = customer;
  const ask = { accountId, planCode: 'ENHANCED', annualFees: { amountMinor: '100', currency: 'USD' } };
  expect(await desk.manager.problem('quoteServiceOrder', ask)).toMatchObject({ code: 'RATE_MISSING' });
  const document = 'query ($id: ID!) { quotes(accountId: $id) { totalCount } }';
  expect(await desk.manager.read(document, { id: accountId })).toEqual({ quotes: { totalCount: 0 } });
});

test('S5 orders of one account never overlap, and a day that has passed is closed', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-06-01', lastDay: '2026-08-31' });
  const { accountId } = customer;
  const ask = (firstDay: string, lastDay: string) =>
    desk.manager.problem('quoteServiceOrder', {
      accountId,
      planCode: 'PREMIUM',
      annualFees: eur('100'),
      firstDay,
      lastDay,
    });
  for (const [first, last] of [
    ['2026-06-01', '2026-08-31'],
    ['2026-01-05', '2026-06-01'],
    ['2026-08-31', '2026-12-31'],
    ['2026-07-01', '2026-07-01'],
  ] as const) {
    expect(await ask(first, last)).toMatchObject({
      code: 'CONTRACT_OVERLAP',
      en: 'A contract is already concluded until 2026-08-31: amend or renew it.',
    });
  }
  expect(await ask('2026-01-04', '2026-01-31')).toMatchObject({
    code: 'PERIOD_CLOSED',
    en: 'The period of 2026-01-04 is closed: the first day possible is 2026-01-05.',
    fr: 'La période du 2026-01-04 est close\u00a0: la première date possible est le 2026-01-05.',
  });
  await order(desk, customer, { firstDay: '2026-05-01', lastDay: '2026-05-31' });
  await order(desk, customer, { firstDay: '2026-09-01', lastDay: '2026-09-30' });
  expect(await linesOf(desk, id)).toHaveLength(1);
});

test('S5 an order ends the plan that was chosen without one, and says so; what is chosen for later stands in its way', async () => {
  const { accountId } = customer;
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM' });
  const quote = await desk.manager.act('quoteServiceOrder', {
    accountId,
    planCode: 'ENHANCED',
    firstDay: '2026-03-01',
    annualFees: eur('12000000'),
  });
  expect(quote.line).toMatchObject({ planBefore: 'PREMIUM', plan: 'ENHANCED', endsChosenPlan: true });
  expect(quote.line.derivation).toContain('The plan chosen without an order ends when this term begins.');
  await desk.manager.act('placeServiceOrder', { quoteId: quote.id });
  expect(await planAt('2026-02-28T22:59:59Z')).toBe('PREMIUM');
  expect(await planAt('2026-02-28T23:00:00Z')).toBe('ENHANCED');
  expect(await planAt('2027-03-01T00:00:00Z')).toBe('BASIC');

  const other = await desk.customer();
  const pilot = { accountId: other.accountId, planCode: 'PREMIUM', startsAt: '2026-04-01T00:00:00Z' };
  await desk.manager.act('choosePlan', pilot);
  expect(
    await desk.manager.problem('quoteServiceOrder', {
      accountId: other.accountId,
      planCode: 'ENHANCED',
      annualFees: eur('100'),
    }),
  ).toMatchObject({ code: 'PLAN_PERIOD_OVERLAP' });
});

test('S5 under a contract no plan is chosen; before it and after it one may be', async () => {
  await order(desk, customer, { firstDay: '2026-06-01', lastDay: '2026-08-31' });
  const { accountId } = customer;
  const choose = (startsAt?: string, endsAt?: string, planCode = 'PREMIUM') => ({
    accountId,
    planCode,
    startsAt,
    endsAt,
  });
  for (const choice of [
    choose(),
    choose('2026-07-01T00:00:00Z'),
    choose('2026-07-01T00:00:00Z', undefined, 'BASIC'),
    choose('2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'),
  ]) {
    expect(await desk.manager.problem('choosePlan', choice)).toMatchObject({
      code: 'CONTRACT_IN_FORCE',
      fr: 'Un contrat fixe le forfait de cette période\u00a0: modifiez ou résiliez le contrat.',
    });
  }
  await desk.manager.act('choosePlan', choose(undefined, '2026-05-31T22:00:00Z'));
  await desk.manager.act('choosePlan', choose('2026-01-05T09:00:00Z', undefined, 'BASIC'));
  await desk.manager.act('choosePlan', choose('2026-08-31T22:00:00Z'));
  expect(await planAt('2026-08-31T21:59:59Z')).toBe('ENHANCED');
  expect(await planAt('2026-08-31T22:00:00Z')).toBe('PREMIUM');
});

test.each([
  ['a term that ends before it begins', { lastDay: '2026-12-31' }, 'lastDay', 'TOO_SMALL'],
  ['a term of more than ten years', { lastDay: '2037-01-01' }, 'lastDay', 'TOO_BIG'],
  [
    'a currency that is none',
    { annualFees: { amountMinor: '1', currency: 'EURO' } },
    'annualFees.currency',
    'UNKNOWN',
  ],
  ['fees below zero', { annualFees: eur('-1') }, 'annualFees.amountMinor', 'OUT_OF_RANGE'],
  ['fees beyond all', { annualFees: eur('10000000000000001') }, 'annualFees.amountMinor', 'OUT_OF_RANGE'],
])('S113 %s is refused, in both languages', async (_story, wrong, path, code) => {
  const ask = {
    accountId: customer.accountId,
    planCode: 'ENHANCED',
    firstDay: '2027-01-01',
    annualFees: eur('1'),
  };
  const { issues } = await desk.manager.problem('quoteServiceOrder', { ...ask, ...wrong });
  expect(issues).toEqual([
    { path, code, en: expect.stringMatching(/\w/) as string, fr: expect.stringMatching(/\w/) as string },
  ]);
});

test('PR1 what is no integer is refused before anything else', async () => {
  const ask = (amountMinor: unknown) => ({
    accountId: customer.accountId,
    planCode: 'ENHANCED',
    annualFees: { amountMinor, currency: 'EUR' },
  });
  for (const wrong of ['12.50', '1e3', '', 12.5, 2 ** 53]) {
    expect((await desk.manager.denied('quoteServiceOrder', ask(wrong))).code).toBe('BAD_USER_INPUT');
  }
  const inline = `mutation { quoteServiceOrder(input: { accountId: "${customer.accountId}", planCode: PREMIUM,
    annualFees: { amountMinor: 9007199254740993, currency: "eur" } }) {
    ... on QuoteServiceOrderSuccess { quote { line { annualFees { amountMinor currency decimal minorDigits } } } } } }`;
  expect(await desk.manager.read(inline)).toMatchObject({
    quoteServiceOrder: {
      quote: {
        line: {
          annualFees: {
            amountMinor: '9007199254740993',
            currency: 'EUR',
            decimal: '90071992547409.93',
            minorDigits: 2,
          },
        },
      },
    },
  });
});

test('B19 the SDK takes and gives amounts without losing a digit', async () => {
  const { contracts } = desk.manager.client;
  const result = await contracts.quoteServiceOrder({
    accountId: customer.accountId,
    planCode: 'ENHANCED',
    annualFees: { amountMinor: 9_007_199_254_740_993n, currency: 'EUR' },
  });
  if (result.__typename !== 'QuoteServiceOrderSuccess') throw new Error(result.__typename);
  const { annualFees } = result.quote.line;
  expect(BigInt(annualFees.amountMinor)).toBe(9_007_199_254_740_993n);
  expect(annualFees.formatted).toBe('€90,071,992,547,409.93');
});
