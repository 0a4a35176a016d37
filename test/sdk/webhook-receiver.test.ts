import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { createClient, unwrap } from '@tierline/sdk';
import { signWebhook } from '@tierline/sdk/webhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { freshDemo } from '../support/demo.ts';
import { MAIN, startProcess, type Started } from '../support/process.ts';

// "A partner in five minutes" of the README, done as it stands there: a demo in a process, and the receiver in another.

const SDK = path.resolve(import.meta.dirname, '../../sdk');
const SECTION = /^## A partner in five minutes$([\s\S]*?)^## /m.exec(
  readFileSync(path.join(SDK, 'README.md'), 'utf8'),
)![1]!;
const PROGRAMS = [
  ...SECTION.matchAll(/Save this as `([\w-]+\.mjs)`[\s\S]*?^```ts\n([\s\S]*?)^```$/gm),
] as RegExpMatchArray[];

let database: TestDatabase;
let server: Started;
let url: string;
let place: string;
let port: number;
const started: Started[] = [];

beforeAll(async () => {
  database = await freshDemo();
  server = startProcess(MAIN, { PORT: '0', DATABASE_URL: database.url });
  port = await freePort();
  // Inside the package of the tests, where a program finds the SDK like every other package.
  place = mkdtempSync(path.join(import.meta.dirname, '.partner-'));
  for (const [, name = '', code = ''] of PROGRAMS) {
    writeFileSync(path.join(place, name), code.replaceAll('localhost:4010', `localhost:${port}`));
  }
  copyFileSync(path.join(SDK, 'examples/webhook-receiver.mjs'), path.join(place, 'webhook-receiver.mjs'));
  url = `${(await server.printed(/GraphQL +(\S+)\/graphql/))[1]}/graphql`;
}, 180_000);

afterAll(async () => {
  for (const { child } of started) child.kill();
  server.child.kill();
  await server.ended;
  await database.drop();
  rmSync(place, { recursive: true });
});

test('B11 a partner receives a webhook on the own machine, verified, and rotates its secret', async () => {
  const key = await tokenOf('A machine of Atelier Mesure');
  const printed = await run('add-webhook.mjs', key);
  const [, former = ''] = /^export TIERLINE_WEBHOOK_SECRET=(whsec_\S+)$/m.exec(printed)!;
  const first = await receiver(former);
  await run('say-hello.mjs', key);
  await first.printed(/ webhook\.tested whe_\w+ {"greeting":"Hello from Tierline\."}/);

  const grace = createClient({ url, token: await tokenOf('Grace Whitfield') });
  const { ticket } = unwrap(
    await grace.tickets.open({
      ...{ requestType: 'LOGIN_ISSUE', severity: 'SEVERE', sku: 'IQ-TM' },
      ...{ subject: 'Nobody can sign in', question: 'What can we do?' },
    } as const),
  );
  await first.printed(new RegExp(` ticket\\.opened ${ticket.id} `));

  for (const headers of [{}, await signWebhook('whsec_AAAA', '{}')]) {
    const answer = await fetch(`http://localhost:${port}/`, { method: 'POST', body: '{}', headers });
    expect(answer.status).toBe(400);
  }
  expect(first.output()).not.toContain('undefined');

  const [, line = ''] = /^export TIERLINE_WEBHOOK_SECRET="(.+)"$/m.exec(await run('rotate-secret.mjs', key))!;
  const both = line.replace('$TIERLINE_WEBHOOK_SECRET', former);
  expect(both).toMatch(/^whsec_\S+ whsec_\S+$/);
  const count = () => first.output().split('webhook.tested').length - 1;
  await run('say-hello.mjs', key); // the receiver that knows the former secret only
  await expect.poll(count, { timeout: 10_000 }).toBe(2);
  for (const secrets of [both, both.split(' ')[0]!]) {
    await stop(started.at(-1)!);
    const next = await receiver(secrets);
    await run('say-hello.mjs', key);
    await next.printed(/ webhook\.tested /);
    expect(next.errors()).toBe('');
  }
}, 60_000);

test('B11 without a secret the receiver says where it comes from', async () => {
  const { ended, errors } = startProcess(path.join(place, 'webhook-receiver.mjs'), {
    TIERLINE_WEBHOOK_SECRET: '',
  });
  expect(await ended).toBe(1);
  expect(errors()).toBe('Name the secret that webhooks.add gave you in TIERLINE_WEBHOOK_SECRET.\n');
});

/** The token that the demo printed below a title that begins so. */
async function tokenOf(title: string): Promise<string> {
  return (await server.printed(new RegExp(`${title}[^\\n]*\\n +(\\S+)\\n`)))[1]!;
}

/** What a program of the README prints. */
async function run(name: string, token: string): Promise<string> {
  const program = startProcess(path.join(place, name), { TIERLINE_URL: url, TIERLINE_TOKEN: token });
  expect(await program.ended, program.errors()).toBe(0);
  return program.output();
}

async function receiver(secrets: string): Promise<Started> {
  const one = startProcess(path.join(place, 'webhook-receiver.mjs'), {
    PORT: String(port),
    TIERLINE_WEBHOOK_SECRET: secrets,
  });
  started.push(one);
  await one.printed(/^Listening on http:\/\/localhost:/m);
  return one;
}

async function stop({ child, ended }: Started): Promise<void> {
  child.kill();
  await ended;
}

async function freePort(): Promise<number> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, 'localhost', resolve));
  const { port: free } = taken.address() as AddressInfo;
  await new Promise((resolve) => taken.close(resolve));
  return free;
}
