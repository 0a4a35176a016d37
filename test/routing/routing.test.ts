import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;

/** A Tuesday, 09:00 in London and 10:00 in Paris: EMEA is at work, AMER and APAC are not. */
const NOW = '2026-05-05T08:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
});
afterAll(() => desk.stop());

let teams = 0;
async function team(region: string, members: Staff[], on = true): Promise<string> {
  const memberIds = members.map(({ staffId }) => staffId);
  const { id } = await desk.manager.act('createTeam', { name: `Team ${(teams += 1)}`, region, memberIds });
  if (on) await desk.manager.act('setAutoAssignment', { teamId: id, on });
  return id;
}

const switchOff = (teamId: string) => desk.manager.act('setAutoAssignment', { teamId, on: false });

async function whose(id: string) {
  const { ticket } = await desk.engineer.read<{
    ticket: { assignee: { id: string } | null; team: { id: string } | null };
  }>('query ($id: ID!) { ticket(id: $id) { assignee { id } team { id } } }', { id });
  return { assignee: ticket.assignee?.id ?? null, team: ticket.team?.id ?? null };
}

async function why(id: string) {
  const events = await desk.engineer.timeline(id);
  return events.find(({ type }) => type === 'ticket.assigned')?.payload['why'];
}

test('S30 S80 a TAM request goes to the account’s TAM, and to the backup while the TAM is absent', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const [tam, backup] = [await desk.hire({ roles: ['TAM'] }), await desk.hire({ roles: ['TAM'] })];
  const question = { requestType: 'AD_HOC_QUESTION', severity: 'LIMITED' };
  expect((await whose((await customer.open(question)).id)).assignee).toBeNull(); // nobody is named yet

  await desk.manager.act('assignTam', {
    accountId: customer.accountId,
    tamId: tam.staffId,
    backupId: backup.staffId,
    experienceSince: '2019-01-01',
  });
  const first = await customer.open(question);
  expect(await whose(first.id)).toEqual({ assignee: tam.staffId, team: null });
  expect(await why(first.id)).toEqual({ rule: 'TAM', scores: [] });

  await tam.act('recordAbsence', { staffId: tam.staffId, endsAt: '2026-05-20T07:00:00Z' });
  const second = await customer.open(question);
  expect((await whose(second.id)).assignee).toBe(backup.staffId);
  expect(await why(second.id)).toMatchObject({ rule: 'BACKUP' });
  desk.at('2026-05-20T07:00:00Z');
  expect((await whose((await customer.open(question)).id)).assignee).toBe(tam.staffId);
  expect((await whose((await customer.open()).id)).assignee).toBeNull();
});

test.each(['BASIC', 'ENHANCED'] as const)(
  'S30 S80 on %s a TAM request is refused, naming Premium',
  async (plan) => {
    desk.at(NOW);
    const customer = await desk.customer({ plan });
    const { verdict, requiredPlan } = await customer.client.entitlements.check({
      accountId: customer.accountId,
      requestType: 'AD_HOC_QUESTION',
      severity: 'LIMITED',
      sku: 'IQ-TM',
    });
    expect({ verdict, requiredPlan }).toEqual({ verdict: 'NOT_COVERED', requiredPlan: 'PREMIUM' });
  },
);

test('S9 C19 a new ticket goes to a team at work and to its member with the least to do, and says why', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const [ana, bob] = [await desk.hire(), await desk.hire()];
  const [emea, amer] = [
    await team('EMEA', [ana, bob]),
    await team('AMER', [await desk.hire({ region: 'AMER' })]),
  ];

  const severe = await customer.open();
  expect(await whose(severe.id)).toEqual({ assignee: ana.staffId, team: emea });
  const second = await customer.open({ severity: 'LIMITED' });
  const third = await customer.open({ severity: 'LIMITED' });
  expect([await whose(second.id), await whose(third.id)].map(({ assignee }) => assignee)).toEqual([
    bob.staffId,
    bob.staffId,
  ]);
  expect(await why(third.id)).toEqual({
    rule: '0.1',
    scores: [
      { staffId: bob.staffId, load: 1, refusal: null },
      { staffId: ana.staffId, load: 4, refusal: null },
    ],
  });
  // At night in Europe, America works; the deadline is the customer's all the same.
  desk.at('2026-05-05T19:00:00Z');
  const night = await customer.open();
  expect((await whose(night.id)).team).toBe(amer);
  expect(night.initialResponse.dueAt).toBe('2026-05-06T07:00:00.000Z');
  // Where nobody works, the customer's region has it for its opening.
  desk.at('2026-05-09T12:00:00Z');
  expect((await whose((await customer.open()).id)).team).toBe(emea);
  await switchOff(emea);
  await switchOff(amer);
  expect(await whose((await customer.open()).id)).toEqual({ assignee: null, team: null });
});

