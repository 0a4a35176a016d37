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

const record = (amountMinor: string) =>
  desk.manager.act('recordAnnualFees', { accountId: customer.accountId, annualFees: eur(amountMinor) });
const ask = (firstDay = '2027-01-01') => ({ accountId: customer.accountId, planCode: 'ENHANCED', firstDay });

test('B12 PR4 an administrator quotes on the fees on record and accepts the quote', async () => {
  await record('12000000');
  const { id, line } = await customer.act('quoteServiceOrder', ask());
  expect(line.due).toEqual(eur('1500000'));
  const { lines } = await customer.act('placeServiceOrder', { quoteId: id });
  expect(lines.nodes).toMatchObject([{ agreedBy: 'CUSTOMER', quoteId: id, due: eur('1500000') }]);
});

test('B12 only the vendor states fees; a customer accepts what the vendor offers', async () => {
  expect(await customer.problem('quoteServiceOrder', { ...ask(), annualFees: eur('1') })).toMatchObject({
    issues: [{ path: 'annualFees', code: 'STAFF_ONLY' }],
  });
  const offer = await desk.manager.act('quoteServiceOrder', { ...ask(), annualFees: eur('12000000') });
  await customer.act('placeServiceOrder', { quoteId: offer.id });
  const document =
    'query ($id: ID!) { annualFees(accountId: $id) { nodes { amount { amountMinor } effectiveOn } } }';
  expect(await customer.read(document, { id: customer.accountId })).toEqual({
    annualFees: { nodes: [{ amount: { amountMinor: '12000000' }, effectiveOn: '2026-01-05' }] },
  });
});

test('B12 requesters, engineers and strangers neither quote nor apply, and read nothing that is not for them', async () => {
  await record('12000000');
  const { id } = await desk.manager.act('quoteServiceOrder', ask());
  const requester = await customer.colleague();
  const stranger = await desk.customer();

  for (const caller of [requester, desk.engineer]) {
    expect((await caller.denied('quoteServiceOrder', ask())).code).toBe('FORBIDDEN');
    expect((await caller.denied('placeServiceOrder', { quoteId: id })).code).toBe('FORBIDDEN');
  }
  expect((await stranger.denied('quoteServiceOrder', ask())).code).toBe('NOT_FOUND');
  expect((await stranger.denied('placeServiceOrder', { quoteId: id })).code).toBe('NOT_FOUND');
  expect((await desk.anonymous.denied('placeServiceOrder', { quoteId: id })).code).toBe('UNAUTHENTICATED');

  const quote = 'query ($id: ID!) { quote(id: $id) { id } node(id: $id) { id } }';
  for (const caller of [requester, stranger]) {
    expect(await caller.read(quote, { id })).toEqual({ quote: null, node: null });
  }
  for (const caller of [customer, desk.engineer, desk.manager]) {
    expect(await caller.read(quote, { id })).toEqual({ quote: { id }, node: { id } });
  }
  const lists = ['quotes', 'contracts', 'annualFees'].map(
    (list) => `query ($id: ID!) { ${list}(accountId: $id) { totalCount } }`,
  );
  for (const list of lists) {
    expect((await requester.error(list, { id: customer.accountId })).code).toBe('FORBIDDEN');
    expect((await stranger.error(list, { id: customer.accountId })).code).toBe('NOT_FOUND');
    expect((await desk.anonymous.error(list, { id: customer.accountId })).code).toBe('UNAUTHENTICATED');
  }
  expect(
    (await customer.denied('recordAnnualFees', { accountId: customer.accountId, annualFees: eur('1') })).code,
  ).toBe('FORBIDDEN');
  expect((await desk.engineer.denied('publishRates', { rates: RATES })).code).toBe('FORBIDDEN');
});

