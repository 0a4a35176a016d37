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

// Fees of 120,000.00 rise to 150,000.00: by an eighth of it the price rises from 15,000.00 to 18,750.00 a year.
test.each([
  ['on the first day, all of it', '2027-01-01', '2027-12-31', '2027-01-01', 365, 365, '375000'],
  ['in mid-term, for 184 days', '2027-01-01', '2027-12-31', '2027-07-01', 184, 365, '189041'], // 189,041.096
  ['on the last day, for that day', '2027-01-01', '2027-12-31', '2027-12-31', 1, 365, '1027'], // 1,027.397
  ['on 29 February of a leap year', '2028-01-01', '2028-12-31', '2028-02-29', 307, 366, '314549'], // 314,549.18
  // 1,500,000 / 365 = 4,110 and 1,875,000 / 365 = 5,137
  ['in a term of one day', '2026-06-15', '2026-06-15', '2026-06-15', 1, 1, '1027'],
  // Three days, one of them of 23 hours: 12,329 and 15,411, and of the difference of 3,082 two thirds.
  ['in a term across the change of clocks', '2026-03-28', '2026-03-30', '2026-03-29', 2, 3, '2055'],
])(
  'S116 PR2 an increase %s, is due by calendar days',
  async (_when, firstDay, lastDay, effectiveOn, days, termDays, due) => {
    const { id } = await order(desk, customer, { firstDay, lastDay });
    const { quoted, agreed } = await amend(desk, id, { effectiveOn, annualFees: eur('15000000') });
    expect(quoted).toMatchObject({ kind: 'AMENDMENT', effectiveOn, firstDay, lastDay, days, termDays });
    expect(quoted.due).toEqual(eur(due));
    expect(quoted.nonRefundable).toBe(true);
    expect(agreed).toMatchObject(quoted);
  },
);

test.each([
  // Fees of ¥12,345,678 cost ¥1,543,210 (1,543,209.75), of ¥20,000,000 ¥2,500,000: 956,790 × 184 / 365 = 482,327.01
  ['JPY', '12345678', '20000000', '1543210', '482327'],
  // 40,000.001 dinars cost 5,000.000 (5,000,000.125 fils), 60,000 cost 7,500: 2,500,000 × 184 / 365 = 1,260,273.97
  ['KWD', '40000001', '60000000', '5000000', '1260274'],
])('S116 PR1 in %s, minor units are those of the currency', async (currency, before, after, price, due) => {
  const { id, line } = await order(desk, customer, { annualFees: { amountMinor: before, currency } });
  expect(line.due).toEqual({ amountMinor: price, currency });
  const { agreed } = await amend(desk, id, {
    effectiveOn: '2027-07-01',
    annualFees: { amountMinor: after, currency },
  });
  expect(agreed.due).toEqual({ amountMinor: due, currency });
});

test('S116 PR2 the sentences of an increase let anybody compute it', async () => {
  const { id } = await order(desk, customer);
  const { quoted } = await amend(desk, id, { effectiveOn: '2027-07-01', annualFees: eur('15000000') });
  expect(quoted.derivation).toEqual([
    'Annual subscription fees of €150,000.00 × 12.5% (Enhanced plan, rates version 1) = €18,750.00 a year.',
    'The price of the term rises from €15,000.00 to €18,750.00.',
    'From 1 July 2027 to 31 December 2027 inclusive, 184 of 365 days are left: (€18,750.00 − €15,000.00) × 184 / 365 = €1,890.41 due.',
    'This amount is non-refundable, whatever the termination event (additional terms, A2).',
  ]);
});

test('S116 PR2 of increases one after the other no cent is lost or charged twice', async () => {
  // A term of two days: each increase of one cent for one day is half a cent, both together are one.
  const { id } = await order(desk, customer, {
    firstDay: '2026-06-01',
    lastDay: '2026-06-02',
    annualFees: eur('146000'), // an eighth of it for 2 / 365 of a year is exactly 1.00
  });
  const first = await amend(desk, id, { effectiveOn: '2026-06-02', annualFees: eur('147460') });
  const second = await amend(desk, id, { effectiveOn: '2026-06-02', annualFees: eur('148920') });
  expect([first.agreed.price, second.agreed.price]).toEqual([eur('101'), eur('102')]);
  expect([first.agreed.due, second.agreed.due]).toEqual([eur('1'), eur('0')]);
  expect(second.agreed.derivation).toContain(
    'Rounded together with the earlier increases of the same term: no fraction is lost or counted twice.',
  );
});

