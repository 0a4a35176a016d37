import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'PREMIUM' });
});
afterAll(() => desk?.stop());

async function see(caller: Caller, id: string) {
  const { ticket } = await caller.read<{
    ticket: { labels: { name: string }[]; watchers: { name: string }[] };
  }>(
    `query ($id: ID!) { ticket(id: $id) {
      labels { name } watchers { ... on Contact { name } ... on StaffMember { name } } } }`,
    { id },
  );
  return { labels: ticket.labels.map(({ name }) => name), watchers: ticket.watchers.map(({ name }) => name) };
}
const types = async (caller: Caller, id: string) => (await caller.timeline(id)).map(({ type }) => type);

test('S39 C19 staff put labels on tickets and take them off; customers see none of it, and no clock moves', async () => {
  const [urgent, bug] = [
    await desk.engineer.act('createLabel', { name: 'vip', colour: '#B91C1C' }),
    await desk.engineer.act('createLabel', { name: 'bug' }),
  ];
  expect([urgent.colour, bug.colour]).toEqual(['#b91c1c', null]);
  const before = await customer.open();
  const ticketId = before.id;
  const after = await desk.engineer.act('labelTicket', { ticketId, add: [urgent.id, bug.id, bug.id] });
  expect(after.clocks).toEqual(before.clocks);
  expect((await see(desk.engineer, ticketId)).labels).toEqual(['bug', 'vip']);
  expect((await see(customer, ticketId)).labels).toEqual([]);
  await desk.engineer.act('labelTicket', { ticketId, add: [bug.id], remove: [urgent.id] });
  expect((await see(desk.engineer, ticketId)).labels).toEqual(['bug']);
  await desk.engineer.act('labelTicket', { ticketId, add: [bug.id], remove: [urgent.id] }); // nothing to do
  expect((await types(desk.engineer, ticketId)).filter((type) => type === 'ticket.labelled')).toHaveLength(2);
  expect(await types(customer, ticketId)).not.toContain('ticket.labelled');
  await desk.engineer.act('changeLabel', { labelId: bug.id, name: 'defect' });
  expect((await see(desk.engineer, ticketId)).labels).toEqual(['defect']);

  const node = `query ($id: ID!) { node(id: $id) { id } }`;
  expect(await customer.read(node, { id: bug.id })).toEqual({ node: null });
  expect((await customer.denied('labelTicket', { ticketId, add: [bug.id] })).code).toBe('FORBIDDEN');
  expect((await customer.denied('createLabel', { name: 'mine' })).code).toBe('FORBIDDEN');
  expect((await customer.error('{ labels { nodes { name } } }')).code).toBe('FORBIDDEN');
  const [first] = await desk.engineer.client.labels.list().all(1);
  expect(first).toMatchObject({ name: 'defect' });
});

test('S39 a label has a name of its own and a colour that is one, and a ticket at most twenty', async () => {
  const { id } = await desk.engineer.act('createLabel', { name: 'taken' });
  for (const [input, path, code] of [
    [{ name: 'taken' }, 'name', 'TAKEN'],
    [{ name: '' }, 'name', 'TOO_SMALL'],
    [{ name: 'red', colour: 'red' }, 'colour', 'INVALID_FORMAT'],
  ] as const) {
    expect((await desk.engineer.problem('createLabel', input)).issues).toMatchObject([{ path, code }]);
  }
  const { id: ticketId } = await customer.open();
  const unknown = await desk.engineer.problem('labelTicket', { ticketId, add: [id, 'lab_1'] });
  expect(unknown.issues).toMatchObject([{ path: 'add', code: 'UNKNOWN' }]);
  const many: string[] = [];
  for (let count = 0; count < 20; count += 1) {
    many.push((await desk.engineer.act('createLabel', { name: `label ${count}` })).id);
  }
  await desk.engineer.act('labelTicket', { ticketId, add: many });
  const full = await desk.engineer.problem('labelTicket', { ticketId, add: [id] });
  expect(full.issues).toMatchObject([{ path: 'add', code: 'TOO_BIG' }]);
  await desk.engineer.act('labelTicket', { ticketId, add: [id], remove: many.slice(0, 1) });
  expect((await desk.engineer.denied('changeLabel', { labelId: 'lab_1' })).code).toBe('NOT_FOUND');
});

