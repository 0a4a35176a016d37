import { newId } from '@tierline/prisma/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'PREMIUM' });
});
afterAll(() => desk?.stop());

const hire = (name: string, region = 'EMEA') =>
  desk.manager.act('hireStaff', {
    name,
    email: `${newId('stf')}@vendor.example`,
    roles: ['ENGINEER'],
    region,
    subject: newId('stf'),
  });
const memberIds = ({ members }: { members: { nodes: { id: string }[] } }) =>
  members.nodes.map(({ id }) => id);

test('S9 a team has a region, members and a lead, and a ticket shows with whom it is', async () => {
  const ada = await hire('Ada Zimmer');
  const team = await desk.manager.act('createTeam', {
    name: 'Paris desk',
    region: 'EMEA',
    memberIds: [ada.id, desk.engineer.staffId, ada.id],
    leadId: ada.id,
  });
  expect(memberIds(team)).toEqual([ada.id, desk.engineer.staffId]); // Ada Zimmer, Jeanne Morel
  const { id: ticketId } = await customer.open();
  await desk.engineer.act('assignTicket', { ticketId, assigneeId: ada.id, teamId: team.id });
  const shown = await customer.read(
    `query ($id: ID!) { ticket(id: $id) {
      team { name region { code } lead { name } } assignee { name teams { name } } initialResponse { endedAt } } }`,
    { id: ticketId },
  );
  expect(shown).toEqual({
    ticket: {
      team: { name: 'Paris desk', region: { code: 'EMEA' }, lead: { name: 'Ada Zimmer' } },
      assignee: { name: 'Ada Zimmer', teams: [{ name: 'Paris desk' }] },
      initialResponse: { endedAt: null },
    },
  });
});

test('S9 C19 a team or a person that is not mentioned keeps the ticket, null takes it away, and no clock moves', async () => {
  const team = await desk.manager.act('createTeam', { name: 'Night owls', region: 'APAC', memberIds: [] });
  const before = await customer.open();
  const ticketId = before.id;
  const teamOf = async () => {
    const { ticket } = await desk.engineer.read<{ ticket: object }>(
      `query ($id: ID!) { ticket(id: $id) { team { id } assignee { id } } }`,
      { id: ticketId },
    );
    return ticket;
  };
  await desk.engineer.act('assignTicket', { ticketId, teamId: team.id });
  expect(await teamOf()).toEqual({ team: { id: team.id }, assignee: null });
  await desk.engineer.act('assignTicket', { ticketId, assigneeId: desk.manager.staffId });
  expect(await teamOf()).toEqual({ team: { id: team.id }, assignee: { id: desk.manager.staffId } });
  await desk.engineer.act('assignTicket', { ticketId, teamId: team.id });
  expect(await teamOf()).toEqual({ team: { id: team.id }, assignee: { id: desk.manager.staffId } });
  await desk.engineer.act('assignTicket', { ticketId, teamId: null });
  expect(await teamOf()).toEqual({ team: null, assignee: { id: desk.manager.staffId } });
  await desk.engineer.act('assignTicket', { ticketId, teamId: team.id });
  const after = await desk.engineer.act('assignTicket', { ticketId, assigneeId: null, teamId: null });
  expect(await teamOf()).toEqual({ team: null, assignee: null });
  expect(after.clocks).toEqual(before.clocks);
  const assigned = (await desk.engineer.timeline(ticketId)).filter(({ type }) => type === 'ticket.assigned');
  expect(assigned.at(-1)!.payload).toEqual({
    before: { assigneeId: desk.manager.staffId, teamId: team.id },
    after: { assigneeId: null, teamId: null },
  });
  expect((await customer.timeline(ticketId)).map(({ type }) => type)).not.toContain('ticket.assigned');
});

test('S9 people join and leave, and a lead who leaves leads no more', async () => {
  const [one, two] = [await hire('Bea One'), await hire('Cem Two')];
  const { id: teamId } = await desk.manager.act('createTeam', {
    name: 'Changing',
    region: 'EMEA',
    memberIds: [one.id],
    leadId: one.id,
  });
  const change = (input: object) => desk.manager.act('changeTeamMembers', { teamId, ...input });
  const joined = await change({ add: [one.id, two.id] });
  expect([memberIds(joined), joined.lead]).toEqual([[one.id, two.id], { id: one.id }]);
  const left = await change({ remove: [one.id] });
  expect([memberIds(left), left.lead]).toEqual([[two.id], null]);
  expect((await change({ leadId: two.id })).lead).toEqual({ id: two.id });
  expect((await change({ leadId: null })).lead).toBeNull();
  const away = await desk.manager.problem('changeTeamMembers', { teamId, leadId: one.id });
  expect(away.issues).toMatchObject([{ path: 'leadId', code: 'NOT_A_MEMBER' }]);
  const both = await desk.manager.problem('changeTeamMembers', { teamId, remove: [two.id], leadId: two.id });
  expect(both.issues).toMatchObject([{ path: 'leadId', code: 'NOT_A_MEMBER' }]);
});

test('S9 a team without a name of its own, or with people or a region that nobody knows, is refused', async () => {
  const team = { name: 'Taken', region: 'EMEA', memberIds: [] };
  await desk.manager.act('createTeam', team);
  for (const [change, path, code] of [
    [{}, 'name', 'TAKEN'],
    [{ name: '  ' }, 'name', 'TOO_SMALL'],
    [{ name: 'New', region: 'MOON' }, 'region', 'UNKNOWN'],
    [{ name: 'New', memberIds: ['stf_1'] }, 'memberIds', 'UNKNOWN'],
    [{ name: 'New', leadId: desk.engineer.staffId }, 'leadId', 'NOT_A_MEMBER'],
  ] as const) {
    const { issues } = await desk.manager.problem('createTeam', { ...team, ...change });
    expect(issues).toMatchObject([{ path, code }]);
  }
  const { id: ticketId } = await customer.open();
  const { issues } = await desk.engineer.problem('assignTicket', { ticketId, teamId: 'tea_1' });
  expect(issues).toMatchObject([{ path: 'teamId', code: 'UNKNOWN' }]);
});

test('S9 managers make teams, staff list them, customers see only which one works for them', async () => {
  const input = { name: 'Mine', region: 'EMEA', memberIds: [] };
  expect((await desk.engineer.denied('createTeam', input)).code).toBe('FORBIDDEN');
  expect((await desk.engineer.denied('changeTeamMembers', { teamId: 'tea_1' })).code).toBe('FORBIDDEN');
  expect((await desk.manager.denied('changeTeamMembers', { teamId: 'tea_1' })).code).toBe('NOT_FOUND');
  expect((await customer.error('{ teams { nodes { id } } }')).code).toBe('FORBIDDEN');

  const { id } = await desk.manager.act('createTeam', { ...input, name: 'Aardvarks' });
  const [first] = await desk.engineer.client.teams.list().all(1);
  expect(first).toMatchObject({ id, name: 'Aardvarks', region: { code: 'EMEA' } });
  expect((await desk.engineer.client.teams.get(id))!.members.nodes).toEqual([]);
  expect(await customer.read('query ($id: ID!) { team(id: $id) { name } }', { id: 'tea_1' })).toEqual({
    team: null,
  });
  const node = `query ($id: ID!) { node(id: $id) { ... on Team { name } } }`;
  expect(await customer.read(node, { id })).toEqual({ node: { name: 'Aardvarks' } });
  const members = `query ($id: ID!) { node(id: $id) { ... on Team { members { nodes { id } } } } }`;
  expect((await customer.error(members, { id })).code).toBe('FORBIDDEN');
});
