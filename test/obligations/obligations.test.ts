import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { settleLedgers } from '@tierline/schema/entitlements/ledger.jobs';
import { fulfilObligation } from '@tierline/schema/obligations/fulfil-obligation';
import { remindOfObligations, settleObligations } from '@tierline/schema/obligations/obligations.jobs';
import type { ObligationKind } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let tam: Staff;

/** A Friday, midnight in Paris. */
const START = '2026-04-30T22:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: START });
  tam = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
});
afterAll(() => desk.stop());

/** A Premium customer from 1 May 2026 on, with a TAM unless told. */
async function premium({ named = true } = {}): Promise<Customer> {
  desk.at(START);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  if (named) await assign(customer);
  return customer;
}

const assign = ({ accountId }: Customer, more: object = {}) =>
  desk.manager.act('assignTam', { accountId, tamId: tam.staffId, experienceSince: '2019-01-01', ...more });

/** What the jobs of a second do. */
async function pass(instant: string): Promise<void> {
  desk.at(instant);
  const { client } = desk.server.database;
  const now = new Date(instant);
  await asTenant('every-account', async () => {
    await settleLedgers(client, now);
    await settleObligations(client, now);
    await remindOfObligations(client, now);
  });
}

const list = (who: Caller, { accountId }: { accountId: string }, filter: object = {}) =>
  who.client.obligations.list({ accountId, ...filter }).all(200);
const only = async (who: Caller, customer: Customer, kind: ObligationKind, filter: object = {}) =>
  (await list(who, customer, { kinds: [kind], ...filter }))[0]!;
const notices = async (who: Caller, { accountId }: Customer) =>
  (await who.client.notifications.list().all(100))
    .filter(({ account }) => account?.id === accountId)
    .map(({ title }) => title);

/** Says, as a term that did what was promised does, that it was kept. */
const keep = (customer: Customer, kind: ObligationKind, at: string, proofId: string, of?: string) =>
  asTenant('every-account', () =>
    transact(
      {
        db: desk.server.database.client,
        now: new Date(at),
        requestId: 'test',
        actor: { kind: 'system', id: null },
      },
      async (tx) => ({
        value: {},
        events: await fulfilObligation(tx, {
          accountId: customer.accountId,
          kind,
          at: new Date(at),
          ...(of !== undefined && { of: new Date(of) }),
          proof: { type: 'ENGAGEMENT', id: proofId },
        }),
      }),
    ),
  );

test('B7 S72 S73 S74 S79 S82 S85 a Premium account is promised a year of dated obligations, and both sides see the same', async () => {
  const customer = await premium();
  const mine = await list(customer, customer);
  expect(await list(tam, customer)).toEqual(mine);
  const count = (kind: string) => mine.filter((one) => one.kind === kind).length;
  const recurring = ['MONTHLY_REVIEW', 'TECHNICAL_MEETING', 'CHECK_IN', 'FEATURE_PRESENTATION'];
  expect(recurring.map(count)).toEqual([12, 12, 12, 4]);
  expect(mine[0]).toMatchObject({
    kind: 'TAM_ASSIGNMENT',
    state: 'DONE',
    doneAt: '2026-04-30T22:00:00.000Z',
  });
  expect(mine.filter(({ kind }) => kind === 'MONTHLY_REVIEW')[0]).toMatchObject({
    label: 'Monthly review of support requests',
    state: 'DUE',
    firstDay: '2026-05-01',
    lastDay: '2026-05-31',
    dueAt: '2026-06-10T22:00:00.000Z',
    owner: { name: 'Sofia Lindqvist' },
    late: false,
    proof: null,
    waiver: null,
  });
  expect(mine.filter(({ kind }) => kind === 'ANNUAL_HEALTH_REVIEW')).toMatchObject([
    { firstDay: '2026-05-01', lastDay: '2027-04-30', dueAt: '2027-04-30T22:00:00.000Z' },
  ]);
  expect(mine.filter(({ kind }) => kind === 'SEATS_EXPIRE')).toHaveLength(1);
  const first = await customer.client.obligations.list({ accountId: customer.accountId, first: 1 });
  expect(first.pageInfo.hasNextPage).toBe(true);
  expect(first.nodes).toEqual([mine[0]]);
});

