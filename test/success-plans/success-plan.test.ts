import { asTenant } from '@tierline/prisma/tenancy';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantAccess, newPartner } from '../support/partners.ts';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let tam: Staff;
const START = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: START });
  tam = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
});
afterAll(() => desk.stop());

async function customer(plan: 'BASIC' | 'ENHANCED' | 'PREMIUM' = 'PREMIUM'): Promise<Customer> {
  desk.at(START);
  return desk.customer({ plan });
}

const FASTER = {
  outcome: 'Visitors reach the checkout faster.',
  measure: 'Median time to the checkout below 2 s',
  targetOn: '2026-09-30',
};
const propose = async ({ accountId, contactId }: Customer) =>
  unwrap(await tam.client.objectives.propose({ ...FASTER, accountId, ownerContactId: contactId })).objective;
const standing = async ({ client }: Pick<Customer, 'client'>, id: string) =>
  (await client.objectives.get(id))!.standing;

test('S8 S78 an objective has outcome, measure, date and owner; it is agreed with the customer, progresses and is closed', async () => {
  const ours = await customer();
  const { id: objectiveId, standing: proposed } = await propose(ours);
  expect(proposed).toMatchObject({
    ...FASTER,
    version: 1,
    status: 'PROPOSED',
    progress: 0,
    owner: { __typename: 'Contact', name: 'Aline Petit' },
    by: { __typename: 'StaffMember', name: 'Sofia Lindqvist' },
  });
  expect(await tam.client.objectives.reportProgress({ objectiveId, version: 1, progress: 10 })).toMatchObject(
    {
      __typename: 'ObjectiveStatusProblem',
      status: 'PROPOSED',
    },
  );
  unwrap(await ours.client.objectives.answer({ objectiveId, version: 1, agreed: true }));
  desk.at('2026-06-01T09:00:00Z');
  unwrap(
    await ours.client.objectives.reportProgress({
      objectiveId,
      version: 2,
      progress: 60,
      note: 'The homepage is done.',
    }),
  );
  desk.at('2026-09-29T09:00:00Z');
  const closing = { objectiveId, version: 3, status: 'ACHIEVED', note: '1.7 s in September.' } as const;
  const { objective } = unwrap(await tam.client.objectives.close(closing));
  expect(objective.standing).toMatchObject({ version: 4, status: 'ACHIEVED', progress: 100 });
  for (const change of [
    tam.client.objectives.close({ ...closing, version: 4 }),
    tam.client.objectives.reportProgress({ objectiveId, version: 4, progress: 10 }),
    ours.client.objectives.answer({ objectiveId, version: 4, agreed: false }),
  ]) {
    expect(await change).toMatchObject({ __typename: 'ObjectiveStatusProblem', status: 'ACHIEVED' });
  }
  const history = (await ours.client.objectives.history(objectiveId))!.versions.nodes;
  expect(history.map(({ version, status, progress, by }) => [version, status, progress, by.name])).toEqual([
    [4, 'ACHIEVED', 100, 'Sofia Lindqvist'],
    [3, 'AGREED', 60, 'Aline Petit'],
    [2, 'AGREED', 0, 'Aline Petit'],
    [1, 'PROPOSED', 0, 'Sofia Lindqvist'],
  ]);
});

test('S8 what changes is proposed anew; what the customer declines can be proposed in another form', async () => {
  const ours = await customer();
  const { id: objectiveId } = await propose(ours);
  unwrap(await ours.client.objectives.answer({ objectiveId, version: 1, agreed: true }));
  const change = { ...FASTER, objectiveId, targetOn: '2026-12-31', ownerStaffId: tam.staffId };
  unwrap(await tam.client.objectives.change({ ...change, version: 2 }));
  expect(await standing(ours, objectiveId)).toMatchObject({
    status: 'PROPOSED',
    targetOn: '2026-12-31',
    owner: { __typename: 'StaffMember' },
  });
  unwrap(await ours.client.objectives.answer({ objectiveId, version: 3, agreed: false, note: 'Too late.' }));
  expect(await standing(ours, objectiveId)).toMatchObject({ status: 'DECLINED', note: 'Too late.' });
  unwrap(await tam.client.objectives.change({ ...change, targetOn: '2026-10-31', version: 4 }));
  unwrap(await ours.client.objectives.answer({ objectiveId, version: 5, agreed: true }));
  expect(await standing(ours, objectiveId)).toMatchObject({ status: 'AGREED', targetOn: '2026-10-31' });
});

