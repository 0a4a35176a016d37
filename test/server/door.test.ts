import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDoor } from '@tierline/server/door';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { answerOf, ask } from '../support/ask.ts';
import { testServer } from '../support/server.ts';
import { settle } from './people.ts';

test('who comes before the server is ready is asked to come again', async () => {
  const door = await openDoor({ port: 0, host: '127.0.0.1' });
  const { status, headers, body } = await answerOf(await fetch(`${door.url}/graphql`));
  await door.close();
  expect({ status, body }).toEqual({
    status: 503,
    body: {
      errors: [
        {
          message: 'The server is starting; try again in a second.',
          extensions: { code: 'SERVICE_UNAVAILABLE', requestId: headers.get('x-request-id') },
        },
      ],
    },
  });
  expect(headers.get('retry-after')).toBe('1');
});

test('a taken port is said in one sentence', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const opening = openDoor({ port, host: '127.0.0.1' });
  await expect(opening).rejects.toMatchObject({
    name: 'SetupError',
    message: `Port ${port} is taken by another program: stop it, or choose another port with PORT=${port + 1}.`,
  });
  other.close();
});

test('an address of another machine is said in one sentence', async () => {
  await expect(openDoor({ port: 0, host: '192.0.2.1' })).rejects.toMatchObject({
    name: 'SetupError',
    message:
      'HOST=192.0.2.1 is not an address of this machine: use 127.0.0.1, or 0.0.0.0 to be reached from outside.',
  });
});

test('stopping lets a request in flight finish, on a connection that then closes, and nobody new in', async () => {
  const server = await testServer();
  await settle(server);
  const token = await server.token('jean');
  const owner = new pg.Client(server.databaseUrl);
  await owner.connect();
  await owner.query('BEGIN; LOCK TABLE "Account" IN ACCESS EXCLUSIVE MODE');
  const answer = ask(server, '{ accounts { nodes { name } } }', { token });
  await vi.waitFor(async () => {
    const { rowCount } = await owner.query('SELECT FROM pg_locks WHERE NOT granted');
    expect(rowCount).toBeGreaterThan(0);
  });

  const stopping = server.stop();
  await expect(fetch(`${server.url}/health/live`)).rejects.toThrow('fetch failed');
  await owner.query('ROLLBACK');
  await owner.end();
  const { status, headers, body } = await answer;
  await stopping;

  expect(status).toBe(200);
  expect(body.data).toEqual({ accounts: { nodes: [{ name: 'Atelier Nord' }] } });
  expect(headers.get('connection')).toBe('close');
});

test('stopping does not wait for connections that are kept open but ask nothing', async () => {
  const server = await testServer();
  await ask(server, '{ __typename }');
  await server.stop();
  await expect(ask(server, '{ __typename }')).rejects.toThrow('fetch failed');
});

test('stopping cuts a request that hangs', async () => {
  const door = await openDoor({ port: 0, host: '127.0.0.1' });
  let arrived: () => void = () => {};
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  door.serve(() => arrived());
  const hanging = fetch(door.url);
  await arrival;
  await Promise.all([door.close(), expect(hanging).rejects.toThrow('fetch failed')]);
});