test('S66 B7 Premium without a TAM is an open obligation, which naming one keeps', async () => {
  const customer = await premium({ named: false });
  expect(await only(customer, customer, 'TAM_ASSIGNMENT')).toMatchObject({
    state: 'DUE',
    dueAt: '2026-05-06T22:00:00.000Z', // the end of the fifth day after
    owner: null,
  });

  desk.at('2026-05-04T08:00:00Z');
  await assign(customer);

  const { tam: named } = (await customer.client.tam.get(customer.accountId))!;
  expect(await only(customer, customer, 'TAM_ASSIGNMENT')).toMatchObject({
    state: 'DONE',
    late: false,
    doneAt: '2026-05-04T08:00:00.000Z',
    proof: { type: 'TAM_ASSIGNMENT', id: named!.id },
    owner: { name: 'Sofia Lindqvist' },
  });
});

test('S66 B7 a TAM named for later keeps it when the assignment begins; one who leaves without another is missed', async () => {
  const customer = await premium({ named: false });
  await assign(customer, { startsAt: '2026-05-08T08:00:00Z', endsAt: '2026-07-01T08:00:00Z' });
  await pass('2026-05-07T00:00:00Z');
  expect(await list(customer, customer, { kinds: ['TAM_ASSIGNMENT'] })).toMatchObject([
    { state: 'OVERDUE', late: true },
    { state: 'DUE', firstDay: '2026-07-01', dueAt: '2026-07-06T22:00:00.000Z' },
  ]);
  await pass('2026-05-08T08:00:00Z');
  expect(await list(customer, customer, { kinds: ['TAM_ASSIGNMENT'] })).toMatchObject([
    { state: 'DONE', late: true, doneAt: '2026-05-08T08:00:00.000Z' },
    { state: 'DUE' },
  ]);
});

test('B7 reminders go to the TAM ahead, and overdue is told to both sides, each once', async () => {
  const customer = await premium();
  await pass('2026-05-25T06:00:00Z'); // a week before meeting and check-in are due, 08:00 in Paris
  await pass('2026-05-25T06:00:01Z');
  desk.at('2026-05-26T10:00:00Z'); // Whit Monday is a holiday of the region
  expect((await notices(tam, customer)).toSorted()).toEqual([
    'Regular check-in: due by 31 May 2026',
    'Technical meeting: due by 31 May 2026',
  ]);
  expect(await notices(customer, customer)).toEqual([]);

  await pass('2026-06-01T07:00:00Z');
  await pass('2026-06-01T07:00:01Z');
  const overdue = ['Regular check-in: overdue', 'Technical meeting: overdue'];
  expect((await notices(tam, customer)).slice(0, 2).toSorted()).toEqual(overdue);
  expect((await notices(customer, customer)).toSorted()).toEqual(overdue);
  const late = await list(customer, customer, { overdue: true });
  expect(late.map(({ kind }) => kind).toSorted()).toEqual(['CHECK_IN', 'TECHNICAL_MEETING']);
  expect(await desk.manager.client.obligations.list({ overdue: true, tamId: tam.staffId }).all(100)).toEqual(
    expect.arrayContaining(late),
  );
  const told = await desk.manager.client.events.list({ subject: late[0]!.id }).all(10);
  expect(told.map(({ type }) => type)).toEqual(['obligation.due_soon', 'obligation.overdue']);
});