test('S39 people watch a ticket; customers see their own people only, and add nobody else', async () => {
  const colleague = await customer.colleague();
  const stranger = await desk.customer();
  const { id: ticketId } = await customer.open();
  await colleague.act('watchTicket', { ticketId });
  await colleague.act('watchTicket', { ticketId }); // twice is once
  await customer.act('watchTicket', { ticketId, watcherId: customer.contactId });
  await desk.engineer.act('watchTicket', { ticketId });
  await desk.engineer.act('watchTicket', { ticketId, watcherId: desk.manager.staffId });
  expect((await see(customer, ticketId)).watchers).toEqual(['Bruno Roy', 'Aline Petit']);
  expect((await see(desk.engineer, ticketId)).watchers).toEqual([
    'Bruno Roy',
    'Aline Petit',
    'Jeanne Morel',
    'Max Weber',
  ]);
  const watched = (await types(customer, ticketId)).filter((type) => type.startsWith('ticket.'));
  expect(watched).toEqual(['ticket.opened', 'ticket.watched', 'ticket.watched']);
  for (const watcherId of [desk.engineer.staffId, stranger.contactId, 'con_1']) {
    for (const mutation of ['watchTicket', 'unwatchTicket'] as const) {
      const { issues } = await customer.problem(mutation, { ticketId, watcherId });
      expect(issues).toMatchObject([{ path: 'watcherId', code: 'UNKNOWN' }]);
    }
  }
  expect((await stranger.denied('watchTicket', { ticketId })).code).toBe('NOT_FOUND');
  const foreign = await desk.engineer.problem('watchTicket', { ticketId, watcherId: stranger.contactId });
  expect(foreign.issues).toMatchObject([{ code: 'UNKNOWN' }]);

  await customer.act('unwatchTicket', { ticketId, watcherId: colleague.contactId });
  await desk.engineer.act('unwatchTicket', { ticketId });
  await desk.engineer.act('unwatchTicket', { ticketId });
  expect((await see(desk.engineer, ticketId)).watchers).toEqual(['Aline Petit', 'Max Weber']);
});

