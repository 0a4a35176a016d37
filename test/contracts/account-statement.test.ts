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

const STATEMENT = `query ($id: ID!, $from: LocalDate!, $to: LocalDate!) { accountStatement(accountId: $id, from: $from, to: $to) {
  account { id } timeZone from to
  plans { plan startsAt endsAt contract { id } }
  lines { kind due { amountMinor } derivation(locale: FR) }
  due { amountMinor currency }
  balances { benefit opening { allowance balance { granted available } } closing { allowance balance { granted available } } }
  years { contractYear { ordinal startsAt endsAt } balances { benefit balance { granted consumed expired available } } }
  movements { at benefit kind units cause }
  standing { plan endsOn } upcoming { kind effectiveOn } } }`;

interface Statement {
  plans: { plan: string; startsAt: string; endsAt: string; contract: { id: string } | null }[];
  lines: { kind: string; due: { amountMinor: string }; derivation: string[] }[];
  due: { amountMinor: string; currency: string }[];
  balances: object[];
  years: object[];
  movements: object[];
  standing: { plan: string; endsOn: string } | null;
  upcoming: { kind: string; effectiveOn: string }[];
}

async function statement(
  from: string,
  to: string,
  reader = customer as Pick<Customer, 'read'>,
): Promise<Statement> {
  const variables = { id: customer.accountId, from, to };
  return (await reader.read<{ accountStatement: Statement }>(STATEMENT, variables)).accountStatement;
}

test('S115 B8 B13 the statement of a year says which plans held, what was agreed and why, and what was granted', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-06-01T09:00:00Z');
  await amend(desk, id, { effectiveOn: '2026-07-01', planCode: 'PREMIUM', annualFees: eur('15000000') });
  desk.at('2026-12-31T23:30:00Z');

  const { plans, lines, due, balances, movements } = await statement('2026-01-01', '2026-12-31');

  const contract = { id };
  expect(plans).toEqual([
    {
      plan: 'BASIC',
      startsAt: '2025-12-31T23:00:00.000Z',
      endsAt: '2026-01-31T23:00:00.000Z',
      contract: null,
    },
    { plan: 'ENHANCED', startsAt: '2026-01-31T23:00:00.000Z', endsAt: '2026-06-30T22:00:00.000Z', contract },
    { plan: 'PREMIUM', startsAt: '2026-06-30T22:00:00.000Z', endsAt: '2026-12-31T23:00:00.000Z', contract },
  ]);
  // 334 of 365 days: Enhanced on 120,000.00 costs 13,726.03, Premium on 150,000.00 costs 27,452.05.
  // (2,745,205 − 1,372,603) × 184 / 334 = 756,164.34
  expect(lines.map(({ kind, due: { amountMinor } }) => [kind, amountMinor])).toEqual([
    ['SERVICE_ORDER', '1372603'],
    ['AMENDMENT', '756164'],
  ]);
  expect(due).toEqual([eur('2128767')]);
  expect(lines[1]!.derivation.map((sentence) => sentence.replaceAll(/[\u00a0\u202f]/g, ' '))).toEqual([
    'Frais d’abonnement annuels de 150 000,00 € × 20 % (forfait Premium, tarifs version 1) = 30 000,00 € par an.',
    'Le prix de la durée du service passe de 13 726,03 € à 27 452,05 €.',
    'Du 1er juillet 2026 au 31 décembre 2026 inclus, il reste 184 des 334 jours : (27 452,05 € − 13 726,03 €) × 184 / 334 = 7 561,64 € dus.',
    'Ce montant n’est pas remboursable, quel que soit l’événement de résiliation (conditions supplémentaires, A2).',
  ]);
  expect(movements).toMatchObject([
    { at: '2026-01-31T23:00:00.000Z', benefit: 'INSTRUCTOR_LED_SEATS', kind: 'GRANT', units: 2 },
    { at: '2026-06-30T22:00:00.000Z', benefit: 'INSTRUCTOR_LED_SEATS', kind: 'GRANT', units: 2 },
    { at: '2026-06-30T22:00:00.000Z', benefit: 'ANNUAL_HEALTH_REVIEW', kind: 'GRANT', units: 1 },
  ]);
  expect(balances).toMatchObject([
    { benefit: 'INSTRUCTOR_LED_SEATS', opening: { balance: { granted: 0 } } },
    { benefit: 'ANNUAL_HEALTH_REVIEW', opening: { balance: { granted: 0 } } },
  ]);
});

test('B13 the statement of a part of the time holds that part, and the whole is the sum of its parts', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-06-01T09:00:00Z');
  await amend(desk, id, { annualFees: eur('15000000') });
  const [first, second, whole] = await Promise.all([
    statement('2026-01-01', '2026-05-31'),
    statement('2026-06-01', '2026-12-31'),
    statement('2026-01-01', '2026-12-31'),
  ]);
  expect([first, second, whole].map(({ lines }) => lines.map(({ kind }) => kind))).toEqual([
    ['SERVICE_ORDER'],
    ['AMENDMENT'],
    ['SERVICE_ORDER', 'AMENDMENT'],
  ]);
  const total = (one: Statement) => BigInt(one.due[0]!.amountMinor);
  expect(total(first) + total(second)).toBe(total(whole));
  expect(first.plans.at(-1)).toMatchObject({ plan: 'ENHANCED', endsAt: '2026-05-31T22:00:00.000Z' });
  expect(second.plans[0]).toMatchObject({ plan: 'ENHANCED', startsAt: '2026-05-31T22:00:00.000Z' });
});