test('S8 of two who write at once one learns of the other, and nothing is lost', async () => {
  const ours = await customer();
  const { id: objectiveId } = await propose(ours);
  unwrap(await ours.client.objectives.answer({ objectiveId, version: 1, agreed: true }));
  const results = await Promise.all(
    [20, 40, 60].map((progress) =>
      tam.client.objectives.reportProgress({ objectiveId, version: 2, progress }),
    ),
  );
  expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
    'ObjectiveChangedProblem',
    'ObjectiveChangedProblem',
    'ReportObjectiveProgressSuccess',
  ]);
  expect(results.find(({ __typename }) => __typename === 'ObjectiveChangedProblem')).toMatchObject({
    version: 3,
  });
  const db = desk.server.database.client;
  await asTenant('every-account', () =>
    expect(
      db.objectiveVersion.updateMany({ where: { objectiveId }, data: { progress: 99 } }),
    ).rejects.toThrow(/permission denied/),
  );
});

test('S8 B13 the plan is read as it was at any instant', async () => {
  const ours = await customer();
  const { accountId } = ours;
  const { id: objectiveId } = await propose(ours);
  desk.at('2026-04-01T09:00:00Z');
  unwrap(await ours.client.objectives.answer({ objectiveId, version: 1, agreed: true }));
  const then = async (asOf: string) =>
    (await ours.client.objectives.list(accountId, { asOf }))!.successPlan.nodes.map(
      (objective) => objective.standing?.status ?? null,
    );
  expect(await then('2026-03-02T08:59:59.999Z')).toEqual([null]);
  expect(await then('2026-03-31T09:00:00Z')).toEqual(['PROPOSED']);
  expect(await then('2026-04-01T09:00:00Z')).toEqual(['AGREED']);
});

test('S8 S10 an objective is linked with the meetings and reviews in which it was spoken of', async () => {
  const ours = await customer();
  const { accountId } = ours;
  const { id: objectiveId } = await propose(ours);
  const { id: monthlyReviewId } = await tam.act('openMonthlyReview', { accountId, month: '2026-03' });
  const linked = { objectiveId, to: { monthlyReviewId } };
  const { objective } = unwrap(await tam.client.objectives.link(linked));
  expect(objective.linked).toEqual([{ __typename: 'MonthlyReview', id: monthlyReviewId, month: '2026-03' }]);
  expect(unwrap(await tam.client.objectives.link(linked)).objective.linked).toHaveLength(1);
  // The customer reads of it once the review is completed.
  expect((await ours.client.objectives.get(objectiveId))!.linked).toEqual([]);
  desk.at('2026-04-01T09:00:00Z');
  await tam.act('completeMonthlyReview', { reviewId: monthlyReviewId, summary: 'Quiet.' });
  expect((await ours.client.objectives.get(objectiveId))!.linked).toHaveLength(1);

  const theirs = await customer();
  const foreign = await propose(theirs);
  expect(await tam.client.objectives.link({ ...linked, objectiveId: foreign.id })).toMatchObject({
    issues: [{ path: 'to.monthlyReviewId', code: 'UNKNOWN' }],
  });
});

