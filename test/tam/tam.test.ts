import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let sofia: Staff;
let jonas: Staff;

/** A Tuesday, 09:00 in London. */
const NOW = '2026-05-05T08:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  jonas = await desk.hire({ name: 'Jonas Berg', roles: ['TAM', 'ENGINEER'] });
});
afterAll(() => desk.stop());

const TAM = `query ($id: ID!, $at: DateTime) {
  account(id: $id) {
    tam(at: $at) { tam { name } backup { name } experienceSince qualification startsAt endsAt }
    tamHistory { nodes { id tam { name } startsAt endsAt } totalCount }
  }
}`;
interface Period {
  tam: { name: string };
  startsAt: string;
  endsAt: string | null;
}
interface Account {
  tam:
    | (Period & { backup: { name: string } | null; experienceSince: string; qualification: string | null })
    | null;
  tamHistory: { nodes: (Period & { id: string })[]; totalCount: number };
}

async function read(who: Caller, id: string, at?: string): Promise<Account> {
  return (await who.read<{ account: Account }>(TAM, { id, at })).account;
}

const named = (accountId: string, tam: Staff, more: object = {}) => ({
  accountId,
  tamId: tam.staffId,
  experienceSince: '2018-03-01',
  ...more,
});

test('S66 a Premium account has a named, experienced TAM with a backup, whom the customer sees', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  expect((await read(customer, customer.accountId)).tam).toBeNull();

  const input = named(customer.accountId, sofia, { backupId: jonas.staffId, qualification: 'iQ certified' });
  await desk.manager.act('assignTam', input);

  expect(await read(customer, customer.accountId)).toEqual({
    tam: {
      tam: { name: 'Sofia Lindqvist' },
      backup: { name: 'Jonas Berg' },
      experienceSince: '2018-03-01',
      qualification: 'iQ certified',
      startsAt: '2026-05-05T08:00:00.000Z',
      endsAt: null,
    },
    tamHistory: { nodes: [expect.objectContaining({ tam: { name: 'Sofia Lindqvist' } })], totalCount: 1 },
  });
});

test('S66 B13 a new TAM takes over at an instant; what was is still answered', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { accountId } = customer;
  await desk.manager.act('assignTam', named(accountId, sofia));
  await desk.manager.act('assignTam', named(accountId, jonas, { startsAt: '2026-06-01T08:00:00Z' }));

  expect((await read(customer, accountId)).tam).toMatchObject({
    tam: { name: 'Sofia Lindqvist' },
    endsAt: '2026-06-01T08:00:00.000Z',
  });
  desk.at('2026-07-01T08:00:00Z');
  expect((await read(customer, accountId)).tam?.tam.name).toBe('Jonas Berg');
  expect((await read(customer, accountId, '2026-06-01T07:59:59.999Z')).tam?.tam.name).toBe('Sofia Lindqvist');
  expect((await read(customer, accountId, '2026-06-01T08:00:00Z')).tam?.tam.name).toBe('Jonas Berg');
  expect((await read(customer, accountId, '2026-05-05T07:59:59Z')).tam).toBeNull();
  expect((await read(customer, accountId)).tamHistory.nodes.map(({ tam }) => tam.name)).toEqual([
    'Jonas Berg',
    'Sofia Lindqvist',
  ]);
});

test('C19 S66 S80 a TAM who comes, is followed by another and goes moves no clock', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { accountId } = customer;
  // Received on Tuesday at 10:00 in Paris: four business hours, until 14:00.
  const { id } = await customer.open({ requestType: 'AD_HOC_QUESTION', severity: 'LIMITED' });
  desk.at('2026-05-05T09:00:00Z');
  const clocks = async () => (await customer.ticket(id)).clocks;
  const before = await clocks();
  expect(before[0]).toMatchObject({ dueAt: '2026-05-05T12:00:00.000Z', elapsedSeconds: 3_600 });

  await desk.manager.act('assignTam', named(accountId, sofia));
  expect(await clocks()).toEqual(before);
  await desk.manager.act('assignTam', named(accountId, jonas, { startsAt: '2026-05-05T10:00:00Z' }));
  expect(await clocks()).toEqual(before);
  for (const { id: assignmentId } of (await read(desk.manager, accountId)).tamHistory.nodes) {
    await desk.manager.act('endTam', { assignmentId });
    expect(await clocks()).toEqual(before);
  }
});

