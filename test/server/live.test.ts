import { on, once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { transact } from '@tierline/prisma/transact';
import { asTenant } from '@tierline/prisma/tenancy';
import { happenedAtVendor } from '@tierline/schema/event';
import { createClient, unwrap } from '@tierline/sdk';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const NOW = '2026-07-13T08:00:00Z';
const WATCH = 'subscription ($after: String) { events(after: $after) { type position } }';

let desk: Desk;
let ours: Customer;
let token: string;

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  ours = await desk.customer();
  token = await desk.server.token(ours.subject);
});
afterAll(() => desk.stop());

interface Asked {
  token?: string | undefined;
  variables?: object;
}
type Refused = { code: unknown; message: string };

/** Each way in, with what it says to a request that it refuses. */
const WAYS = {
  POST: (query: string, asked: Asked) => refusedByPost('/graphql', query, asked),
  SSE: (query: string, asked: Asked) => refusedByPost('/graphql/stream', query, asked),
  WebSocket: refusedByWebSocket,
};
const ways = Object.entries(WAYS);

test.each(ways)('B11 by %s a token that is no good is refused, with what is wrong', async (_way, ask) => {
  const exp = Date.parse(NOW) / 1_000 - 1;
  const late = await desk.server.token(ours.subject, { exp });
  expect(await ask('{ viewer { __typename } }', { token: late })).toEqual({
    code: 'UNAUTHENTICATED',
    message: 'The token has expired.',
  });
});

test.each(ways)('B11 by %s a document is held to the same limits', async (way, ask) => {
  const operation = way === 'POST' ? 'query' : 'subscription';
  const root = way === 'POST' ? 'ticket(id: "tkt_1")' : 'ticketChanged(id: "tkt_1")';
  const codeOf = async (query: string) => (await ask(query, { token })).code;
  const deep = `{ requester { account { contacts { nodes { account { contacts { nodes { account { contacts { nodes {
    account { contacts { nodes { id } } } } } } } } } } } } } }`;
  const inside = way === 'POST' ? deep : `{ ticket ${deep} }`;
  expect(await codeOf(`${operation} { ${root} `)).toBe('GRAPHQL_PARSE_FAILED');
  const many = 'a: __typename '.repeat(700);
  expect(await codeOf(`${operation} { ${root} { __typename ${many} } }`)).toBe('GRAPHQL_PARSE_FAILED');
  expect(await codeOf(`${operation} { ${root} { nothing } }`)).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await codeOf(`${operation} { ${root} ${inside} }`)).toBe('TOO_COSTLY');
  expect(await codeOf(`${operation} ($id: ID!) { ${root.replace('"tkt_1"', '$id')} { __typename } }`)).toBe(
    'BAD_USER_INPUT',
  );
});

test.each(ways)('B11 by %s a key that is held to known documents sends no other', async (way, ask) => {
  const { secret } = unwrap(
    await ours.client.keys.create({ name: 'Portal', scopes: ['events:read'], knownDocumentsOnly: true }),
  );
  const query = way === 'POST' ? '{ events { nodes { id } } }' : WATCH;
  expect((await ask(query, { token: secret! })).code).toBe('UNKNOWN_DOCUMENT');
});

test.each(ways.slice(0, 2))('B11 by %s what goes wrong inside is masked', async (way, ask) => {
  const query = way === 'POST' ? '{ tickets { nodes { id } } }' : WATCH;
  const broken = await brokenDesk();
  const refused = await at(broken, async () => ask(query, { token: await tokenOf(broken) }));
  expect(refused).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    message: 'Internal server error. Our log has the details under the request id.',
  });
  expect(JSON.stringify(broken.server.logged())).toContain('secret 42');
  await broken.stop();
});

test('B11 a WebSocket is closed when something goes wrong inside, and may come again', async () => {
  const broken = await brokenDesk();
  const refused = await at(broken, async () => WAYS.WebSocket(WATCH, { token: await tokenOf(broken) }));
  expect(refused).toEqual({ code: 1012, message: 'Try again' });
  expect(JSON.stringify(broken.server.logged())).toContain('secret 42');
  await broken.stop();
});

test.each(ways)('B11 by %s who is over the budget gets nothing', async (way, ask) => {
  const known = { limit: 1_000, restoreRate: 1 };
  const small = await openDesk({ at: NOW, budgets: { known, anonymous: { limit: 2, restoreRate: 1 } } });
  await at(small, async () => {
    const query = way === 'POST' ? '{ plans { code } }' : 'subscription { statusChanged { position } }';
    const url = `${small.server.url}/graphql`;
    for (let n = 0; n < 2; n += 1) await createClient({ url }).request('{ __typename }');
    const { code, message } = await ask(query, {});
    expect({ code, message }).toMatchObject({ code: 'RATE_LIMITED' });
    expect(message).toContain('Nothing was done');
  });
  await small.stop();
});

