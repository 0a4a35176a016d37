import { request } from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answerOf, ask, type Answer } from '../support/ask.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { settle } from './people.ts';

const JSON_TYPE = 'application/json';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await settle(server);
});
afterAll(() => server.stop());

test.each<[string, string, RequestInit, number, string, string]>([
  ['a body that is no JSON', '/graphql', post('{ viewer'), 400, 'BAD_REQUEST', 'The body is not JSON.'],
  [
    'a body of 100,001 bytes',
    '/graphql',
    post(padded(100_001)),
    413,
    'BAD_REQUEST',
    'The body is too large: at most 100,000 bytes are read.',
  ],
  [
    'a body in another encoding',
    '/graphql',
    post('{}', { 'content-type': 'application/json; charset=latin1' }),
    415,
    'BAD_REQUEST',
    'The body must be UTF-8.',
  ],
  [
    'a form',
    '/graphql',
    post('query={viewer}', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'BAD_REQUEST',
    'Send the request as application/json.',
  ],
  [
    'a caller who accepts HTML only',
    '/graphql',
    post('{"query":"{ __typename }"}', { accept: 'text/html' }),
    406,
    'BAD_REQUEST',
    'Answers are application/json or application/graphql-response+json; accept one of them.',
  ],
  [
    'a batch',
    '/graphql',
    post('[{"query":"{ __typename }"}]'),
    400,
    'BAD_REQUEST',
    'Operation batching disabled.',
  ],
  [
    'another method',
    '/graphql',
    { method: 'PUT' },
    405,
    'BAD_REQUEST',
    'Apollo Server supports only GET/POST requests.',
  ],
  ['an unknown path', '/grapql', {}, 404, 'NOT_FOUND', 'Nothing is at /grapql; the API is at /graphql.'],
  [
    'a path that cannot be decoded',
    '/%ff',
    {},
    404,
    'NOT_FOUND',
    'Nothing is at /%ff; the API is at /graphql.',
  ],
])(
  '%s is answered in the shape of GraphQL, with code and request id',
  async (_story, path, init, ...expected) => {
    const [status, code, message] = expected;
    const answer = await answerOf(await fetch(server.url + path, init));
    const requestId = answer.headers.get('x-request-id');
    expect({ status: answer.status, body: answer.body }).toEqual({
      status,
      body: { errors: [{ message, extensions: { code, requestId } }] },
    });
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
  },
);

test('a body of exactly 100,000 bytes is read', async () => {
  const { status } = await fetch(`${server.url}/graphql`, post(padded(100_000)));
  expect(status).toBe(200);
});

test('a mutation by GET does not happen', async () => {
  const url = `${server.url}/graphql?query=${encodeURIComponent('mutation { __typename }')}`;
  const answer = await answerOf(await fetch(url, { headers: { accept: JSON_TYPE } }));
  expect(answer.status).toBe(405);
  expect(codeOf(answer)).toBe('BAD_REQUEST');
});

test.each([
  ['a document that cannot be parsed', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
  ['a field that does not exist', '{ viewed }', 'GRAPHQL_VALIDATION_FAILED'],
  ['an instant in the year 99999, in the document', DUE('"99999-01-01T00:00:00Z"'), 'BAD_USER_INPUT'],
  ['a page of no items', '{ accounts(first: 0) { nodes { id } } }', 'BAD_USER_INPUT'],
])('%s gets a code', async (_story, query, code) => {
  const answer = await ask(server, query, { token: await server.token('jean') });
  expect(codeOf(answer)).toBe(code);
});

test('an instant in the year 99999, in a variable, is bad input and says what to send', async () => {
  const answer = await ask(server, `query Due($start: DateTime!) ${DUE('$start')}`, {
    variables: { start: '99999-01-01T00:00:00Z' },
  });
  expect(answer.status).toBe(400);
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(answer.body.errors?.[0]?.message).toBe(
    'Variable "$start" got invalid value "99999-01-01T00:00:00Z"; Not an instant: "99999-01-01T00:00:00Z". ' +
      'Send RFC 3339 with an offset, between 1970 and 2199: 2026-07-13T17:00:00+02:00.',
  );
});

test('a value of 90,000 characters is not repeated in the answer', async () => {
  const answer = await ask(server, `query Due($start: DateTime!) ${DUE('$start')}`, {
    variables: { start: 'x'.repeat(90_000) },
  });
  expect(answer.body.errors?.[0]?.message).toHaveLength(1_001);
});

test('what goes wrong inside is masked, and logged under the request id', async () => {
  const broken = await testServer();
  await settle(broken);
  const token = await broken.token('jean');
  const owner = new pg.Client(broken.databaseUrl);
  await owner.connect();
  await owner.query('ALTER TABLE "Account" RENAME COLUMN "industry" TO "trade"');
  await owner.end();
  const answer = await ask(broken, '{ accounts { nodes { industry } } }', { token });
  await broken.stop();
  const requestId = answer.headers.get('x-request-id');
  expect(answer.body).toEqual({
    data: null,
    errors: [
      {
        message: 'Internal server error. Our log has the details under the request id.',
        locations: [{ line: 1, column: 3 }],
        path: ['accounts'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      },
    ],
  });
  const [logged, ...others] = broken.logged().filter(({ level }) => level === 'error');
  expect(others).toEqual([]);
  expect(logged).toMatchObject({ requestId, path: ['accounts'], msg: 'field failed' });
  expect(JSON.stringify(logged)).toContain('industry');
});

test('every answer has its own request id, and the log knows it', async () => {
  const ids: (string | null)[] = [];
  for (const path of ['/graphql?query={__typename}', '/health/live', '/nowhere']) {
    ids.push((await fetch(server.url + path)).headers.get('x-request-id'));
  }
  expect(new Set(ids).size).toBe(3);
  await vi.waitFor(() => {
    expect(server.logged().map(({ requestId }) => requestId)).toEqual(expect.arrayContaining(ids));
  });
});

test('the log has no query string, for a user may have written it', async () => {
  await fetch(`${server.url}/graphql?query={__typename}&variables={"secret":"of-a-user"}`);
  await fetch(`${server.url}/health/live`);
  expect(JSON.stringify(server.logged())).not.toContain('of-a-user');
});

test('answers say nothing of what made them, and are not to be framed, guessed or kept', async () => {
  const { headers } = await ask(server, '{ __typename }');
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  });
  expect(headers.has('x-powered-by') || headers.has('server') || headers.has('etag')).toBe(false);
});

test('pages of other teams may call with a token, and read the request id', async () => {
  const preflight = await fetch(`${server.url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://team.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  });
  const { headers } = await ask(server, '{ __typename }', { headers: { origin: 'https://team.example' } });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  const allowed = preflight.headers.get('access-control-allow-headers')?.split(', ');
  expect(allowed).toEqual(expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']));
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.has('access-control-allow-credentials')).toBe(false);
  expect(headers.get('access-control-expose-headers')).toBe(
    'x-request-id, retry-after, www-authenticate, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset',
  );
});

test.each([
  ['sends from another site', { 'sec-fetch-site': 'cross-site' }],
  ['sends from a sister site', { 'sec-fetch-site': 'same-site' }],
  ['sends with a cookie', { cookie: 'session=1' }],
])('what a browser %s without asking first is refused', async (_story, headers) => {
  // By hand, for fetch does not let these headers be set.
  const { status, body } = await new Promise<{ status: number | undefined; body: string }>(
    (resolve, reject) => {
      const sent = request(`${server.url}/graphql?query={__typename}`, { headers }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode, body }));
      });
      sent.on('error', reject).end();
    },
  );
  expect(status).toBe(400);
  expect(body).toContain('potential Cross-Site Request Forgery');
});

test('B21 labels follow Accept-Language; English where it prefers neither of ours', async () => {
  const labels: unknown[] = [];
  for (const language of ['fr-CA, en;q=0.5', 'en-GB', 'de, fr;q=0.3', 'de', '*']) {
    const { body } = await ask(server, '{ supportProgramme { contactPoints { label } } }', {
      headers: { 'accept-language': language },
    });
    labels.push(
      (body.data?.['supportProgramme'] as { contactPoints: { label: string }[] }).contactPoints[0]?.label,
    );
  }
  const [fr, en] = ['Portail d’assistance en ligne', 'Online support portal'];
  expect(labels).toEqual([fr, en, fr, en, en]);
});

test('the root leads to the playground', async () => {
  const { status, headers } = await fetch(server.url, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, '/playground']);
});

function post(body: string, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': JSON_TYPE, ...headers } };
}

/** When ten business minutes from `start` are over, in Paris. */
function DUE(start: string): string {
  return `{ supportCalendar(timeZone: "Europe/Paris", country: "FR") { dueAt(start: ${start}, businessMinutes: 10) } }`;
}

/** A well-formed request of exactly this many bytes. */
function padded(bytes: number): string {
  const body = JSON.stringify({ query: '{ __typename }', extensions: { padding: '' } });
  return body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);
}

function codeOf({ body }: Answer): string | undefined {
  return body.errors?.[0]?.extensions.code;
}