test('B13 B8 what a statement opens with, and what moved in its time, make what it closes with, to the instant', async () => {
  await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-06-01T09:00:00Z');
  const [january, february] = [
    await statement('2026-01-01', '2026-01-31'),
    await statement('2026-02-01', '2026-02-28'),
  ];
  const counts = (granted: number) => ({ balance: { granted, available: granted } });
  // The grant is of the first instant of February: it belongs to that month alone.
  expect([january.movements, january.years]).toEqual([[], []]);
  expect(january.balances[0]).toMatchObject({ opening: counts(0), closing: counts(0) });
  expect(february.movements).toMatchObject([{ at: '2026-01-31T23:00:00.000Z', kind: 'GRANT', units: 2 }]);
  expect(february.balances[0]).toMatchObject({ opening: counts(0), closing: counts(2) });
});

test('E2 E3 B8 each contract year of the time has its own balance: what was left of one did not carry over', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2027-01-31' });
  desk.at('2026-12-01T09:00:00Z');
  const quote = await desk.manager.act('quoteRenewal', { contractId: id });
  await desk.manager.act('renewContract', { quoteId: quote.id });
  desk.at('2027-03-01T09:00:00Z');
  const { years } = await statement('2026-07-01', '2027-06-30');
  const seats = (granted: number, expired: number, available: number) => ({
    benefit: 'INSTRUCTOR_LED_SEATS',
    balance: { granted, consumed: 0, expired, available },
  });
  expect(years).toMatchObject([
    {
      contractYear: { ordinal: 1, startsAt: '2026-01-31T23:00:00.000Z', endsAt: '2027-01-31T23:00:00.000Z' },
      balances: [seats(2, 2, 0), { benefit: 'ANNUAL_HEALTH_REVIEW' }],
    },
    {
      contractYear: { ordinal: 2, startsAt: '2027-01-31T23:00:00.000Z', endsAt: '2028-01-31T23:00:00.000Z' },
      balances: [seats(2, 0, 2), { benefit: 'ANNUAL_HEALTH_REVIEW' }],
    },
  ]);
});

test('B13 S117 the statement says which contract stands at its end and what is agreed beyond, as was known then', async () => {
  const { id } = await order(desk, customer, { firstDay: '2026-02-01', lastDay: '2026-12-31' });
  desk.at('2026-06-01T09:00:00Z');
  const renewal = await desk.manager.act('quoteRenewal', { contractId: id });
  await desk.manager.act('renewContract', { quoteId: renewal.id });
  desk.at('2026-08-01T09:00:00Z');
  const termination = await desk.manager.act('quoteTermination', {
    contractId: id,
    reason: 'CUSTOMER_DEFAULT',
    endsOn: '2026-09-30',
  });
  await desk.manager.act('terminateContract', { quoteId: termination.id });
  const next = async (from: string, to: string) => {
    const { standing, upcoming } = await statement(from, to);
    return [standing?.endsOn, upcoming.map(({ kind, effectiveOn }) => `${kind} ${effectiveOn}`)];
  };
  expect(await next('2026-01-01', '2026-01-31')).toEqual([undefined, ['SERVICE_ORDER 2026-02-01']]);
  expect(await next('2026-02-01', '2026-02-28')).toEqual(['2026-12-31', []]);
  expect(await next('2026-06-01', '2026-06-30')).toEqual(['2027-12-31', ['RENEWAL 2027-01-01']]);
  // The renewal is still on record, but support ends before it begins.
  expect(await next('2026-08-01', '2026-08-31')).toEqual(['2026-09-30', ['TERMINATION 2026-09-30']]);
});

test('S19 an account without a contract has a statement too: Basic, and nothing due', async () => {
  expect(await statement('2026-01-01', '2026-01-31')).toMatchObject({
    plans: [{ plan: 'BASIC', contract: null }],
    lines: [],
    due: [],
    movements: [],
  });
});

test('B13 the statement is for administrators and staff, and of at most 367 days', async () => {
  const variables = { id: customer.accountId, from: '2026-01-01', to: '2026-12-31' };
  const requester = await customer.colleague();
  const stranger = await desk.customer();
  expect((await requester.error(STATEMENT, variables)).code).toBe('FORBIDDEN');
  expect((await stranger.error(STATEMENT, variables)).code).toBe('NOT_FOUND');
  expect((await desk.anonymous.error(STATEMENT, variables)).code).toBe('UNAUTHENTICATED');
  expect((await desk.manager.error(STATEMENT, { ...variables, id: 'acc_absent' })).code).toBe('NOT_FOUND');
  expect((await statement('2026-01-01', '2026-12-31', desk.engineer)).plans).toHaveLength(1);
  for (const to of ['2025-12-31', '2027-01-03']) {
    expect((await customer.error(STATEMENT, { ...variables, to })).code).toBe('BAD_USER_INPUT');
  }
});