test('B12 PR4 of ten who apply one quote at once, one does, and the others learn so', async () => {
  await record('12000000');
  const { id } = await desk.manager.act('quoteServiceOrder', ask());
  const second = await customer.colleague({ roles: ['ADMINISTRATOR'] });
  const callers = [
    customer,
    second,
    desk.manager,
    customer,
    second,
    desk.manager,
    customer,
    second,
    desk.manager,
    customer,
  ];
  const document = `mutation ($input: PlaceServiceOrderInput!) { placeServiceOrder(input: $input) {
    __typename ... on PlaceServiceOrderSuccess { contract { id } } ... on QuoteAppliedProblem { code quote { state } } } }`;
  const answers = await Promise.all(
    callers.map((caller) =>
      caller.read<{ placeServiceOrder: { __typename: string; contract?: { id: string } } }>(document, {
        input: { quoteId: id },
      }),
    ),
  );
  const done = answers.filter(({ placeServiceOrder }) => placeServiceOrder.contract);
  expect(done).toHaveLength(1);
  expect(answers.filter((answer) => !done.includes(answer))).toEqual(
    Array.from({ length: 9 }, () => ({
      placeServiceOrder: {
        __typename: 'QuoteAppliedProblem',
        code: 'QUOTE_APPLIED',
        quote: { state: 'APPLIED' },
      },
    })),
  );
  expect(await linesOf(desk, done[0]!.placeServiceOrder.contract!.id)).toHaveLength(1);
});

test('B12 PR4 of two quotes for one day that are applied at once, one holds and the other is offered anew or refused', async () => {
  await record('12000000');
  const quotes = await Promise.all([1, 2, 3].map(() => desk.manager.act('quoteServiceOrder', ask())));
  const document = `mutation ($input: PlaceServiceOrderInput!) { placeServiceOrder(input: $input) { __typename } }`;
  const answers = await Promise.all(
    quotes.map(({ id }) =>
      desk.manager.read<{ placeServiceOrder: { __typename: string } }>(document, { input: { quoteId: id } }),
    ),
  );
  expect(answers.map(({ placeServiceOrder }) => placeServiceOrder.__typename).toSorted()).toEqual([
    'ContractOverlapProblem',
    'ContractOverlapProblem',
    'PlaceServiceOrderSuccess',
  ]);
});

test.each<[string, () => Promise<unknown>, string]>([
  ['the fees on record', () => record('8000000'), '1000000'],
  [
    'the rates',
    () =>
      desk.manager.act('publishRates', {
        rates: RATES.map((rate) => ({ ...rate, basisPoints: rate.basisPoints + 50 })),
      }),
    '1560000',
  ],
])('PR4 B12 a quote whose basis changed, %s, is refused with the new one', async (_what, change, due) => {
  await record('12000000');
  const { id } = await customer.act('quoteServiceOrder', ask());
  await change();
  const document = `mutation ($input: PlaceServiceOrderInput!) { placeServiceOrder(input: $input) {
    ... on QuoteOutdatedProblem { code en: message(locale: EN) fr: message(locale: FR)
      newQuote { id state line { due { amountMinor } } } } } }`;
  const { placeServiceOrder } = await customer.read<{ placeServiceOrder: { newQuote: { id: string } } }>(
    document,
    {
      input: { quoteId: id },
    },
  );
  expect(placeServiceOrder).toMatchObject({
    code: 'QUOTE_OUTDATED',
    en: 'What this quote rests on has changed: a new quote replaces it.',
    fr: 'La base de ce devis a changé\u00a0: un nouveau devis le remplace.',
    newQuote: { state: 'OPEN', line: { due: { amountMinor: due } } },
  });
  expect(
    await customer.read('query ($id: ID!) { contracts(accountId: $id) { totalCount } }', {
      id: customer.accountId,
    }),
  ).toEqual({ contracts: { totalCount: 0 } });
  const { lines } = await customer.act('placeServiceOrder', { quoteId: placeServiceOrder.newQuote.id });
  expect(lines.nodes[0]!.due.amountMinor).toBe(due);
  await desk.manager.act('publishRates', { rates: RATES });
});

test('PR4 an amendment that was agreed meanwhile is part of the basis of every other quote', async () => {
  const { id } = await order(desk, customer);
  const change = { contractId: id, effectiveOn: '2027-07-01', annualFees: eur('18000000') };
  const early = await desk.manager.act('quoteAmendment', change);
  expect(early.line).toMatchObject({ priceBefore: eur('1500000'), due: eur('378082') }); // 378,082.19
  await amend(desk, id, { effectiveOn: '2027-07-01', annualFees: eur('15000000') });
  expect(await desk.manager.problem('applyAmendment', { quoteId: early.id })).toMatchObject({
    code: 'QUOTE_OUTDATED',
  });
  const again = await desk.manager.act('quoteAmendment', change);
  // What is left of 378,082.19 after 189,041.
  expect(again.line).toMatchObject({ priceBefore: eur('1875000'), due: eur('189041') });
});