test('B11 a subscription by POST is told where to go, and a query by the others too', async () => {
  expect(await WAYS.POST(WATCH, { token })).toEqual({
    code: 'BAD_REQUEST',
    message: 'Subscribe at /graphql/stream (Server-Sent Events), or by a WebSocket at /graphql.',
  });
  for (const way of [WAYS.SSE, WAYS.WebSocket]) {
    expect(await way('{ viewer { __typename } }', { token })).toEqual({
      code: 'BAD_REQUEST',
      message: 'Only subscriptions are answered here: send queries and mutations to /graphql by POST.',
    });
  }
});

test.each(ways.slice(1))('B11 by %s one caller has so many subscriptions at a time', async (_way, ask) => {
  const small = await openDesk({ at: NOW, limits: { streams: 2 } });
  await at(small, async () => {
    const theirs = await tokenOf(small);
    const streams = [await rawStream(theirs), await rawStream(theirs)];
    expect(await ask(WATCH, { token: theirs })).toEqual({
      code: 'RATE_LIMITED',
      message: 'You have 2 subscriptions here already, and more are not allowed: end some first.',
    });
    for (const stream of streams) stream.destroy();
  });
  await small.stop();
});

test('B11 the client of graphql-sse is told the same', async () => {
  const after = await end();
  await happen(3);
  const client = createSseClient({
    url: `${desk.server.url}/graphql/stream`,
    headers: { authorization: `Bearer ${await tokenOf(desk)}` },
  });
  const positions = [];
  for await (const { data } of client.iterate<{ events: { position: string } }>({
    query: WATCH,
    variables: { after },
  })) {
    positions.push(Number(data!.events.position));
    if (positions.length === 3) break;
  }
  expect(positions).toEqual([1, 2, 3].map((n) => Number(after) + n));
});