test('B7 what was done in its time keeps it, however late it is recorded; a second one catches up what was missed', async () => {
  const customer = await premium();
  await keep(customer, 'TECHNICAL_MEETING', '2026-05-31T12:00:00Z', 'eng_1');
  desk.at('2026-07-02T09:00:00Z');
  await keep(customer, 'TECHNICAL_MEETING', '2026-07-02T09:00:00Z', 'eng_2');
  await keep(customer, 'TECHNICAL_MEETING', '2026-07-02T09:00:00Z', 'eng_2'); // said twice
  await keep(customer, 'TECHNICAL_MEETING', '2026-07-02T15:00:00Z', 'eng_3');
  expect(await list(customer, customer, { kinds: ['TECHNICAL_MEETING'], states: ['DONE'] })).toMatchObject([
    { firstDay: '2026-05-01', proof: { id: 'eng_1' }, late: false },
    { firstDay: '2026-06-01', proof: { id: 'eng_3' }, late: true },
    { firstDay: '2026-07-01', proof: { id: 'eng_2' }, late: false },
  ]);
  // A review is of its month, and of no other.
  await keep(customer, 'MONTHLY_REVIEW', '2026-07-02T09:00:00Z', 'eng_4', '2026-06-15T00:00:00Z');
  expect(await list(customer, customer, { kinds: ['MONTHLY_REVIEW'], states: ['DONE'] })).toMatchObject([
    { firstDay: '2026-06-01', late: false },
  ]);
  expect(await only(customer, customer, 'MONTHLY_REVIEW')).toMatchObject({ state: 'OVERDUE' });
});