test('PR4 a quote is good for 30 days, and not beyond the day of its effect', async () => {
  await record('12000000');
  const long = await customer.act('quoteServiceOrder', ask());
  expect(long.expiresAt).toBe('2026-02-04T09:00:00.000Z');
  const today = await customer.act('quoteServiceOrder', ask('2026-01-05'));
  expect(today.expiresAt).toBe('2026-01-05T23:00:00.000Z'); // midnight in Paris

  desk.at('2026-02-04T09:00:00Z');
  expect(await customer.problem('placeServiceOrder', { quoteId: long.id })).toMatchObject({
    code: 'QUOTE_EXPIRED',
    en: 'The quote expired at 2026-02-04T09:00:00.000Z: ask for another.',
    fr: 'Le devis a expiré le 2026-02-04T09:00:00.000Z\u00a0: demandez-en un nouveau.',
  });
  const document = 'query ($id: ID!) { quotes(accountId: $id) { nodes { state } } }';
  expect(await customer.read(document, { id: customer.accountId })).toEqual({
    quotes: { nodes: [{ state: 'EXPIRED' }, { state: 'EXPIRED' }] },
  });
  desk.at('2026-02-04T08:59:59.999Z');
  await customer.act('placeServiceOrder', { quoteId: long.id });
});

test('B12 each kind of quote has its own mutation', async () => {
  await record('12000000');
  const { id } = await customer.act('quoteServiceOrder', ask());
  for (const mutation of ['applyAmendment', 'renewContract', 'terminateContract'] as const) {
    expect(await customer.problem(mutation, { quoteId: id })).toMatchObject({
      issues: [{ path: 'quoteId', code: 'WRONG_KIND' }],
    });
  }
});

test('B12 applying again with the same key gives the first answer, and has its effect once', async () => {
  await record('12000000');
  const { id } = await customer.act('quoteServiceOrder', ask());
  const place = () =>
    customer.client.contracts.placeServiceOrder({ quoteId: id }, { idempotencyKey: `place-${id}` });
  const answers = await Promise.all([place(), place(), place()]);
  const contracts = answers.map((answer) =>
    answer.__typename === 'PlaceServiceOrderSuccess' ? answer.contract.id : answer.__typename,
  );
  expect(new Set(contracts).size).toBe(1);
  expect(contracts[0]).toMatch(/^ctr_/);
});

test('S86 a line names the terms that it was agreed under, and every clause of it can be read', async () => {
  const { line } = await order(desk, customer);
  expect(line.terms).toEqual({ version: 1 });
  const { terms } = await customer.read<{ terms: { clauses: { number: string }[] } }>(
    'query ($version: Int) { terms(version: $version) { clauses(plan: ENHANCED) { number } } }',
    { version: line.terms.version },
  );
  expect(terms.clauses.map(({ number }) => number)).toEqual(
    expect.arrayContaining(line.additionalTerms.map(({ number }) => number)),
  );
});

test('B12 the database itself adds lines and never changes, removes or refunds one', async () => {
  const { id, line } = await order(desk, customer);
  const { database } = desk.server;
  const { asTenant } = await import('@tierline/prisma/tenancy');
  await asTenant('every-account', async () => {
    const where = { id: line.id };
    await expect(database.client.contractLine.update({ where, data: { dueMinor: 0n } })).rejects.toThrow(
      /denied/,
    );
    await expect(database.client.contractLine.delete({ where })).rejects.toThrow(/denied/);
    const row = await database.client.contractLine.findUniqueOrThrow({ where });
    const copy = { ...row, id: 'ctl_x', sequence: 2, quoteId: null };
    for (const wrong of [{ dueMinor: -1n }, { nonRefundable: false }, { planCode: 'BASIC' as const }]) {
      await expect(database.client.contractLine.create({ data: { ...copy, ...wrong } })).rejects.toThrow(
        /violates check constraint/,
      );
    }
  });
  expect(await linesOf(desk, id)).toEqual([line]);
});
