import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

const at = (local: string) => desk.at(`2026-05-04T${local}+02:00`);
const table = (minutes: number) => ({
  atRiskPercent: 50,
  targets: ['ENHANCED', 'PREMIUM'].flatMap((plan) =>
    ['SEVERE', 'MODERATE', 'LIMITED'].map((severity) => ({ plan, severity, businessMinutes: minutes })),
  ),
});

interface History {
  targetVersions: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string };
    nodes: { version: number; retiredAt: string | null; publishedBy: { name: string } | null }[];
  };
}
const history = (first: number, after?: string) =>
  desk.anonymous.read<History>(
    `query ($first: Int, $after: String) { targetVersions(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { version retiredAt publishedBy { name } } } }`,
    { first, after },
  );

test('C27 S60 a table is published, promises what comes later, is retired, and everybody reads all of it', async () => {
  at('08:00:00');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const first = await customer.open();
  const later = { ...table(30), effectiveFrom: '2026-05-04T08:00:00Z' };
  expect(await desk.manager.act('publishTargets', later)).toEqual({
    version: 2,
    effectiveFrom: '2026-05-04T08:00:00.000Z',
    retiredAt: null,
  });
  expect((await customer.open()).initialResponse.targetVersion).toBe(1); // not in force yet
  at('10:00:00');
  const second = await customer.open();
  expect(second.initialResponse).toMatchObject({ targetVersion: 2, targetSeconds: 1_800 });

  at('10:10:00');
  await desk.manager.act('retireTargets', { version: 2, reason: 'Half an hour was a slip.' });
  expect((await customer.open()).initialResponse).toMatchObject({ targetVersion: 1, targetSeconds: 3_600 });
  // what it had promised stands, and follows its own table still
  at('10:14:59');
  expect((await customer.ticket(second.id)).initialResponse).toMatchObject({
    state: 'RUNNING',
    dueAt: '2026-05-04T08:30:00.000Z',
    atRiskAt: '2026-05-04T08:15:00.000Z',
  });
  expect((await customer.ticket(first.id)).initialResponse).toMatchObject({
    targetVersion: 1,
    dueAt: '2026-05-04T07:00:00.000Z',
  });

  const page = await history(1);
  expect(page.targetVersions).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: true },
    nodes: [{ version: 2, retiredAt: '2026-05-04T08:10:00.000Z', publishedBy: { name: 'Max Weber' } }],
  });
  const next = await history(5, page.targetVersions.pageInfo.endCursor);
  expect(next.targetVersions.nodes).toEqual([{ version: 1, retiredAt: null, publishedBy: null }]);
});

test('C27 C26 a severity or a plan that changes later follows the table of the receipt, retired or not', async () => {
  at('11:00:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { version } = await desk.manager.act('publishTargets', table(60));
  const { id } = await customer.open({ severity: 'LIMITED' });
  await desk.manager.act('retireTargets', { version, reason: 'Only for a morning.' });
  at('11:10:00');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });
  const worse = { ticketId: id, severity: 'SEVERE', cause: 'WORSENED' };
  expect((await customer.act('raiseSeverity', worse)).initialResponse).toMatchObject({
    targetVersion: version,
    dueAt: '2026-05-04T10:00:00.000Z', // an hour after 11:00, for every plan and severity
  });
});

test('C27 C20 C26 a wait that goes on in a merged ticket keeps the table of its own receipt when the plan changes', async () => {
  at('11:20:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const source = await customer.open({ severity: 'LIMITED' });
  at('11:30:00');
  const { version } = await desk.manager.act('publishTargets', table(30));
  const target = await customer.open({ severity: 'LIMITED' });
  await desk.engineer.act('replyToTicket', { ticketId: target.id, body: 'We look into it.' });
  await desk.engineer.act('mergeTickets', { sourceId: source.id, targetId: target.id });
  at('11:40:00');
  await desk.manager.act('retireTargets', { version, reason: 'Only for a moment.' });
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });
  const { clocks } = await customer.ticket(target.id);
  expect(clocks.find(({ state }) => state === 'RUNNING')).toMatchObject({
    targetVersion: 1,
    dueAt: '2026-05-04T13:40:00.000Z', // four hours after 11:40
  });
});

test('C27 what is refused: the past, what is not whole, the last table, one that is not there, anybody else', async () => {
  at('12:00:00');
  const past = { ...table(30), effectiveFrom: '2026-05-04T09:59:59.999Z' };
  expect((await desk.manager.problem('publishTargets', past)).issues).toMatchObject([
    { path: 'effectiveFrom', code: 'TOO_SMALL' },
  ]);
  const halves = { ...table(30), targets: table(30).targets.slice(1) };
  expect((await desk.manager.problem('publishTargets', halves)).issues).toMatchObject([
    { path: 'targets', code: 'MISSING', en: 'says nothing of ENHANCED SEVERE.' },
  ]);
  expect((await desk.manager.problem('retireTargets', { version: 1, reason: 'Old' })).issues).toMatchObject([
    { code: 'LAST_IN_FORCE', fr: 'est le seul barème en vigueur\u00a0: publiez-en un autre d’abord.' },
  ]);
  expect((await desk.manager.problem('retireTargets', { version: 2, reason: 'Again' })).issues).toMatchObject(
    [{ code: 'RETIRED' }],
  );
  expect(
    (await desk.manager.problem('retireTargets', { version: 99, reason: 'What?' })).issues,
  ).toMatchObject([{ path: 'version', code: 'UNKNOWN' }]);
  expect((await desk.engineer.denied('publishTargets', table(30))).code).toBe('FORBIDDEN');
  expect((await desk.engineer.denied('retireTargets', { version: 1, reason: 'Old' })).code).toBe('FORBIDDEN');
});

test('C27 C35 tables published at the same time get numbers of their own', async () => {
  at('13:00:00');
  const tomorrow = { ...table(30), effectiveFrom: '2026-05-05T06:00:00Z' };
  const published = await Promise.all([1, 2, 3, 4].map(() => desk.manager.act('publishTargets', tomorrow)));
  const versions = published.map(({ version }) => version).toSorted();
  expect(new Set(versions).size).toBe(4);
  expect(versions[3]! - versions[0]!).toBe(3);
});