test('S115 PR3 a decrease is assessed, changes nothing in the term, and is no price to rise from', async () => {
  const { id } = await order(desk, customer);
  const { agreed: lower } = await amend(desk, id, { effectiveOn: '2027-04-01', annualFees: eur('8000000') });
  expect(lower).toMatchObject({
    annualFees: eur('8000000'),
    assessedPrice: eur('1000000'),
    priceBefore: eur('1500000'),
    price: eur('1500000'),
    due: eur('0'),
    appliesFromRenewal: true,
  });
  expect(lower.derivation[1]).toBe(
    'The price of the term assessed anew, €10,000.00, is lower than the price in force, €15,000.00: it applies from renewal. Nothing is due, nothing is credited.',
  );

  // Up again to what is charged already: nothing is due twice.
  const { agreed: again } = await amend(desk, id, { effectiveOn: '2027-05-01', annualFees: eur('12000000') });
  expect(again).toMatchObject({ price: eur('1500000'), due: eur('0'), appliesFromRenewal: false });

  // Only what goes beyond is: 3,750.00 for 184 of 365 days.
  const { agreed: higher } = await amend(desk, id, {
    effectiveOn: '2027-07-01',
    annualFees: eur('15000000'),
  });
  expect(higher).toMatchObject({ priceBefore: eur('1500000'), due: eur('189041') });
});

test('S115 S114 new fees or rates on record change no price by themselves; an amendment assesses by the rates of the order', async () => {
  const { id, line } = await order(desk, customer);
  const { accountId } = customer;
  await desk.manager.act('recordAnnualFees', { accountId, annualFees: eur('15000000') });
  await desk.manager.act('publishRates', {
    rates: RATES.map((rate) => ({ ...rate, basisPoints: rate.basisPoints * 2 })),
  });
  expect(await linesOf(desk, id)).toEqual([line]);

  const { agreed } = await amend(desk, id, { effectiveOn: '2027-07-01' });
  expect(agreed).toMatchObject({
    annualFees: eur('15000000'),
    rate: { version: 1, basisPoints: 1250 },
    due: eur('189041'),
  });
  await desk.manager.act('publishRates', { rates: RATES });
});

test('S116 a better plan in mid-term costs its price for the days left; a lesser one no less', async () => {
  const { id } = await order(desk, customer);
  // From 15,000.00 to 24,000.00, a fifth of the fees: 900,000 × 184 / 365 = 453,698.63
  const up = await amend(desk, id, { effectiveOn: '2027-07-01', planCode: 'PREMIUM' });
  expect(up.agreed).toMatchObject({ planBefore: 'ENHANCED', plan: 'PREMIUM', due: eur('453699') });
  const down = await amend(desk, id, { effectiveOn: '2027-10-01', planCode: 'ENHANCED' });
  expect(down.agreed).toMatchObject({ plan: 'ENHANCED', price: eur('2400000'), due: eur('0') });

  const document = `query ($id: ID!) { account(id: $id) { planPeriods { plan startsAt endsAt } } }`;
  expect(await desk.manager.read(document, { id: customer.accountId })).toEqual({
    account: {
      planPeriods: [
        { plan: 'ENHANCED', startsAt: '2026-12-31T23:00:00.000Z', endsAt: '2027-06-30T22:00:00.000Z' },
        { plan: 'PREMIUM', startsAt: '2027-06-30T22:00:00.000Z', endsAt: '2027-09-30T22:00:00.000Z' },
        { plan: 'ENHANCED', startsAt: '2027-09-30T22:00:00.000Z', endsAt: '2027-12-31T23:00:00.000Z' },
      ],
    },
  });
});

