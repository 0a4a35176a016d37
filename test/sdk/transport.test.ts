import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createTransport,
  GraphQLRequestError,
  NetworkError,
  ResponseError,
  type TierlineError,
  TimeoutError,
  type ClientOptions,
  type TypedDocument,
} from '@tierline/sdk/core';
import { expect, onTestFinished, test, vi } from 'vitest';
import { cut, data, reply, scriptedServer, silence } from './scripted-server.ts';

const TICKET = 'query Ticket($id: ID!) { ticket(id: $id) { id } }' as TypedDocument<
  { ticket: { id: string } | null },
  { id: string }
>;
const CLOSE = 'mutation CloseTicket($id: ID!) { closeTicket(id: $id) { id } }' as TypedDocument<
  { closeTicket: { id: string } },
  { id: string }
>;
const ID = { id: 'tkt_1' };
const FOUND = data({ ticket: ID });
const CLOSED = data({ closeTicket: ID });
const NUMBERS = 'timeoutMs: above 0, up to 24 days; retries: from 0.';
const DOWN = reply(503, 'down');
const LEFT = new Error('the user left');

/** A transport that notes how long it would wait; chance always says 0.5. */
function transportTo(url: string, options: Partial<ClientOptions> = {}) {
  const waits: number[] = [];
  const timing = { sleep: async (ms: number) => void waits.push(ms), random: () => 0.5 };
  return { ...createTransport({ url, timing, ...options }), waits };
}

