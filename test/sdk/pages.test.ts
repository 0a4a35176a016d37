import { createTransport, list, PagedList, TierlineError, type TypedDocument } from '@tierline/sdk/core';
import { expect, expectTypeOf, test } from 'vitest';
import { data, reply, scriptedServer } from './scripted-server.ts';

interface Ticket {
  reference: string;
}
interface TicketPage {
  nodes: Ticket[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
type Tickets = TypedDocument<
  { tickets: TicketPage },
  { severity?: string; after?: string | null | undefined }
>;
const TICKETS =
  'query Tickets($severity: Severity, $after: String) { tickets { nodes { reference } } }' as Tickets;

const T1 = { reference: 'T-1' };
const T2 = { reference: 'T-2' };
const T3 = { reference: 'T-3' };
const FIRST = page([T1, T2], 'c2');
const LAST = page([T3], null);

/** A page; the list goes on when there is a cursor. */
function page(nodes: Ticket[], next: string | null) {
  return data({ tickets: { nodes, pageInfo: { hasNextPage: next !== null, endCursor: next } } });
}

function ticketsOf({ url }: { url: string }) {
  return list(createTransport({ url, retries: 0 }), TICKETS, 'tickets', { severity: 'SEVERE' });
}

test('B19 nothing is sent before the list is read', async () => {
  const server = await scriptedServer();
  const tickets = ticketsOf(server);

  await new Promise(setImmediate);

  expect(tickets).toBeInstanceOf(PagedList);
  expect(server.requests).toEqual([]);
});

test('B19 awaiting a list gives its first page, asked for once', async () => {
  const server = await scriptedServer(FIRST);
  const tickets = ticketsOf(server);

  const { nodes, pageInfo } = await tickets;

  expectTypeOf(nodes).toEqualTypeOf<Ticket[]>();
  expect(nodes).toEqual([T1, T2]);
  expect(pageInfo).toEqual({ hasNextPage: true, endCursor: 'c2' });
  expect(await tickets).toEqual({ nodes, pageInfo });
  expect(server.requests).toHaveLength(1);
});

test('B19 iterating gives every item, in one request for each page', async () => {
  const server = await scriptedServer(FIRST, LAST);
  const seen: string[] = [];

  for await (const { reference } of ticketsOf(server)) seen.push(reference);

  expect(seen).toEqual(['T-1', 'T-2', 'T-3']);
  expect(server.requests.map(({ body }) => body.variables)).toEqual([
    { severity: 'SEVERE' },
    { severity: 'SEVERE', after: 'c2' },
  ]);
});

test('B19 iterating stops asking when the reader stops', async () => {
  const server = await scriptedServer(FIRST, LAST);

  for await (const ticket of ticketsOf(server)) {
    if (ticket.reference === 'T-2') break;
  }

  expect(server.requests).toHaveLength(1);
});

test('B19 a list can be read page by page, an empty page in the middle included', async () => {
  const server = await scriptedServer(FIRST, page([], 'c3'), LAST);
  const sizes: number[] = [];

  for await (const { nodes } of ticketsOf(server).pages()) sizes.push(nodes.length);

  expect(sizes).toEqual([2, 0, 1]);
});

test('B19 a list can be read as an array, up to a number of items', async () => {
  const server = await scriptedServer(FIRST, LAST);
  const tickets = ticketsOf(server);

  expect(await tickets.all(2)).toEqual([T1, T2]);
  expect(server.requests).toHaveLength(1);
  expect(await tickets.all(100)).toEqual([T1, T2, T3]);
  expect(server.requests).toHaveLength(2);
});

test.each([0, -1, 1.5, NaN, Infinity])('B19 an array of %s items is refused', async (max) => {
  const server = await scriptedServer();

  await expect(ticketsOf(server).all(max)).rejects.toThrow(
    new RangeError('all(max): a whole number from 1 on.'),
  );
  expect(server.requests).toEqual([]);
});

test.each([
  ['repeats its cursor', [page([T1], 'c1'), page([T2], 'c1')]],
  [
    'has more but no cursor',
    [data({ tickets: { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } } })],
  ],
])('B19 a server that %s ends the list with an error', async (_story, answers) => {
  const server = await scriptedServer(...answers);

  const error = await ticketsOf(server)
    .all(100)
    .catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(TierlineError);
  expect(error).toMatchObject({
    code: 'STUCK_CURSOR',
    operation: 'tickets',
    message: 'tickets: the list does not move on.',
  });
});

test('B19 a server that goes round in circles ends the list with an error', async () => {
  const server = await scriptedServer(page([T1], 'a'), page([T2], 'b'), page([T3], 'a'));

  await expect(ticketsOf(server).all(100)).rejects.toMatchObject({ code: 'STUCK_CURSOR' });
  expect(server.requests).toHaveLength(3);
});

test('B19 a first page that failed is asked for again by the next reader', async () => {
  const server = await scriptedServer(reply(500, ''), LAST);
  const tickets = ticketsOf(server);

  await expect(tickets.all(1)).rejects.toMatchObject({ status: 500 });
  expect(await tickets.all(1)).toEqual([T3]);
});

test('B19 options and abort reach every page', async () => {
  const server = await scriptedServer(FIRST, LAST);
  const controller = new AbortController();
  const tickets = list(
    createTransport(server),
    TICKETS,
    'tickets',
    {},
    { signal: controller.signal, locale: 'fr' },
  );
  const reading = tickets.pages();

  await reading.next();
  controller.abort(new Error('enough'));

  await expect(reading.next()).rejects.toThrow('enough');
  expect(server.requests.map(({ headers }) => headers['accept-language'])).toEqual(['fr']);
});
