import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { settle } from './people.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await settle(server);
});
afterAll(() => server.stop());

test('a server is alive and ready', async () => {
  expect(await get('/health/live')).toEqual({ status: 200, body: { status: 'live' } });
  expect(await get('/health/ready')).toEqual({ status: 200, body: { status: 'ready' } });
});

test('without its database a server is alive, not ready, and ready again when the database is back', async () => {
  await connections('DENY');
  const without = { live: await get('/health/live'), ready: await get('/health/ready') };
  const answers = [
    await ask(server, '{ accounts { nodes { id } } }', { token: await server.token('jean') }),
    await ask(server, '{ plans { code } }'),
  ];
  const french = await ask(server, '{ plans { code } }', { headers: { 'accept-language': 'fr' } });
  await connections('ALLOW');
  expect(without).toEqual({
    live: { status: 200, body: { status: 'live' } },
    ready: { status: 503, body: { status: 'not ready', reason: 'The database cannot be reached.' } },
  });
  for (const { status, headers, body } of answers) {
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(body.errors).toEqual([
      {
        message:
          'The database does not answer just now; try again in a few seconds. A change may have happened: send it again with the same idempotency key.',
        extensions: { code: 'SERVICE_UNAVAILABLE', requestId: headers.get('x-request-id') },
      },
    ]);
  }
  expect(french.body.errors?.[0]?.message).toContain('La base de données ne répond pas pour le moment');
  expect(await get('/health/ready')).toEqual({ status: 200, body: { status: 'ready' } });
});

test('the metrics count requests by path and status, and operations by type and outcome', async () => {
  const token = await server.token('marie');
  await ask(server, '{ viewer { __typename } }', { token });
  await ask(server, 'mutation { __typename }', { token });
  await ask(server, '{ accounts { nodes { id } } }');
  await ask(server, '{ nonsense }');
  await fetch(`${server.url}/made/up/by-a-caller`);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const lines = metrics.split('\n').map((line) => line.replace(/ [1-9]\d*$/, ' n'));
  expect(lines).toEqual(
    expect.arrayContaining([
      'http_request_duration_seconds_count{method="POST",path="/graphql",status="200"} n',
      'http_request_duration_seconds_count{method="GET",path="other",status="404"} n',
      'graphql_operation_duration_seconds_count{type="query",outcome="ok"} n',
      'graphql_operation_duration_seconds_count{type="mutation",outcome="ok"} n',
      'graphql_operation_duration_seconds_count{type="query",outcome="UNAUTHENTICATED"} n',
      'graphql_operation_duration_seconds_count{type="none",outcome="GRAPHQL_VALIDATION_FAILED"} n',
    ]),
  );
  expect(metrics).toContain('nodejs_eventloop_lag_seconds');
  expect(metrics).not.toMatch(/marie|by-a-caller|nonsense/);
});

async function get(path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(server.url + path);
  return { status: response.status, body: await response.json() };
}

/** Cuts the server off from its database, or lets it in again. */
async function connections(mode: 'DENY' | 'ALLOW'): Promise<void> {
  const url = new URL(server.databaseUrl);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const owner = new pg.Client(url.href);
  await owner.connect();
  await owner.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${mode === 'ALLOW'}`);
  if (mode === 'DENY') {
    await owner.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  }
  await owner.end();
}