test('B7 changing the plan withdraws what is no longer promised, keeps what is done, and promises anew on return', async () => {
  const customer = await premium();
  await keep(customer, 'CHECK_IN', '2026-05-10T09:00:00Z', 'eng_5');
  desk.at('2026-06-15T10:00:00Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'ENHANCED' });

  const left = await list(customer, customer, { states: ['DUE'] });
  expect(left.map(({ kind, lastDay }) => [kind, lastDay])).toEqual([
    ['MONTHLY_REVIEW', '2026-06-30'],
    ['SEATS_EXPIRE', '2027-04-30'],
  ]);
  expect(await list(customer, customer, { kinds: ['CHECK_IN'], states: ['DONE'] })).toHaveLength(1);
  const withdrawn = await list(customer, customer, { states: ['WITHDRAWN'] });
  expect(new Set(withdrawn.map(({ withdrawnFor }) => withdrawnFor))).toEqual(new Set(['PLAN_CHANGED']));
  expect(withdrawn.filter(({ kind }) => kind === 'CHECK_IN')).toHaveLength(11);
  expect(await list(customer, customer, { overdue: true })).toMatchObject([
    { kind: 'TECHNICAL_MEETING', lastDay: '2026-05-31' },
    { kind: 'MONTHLY_REVIEW', lastDay: '2026-05-31' },
  ]);

  desk.at('2026-07-01T00:00:00Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });
  const again = await list(customer, customer, {
    states: ['DUE'],
    kinds: ['CHECK_IN', 'ANNUAL_HEALTH_REVIEW'],
  });
  expect(again.at(0)).toMatchObject({ kind: 'CHECK_IN', firstDay: '2026-07-01', lastDay: '2026-07-31' });
  expect(again.filter(({ kind }) => kind === 'ANNUAL_HEALTH_REVIEW')).toMatchObject([
    { dueAt: '2027-04-30T22:00:00.000Z' },
  ]);
});

test('B7 E3 the next contract year brings its own obligations, once', async () => {
  const customer = await premium();
  await pass('2027-04-30T21:59:59Z');
  expect(await list(customer, customer, { kinds: ['ANNUAL_HEALTH_REVIEW'] })).toHaveLength(1);
  await pass('2027-04-30T22:00:00Z');
  await pass('2027-04-30T22:00:01Z');
  expect(await list(customer, customer, { kinds: ['ANNUAL_HEALTH_REVIEW'] })).toMatchObject([
    { state: 'OVERDUE', lastDay: '2027-04-30' },
    { state: 'DUE', lastDay: '2028-04-30' },
  ]);
  expect(await list(customer, customer, { kinds: ['MONTHLY_REVIEW'] })).toHaveLength(24);
});

test('S64 E2 B7 of seats that expire the administrators are reminded, and the year settles the obligation', async () => {
  desk.at(START);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  expect(await list(customer, customer)).toMatchObject([
    { kind: 'SEATS_EXPIRE', dueAt: '2027-04-30T22:00:00.000Z', owner: null },
  ]);
  await pass('2027-03-31T06:00:00Z');
  const [notice] = await customer.client.notifications.list().all(1);
  expect(notice).toMatchObject({
    title: 'Training seats to use before they expire: due by 30 April 2027',
    body: 'Seats left: 2. They expire on 30 April 2027 and do not carry over.',
  });
  await pass('2027-04-30T22:00:00Z');
  const [line] = await customer.client.entitlements
    .ledger({ accountId: customer.accountId })
    .all(10)
    .then((lines) => lines.filter(({ kind }) => kind === 'EXPIRE'));
  expect((await list(customer, customer))[0]).toMatchObject({
    state: 'DONE',
    proof: { type: 'LEDGER_LINE', id: line!.id },
  });
});

test('B7 an administrator or a manager waives with a reason that both read; the TAM and other contacts may not', async () => {
  const customer = await premium();
  const [first, second] = await list(customer, customer, { kinds: ['TECHNICAL_MEETING'] });
  await customer.act('waiveObligation', { obligationId: first!.id, reason: 'We are on holiday all May.' });
  expect(await tam.client.obligations.get(first!.id)).toMatchObject({
    state: 'WAIVED',
    waiver: { by: 'CUSTOMER', reason: 'We are on holiday all May.' },
  });
  expect(
    await desk.manager.problem('waiveObligation', { obligationId: first!.id, reason: 'Again.' }),
  ).toMatchObject({
    code: 'OBLIGATION_SETTLED',
    fr: 'L’engagement est déjà tenu, abandonné ou retiré.',
  });
  const waive = { obligationId: second!.id, reason: 'Replaced by a workshop.' };
  expect(await tam.denied('waiveObligation', waive)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await (await customer.colleague()).denied('waiveObligation', waive)).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await customer.problem('waiveObligation', { ...waive, reason: ' ' })).toMatchObject({
    code: 'INVALID_INPUT',
  });
  await desk.manager.act('waiveObligation', waive);
  expect(await notices(customer, customer)).toEqual(['Technical meeting: waived by the vendor']);
});

test('B7 the obligations of another account are nobody’s business', async () => {
  const [customer, stranger] = [await premium(), await premium()];
  const { id } = (await list(customer, customer))[0]!;
  expect(await stranger.client.obligations.get(id)).toBeNull();
  expect(await stranger.read('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  await expect(list(stranger, customer)).rejects.toMatchObject({
    errors: [{ extensions: { code: 'NOT_FOUND' } }],
  });
  expect(await stranger.denied('waiveObligation', { obligationId: id, reason: 'No.' })).toMatchObject({
    code: 'NOT_FOUND',
  });
  const seen = await stranger.client.obligations.list({}).all(100);
  expect(new Set(seen.map(({ account }) => account.id))).toEqual(new Set([stranger.accountId]));
});

test('B7 S17 months are those of the account’s zone, and move with it', async () => {
  const customer = await premium();
  desk.at('2026-05-20T00:00:00Z');
  await desk.manager.act('relocateAccount', {
    accountId: customer.accountId,
    timeZone: 'America/New_York',
    country: 'US',
    subdivision: 'NY',
  });
  expect(await only(customer, customer, 'MONTHLY_REVIEW')).toMatchObject({
    firstDay: '2026-05-01',
    lastDay: '2026-05-31',
    dueAt: '2026-06-11T04:00:00.000Z',
  });
  expect(await list(customer, customer, { kinds: ['MONTHLY_REVIEW'] })).toHaveLength(12);
});

test('B7 B13 the statement shows what was due in its time, as it stood at its end', async () => {
  const customer = await premium();
  await keep(customer, 'CHECK_IN', '2026-05-10T09:00:00Z', 'eng_6');
  await keep(customer, 'TECHNICAL_MEETING', '2026-06-03T09:00:00Z', 'eng_7', '2026-05-15T00:00:00Z');
  desk.at('2026-06-20T09:00:00Z');
  const { obligations } = await customer.client.contracts.statement({
    accountId: customer.accountId,
    from: '2026-05-01',
    to: '2026-05-31',
  });
  expect(obligations.map(({ kind, state }) => [kind, state]).toSorted()).toEqual([
    ['CHECK_IN', 'DONE'],
    ['TAM_ASSIGNMENT', 'DONE'],
    ['TECHNICAL_MEETING', 'OVERDUE'],
  ]);
});