test('S116 outside the term, in a closed period, in another currency or without a change nothing is amended', async () => {
  const { id, line } = await order(desk, customer);
  desk.at('2027-03-01T09:00:00Z');
  const problem = (change: object) =>
    desk.manager.problem('quoteAmendment', { contractId: id, annualFees: eur('15000000'), ...change });

  expect(await problem({ effectiveOn: '2026-12-31' })).toMatchObject({
    code: 'OUTSIDE_TERM',
    en: '2026-12-31 is outside the service term, 2027-01-01 to 2027-12-31.',
    fr: 'Le 2026-12-31 est hors de la durée du service, du 2027-01-01 au 2027-12-31.',
  });
  expect(await problem({ effectiveOn: '2028-01-01' })).toMatchObject({ code: 'OUTSIDE_TERM' });
  expect(await problem({ effectiveOn: '2027-02-28' })).toMatchObject({
    code: 'PERIOD_CLOSED',
    en: 'The period of 2027-02-28 is closed: the first day possible is 2027-03-01.',
  });
  expect(await problem({ annualFees: { amountMinor: '100', currency: 'JPY' } })).toMatchObject({
    code: 'CURRENCY_MISMATCH',
    en: 'The contract is in EUR, the annual fees are in JPY.',
    fr: 'Le contrat est en EUR, les frais annuels sont en JPY.',
  });
  expect(await problem({ annualFees: eur('12000000') })).toMatchObject({
    issues: [{ path: 'annualFees', code: 'NO_CHANGE' }],
  });
  expect(await problem({ planCode: 'BASIC' })).toMatchObject({ code: 'NO_ORDER_NEEDED' });
  expect(await linesOf(desk, id)).toEqual([line]);

  await amend(desk, id, { effectiveOn: '2027-09-01', annualFees: eur('15000000') });
  expect(await problem({ effectiveOn: '2027-08-31', annualFees: eur('16000000') })).toMatchObject({
    code: 'PERIOD_CLOSED',
    en: 'The period of 2027-08-31 is closed: the first day possible is 2027-09-01.',
  });
});

test('S116 a contract of somebody else or of nobody looks like none at all', async () => {
  const { id } = await order(desk, customer);
  const stranger = await desk.customer();
  const change = { effectiveOn: '2027-07-01', planCode: 'PREMIUM' };
  for (const contractId of [id, 'ctr_absent']) {
    expect(await stranger.denied('quoteAmendment', { contractId, ...change })).toEqual({
      code: 'NOT_FOUND',
      message: `No contract ${contractId}.`,
    });
  }
});

test('C26 B9 an upgrade by amendment begins at the local instant, and running clocks follow it', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-01-05', lastDay: '2026-12-31' });
  const ticket = await customer.open({ severity: 'LIMITED' }); // Enhanced: eight hours, due at 18:00 local
  desk.at('2026-01-05T10:00:00Z');
  await amend(desk, id, { planCode: 'PREMIUM' });
  const after = await customer.ticket(ticket.id);
  expect(after.plan).toBe('PREMIUM');
  // Four hours from 11:00 local.
  expect(after.initialResponse.dueAt).toBe('2026-01-05T14:00:00.000Z');
  const changes = (await customer.timeline(ticket.id)).filter(({ type }) => type === 'clock.due_changed');
  expect(changes.map(({ payload }) => payload['cause'])).toEqual(['PLAN_CHANGED']);
});

test('C26 B9 a downgrade by amendment keeps the promise of running clocks; new tickets get the lesser plan', async () => {
  const { id } = await order(desk, customer, {
    planCode: 'PREMIUM',
    firstDay: '2026-01-05',
    lastDay: '2026-12-31',
  });
  const ticket = await customer.open({ severity: 'LIMITED' }); // Premium: four hours, due at 14:00 local
  desk.at('2026-01-05T10:00:00Z');
  await amend(desk, id, { planCode: 'ENHANCED' });
  expect(await customer.ticket(ticket.id)).toMatchObject({
    plan: 'PREMIUM',
    initialResponse: { dueAt: '2026-01-05T13:00:00.000Z' },
  });
  expect(await customer.open({ severity: 'SEVERE' })).toMatchObject({
    plan: 'ENHANCED',
    initialResponse: { dueAt: '2026-01-05T12:00:00.000Z' },
  });
});
