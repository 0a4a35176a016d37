import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLive, type ClientOptions, type LiveOptions, type TypedDocument } from '@tierline/sdk/core';
import { webSocket } from '@tierline/sdk/ws';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

const WATCH = 'subscription Watch($after: String) { changed(after: $after) }' as TypedDocument<
  { changed: number },
  { after?: string }
>;

interface Sent {
  type: string;
  payload?: Record<string, unknown>;
}

/** Does one thing with each connection that has subscribed, in order; the last one with all that follow. */
async function serving(...scripts: ((socket: WebSocket) => void)[]) {
  const connections: { protocol: string; sent: Sent[] }[] = [];
  const closed: number[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/graphql' });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    const sent: Sent[] = [];
    const number = connections.push({ protocol: socket.protocol, sent });
    socket.once('close', () => closed.push(number));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(String(data)) as Sent;
      sent.push(message);
      if (message.type === 'connection_init') say(socket, { type: 'connection_ack' });
      if (message.type === 'subscribe') scripts[Math.min(number, scripts.length) - 1]!(socket);
    });
  });
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, connections, closed };
}

function say(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message));
}

/** What a connection says; it breaks at the end, or stays open. */
function saying(...messages: (object | 'open')[]) {
  return (socket: WebSocket) => {
    for (const message of messages) if (message !== 'open') say(socket, message);
    if (!messages.includes('open')) socket.close();
  };
}

function next(value: number, position = value): object {
  const extensions = { position: String(position) };
  return { id: '1', type: 'next', payload: { data: { changed: value }, extensions } };
}

function pong(position: number): object {
  return { type: 'pong', payload: { positions: { 1: String(position) } } };
}

function refused(code: string, extensions = {}): object {
  return { id: '1', type: 'error', payload: [{ message: 'No.', extensions: { code, ...extensions } }] };
}

const complete = { id: '1', type: 'complete' };

/** Subscriptions that note how long they would wait; chance always says 0.5. */
function liveTo(url: string, options: Partial<ClientOptions> = {}) {
  const waits: number[] = [];
  const timing = { sleep: async (ms: number) => void waits.push(ms), random: () => 0.5 };
  const { subscribe } = createLive({ url, timing, ...options }, webSocket(WebSocket));
  const watch = (call?: LiveOptions) => subscribe(WATCH, { after: '1' }, call);
  return { watch, waits };
}

async function all(stream: AsyncIterable<{ changed: number }>): Promise<number[]> {
  const values: number[] = [];
  for await (const { changed } of stream) values.push(changed);
  return values;
}

/** From where each connection was asked to go on. */
function resumedAt({ connections }: { connections: { sent: Sent[] }[] }): unknown[] {
  return connections.map(
    ({ sent }) => (sent[1]?.payload?.['extensions'] as { lastEventId?: string } | undefined)?.lastEventId,
  );
}

test('B19 by WebSocket the token goes in the first message, and it ends when it is complete', async () => {
  const server = await serving(saying(pong(1), next(2), next(3), complete, 'open'));
  const { watch, waits } = liveTo(server.url, { token: async () => 'secret', locale: 'fr' });
  expect(await all(watch())).toEqual([2, 3]);
  expect(server.connections).toEqual([
    {
      protocol: 'graphql-transport-ws',
      sent: [
        { type: 'connection_init', payload: { authorization: 'Bearer secret', locale: 'fr' } },
        { id: '1', type: 'subscribe', payload: { query: WATCH, variables: { after: '1' } } },
      ],
    },
  ]);
  expect(waits).toEqual([]);
  await expect.poll(() => server.closed).toEqual([1]);
});

test('B19 by WebSocket a connection that breaks goes on where it got to, after a wait', async () => {
  const server = await serving(
    saying(pong(7)),
    (socket) => {
      socket.send(JSON.stringify(next(8)), () => socket.terminate());
    },
    saying(refused('RATE_LIMITED', { retryAfterMs: 2_000 }), 'open'),
    saying(next(9), complete),
  );
  const { watch, waits } = liveTo(server.url);
  expect(await all(watch())).toEqual([8, 9]);
  expect(resumedAt(server)).toEqual([undefined, '7', '8', '8']);
  expect(waits).toEqual([188, 188, 2_125]);
});

