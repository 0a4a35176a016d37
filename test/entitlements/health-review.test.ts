import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
const REVIEW = { requestType: 'WELLNESS_REVIEW', severity: 'LIMITED' } as const;
const START = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: START });
});
afterAll(() => desk.stop());

async function premium(): Promise<Customer> {
  desk.at(START);
  return desk.customer({ plan: 'PREMIUM' });
}

const check = ({ client, accountId }: Customer) =>
  client.entitlements.check({ accountId, sku: 'IQ-TM', ...REVIEW });
const ask = { ...REVIEW, sku: 'IQ-TM', subject: 'Our review', question: 'Please review our account.' };
const balance = async ({ client, accountId }: Customer) =>
  (await client.entitlements.balance({ accountId, benefit: 'ANNUAL_HEALTH_REVIEW' })).balance;
const resolution = { body: 'Here are the findings.', resolve: true, review: IN_SCOPE };

test('S82 E5 B4 one health review a contract year: the second is refused alike by the dry run and the request', async () => {
  const customer = await premium();
  expect(await check(customer)).toMatchObject({ verdict: 'ALLOWED', renewsAt: null });
  const ticket = await customer.open(REVIEW);
  expect(await balance(customer)).toMatchObject({ granted: 1, reserved: 1, available: 0 });

  expect(await check(customer)).toMatchObject({
    verdict: 'ALLOWANCE_EXHAUSTED',
    nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
    renewsAt: '2027-03-02T09:00:00.000Z',
  });
  expect(await customer.client.tickets.open(ask)).toMatchObject({
    __typename: 'AllowanceExhaustedProblem',
    allowance: 1,
    renewsAt: '2027-03-02T09:00:00.000Z',
  });
  const [line] = await customer.client.entitlements.ledger({ accountId: customer.accountId }).all(1);
  expect(line).toMatchObject({ kind: 'RESERVE', cause: 'TICKET', ticket: { id: ticket.id } });

  // The year after, there is a new one.
  desk.at('2027-03-02T09:00:00Z');
  expect(await check(customer)).toMatchObject({ verdict: 'ALLOWED' });
  await customer.open(REVIEW);
});

test('E5 a review that is withdrawn or rejected gives the unit back', async () => {
  const customer = await premium();
  const first = await customer.open(REVIEW);
  await customer.act('closeTicket', { ticketId: first.id });
  expect(await balance(customer)).toMatchObject({ reserved: 0, available: 1 });

  const second = await customer.open(REVIEW);
  await desk.engineer.act('rejectTicket', {
    ticketId: second.id,
    clause: '3.1',
    reasonFr: 'Il s’agit d’une nouvelle conception.',
    reasonEn: 'This is a new design.',
  });
  expect(await balance(customer)).toMatchObject({ reserved: 0, available: 1 });
  await customer.open(REVIEW);
});

test('E5 S82 a review that is done uses the unit up; closing or re-opening its ticket gives nothing back', async () => {
  const customer = await premium();
  const { id: ticketId } = await customer.open(REVIEW);
  desk.at('2026-03-05T09:00:00Z');
  await desk.engineer.act('replyToTicket', { ticketId, ...resolution });
  expect(await balance(customer)).toMatchObject({ reserved: 0, consumed: 1, available: 0 });
  await customer.act('replyToTicket', { ticketId, body: 'One question about it.' });
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Answered.', resolve: true });
  await customer.act('closeTicket', { ticketId });
  expect(await balance(customer)).toMatchObject({ reserved: 0, consumed: 1, available: 0 });
});

test('E5 E1 of many simultaneous requests for the one review exactly one is taken', async () => {
  const customer = await premium();
  const results = await Promise.all([1, 2, 3, 4, 5].map(() => customer.client.tickets.open(ask)));
  expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
    ...Array<string>(4).fill('AllowanceExhaustedProblem'),
    'OpenTicketSuccess',
  ]);
});

test('S104 below Premium the review is excluded by its clause, not exhausted', async () => {
  desk.at(START);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  expect(await check(customer)).toMatchObject({ verdict: 'OUT_OF_SCOPE', clause: { number: '3.6' } });
});
