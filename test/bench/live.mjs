// Many subscribers of one server process, idle and woken: `npm run bench:live`. Beside it, what it would cost if each of
// them asked the feed once.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { openDatabase } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { migrate } from '@tierline/prisma/migrate';
import { deletePostgres, startPostgres } from '@tierline/prisma/postgres';
import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { happened, happenedAtVendor } from '@tierline/schema/event';
import { startServer } from '@tierline/server/app';
import { openDoor } from '@tierline/server/door';
import { createLog } from '@tierline/server/log';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { asOwner } from '../faults/desk.mjs';

const { values } = parseArgs({
  options: { subscribers: { type: 'string', default: '1000' }, serve: { type: 'boolean', default: false } },
});
const SUBSCRIBERS = Number(values.subscribers);
const ACCOUNTS = 10;
const IDLE_MS = 10_000;
const WAKES = 20;
const ISSUER = { issuer: 'https://issuer.bench', audience: 'tierline' };
const WATCH = 'subscription { events { position type subject payload } }';
const POLL = '{ events(first: 1, after: "0") { nodes { position type subject payload } } }';

if (values.serve) await serve();
else await drive();

/** The process that is measured. */
async function serve() {
  const [{ url, jwks }] = await once(process, 'message');
  const database = openDatabase({ url });
  const server = await startServer({
    door: await openDoor({ port: 0, host: '127.0.0.1' }),
    database,
    files: { store: null, scanner: null },
    issuer: { ...ISSUER, keys: createLocalJWKSet(jwks) },
    log: createLog('error'),
  });
  process.on('message', () => {
    globalThis.gc();
    const { rss, heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    process.send({ rss, held: heapUsed + external, cpuMs: (user + system) / 1_000 });
  });
  process.send({ url: server.url });
}

async function drive() {
  const dir = mkdtempSync(path.join(tmpdir(), 'tierline-bench-'));
  chmodSync(dir, 0o755); // for root, whose Postgres runs as another user
  const postgres = await startPostgres({ dir, durable: false });
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'bench' }] };
  const child = fork(import.meta.filename, ['--serve'], { execArgv: ['--expose-gc'] });
  try {
    await migrate(postgres.url);
    await loadCatalogue(postgres.url);
    await asOwner(postgres.url, settle);
    child.send({ url: postgres.url, jwks });
    const [{ url }] = await once(child, 'message');
    const tokens = await Promise.all(
      Array.from({ length: SUBSCRIBERS }, (_, n) =>
        new SignJWT({ ...{ iss: ISSUER.issuer, aud: ISSUER.audience, sub: `person-${n}` }, exp: 4e9 })
          .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
          .sign(privateKey),
      ),
    );
    await bench({ url, tokens, child, postgres });
  } finally {
    child.kill('SIGKILL');
    await postgres.stop();
    await deletePostgres({ dir });
    rmSync(dir, { recursive: true, force: true });
  }
}

async function settle(owner) {
  await owner.query(
    `insert into "Account" (id, name, "timeZone", country, locale, "acceptedTermsVersion", "createdAt")
     select 'acc_' || n, 'Account ' || n, 'Europe/Paris', 'FR', 'FR', (select min(version) from "TermsVersion"), now()
     from generate_series(0, $1 - 1) n`,
    [ACCOUNTS],
  );
  await owner.query(
    `insert into "Contact" (id, "accountId", name, email, roles, subject)
     select 'con_' || n, 'acc_' || n % $2, 'Person ' || n, n || '@example.com', '{REQUESTER}', 'person-' || n
     from generate_series(0, $1 - 1) n`,
    [SUBSCRIBERS, ACCOUNTS],
  );
}

async function bench({ url, tokens, child, postgres }) {
  const measure = async () => {
    child.send('measure');
    const [found] = await once(child, 'message');
    return found;
  };
  const database = openDatabase({ url: postgres.url, connections: 2 });
  const write = (event) =>
    asTenant('every-account', () =>
      transact(
        { db: database.client, now: new Date(), requestId: 'bench', actor: { kind: 'system', id: null } },
        async () => ({ value: {}, events: [event] }),
      ),
    );
  const agent = new Agent({ maxSockets: Infinity });

  await ask(agent, url, tokens[0], POLL); // the first request compiles much
  const before = await measure();
  let told = 0;
  for (const token of tokens) await subscribe(agent, url, token, () => (told += 1));
  const open = await measure();
  const perSubscriber = (kind) => ((open[kind] - before[kind]) / SUBSCRIBERS / 1024).toFixed(1);
  console.log(
    `${SUBSCRIBERS} subscribers: ${perSubscriber('held')} kB each on the heap, ${perSubscriber('rss')} kB of the process; to open one, ${((open.cpuMs - before.cpuMs) / SUBSCRIBERS).toFixed(2)} ms of CPU`,
  );

  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const idle = await measure();
  const idlePerSecond = ((idle.cpuMs - open.cpuMs) / IDLE_MS) * 1_000;
  console.log(`idle: ${idlePerSecond.toFixed(1)} ms of CPU a second for all of them`);

  const wakes = async (count, event, expected) => {
    const from = await measure();
    const startedAt = performance.now();
    for (let n = 0; n < count; n += 1) {
      told = 0;
      await write(event);
      while (told < expected) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const ms = (performance.now() - startedAt) / count;
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { cpuMs } = await measure();
    return { ms, cpuMs: (cpuMs - from.cpuMs) / count };
  };
  const nobody = await wakes(WAKES, happenedAtVendor('demo.loaded', 'demo', {}), 0);
  console.log(`woken for nothing: ${nobody.cpuMs.toFixed(2)} ms of CPU for all of them`);
  const seen = SUBSCRIBERS / ACCOUNTS;
  const subject = { id: newId('tkt'), accountId: 'acc_0' };
  const some = await wakes(WAKES, happened('ticket.closed', subject, {}), seen);
  console.log(
    `one event that ${seen} of them see: ${some.cpuMs.toFixed(1)} ms of CPU, all were told ${some.ms.toFixed(0)} ms after it was begun to be written`,
  );

  const beforePolls = await measure();
  for (const token of tokens) await ask(agent, url, token, POLL);
  const polls = (await measure()).cpuMs - beforePolls.cpuMs;
  console.log(
    `if each of them asked once instead: ${polls.toFixed(0)} ms of CPU, ${(polls / Math.max(some.cpuMs, 1)).toFixed(0)} times as much`,
  );
  agent.destroy();
  await database.close();
}

function post(agent, url, where, token, query) {
  const sent = request(url + where, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  sent.on('error', () => {}); // at the end the server is gone
  sent.end(JSON.stringify({ query }));
  return once(sent, 'response').then(([response]) => response);
}

async function ask(agent, url, token, query) {
  const response = await post(agent, url, '/graphql', token, query);
  let text = '';
  for await (const chunk of response) text += chunk;
  if (response.statusCode !== 200) throw new Error(text);
}

/** Resolves once the stream is open. */
async function subscribe(agent, url, token, tell) {
  const response = await post(agent, url, '/graphql/stream', token, WATCH);
  if (response.statusCode !== 200) throw new Error(String(response.statusCode));
  response.on('error', () => {});
  response.on('data', (chunk) => {
    String(chunk).replaceAll('event: next', tell);
  });
  await once(response, 'data');
}