test('B11 the client of graphql-ws is told the same, and from where it goes on', async () => {
  const after = await end();
  await happen(3);
  let acknowledged: unknown;
  const client = createWsClient({
    url: `${desk.server.url}/graphql`.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${await tokenOf(desk)}` },
    on: { connected: (_socket, payload) => (acknowledged = payload) },
  });
  const messages = [];
  for await (const message of client.iterate({ query: WATCH, variables: { after } })) {
    messages.push(message);
    if (messages.length === 3) break;
  }
  await client.dispose();
  expect(messages).toEqual(
    [1, 2, 3].map((n) => {
      const position = String(Number(after) + n);
      return { data: { events: { type: 'demo.loaded', position } }, extensions: { position } };
    }),
  );
  // From there on nothing is missed: a process may know the log some milliseconds late.
  const { position } = acknowledged as { position: string };
  expect(BigInt(position)).toBeLessThanOrEqual(BigInt(await end()));
});

test('B11 on the wire a message says where it stands, and last-event-id goes on there', async () => {
  const after = await end();
  await happen(2);
  const theirs = await tokenOf(desk);
  const first = await rawStream(theirs, { after });
  expect(await readUntil(first, (text) => text.split('event: next').length > 2)).toBe(
    `:\nid: ${after}\n\n` + [1, 2].map((n) => next(Number(after) + n)).join(''),
  );
  first.destroy();
  const resumed = await rawStream(theirs, { after }, { 'last-event-id': String(Number(after) + 1) });
  expect(await readUntil(resumed, (text) => text.includes('event: next'))).toBe(
    `:\nid: ${Number(after) + 1}\n\n${next(Number(after) + 2)}`,
  );
  resumed.destroy();
});

test('B11 by WebSocket a pong says where each stream begins, and lastEventId goes on there', async () => {
  const after = await end();
  await happen(2);
  const theirs = await tokenOf(desk);
  const extensions = { lastEventId: String(Number(after) + 1) };
  const said = await rawSocket(theirs, 5, [
    { query: WATCH, variables: { after } },
    { query: WATCH, variables: { after }, extensions },
  ]);
  const of = (id: string) =>
    said.flatMap(({ type, payload, ...message }) => {
      if (type === 'next')
        return message.id === id ? Number(payload.extensions?.position) - Number(after) : [];
      const began = payload.positions?.[id];
      return began === undefined ? [] : `from ${Number(began) - Number(after)}`;
    });
  expect(of('1')).toEqual(['from 0', 1, 2]);
  expect(of('2')).toEqual(['from 1', 2]);
});

test('B11 who reads slowly loses nothing, and is told what comes in batches', async () => {
  const after = await end();
  const query =
    'subscription ($after: String) { queueChanged(after: $after) { events { position requestId } } }';
  const slow = await rawStream(await tokenOf(desk), { after }, {}, query);
  slow.pause();
  const tickets = await Promise.all([1, 2, 3].map(() => ours.open()));
  expect(tickets).toHaveLength(3);
  const { nodes } = await desk.manager.client.events.list({
    after,
    first: 100,
    types: ['ticket.*', 'clock.*'],
  });
  const last = nodes.at(-1)!.position;
  const text = await readUntil(slow, (all) => all.includes(`"position":"${last}"`));
  slow.destroy();
  const told = [...text.matchAll(/\{"position":"(\d+)","requestId/g)].map(([, position]) => position);
  expect(told).toEqual(nodes.map(({ position }) => position));
});

test('B11 when the server stops, every stream ends at once', async () => {
  const other = await openDesk({ at: NOW });
  const theirs = await tokenOf(other);
  const streams = await at(other, () => Promise.all(Array.from({ length: 20 }, () => rawStream(theirs))));
  const socket = new WebSocket(`${other.server.url}/graphql`.replace('http', 'ws'), 'graphql-transport-ws');
  await once(socket, 'open');
  const ended = Promise.all([...streams.map((stream) => once(stream, 'close')), once(socket, 'close')]);
  for (const stream of streams) stream.resume();
  const startedAt = performance.now();
  await other.stop();
  await ended;
  expect(performance.now() - startedAt).toBeLessThan(1_100); // a request in flight would be given 1,200 ms
});

function next(position: number): string {
  const data = { events: { type: 'demo.loaded', position: String(position) } };
  const result = JSON.stringify({ data, extensions: { position: String(position) } });
  return `id: ${position}\nevent: next\ndata: ${result}\n\n`;
}

async function end(): Promise<string> {
  return String((await desk.server.database.client.eventHead.findFirstOrThrow()).position);
}

/** Of the manager. */
async function tokenOf({ server, manager }: Desk): Promise<string> {
  return server.token(manager.subject);
}

/** Does something at another desk. */
async function at<T>(other: Desk, work: () => Promise<T>): Promise<T> {
  const here = desk;
  desk = other;
  return work().finally(() => (desk = here));
}

/** One whose log cannot be read, as if a bug stood there. */
async function brokenDesk(): Promise<Desk> {
  const broken = await openDesk({ at: NOW });
  const fails = async () => Promise.reject(new Error('secret 42'));
  Object.defineProperty(broken.server.database, 'onEvents', { value: fails });
  Object.defineProperty(broken.server.database.client, 'ticket', { value: { findMany: fails } });
  return broken;
}

/** So many events at once, which staff see. */
async function happen(count: number): Promise<void> {
  const [db, now] = [desk.server.database.client, desk.server.clock.now()];
  await asTenant('every-account', () =>
    transact({ db, now, requestId: 'test', actor: { kind: 'system', id: null } }, async () => ({
      value: {},
      events: Array.from({ length: count }, () => happenedAtVendor('demo.loaded', 'demo', {})),
    })),
  );
}

async function refusedByPost(path: string, query: string, { token, variables }: Asked): Promise<Refused> {
  const response = await fetch(desk.server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: Record<string, unknown> }[];
  };
  const [{ message, extensions }] = errors as [(typeof errors)[0]];
  expect(extensions['requestId']).toMatch(/^[0-9a-f-]{36}$/);
  return { code: extensions['code'], message };
}

async function refusedByWebSocket(query: string, { token, variables }: Asked): Promise<Refused> {
  const url = `${desk.server.url}/graphql`.replace('http', 'ws');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const send = (message: object) => socket.send(JSON.stringify(message));
  const answer = new Promise<Refused>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code: code === 4401 ? 'UNAUTHENTICATED' : code, message: String(reason) });
    });
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(String(data)) as { type: string; payload: never };
      if (type === 'connection_ack') send({ type: 'subscribe', id: '1', payload: { query, variables } });
      if (type !== 'error') return;
      const [{ message, extensions }] = payload as [{ message: string; extensions: { code: unknown } }];
      resolve({ code: extensions.code, message });
    });
  });
  await once(socket, 'open');
  send({ type: 'connection_init', payload: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  return answer.finally(() => socket.terminate());
}

/** An event stream as its bytes come; resolves once it is open. */
async function rawStream(token: string, variables: object = {}, headers = {}, query = WATCH) {
  const request = httpRequest(`${desk.server.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
  });
  request.end(JSON.stringify({ query, variables }));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  return response;
}

/** So many messages of these subscriptions on one connection, besides the acknowledgement. */
async function rawSocket(token: string, count: number, requests: object[]) {
  interface Said {
    type: string;
    id?: string;
    payload: { positions?: Record<string, string>; extensions?: { position: string } };
  }
  const socket = new WebSocket(`${desk.server.url}/graphql`.replace('http', 'ws'), 'graphql-transport-ws');
  const send = (message: object) => socket.send(JSON.stringify(message));
  const said: Said[] = [];
  await once(socket, 'open');
  send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  for await (const [data] of on(socket, 'message')) {
    const message = JSON.parse(String(data)) as Said;
    if (message.type === 'connection_ack') {
      for (const [n, payload] of requests.entries()) send({ type: 'subscribe', id: String(n + 1), payload });
    } else said.push(message);
    if (said.length === count) break;
  }
  socket.terminate();
  return said;
}

async function readUntil(
  stream: AsyncIterable<Buffer>,
  isEnough: (text: string) => boolean,
): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (isEnough(text)) break;
  }
  return text;
}