test('S8 who may: TAMs write, administrators agree, owners report; other customers and partners see nothing', async () => {
  const [ours, theirs] = [await customer('BASIC'), await customer()];
  const { id: objectiveId } = await propose(ours);
  const requester = await ours.colleague({ roles: ['REQUESTER'] });
  const { accountId, contactId: ownerContactId } = ours;
  const refused = { code: 'FORBIDDEN' };
  const { objectives } = ours.client;
  await expect(objectives.propose({ ...FASTER, accountId, ownerContactId })).rejects.toMatchObject(refused);
  await expect(
    requester.client.objectives.answer({ objectiveId, version: 1, agreed: true }),
  ).rejects.toMatchObject(refused);
  await expect(tam.client.objectives.answer({ objectiveId, version: 1, agreed: true })).rejects.toMatchObject(
    refused,
  );
  unwrap(await objectives.answer({ objectiveId, version: 1, agreed: true }));
  await expect(
    requester.client.objectives.reportProgress({ objectiveId, version: 2, progress: 5 }),
  ).rejects.toMatchObject(refused);
  expect(await standing(requester, objectiveId)).toMatchObject({ status: 'AGREED' });

  await expect(
    theirs.client.objectives.answer({ objectiveId, version: 2, agreed: true }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await theirs.client.objectives.get(objectiveId)).toBeNull();
  expect(await theirs.client.objectives.list(accountId)).toBeNull();
  const partner = await newPartner(desk);
  await grantAccess(ours, partner);
  expect(await partner.client.objectives.get(objectiveId)).toBeNull();
  expect((await partner.client.objectives.list(accountId))!.successPlan.nodes).toEqual([]);

  expect(
    await tam.client.objectives.propose({ ...FASTER, accountId, ownerContactId: theirs.contactId }),
  ).toMatchObject({ issues: [{ path: 'ownerContactId', code: 'UNKNOWN' }] });
  expect(await tam.client.objectives.propose({ ...FASTER, accountId })).toMatchObject({
    issues: [{ path: 'ownerContactId', code: 'ONE_OWNER' }],
  });
  const gone = await ours.colleague();
  await ours.act('endAccess', { personId: gone.contactId, reason: 'Left the company.' });
  expect(
    await tam.client.objectives.propose({ ...FASTER, accountId, ownerContactId: gone.contactId }),
  ).toMatchObject({ issues: [{ path: 'ownerContactId', code: 'UNKNOWN' }] });
});

const USAGE = {
  topic: 'USAGE',
  text: 'Sells through three shops; peaks in December.',
  shared: true,
} as const;
const CONTACTS = { topic: 'CONTACTS', text: 'Aline decides, her boss pays.', shared: false } as const;

test('S76 the TAM keeps what the account does with the product, in versions; its administrators read what is shared', async () => {
  const ours = await customer();
  const { accountId } = ours;
  const written = unwrap(await tam.client.context.write({ accountId, sections: [USAGE, CONTACTS] }));
  expect(written.account.context).toMatchObject([
    { ...USAGE, version: 1, writtenBy: { name: 'Sofia Lindqvist' } },
    { ...CONTACTS, version: 1 },
  ]);
  const read = async ({ client }: Pick<Customer, 'client'>, asOf?: string) =>
    (await client.context.get(accountId, asOf ? { asOf } : {}))!.context.map(({ text }) => text);
  expect(await read(ours)).toEqual([USAGE.text]);
  expect(await read(desk.engineer)).toEqual([USAGE.text, CONTACTS.text]);
  const requester = await ours.colleague({ roles: ['REQUESTER'] });
  expect(await read(requester)).toEqual([]);
  const partner = await newPartner(desk);
  await grantAccess(ours, partner);
  expect(await read(partner)).toEqual([]);

  desk.at('2026-07-01T09:00:00Z');
  const four = { ...USAGE, text: 'Sells through four shops.', shared: false };
  unwrap(await tam.client.context.write({ accountId, sections: [{ ...four, version: 1 }] }));
  // Not shared any more: the customer does not fall back to what was.
  expect(await read(ours)).toEqual([]);
  expect(await read(ours, '2026-06-30T09:00:00Z')).toEqual([USAGE.text]);
  expect(await read(tam, '2026-06-30T09:00:00Z')).toEqual([USAGE.text, CONTACTS.text]);
  const history = { accountId, topic: 'USAGE' } as const;
  expect((await tam.client.context.history(history))!.contextVersions.nodes).toMatchObject([
    { version: 2, text: four.text },
    { version: 1, text: USAGE.text },
  ]);
  expect((await ours.client.context.history(history))!.contextVersions.nodes).toMatchObject([{ version: 1 }]);
});

test('S76 what somebody else wrote meanwhile is not written over; below Premium it is refused and names Premium', async () => {
  const ours = await customer();
  const { accountId } = ours;
  const write = (sections: object[]) =>
    tam.client.context.write({ accountId, sections: sections as (typeof USAGE)[] });
  unwrap(await write([USAGE]));
  expect(await write([CONTACTS, USAGE])).toMatchObject({
    __typename: 'ContextChangedProblem',
    topic: 'USAGE',
    version: 1,
  });
  expect((await tam.client.context.get(accountId))!.context).toHaveLength(1);
  expect(await write([CONTACTS, CONTACTS])).toMatchObject({ issues: [{ path: 'sections', code: 'TWICE' }] });
  await expect(desk.engineer.client.context.write({ accountId, sections: [USAGE] })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const enhanced = await customer('ENHANCED');
  expect(await tam.client.context.write({ accountId: enhanced.accountId, sections: [USAGE] })).toMatchObject({
    __typename: 'EntitlementRequiredProblem',
    plan: 'ENHANCED',
    requiredPlan: 'PREMIUM',
  });
});

test('S77 the TAM lists the profiles of an account beside its context', async () => {
  const ours = await customer();
  const { accountId } = ours;
  for (const name of ['shop', 'app']) await desk.manager.act('addProfile', { accountId, name });
  const read = await tam.read<{ account: { profiles: { nodes: { name: string }[] } } }>(
    'query ($id: ID!) { account(id: $id) { profiles(first: 10) { nodes { name } } context { text } } }',
    { id: accountId },
  );
  expect(read.account.profiles.nodes.map(({ name }) => name).toSorted()).toEqual(['app', 'shop']);
});

test('S8 S78 administrators and the owner are told of what is proposed to them, and of each change, once', async () => {
  const ours = await customer();
  const other = await customer();
  const owner = await ours.colleague();
  const bystander = await ours.colleague();
  const told = async ({ client }: Pick<Customer, 'client'>) =>
    (await client.notifications.list()).nodes
      .filter(({ kind }) => kind === 'OBJECTIVE_PROPOSED')
      .map(({ causeId, title, body }) => ({ causeId, title, body }));
  const own = { ...FASTER, ownerContactId: owner.contactId };
  const { objective } = unwrap(
    await tam.client.objectives.propose({ ...own, accountId: ours.accountId }, { idempotencyKey: 'propose' }),
  );
  unwrap(
    await tam.client.objectives.propose({ ...own, accountId: ours.accountId }, { idempotencyKey: 'propose' }),
  );
  const proposed = {
    causeId: `${objective.id}:1`,
    title: 'An objective is proposed for your success plan',
    body: 'Your Technical Account Manager proposes it for 30 September 2026. An administrator of your account agrees to it or declines.',
  };
  expect([await told(ours), await told(owner)]).toEqual([[proposed], [proposed]]);
  desk.at('2026-03-03T09:00:00Z');
  const change = { objectiveId: objective.id, version: 1, ...own, targetOn: '2026-10-31' };
  unwrap(await tam.client.objectives.change(change));
  expect((await told(ours))[0]).toEqual({
    causeId: `${objective.id}:2`,
    title: 'An objective of your success plan changed',
    body: 'Your Technical Account Manager proposes it anew for 31 October 2026. An administrator of your account agrees to it or declines.',
  });
  expect([await told(bystander), await told(other)]).toEqual([[], []]);
});
