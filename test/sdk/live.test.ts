import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createLive, type ClientOptions, type LiveOptions, type TypedDocument } from '@tierline/sdk/core';
import { expect, onTestFinished, test } from 'vitest';

const WATCH = 'subscription Watch($after: String) { changed(after: $after) }' as TypedDocument<
  { changed: number },
  { after?: string }
>;

/** Gives one answer to each connection, in order, as bytes; the last one for all that follow. */
async function streaming(...answers: ((response: ServerResponse) => void)[]) {
  const connections: { url: string; headers: IncomingHttpHeaders; body: unknown }[] = [];
  const closed: number[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body: unknown = JSON.parse(await text(request));
      connections.push({ url: request.url!, headers: request.headers, body });
      const number = connections.length;
      response.once('close', () => closed.push(number));
      answers[Math.min(number, answers.length) - 1]!(response);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, connections, closed };
}

/** What a stream writes; it breaks off at the end, or stays open. */
function pieces(...parts: string[]) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts.filter((one) => one !== 'open')) response.write(part);
    if (!parts.includes('open')) response.end();
  };
}

function next(value: number, position = value): string {
  return `id: ${position}\nevent: next\ndata: {"data":{"changed":${value}}}\n\n`;
}

function refusal(status: number, code: string, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ errors: [{ message: 'No.', extensions: { code } }] }));
  };
}

/** Subscriptions that note how long they would wait; chance always says 0.5. */
function liveTo(url: string, options: Partial<ClientOptions> = {}) {
  const waits: number[] = [];
  const timing = { sleep: async (ms: number) => void waits.push(ms), random: () => 0.5 };
  const { subscribe } = createLive({ url, timing, ...options });
  const watch = (call?: LiveOptions) => subscribe(WATCH, { after: '1' }, call);
  return { watch, waits };
}

async function all(stream: AsyncIterable<{ changed: number }>): Promise<number[]> {
  const values: number[] = [];
  for await (const { changed } of stream) values.push(changed);
  return values;
}

test('B19 a subscription is posted with its variables and the token, and ends when it is complete', async () => {
  const server = await streaming(pieces(':\nid: 1\n\n', next(2), next(3), 'event: complete\ndata: \n\n'));
  const { watch, waits } = liveTo(server.url, { token: 'secret', locale: 'fr' });
  expect(await all(watch())).toEqual([2, 3]);
  expect(server.connections).toMatchObject([
    {
      url: '/graphql/stream',
      headers: { accept: 'text/event-stream', authorization: 'Bearer secret', 'accept-language': 'fr' },
      body: { query: WATCH, variables: { after: '1' } },
    },
  ]);
  expect(waits).toEqual([]);
});

test('B19 pieces that cut a message, or a letter, in two are put together', async () => {
  const frame = Buffer.from('id: 2\nevent: next\ndata: {"data":{"changed":"é"}}\n\n');
  const server = await streaming((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const bytes = [...frame, ...Buffer.from('event: complete\ndata: \n\n')];
    const write = () => {
      const byte = bytes.shift();
      if (byte === undefined) return response.end();
      response.write(Buffer.from([byte]), () => setImmediate(write));
    };
    write();
  });
  expect(await all(liveTo(server.url).watch())).toEqual(['é']);
});

test('B19 a stream that breaks off goes on where it got to, after a wait', async () => {
  const server = await streaming(
    pieces(':\nid: 7\n\n'),
    pieces(next(8)),
    refusal(503, 'SERVICE_UNAVAILABLE', { 'retry-after': '2' }),
    pieces(next(9), 'event: complete\ndata: \n\n'),
  );
  const { watch, waits } = liveTo(server.url);
  expect(await all(watch())).toEqual([8, 9]);
  expect(server.connections.map(({ headers }) => headers['last-event-id'])).toEqual([
    undefined,
    '7',
    '8',
    '8',
  ]);
  expect(waits).toEqual([188, 188, 2_125]);
});

test('B19 failures in a row are waited for longer each time, and given up after so many', async () => {
  const server = await streaming(refusal(502, 'NOTHING'));
  const { watch, waits } = liveTo(server.url);
  await expect(all(watch({ retries: 3 }))).rejects.toMatchObject({ status: 502, attempts: 4 });
  expect(waits).toEqual([188, 375, 750]);
});

test.each([
  [401, 'UNAUTHENTICATED'],
  [403, 'FORBIDDEN'],
  [400, 'BAD_USER_INPUT'],
])('B19 %s %s is thrown at once', async (status, code) => {
  const server = await streaming(refusal(status, code));
  const { watch, waits } = liveTo(server.url, { token: async () => 'fresh' });
  await expect(all(watch())).rejects.toMatchObject({ name: 'GraphQLRequestError', code, status });
  expect(waits).toEqual([]);
});

test('B19 an answer that is no stream is a ResponseError', async () => {
  const server = await streaming((response) => response.writeHead(200).end('<html>'));
  await expect(all(liveTo(server.url).watch())).rejects.toMatchObject({ name: 'ResponseError' });
});

test('B19 errors of a message are thrown with what could be answered', async () => {
  const result = '{"data":{"changed":null},"errors":[{"message":"No.","extensions":{"code":"NOT_FOUND"}}]}';
  const server = await streaming(pieces(`id: 2\nevent: next\ndata: ${result}\n\n`, 'open'));
  await expect(all(liveTo(server.url).watch())).rejects.toMatchObject({
    code: 'NOT_FOUND',
    data: { changed: null },
  });
  await expect.poll(() => server.closed).toEqual([1]);
});

test('B19 silence is a broken connection; a heartbeat is not', async () => {
  const server = await streaming(pieces(next(2), 'open'), (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let beats = 0;
    const beat = setInterval(() => {
      beats += 1;
      if (beats < 8) response.write(':\n\n');
      else response.write(`${next(3)}event: complete\ndata: \n\n`);
      if (beats === 8) clearInterval(beat);
    }, 25);
  });
  const { watch, waits } = liveTo(server.url);
  expect(await all(watch({ silenceMs: 150 }))).toEqual([2, 3]);
  expect(server.connections).toHaveLength(2);
  expect(waits).toEqual([188]);
});

test('B19 aborting ends it, also during a wait, and closes the connection', async () => {
  const server = await streaming(pieces(next(2), 'open'));
  const stop = new AbortController();
  const values: number[] = [];
  for await (const { changed } of liveTo(server.url).watch({ signal: stop.signal })) {
    values.push(changed);
    stop.abort();
  }
  expect(values).toEqual([2]);
  await expect.poll(() => server.closed).toEqual([1]);

  const down = await streaming(refusal(503, 'SERVICE_UNAVAILABLE'));
  const later = new AbortController();
  const sleep = () => new Promise<void>(() => later.abort());
  const { watch } = liveTo(down.url, { timing: { sleep, random: () => 0 } });
  expect(await all(watch({ signal: later.signal }))).toEqual([]);
  expect(await all(watch({ signal: AbortSignal.abort() }))).toEqual([]);
  expect(down.connections).toHaveLength(1);
});

test('B19 leaving the loop closes the connection', async () => {
  const server = await streaming(pieces(next(2), 'open'));
  for await (const { changed } of liveTo(server.url).watch()) {
    expect(changed).toBe(2);
    break;
  }
  await expect.poll(() => server.closed).toEqual([1]);
});