test('B19 by WebSocket failures in a row are waited for longer each time, and given up after so many', async () => {
  const server = await serving((socket) => socket.close(1012, 'Try again'));
  const { watch, waits } = liveTo(server.url);
  await expect(all(watch({ retries: 3 }))).rejects.toMatchObject({ name: 'NetworkError', attempts: 4 });
  expect(waits).toEqual([188, 375, 750]);

  const none = createServer((_request, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(none, 'listening');
  const nowhere = liveTo(`http://127.0.0.1:${(none.address() as AddressInfo).port}/graphql`);
  await expect(all(nowhere.watch({ retries: 1 }))).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
  none.close();
  await expect(all(nowhere.watch({ retries: 0 }))).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
});

test.each([
  [1009, 'BAD_REQUEST'],
  [4400, 'BAD_REQUEST'],
  [4401, 'UNAUTHENTICATED'],
  [4403, 'FORBIDDEN'],
])('B19 by WebSocket the end by %s is thrown at once, as %s', async (closeCode, code) => {
  const server = await serving((socket) => socket.close(closeCode, 'Not so.'));
  const { watch, waits } = liveTo(server.url, { token: async () => 'fresh' });
  await expect(all(watch())).rejects.toMatchObject({
    name: 'GraphQLRequestError',
    code,
    errors: [{ message: 'Not so.' }],
  });
  expect(waits).toEqual([]);
});

test('B19 by WebSocket errors are thrown with the name of the request, and with what could be answered', async () => {
  const refusing = await serving(saying(refused('NOT_FOUND', { requestId: 'r-1' }), 'open'));
  await expect(all(liveTo(refusing.url).watch())).rejects.toMatchObject({
    code: 'NOT_FOUND',
    requestId: 'r-1',
  });
  await expect.poll(() => refusing.closed).toEqual([1]);

  const errors = [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }];
  const payload = { data: { changed: null }, errors };
  const partial = await serving(saying({ id: '1', type: 'next', payload }, 'open'));
  await expect(all(liveTo(partial.url).watch())).rejects.toMatchObject({
    code: 'FORBIDDEN',
    data: { changed: null },
  });
});

test('B19 by WebSocket silence is a broken connection; a heartbeat is not, and a ping is answered', async () => {
  const server = await serving(saying(next(2), 'open'), (socket) => {
    let beats = 0;
    const beat = setInterval(() => {
      beats += 1;
      if (beats < 8) return say(socket, { type: beats === 1 ? 'ping' : 'pong' });
      clearInterval(beat);
      saying(next(3), complete)(socket);
    }, 25);
  });
  const { watch, waits } = liveTo(server.url);
  expect(await all(watch({ silenceMs: 150 }))).toEqual([2, 3]);
  expect(server.connections[1]!.sent.at(-1)).toEqual({ type: 'pong' });
  expect(server.connections).toHaveLength(2);
  expect(waits).toEqual([188]);
});

test('B19 by WebSocket what is no message, or of no known type, is passed over', async () => {
  const server = await serving((socket) => {
    for (const text of ['{', 'null', '[]', '{"type":"learnt later"}', '{"type":"pong"}']) socket.send(text);
    saying(next(2), complete, 'open')(socket);
  });
  expect(await all(liveTo(server.url).watch())).toEqual([2]);
});

test('B19 by WebSocket a loop that is far behind loses nothing, and memory holds no more than 1,000 messages', async () => {
  const values = Array.from({ length: 2_500 }, (_, n) => n + 2);
  const server = await serving((socket) => {
    const from = Number(resumedAt(server).at(-1) ?? 1);
    for (const value of values) if (value > from) say(socket, next(value));
    say(socket, complete);
  });
  const told: number[] = [];
  for await (const { changed } of liveTo(server.url).watch()) {
    if (told.length === 0) await expect.poll(() => server.closed).toEqual([1]); // while the loop does something else
    told.push(changed);
  }
  expect(told).toEqual(values);
  const [, goesOnAt] = resumedAt(server).map(Number);
  expect(goesOnAt).toBeGreaterThanOrEqual(1_001); // 1,000 messages, and those that the loop took before it was busy
  expect(goesOnAt).toBeLessThanOrEqual(1_002);
});

test('B19 by WebSocket aborting ends it, before it is open too, and leaving the loop closes the connection', async () => {
  const server = await serving(saying(next(2), 'open'));
  const stop = new AbortController();
  const values: number[] = [];
  for await (const { changed } of liveTo(server.url).watch({ signal: stop.signal })) {
    values.push(changed);
    stop.abort();
  }
  expect(values).toEqual([2]);
  await expect.poll(() => server.closed).toEqual([1]);
  for await (const { changed } of liveTo(server.url).watch()) {
    expect(changed).toBe(2);
    break;
  }
  await expect.poll(() => server.closed).toEqual([1, 2]);

  const early = new AbortController();
  const request = () => void setImmediate(() => early.abort());
  const { watch } = liveTo(server.url, { hooks: { request } });
  const heard = await all(watch({ signal: early.signal }));
  expect(heard.length).toBeLessThanOrEqual(1); // as it may have been open already
  expect(await all(watch({ signal: AbortSignal.abort() }))).toEqual([]);
});

test('B19 where there is no WebSocket, it says so at once', () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');
  Reflect.deleteProperty(globalThis, 'WebSocket');
  onTestFinished(() => {
    if (own) Object.defineProperty(globalThis, 'WebSocket', own);
  });
  expect(() => webSocket()).toThrow(TypeError);
});