/** What a promise rejects with. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it was expected to fail'),
    (error: unknown) => error,
  );
}

test('B19 a document is posted with its variables and the token, and its whole data comes back', async () => {
  const server = await scriptedServer(FOUND);
  const { request } = transportTo(server.url, { token: 'secret', headers: { 'x-team': 'billing' } });

  expect(await request(TICKET, ID)).toEqual({ ticket: { id: 'tkt_1' } });

  const [{ headers, body }] = server.requests as [(typeof server.requests)[0]];
  expect(body).toEqual({ query: TICKET, variables: { id: 'tkt_1' } });
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    authorization: 'Bearer secret',
    'x-team': 'billing',
  });
  expect(headers).not.toHaveProperty('idempotency-key');
});

test('B19 a document of your own is sent as it is, and a passer-by sends no token', async () => {
  const server = await scriptedServer(data({ plans: [] }));

  expect(await transportTo(server.url).request('{ plans { code } }')).toEqual({ plans: [] });

  expect(server.requests[0]!.body).toEqual({ query: '{ plans { code } }' });
  expect(server.requests[0]!.headers).not.toHaveProperty('authorization');
});

test('B21 the locale is asked for by header, and a call may ask for another', async () => {
  const server = await scriptedServer(FOUND, FOUND, FOUND);
  const { request } = transportTo(server.url, { locale: 'fr' });

  await request(TICKET, ID);
  await request(TICKET, ID, { locale: 'en' });
  await request(TICKET, ID, { locale: undefined });

  expect(server.requests.map(({ headers }) => headers['accept-language'])).toEqual(['fr', 'en', 'fr']);
});

test('B19 a token function is asked before every attempt', async () => {
  const server = await scriptedServer(DOWN, FOUND, FOUND);
  const tokens = ['first', 'second', null];
  const { request } = transportTo(server.url, { token: async () => tokens.shift() });

  await request(TICKET, ID);
  await request(TICKET, ID);

  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer first',
    'Bearer second',
    undefined,
  ]);
});

test('B19 errors in an answer of 200 are an error that keeps the partial data', async () => {
  const errors = [
    {
      message: 'No ticket tkt_1.',
      path: ['ticket'],
      extensions: { code: 'NOT_FOUND', requestId: 'req_7' },
    },
  ];
  const server = await scriptedServer(reply(200, { data: { ticket: null, plans: [] }, errors }));

  const error = await failure(transportTo(server.url, { token: 'secret' }).request(TICKET, ID));

  expect(error).toBeInstanceOf(GraphQLRequestError);
  expect(error).toMatchObject({
    name: 'GraphQLRequestError',
    code: 'NOT_FOUND',
    status: 200,
    requestId: 'req_7',
    attempts: 1,
    operation: 'Ticket',
    errors,
    data: { ticket: null, plans: [] },
    retryAfterMs: null,
    message: 'Ticket (req_7): NOT_FOUND. Refused. See `errors`.',
  });
});

test.each<[string, string, string, unknown?]>([
  [
    'BAD_USER_INPUT',
    'Search for a text of 1 to 500 characters.',
    'Search for a text of 1 to 500 characters.',
  ],
  ['FORBIDDEN', 'Votre rôle ne le permet pas.', 'Votre rôle ne le permet pas.'],
  ['BAD_USER_INPUT', 'Not a cursor of this list: “my “secret” text”.', 'Not a cursor of this list: “…”.'],
  ['BAD_USER_INPUT', 'Le type « secret » est inconnu.', 'Le type “…” est inconnu.'],
  ['BAD_USER_INPUT', 'Variable "$n" got invalid value secret; Int cannot represent it.', 'Refused.'],
  ['NOT_FOUND', 'No ticket secret.', 'Refused.'],
  ['NOT_FOUND', 'No ticket secret.', 'No ticket has that id.', 'No ticket has that id.'],
  ['FORBIDDEN', 'Of a gateway.', 'Of a gateway.', 403],
  [
    'BAD_USER_INPUT',
    'Variable "$on" got invalid value "secret"; Not a date: "secret". Send year-month-day: 2026-07-14.',
    'on: Not a date. Send year-month-day: 2026-07-14.',
    'on: Not a date. Send year-month-day: 2026-07-14.',
  ],
])('B19 %s says why in the message, without what was sent: %s', async (code, message, said, reason) => {
  const server = await scriptedServer(reply(200, { errors: [{ message, extensions: { code, reason } }] }));
  const error = await failure(transportTo(server.url).request(TICKET, ID));
  expect(error).toMatchObject({
    message: `Ticket: ${code}. ${said} See \`errors\`.`,
    errors: [{ message }],
  });
});

test('B19 errors in an answer of 401 have its status, its request id, and no data', async () => {
  const errors = [{ message: 'Sign in.', extensions: { code: 'UNAUTHENTICATED' } }];
  const server = await scriptedServer(reply(401, { errors }, { 'x-request-id': 'req_8' }));

  const error = await failure(transportTo(server.url).request(TICKET, ID));

  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', status: 401, requestId: 'req_8', data: null });
});

test('B19 an error without a usable code is UNKNOWN, so that no free text gets into a message', async () => {
  const codes = [undefined, 7, 'tkt_1 is not yours', 'A'.repeat(65)];
  for (const code of codes) {
    const server = await scriptedServer(reply(200, { errors: [{ message: 'no', extensions: { code } }] }));
    const error = await failure(transportTo(server.url).request(TICKET, ID));
    expect(error).toMatchObject({ code: 'UNKNOWN', message: expect.not.stringContaining('tkt_1') as string });
  }
});

test.each([
  ['a page of HTML', 200, '<html>'],
  ['nothing', 200, ''],
  ['null', 200, null],
  ['a list', 200, []],
  ['an empty object', 200, {}],
  ['no data', 200, { data: null }],
  ['data that is text', 200, { data: 'x' }],
  ['errors that are text', 200, { errors: 'x' }],
  ['errors without entries', 200, { data: null, errors: [] }],
  ['errors that are no entries', 200, { data: null, errors: [null, 'x', {}] }],
  ['a page not found', 404, '<html>'],
  ['data under an error status', 500, { data: { ticket: null } }],
])('B19 an answer of %s is a ResponseError', async (_what, status, body) => {
  const server = await scriptedServer(reply(status, body, { 'x-request-id': 'req_9' }));

  const error = await failure(transportTo(server.url).request(TICKET, ID));

  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({
    code: 'BAD_RESPONSE',
    status,
    requestId: 'req_9',
    attempts: 1,
    operation: 'Ticket',
    message: `Ticket (req_9): the server answered ${status} without GraphQL.`,
  });
});

test('B19 a redirect is not followed: the token stays with the server that it was meant for', async () => {
  const elsewhere = await scriptedServer(FOUND);
  const server = await scriptedServer(reply(307, '', { location: elsewhere.url }));

  const error = await failure(transportTo(server.url, { token: 'secret' }).request(TICKET, ID));

  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ status: 307 });
  expect(elsewhere.requests).toEqual([]);
});

test('B19 no connection is a NetworkError, after as many retries as told', async () => {
  const { request, waits } = transportTo(await closedPort(), { retries: 1 });

  const error = await failure(request(TICKET, ID));

  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({
    code: 'NETWORK_ERROR',
    status: null,
    requestId: null,
    attempts: 2,
    operation: 'Ticket',
    message: 'Ticket: no answer; see `cause`.',
  });
  expect(waits).toHaveLength(1);
});

test('B19 a connection cut in the middle of an answer is a NetworkError, and a query is tried again', async () => {
  const server = await scriptedServer(cut, FOUND, cut);
  const { request } = transportTo(server.url);

  expect(await request(TICKET, ID)).toEqual({ ticket: { id: 'tkt_1' } });
  expect(await failure(request(CLOSE, ID))).toBeInstanceOf(NetworkError);
});

test('B19 silence is a TimeoutError, and is not tried again', async () => {
  const server = await scriptedServer(silence);

  const error = await failure(transportTo(server.url).request(TICKET, ID, { timeoutMs: 50 }));

  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({
    code: 'TIMEOUT',
    attempts: 1,
    operation: 'Ticket',
    message: 'Ticket: no answer within 50 ms.',
  });
  expect(server.requests).toHaveLength(1);
});

test('B19 the time limit holds for a fetch and for a token function that listen to no signal', async () => {
  const never = () => new Promise<never>(() => undefined);
  const options = { timeoutMs: 20 };

  expect(
    await failure(transportTo('/graphql', { ...options, fetch: never }).request(TICKET, ID)),
  ).toBeInstanceOf(TimeoutError);
  expect(
    await failure(transportTo('/graphql', { ...options, token: never }).request(TICKET, ID)),
  ).toBeInstanceOf(TimeoutError);
});

test('B19 aborting during an attempt rejects with the reason of the signal', async () => {
  const controller = new AbortController();
  const server = await scriptedServer(() => controller.abort(LEFT));

  expect(await failure(transportTo(server.url).request(TICKET, ID, { signal: controller.signal }))).toBe(
    LEFT,
  );
});

test('B19 aborting during a wait rejects with the reason of the signal, and nothing more is sent', async () => {
  const controller = new AbortController();
  const server = await scriptedServer(DOWN, FOUND);
  const timing = { sleep: () => new Promise<void>(() => controller.abort(LEFT)), random: () => 0 };

  const { request } = transportTo(server.url, { timing });

  expect(await failure(request(TICKET, ID, { signal: controller.signal }))).toBe(LEFT);
  expect(server.requests).toHaveLength(1);
});

test('B19 an aborted signal sends nothing', async () => {
  const server = await scriptedServer();

  const error = await failure(
    transportTo(server.url).request(TICKET, ID, { signal: AbortSignal.abort('gone') }),
  );

  expect(error).toBe('gone');
  expect(server.requests).toEqual([]);
});

test('B19 what was aborted while the token was fetched is not sent', async () => {
  const controller = new AbortController();
  const fetch = vi.fn<typeof globalThis.fetch>();
  const token = async () => {
    controller.abort(LEFT);
    return 'late';
  };

  const { request } = transportTo('/graphql', { token, fetch });

  expect(await failure(request(TICKET, ID, { signal: controller.signal }))).toBe(LEFT);
  await new Promise(setImmediate);
  expect(fetch).not.toHaveBeenCalled();
});

test('B19 a signal that outlives many calls keeps nothing of them', async () => {
  const server = await scriptedServer(FOUND, DOWN);
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  const { request } = transportTo(server.url, { retries: 0 });

  await request(TICKET, ID, { signal });
  await failure(request(TICKET, ID, { signal }));

  expect(added).toHaveBeenCalledTimes(2);
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
    added.mock.calls.map(([, listener]) => listener),
  );
});

test.each([429, 502, 503, 504])(
  'B19 a query is tried again after %s, each time after a longer wait',
  async (status) => {
    const server = await scriptedServer(reply(status, ''), reply(status, ''), FOUND);
    const { request, waits } = transportTo(server.url);

    expect(await request(TICKET, ID)).toEqual({ ticket: { id: 'tkt_1' } });

    expect(waits).toEqual([188, 375]); // three quarters of 250 and of 500 ms
  },
);

test('B19 when retries are used up, the error says how often it was tried', async () => {
  const server = await scriptedServer(DOWN, DOWN, DOWN, FOUND);

  expect(await failure(transportTo(server.url).request(TICKET, ID))).toMatchObject({
    status: 503,
    attempts: 3,
  });
  expect(server.requests).toHaveLength(3);
});

test('B19 a change that was over the budget is sent again: nothing was done', async () => {
  const limited = { errors: [{ message: 'Slow down.', extensions: { code: 'RATE_LIMITED' } }] };
  const server = await scriptedServer(reply(429, limited, { 'retry-after': '1' }), CLOSED);
  const { request, waits } = transportTo(server.url);

  expect(await request(CLOSE, ID)).toEqual({ closeTicket: ID });

  expect(waits).toEqual([1_125]);
});

test('B19 a change that a proxy answered with 429 is not sent again', async () => {
  const server = await scriptedServer(reply(429, 'busy'), CLOSED);

  expect(await failure(transportTo(server.url).request(CLOSE, ID))).toMatchObject({ status: 429 });
  expect(server.requests).toHaveLength(1);
});

test('B19 Retry-After is obeyed in seconds', async () => {
  const server = await scriptedServer(reply(429, '', { 'retry-after': '2' }), FOUND);
  const { request, waits } = transportTo(server.url);

  await request(TICKET, ID);

  expect(waits).toEqual([2125]); // 2 s and half of the 250 ms of chance
});

test('B19 Retry-After is obeyed as a date', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-07-01T10:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const server = await scriptedServer(
    reply(503, '', { 'retry-after': 'Wed, 01 Jul 2026 10:00:05 GMT' }),
    reply(503, '', { 'retry-after': 'Wed, 01 Jul 2026 09:00:00 GMT' }),
    FOUND,
  );
  const { request, waits } = transportTo(server.url);

  await request(TICKET, ID);

  expect(waits).toEqual([5125, 375]); // a date in the past asks for nothing
});

test('B19 Retry-After is obeyed in parts of seconds, as some proxies write it', async () => {
  const server = await scriptedServer(reply(429, '', { 'retry-after': '2.0' }), FOUND);
  const { request, waits } = transportTo(server.url);

  await request(TICKET, ID);

  expect(waits).toEqual([2125]);
});

test('B19 a Retry-After that means nothing is as good as none', async () => {
  const server = await scriptedServer(reply(503, '', { 'retry-after': 'soon' }), FOUND);
  const { request, waits } = transportTo(server.url);

  await request(TICKET, ID);

  expect(waits).toEqual([188]);
});

test('B19 RATE_LIMITED in an answer of 200 waits for the longest time that the server names', async () => {
  const limited = {
    errors: [{ message: 'Slow down.', extensions: { code: 'RATE_LIMITED', retryAfterMs: 700 } }],
  };
  const server = await scriptedServer(
    reply(200, limited),
    reply(200, limited, { 'retry-after': '1' }),
    FOUND,
  );
  const { request, waits } = transportTo(server.url);

  await request(TICKET, ID);

  expect(waits).toEqual([825, 1125]);
});

test('B19 a wait beyond the time limit is not begun: the caller learns at once how long it would be', async () => {
  const server = await scriptedServer(reply(429, '', { 'retry-after': '3600' }), FOUND);
  const { request, waits } = transportTo(server.url);

  const error = await failure(request(TICKET, ID));

  expect(error).toMatchObject({ code: 'BAD_RESPONSE', status: 429, attempts: 1, retryAfterMs: 3_600_000 });
  expect(waits).toEqual([]);
});

test('B19 a mutation is not tried again', async () => {
  const server = await scriptedServer(DOWN, CLOSED);

  expect(await failure(transportTo(server.url).request(CLOSE, ID))).toMatchObject({
    status: 503,
    attempts: 1,
  });
  expect(server.requests).toHaveLength(1);
});

test('B19 a mutation with an idempotency key is tried again, with the same key', async () => {
  const server = await scriptedServer(DOWN, CLOSED);

  await transportTo(server.url).request(CLOSE, ID, { idempotencyKey: 'close-1' });

  expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['close-1', 'close-1']);
});

test('B19 a mutation behind a fragment is known as one', async () => {
  const server = await scriptedServer(DOWN, CLOSED);
  const document = 'fragment T on Ticket { query id } mutation M { closeTicket { ...T } }';

  expect(await failure(transportTo(server.url).request(document))).toMatchObject({ attempts: 1 });
});

test.each([400, 401, 403, 404, 500])('B19 what would fail again is not tried again: %s', async (status) => {
  const server = await scriptedServer(reply(status, { errors: [{ message: 'no' }] }), FOUND);

  expect(await failure(transportTo(server.url).request(TICKET, ID))).toMatchObject({ status, attempts: 1 });
});

test('B19 hooks see each attempt, its answer and each wait', async () => {
  const server = await scriptedServer(DOWN, data({ ticket: ID }, { 'x-request-id': 'req_2' }));
  const seen: unknown[] = [];
  const hooks = {
    request: (event: object) => void seen.push(['request', event]),
    response: (event: object) => void seen.push(['response', { ...event, durationMs: 0 }]),
    retry: ({ error, waitMs }: { error: TierlineError; waitMs: number }) =>
      void seen.push(['retry', error.code, error.attempts, waitMs]),
  };

  await transportTo(server.url, { hooks }).request(TICKET, ID);

  const request = { operation: 'Ticket', status: null, requestId: null, retryAfterMs: null };
  const response = { ...request, durationMs: 0 };
  expect(seen).toEqual([
    ['request', { ...request, attempts: 1 }],
    ['response', { ...response, attempts: 1, status: 503, requestId: null }],
    ['retry', 'BAD_RESPONSE', 1, 188],
    ['request', { ...request, attempts: 2 }],
    ['response', { ...response, attempts: 2, status: 200, requestId: 'req_2' }],
  ]);
});

test('B19 what will go is told once for each thing, as long as the client lives', async () => {
  const name = 'The field Plan.name is deprecated. Ask title. Removal on 2026-12-01';
  const code = 'The field Plan.code is deprecated. Ask key. Removal on 2027-01-01';
  const will = (...deprecations: string[]) =>
    reply(200, { data: { ticket: ID }, extensions: { deprecations } }, { 'x-request-id': 'req_3' });
  const server = await scriptedServer(will(name), will(name, code), will(code, name));
  const seen: unknown[] = [];
  const { request } = transportTo(server.url, { hooks: { deprecation: (event) => seen.push(event) } });

  expect(await request(TICKET, ID)).toEqual({ ticket: ID });
  await request(TICKET, ID);
  await request(TICKET, ID);

  const origin = { operation: 'Ticket', attempts: 1, status: 200, requestId: 'req_3', retryAfterMs: null };
  expect(seen).toEqual([
    { ...origin, message: name },
    { ...origin, message: code },
  ]);
});

test('B19 a document of another generator is sent as its text', async () => {
  // What graphql-codegen makes with `documentMode: "string"`.
  class TypedDocumentString<Data, Variables> extends String {
    declare readonly __apiType?: (variables: Variables) => Data;
  }
  const document = new TypedDocumentString<{ ticket: { id: string } }, { id: string }>(TICKET);
  const server = await scriptedServer(FOUND);

  const { ticket } = await transportTo(server.url).request(document, ID);

  expect(ticket.id satisfies string).toBe('tkt_1');
  expect(server.requests[0]!.body).toEqual({ query: TICKET, variables: ID });
});

test('B19 neither the token nor a header nor a key is quoted when HTTP cannot carry it', async () => {
  const wrong = 'secret\nvalue';
  const failures = [
    transportTo('http://127.0.0.1:9', { token: wrong }).request(TICKET, ID),
    transportTo('http://127.0.0.1:9', { headers: { 'x-key': wrong } }).request(TICKET, ID),
    transportTo('http://127.0.0.1:9').request(CLOSE, ID, { idempotencyKey: wrong }),
  ];
  for (const promise of failures) {
    const error = await failure(promise);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({
      message: 'HTTP cannot carry the token, the key or a header.',
    });
    expect(error).not.toHaveProperty('cause');
  }
});

test.each([
  [{ url: 'https://me:secret@support.example.com/graphql' }, 'url: send credentials as `token`.'],
  [{ timeoutMs: 0 }, NUMBERS],
  [{ timeoutMs: NaN }, NUMBERS],
  [{ timeoutMs: 2 ** 31 }, NUMBERS],
  [{ retries: -1 }, NUMBERS],
  [{ retries: NaN }, NUMBERS],
])('B19 options that cannot work are refused at once: %o', (options, message) => {
  expect(() => createTransport({ url: '/graphql', ...options })).toThrow(new TypeError(message));
});

test('B19 options of a call that cannot work are refused too', async () => {
  const { request } = createTransport({ url: '/graphql' });
  expect(await failure(request(TICKET, ID, { retries: -1 }))).toBeInstanceOf(TypeError);
  const variable: object = { at: '2026-05-04T06:00:00Z' };
  expect(await failure(request(TICKET, ID, variable))).toEqual(
    new TypeError('Unknown option at. Variables belong into the object before the options.'),
  );
});

/** The address of a port where nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/graphql`;
}
