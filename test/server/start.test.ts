import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { freshDemo } from '../support/demo.ts';
import { MAIN, startProcess } from '../support/process.ts';

const ROOT = path.join(import.meta.dirname, '../..');
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

test(
  'npm that is ended by SIGTERM takes the server along, although it passes no signal on',
  { timeout: 60_000 },
  async () => {
    const npm = spawn('npm', ['start'], {
      cwd: ROOT,
      env: { ...process.env, PORT: '0', DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      npm.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const [found] = /http:\/\/localhost:\d+/.exec(output) ?? [];
        if (found) resolve(found);
      });
      npm.once('close', () => reject(new Error(output)));
    });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);

    npm.kill('SIGTERM');
    // Its output ends with the last process that writes to it: the server.
    await once(npm.stdout, 'end');
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  },
);

/** The built server, as `npm start` runs it. */
function startServer(env: Record<string, string>, ...args: string[]) {
  return startProcess(MAIN, env, ...args);
}