test('S39 C14 filters ask for labels, watchers, teams, plans, deadlines, and what is mine', async () => {
  const ours = await desk.customer({ plan: 'ENHANCED' });
  const colleague = await ours.colleague();
  const label = await desk.engineer.act('createLabel', { name: 'filtered' });
  const team = await desk.manager.act('createTeam', { name: 'Filtered', region: 'EMEA', memberIds: [] });
  desk.at('2026-05-04T06:00:00Z'); // Monday, 08:00 in Paris
  const severe = await ours.open({ severity: 'SEVERE' }); // due at 10:00, at risk from 09:30
  const limited = await ours.open({ severity: 'LIMITED' });
  const answered = await colleague.open({ severity: 'LIMITED' });
  const late = await ours.open({ severity: 'SEVERE' });
  await desk.engineer.act('labelTicket', { ticketId: severe.id, add: [label.id] });
  await desk.engineer.act('assignTicket', {
    ticketId: limited.id,
    assigneeId: desk.engineer.staffId,
    teamId: team.id,
  });
  await desk.engineer.act('watchTicket', { ticketId: answered.id });
  await ours.act('watchTicket', { ticketId: answered.id });
  await desk.engineer.act('replyToTicket', { ticketId: answered.id, body: 'On it.' });
  const names = new Map([
    [severe.id, 'severe'],
    [limited.id, 'limited'],
    [answered.id, 'answered'],
    [late.id, 'late'],
  ]);
  const found = async (caller: Caller, filter: object) => {
    const { tickets } = await caller.read<{ tickets: { nodes: { id: string }[]; totalCount: number } }>(
      `query ($filter: TicketFilter) { tickets(filter: $filter, orderBy: OLDEST_FIRST) { totalCount nodes { id } } }`,
      { filter: { accountId: ours.accountId, ...filter } },
    );
    expect(tickets.totalCount).toBe(tickets.nodes.length);
    return tickets.nodes.map(({ id }) => names.get(id));
  };
  const { engineer } = desk;
  expect(await found(engineer, { labelIds: [label.id] })).toEqual(['severe']);
  expect(await found(ours, { labelIds: [label.id] })).toEqual([]); // labels are the vendor's
  expect(await found(engineer, { not: { labelIds: [label.id] } })).toEqual(['limited', 'answered', 'late']);
  expect(await found(engineer, { teamId: team.id })).toEqual(['limited']);
  expect(await found(engineer, { isAssigned: true })).toEqual(['limited']);
  expect(await found(engineer, { isAssigned: false })).toEqual(['severe', 'answered', 'late']);
  expect(await found(engineer, { isMine: true })).toEqual(['limited', 'answered']);
  expect(await found(engineer, { isMine: false })).toEqual(['severe', 'late']);
  expect(await found(ours, { isMine: true })).toEqual(['severe', 'limited', 'answered', 'late']);
  expect(await found(colleague, { isMine: true })).toEqual(['answered']);
  expect(await found(engineer, { watcherId: engineer.staffId })).toEqual(['answered']);
  expect(await found(ours, { watcherId: engineer.staffId })).toEqual([]); // who of the vendor watches is not told
  expect(await found(ours, { watcherId: ours.contactId })).toEqual(['answered']);
  expect(await found(engineer, { plans: ['ENHANCED'], kinds: ['INCIDENT'] })).toHaveLength(4);
  expect(await found(engineer, { plans: ['PREMIUM'] })).toEqual([]);
  expect(await found(engineer, { kinds: [] })).toEqual([]);
  expect(await found(engineer, { text: severe.reference })).toEqual(['severe']);

  const response = (...initialResponse: string[]) => found(engineer, { initialResponse });
  expect(await response('MET')).toEqual(['answered']);
  expect(await response('AT_RISK', 'BREACHED_OPEN')).toEqual([]);
  desk.at('2026-05-04T07:30:00Z');
  expect(await response('AT_RISK')).toEqual(['severe', 'late']);
  desk.at('2026-05-04T08:00:00Z'); // due now, and still in time
  expect(await response('BREACHED_OPEN')).toEqual([]);
  desk.at('2026-05-04T08:00:00.001Z');
  expect(await response('BREACHED_OPEN')).toEqual(['severe', 'late']);
  await engineer.act('replyToTicket', { ticketId: late.id, body: 'Sorry.' });
  expect(await response('BREACHED')).toEqual(['late']);
  expect(await response('RUNNING')).toEqual(['limited']);
  desk.at('2026-05-04T06:00:00Z');
});

test('S9 R1 who assigns sees how many open tickets everybody has; customers do not', async () => {
  const daniel = await desk.hire({ name: 'Daniel Okafor' });
  const [one, two] = [await customer.open(), await customer.open()];
  const ticketIds = [one.id, two.id];
  await desk.engineer.client.tickets.assignMany({ ticketIds, assigneeId: daniel.staffId });
  const has = async () =>
    (await desk.engineer.client.accounts.staff({ first: 100 })).nodes.find(({ id }) => id === daniel.staffId)
      ?.openTickets;
  expect(await has()).toBe(2);
  await customer.act('closeTicket', { ticketId: one.id });
  expect(await has()).toBe(1);
  const asked = `query ($id: ID!) { ticket(id: $id) { assignee { name openTickets } } }`;
  expect((await customer.error(asked, { id: two.id })).code).toBe('FORBIDDEN');
});