test('S66 of assignments none overlap: a later one is in the way of one without an end', async () => {
  desk.at(NOW);
  const { accountId } = await desk.customer({ plan: 'PREMIUM' });
  await desk.manager.act('assignTam', named(accountId, jonas, { startsAt: '2026-08-01T08:00:00Z' }));

  expect(await desk.manager.problem('assignTam', named(accountId, sofia))).toMatchObject({
    issues: [
      {
        path: 'endsAt',
        code: 'OVERLAP',
        en: 'must come by 2026-08-01T08:00:00.000Z, where another assignment begins.',
      },
    ],
  });
  await desk.manager.act('assignTam', named(accountId, sofia, { endsAt: '2026-08-01T08:00:00Z' }));
  const { nodes } = (await read(desk.manager, accountId)).tamHistory;
  expect(nodes.map(({ tam, startsAt, endsAt }) => [tam.name, startsAt, endsAt])).toEqual([
    ['Jonas Berg', '2026-08-01T08:00:00.000Z', null],
    ['Sofia Lindqvist', '2026-05-05T08:00:00.000Z', '2026-08-01T08:00:00.000Z'],
  ]);
});

test('S66 of several at once one stands, and the history has no gap and no overlap', async () => {
  desk.at(NOW);
  const { accountId } = await desk.customer({ plan: 'PREMIUM' });
  await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      desk.manager.act('assignTam', named(accountId, at % 2 ? sofia : jonas)),
    ),
  );
  expect((await read(desk.manager, accountId)).tamHistory.totalCount).toBe(1);
});

test('S66 an assignment ends, and one that has not begun is taken back', async () => {
  desk.at(NOW);
  const { accountId } = await desk.customer({ plan: 'PREMIUM' });
  await desk.manager.act('assignTam', named(accountId, sofia));
  await desk.manager.act('assignTam', named(accountId, jonas, { startsAt: '2026-08-01T08:00:00Z' }));
  const [later, now] = (await read(desk.manager, accountId)).tamHistory.nodes;

  desk.at('2026-05-06T08:00:00Z');
  await desk.manager.act('endTam', { assignmentId: later!.id });
  await desk.manager.act('endTam', { assignmentId: now!.id });

  expect(await read(desk.manager, accountId)).toMatchObject({
    tam: null,
    tamHistory: { nodes: [{ tam: { name: 'Sofia Lindqvist' }, endsAt: '2026-05-06T08:00:00.000Z' }] },
  });
  for (const { id } of [later!, now!]) {
    expect(await desk.manager.problem('endTam', { assignmentId: id })).toMatchObject({
      issues: [{ path: 'assignmentId', code: 'UNKNOWN' }],
    });
  }
});

test.each(['BASIC', 'ENHANCED'] as const)(
  'S66 S71 on %s there is no TAM, and the answer names Premium',
  async (plan) => {
    desk.at(NOW);
    const { accountId } = await desk.customer({ plan });
    expect(await desk.manager.problem('assignTam', named(accountId, sofia))).toMatchObject({
      __typename: 'EntitlementRequiredProblem',
      code: 'ENTITLEMENT_REQUIRED',
      en: `A named Technical Account Manager: the ${plan === 'BASIC' ? 'Basic' : 'Enhanced'} plan does not include it; the Premium plan does.`,
    });
  },
);

test('S66 a TAM has the role, is experienced, is not the own backup, and begins now or later', async () => {
  desk.at(NOW);
  const { accountId } = await desk.customer({ plan: 'PREMIUM' });
  const refused = async (input: object, path: string, code: string) =>
    expect(await desk.manager.problem('assignTam', { ...named(accountId, sofia), ...input })).toMatchObject({
      issues: [{ path, code }],
    });
  await refused({ tamId: desk.engineer.staffId }, 'tamId', 'NOT_A_TAM');
  await refused({ tamId: 'stf_nobody' }, 'tamId', 'UNKNOWN');
  await refused({ backupId: desk.engineer.staffId }, 'backupId', 'NOT_A_TAM');
  await refused({ backupId: sofia.staffId }, 'backupId', 'SAME_PERSON');
  await refused({ experienceSince: '2026-05-06' }, 'experienceSince', 'TOO_BIG');
  await refused({ startsAt: '2026-05-05T07:59:59Z' }, 'startsAt', 'TOO_SMALL');
  await refused({ endsAt: '2026-05-05T08:00:00Z' }, 'endsAt', 'TOO_SMALL');
  expect(await sofia.denied('assignTam', named(accountId, sofia))).toMatchObject({ code: 'FORBIDDEN' });
  expect((await read(desk.manager, accountId)).tamHistory.totalCount).toBe(0);
});

test('S66 the TAM of another account is nobody’s business', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const stranger = await desk.customer({ plan: 'PREMIUM' });
  await desk.manager.act('assignTam', named(customer.accountId, sofia));
  const { id } = (await read(customer, customer.accountId)).tamHistory.nodes[0]!;
  expect(await stranger.read(TAM, { id: customer.accountId })).toEqual({ account: null });
  expect(await stranger.read('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: null });
  expect(await customer.read('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({ node: { id } });
});
