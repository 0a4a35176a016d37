import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { freshDemo } from '../support/demo.ts';
import { MAIN, startProcess } from '../support/process.ts';

const NOWHERE = 'postgresql://me:secret@127.0.0.1:1/support';
let database: TestDatabase;

beforeAll(async () => {
  database = await freshDemo();
}, 180_000);

afterAll(() => database.drop());

test('a taken port is one sentence, before the database is asked', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;

  const server = startServer({ PORT: String(port), DATABASE_URL: NOWHERE });
  expect(await server.ended).toBe(1);
  expect(server.errors()).toBe(
    `Port ${port} is taken by another program: stop it, or choose another port with PORT=${port + 1}.\n`,
  );
  taken.close();
});

test('a database that is not there is one sentence', async () => {
  const server = startServer({ PORT: '0', DATABASE_URL: NOWHERE });
  expect(await server.ended).toBe(1);
  expect(server.errors()).toBe(
    'Cannot reach the database at 127.0.0.1:1/support: connect ECONNREFUSED 127.0.0.1:1.\n',
  );
});

test('--reset never touches a database that DATABASE_URL names', async () => {
  const server = startServer({ PORT: '0', DATABASE_URL: NOWHERE }, '--reset');
  expect(await server.ended).toBe(1);
  expect(server.errors()).toBe(
    '--reset deletes the embedded database only; DATABASE_URL names another, which is yours to empty.\n',
  );
});

test(
  'SIGTERM ends it within two seconds, although a client holds its connection',
  { timeout: 60_000 },
  async () => {
    const server = startServer({ PORT: '0', DATABASE_URL: database.url });
    const [url] = await server.printed(/http:\/\/localhost:\d+/);
    const response = await fetch(`${url}/health/ready`, { headers: { connection: 'keep-alive' } });
    expect(response.status).toBe(200);

    server.child.kill('SIGTERM');
    const impatience = setTimeout(() => server.child.kill('SIGKILL'), 2_000);
    expect(await server.ended).toBe(0);
    clearTimeout(impatience);
  },
);

/** The built server, as `npm start` runs it. */
function startServer(env: Record<string, string>, ...args: string[]) {
  return startProcess(MAIN, env, ...args);
}
