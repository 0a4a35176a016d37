import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

const SEVERE = { severities: ['SEVERE'], receivedFrom: '2026-05-01T00:00:00.000Z' };
const use = `query ($id: ID!, $filter: TicketFilter, $after: String) {
  tickets(savedFilterId: $id, filter: $filter, first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }`;
interface Page {
  tickets: { nodes: { id: string }[]; pageInfo: { endCursor: string } };
}
const names = async (caller: Caller) => (await caller.client.filters.list().all(100)).map(({ name }) => name);
const remove = (caller: Caller, savedFilterId: string) => caller.client.filters.delete({ savedFilterId });

test('S39 a filter is kept under a name, brings its order, and narrows with another', async () => {
  const first = await customer.open();
  await customer.open({ severity: 'LIMITED' });
  desk.at('2026-05-04T06:01:00Z');
  const second = await customer.open();
  const saved = await customer.act('createSavedFilter', {
    name: 'Ours that hurt',
    filter: SEVERE,
    orderBy: 'OLDEST_FIRST',
  });
  expect(saved).toMatchObject({ filter: SEVERE, isValid: true, team: null });
  const { tickets } = await customer.read<Page>(use, { id: saved.id });
  expect(tickets.nodes).toEqual([{ id: first.id }]);
  const { endCursor } = tickets.pageInfo;
  const next = await customer.read<Page>(use, { id: saved.id, after: endCursor });
  expect(next.tickets.nodes).toEqual([{ id: second.id }]);
  const narrowed = { id: saved.id, filter: { receivedFrom: '2026-05-04T06:01:00Z' } };
  expect((await customer.read<Page>(use, narrowed)).tickets.nodes).toEqual([{ id: second.id }]);

  await customer.act('changeSavedFilter', { savedFilterId: saved.id, name: 'Renamed' });
  await customer.act('changeSavedFilter', { savedFilterId: saved.id, filter: { severities: ['LIMITED'] } });
  expect(await names(customer)).toEqual(['Renamed']);
  expect((await customer.read<Page>(use, { id: saved.id })).tickets.nodes).not.toEqual([{ id: first.id }]);
  expect(await remove(customer, saved.id)).toMatchObject({ savedFilterId: saved.id });
  expect(await names(customer)).toEqual([]);
  expect((await customer.error(use, { id: saved.id })).code).toBe('NOT_FOUND');
});

test('S39 it is its owner’s alone, unless staff share it with a team', async () => {
  const team = await desk.manager.act('createTeam', {
    name: 'Sharing',
    region: 'EMEA',
    memberIds: [desk.engineer.staffId],
  });
  const elsewhere = await desk.manager.act('createTeam', { name: 'Else', region: 'EMEA', memberIds: [] });
  const colleague = await customer.colleague();
  const own = await customer.act('createSavedFilter', { name: 'Mine', filter: SEVERE });
  for (const other of [colleague, desk.engineer, desk.manager]) {
    expect((await other.error(use, { id: own.id })).code).toBe('NOT_FOUND');
    const change = { savedFilterId: own.id, name: 'Stolen' };
    expect((await other.denied('changeSavedFilter', change)).code).toBe('NOT_FOUND');
    await expect(remove(other, own.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  const forTeam = { name: 'Ours', filter: { isMine: true }, teamId: team.id };
  expect((await customer.problem('createSavedFilter', forTeam)).issues).toMatchObject([
    { path: 'teamId', code: 'STAFF_ONLY' },
  ]);
  const foreign = { ...forTeam, teamId: elsewhere.id };
  expect((await desk.engineer.problem('createSavedFilter', foreign)).issues).toMatchObject([
    { path: 'teamId', code: 'UNKNOWN' },
  ]);
  const shared = await desk.manager.act('createSavedFilter', forTeam);
  const { id: ticketId } = await customer.open();
  await desk.engineer.act('assignTicket', { ticketId, assigneeId: desk.engineer.staffId });
  const mine = await desk.engineer.read<Page>(use, { id: shared.id }); // means whoever uses it
  expect(mine.tickets.nodes).toEqual([{ id: ticketId }]);
  expect(await names(desk.engineer)).toEqual(['Ours']);
  const change = { savedFilterId: shared.id, name: 'Theirs' };
  expect((await desk.engineer.denied('changeSavedFilter', change)).code).toBe('NOT_FOUND');
  await desk.manager.act('changeSavedFilter', { savedFilterId: shared.id, teamId: null });
  expect(await names(desk.engineer)).toEqual([]);
  const node = `query ($id: ID!) { node(id: $id) { id } }`;
  expect(await desk.engineer.read(node, { id: shared.id })).toEqual({ node: null });
  expect(await desk.manager.read(node, { id: shared.id })).toEqual({ node: { id: shared.id } });
  expect((await desk.anonymous.error('{ savedFilters { nodes { id } } }')).code).toBe('UNAUTHENTICATED');
});

test('S39 one that no longer fits the schema says so, and works again once it is changed', async () => {
  const { id } = await customer.act('createSavedFilter', { name: 'Old', filter: SEVERE });
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  for (const old of [{ severities: ['CATASTROPHIC'] }, { colour: 'red' }, { not: { states: 'x' } }, 'text']) {
    await client.query('update "SavedFilter" set "filter" = $1 where "id" = $2', [JSON.stringify(old), id]);
    expect(await customer.client.filters.get(id)).toMatchObject({ isValid: false });
    expect(await customer.error(use, { id })).toEqual({
      code: 'BAD_USER_INPUT',
      message:
        'The saved filter “Old” asks for what the API knows no more: change it with changeSavedFilter.',
    });
  }
  await client.end();
  await customer.act('changeSavedFilter', { savedFilterId: id, filter: SEVERE });
  expect(await customer.client.filters.get(id)).toMatchObject({ isValid: true });
  await customer.read(use, { id });
});

test('S39 a name is taken once, and a filter that nests too deep or holds too much is not kept', async () => {
  await customer.act('createSavedFilter', { name: 'Once', filter: {} });
  const deep = { not: { not: { not: { not: { not: {} } } } } };
  const wide = { or: Array.from({ length: 100 }, () => ({})) };
  for (const [input, path, code] of [
    [{ name: 'Once', filter: {} }, 'name', 'TAKEN'],
    [{ name: '', filter: {} }, 'name', 'TOO_SMALL'],
    [{ name: 'Deep', filter: deep }, 'filter', 'TOO_DEEP'],
    [{ name: 'Wide', filter: wide }, 'filter', 'TOO_BIG'],
  ] as const) {
    expect((await customer.problem('createSavedFilter', input)).issues).toMatchObject([{ path, code }]);
  }
});