test('S9 skills and capacity decide; without anybody fit the team has the ticket', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  const [english, french] = [await desk.hire(), await desk.hire()];
  await desk.manager.act('setSkills', { staffId: english.staffId, languages: ['EN'] });
  await desk.manager.act('setSkills', { staffId: french.staffId, languages: ['FR'], capacity: 5 });
  const id = await team('EMEA', [english, french]);
  expect((await whose((await customer.open()).id)).assignee).toBe(french.staffId); // 4 of 5
  const full = await customer.open();
  expect(await whose(full.id)).toEqual({ assignee: null, team: id });
  expect(await why(full.id)).toMatchObject({
    scores: [
      { staffId: english.staffId, refusal: 'SKILL_LANGUAGE' },
      { staffId: french.staffId, load: 4, refusal: 'CAPACITY' },
    ],
  });
  expect((await whose((await customer.open({ severity: 'LIMITED' })).id)).assignee).toBe(french.staffId);

  await desk.manager.act('setSkills', { staffId: french.staffId });
  await desk.engineer.act('assignAutomatically', { ticketId: full.id });
  expect((await whose(full.id)).assignee).toBe(french.staffId);
  expect(await desk.engineer.problem('assignAutomatically', { ticketId: full.id })).toMatchObject({
    code: 'NOBODY_FOUND',
  });
  await switchOff(id);
});

test('S9 customers who open at once never overload anybody', async () => {
  desk.at(NOW);
  const people = [await desk.hire(), await desk.hire(), await desk.hire()];
  for (const { staffId } of people) await desk.manager.act('setSkills', { staffId, capacity: 8 });
  const id = await team('EMEA', people);
  const customers = await Promise.all([1, 2, 3, 4].map(() => desk.customer({ plan: 'ENHANCED' })));
  const opened = await Promise.all(
    Array.from({ length: 10 }, (_, at) => customers[at % 4]!.open().then((ticket) => ticket.id)),
  );
  const holders = (await Promise.all(opened.map(whose))).map(({ assignee }) => assignee);
  for (const { staffId } of people) expect(holders.filter((holder) => holder === staffId)).toHaveLength(2);
  expect(holders.filter((holder) => holder === null)).toHaveLength(4);
  await switchOff(id);
});

test('S9 S31 rules are published by managers: the first that fits names team and skills', async () => {
  desk.at(NOW);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const [ana, bob] = [await desk.hire(), await desk.hire()];
  const [usual, logins] = [await team('EMEA', [ana]), await team('APAC', [bob])];
  await desk.manager.act('publishRoutingRules', {
    rules: [{ requestTypes: ['LOGIN_ISSUE'], severities: ['SEVERE'], teamId: logins }, { plans: ['BASIC'] }],
  });
  expect(await whose((await customer.open()).id)).toEqual({ assignee: bob.staffId, team: logins });
  expect(await whose((await customer.open({ severity: 'LIMITED' })).id)).toEqual({
    assignee: null,
    team: null,
  });
  expect((await whose((await (await desk.customer()).open({ severity: 'LIMITED' })).id)).assignee).toBe(
    ana.staffId,
  );
  expect((await desk.engineer.client.routing.table())?.rules).toHaveLength(2);
  expect((await desk.engineer.client.routing.table({ version: 0 }))?.rules).toMatchObject([
    { plans: [], skills: ['REQUEST_TYPE', 'SOLUTION', 'LANGUAGE'] },
  ]);

  expect(
    await desk.manager.problem('publishRoutingRules', { rules: [{ teamId: 'tea_none' }] }),
  ).toMatchObject({
    issues: [{ path: 'rules.0.teamId', code: 'UNKNOWN' }],
  });
  const solutions = ['NO-SUCH-SOLUTION'];
  expect(await desk.manager.problem('setSkills', { staffId: ana.staffId, solutions })).toMatchObject({
    issues: [{ path: 'solutions', code: 'UNKNOWN' }],
  });
  for (const [mutation, input] of [
    ['publishRoutingRules', { rules: [] }],
    ['setSkills', { staffId: ana.staffId }],
    ['setAutoAssignment', { teamId: usual, on: true }],
  ] as const) {
    expect(await desk.engineer.denied(mutation, input)).toMatchObject({ code: 'FORBIDDEN' });
  }
});
