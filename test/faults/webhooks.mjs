// Webhooks under faults: server processes send, one of them is killed now and then, and receivers fail, hang up and are slow.
// Every event must arrive at every endpoint, the first time in the order of its subject, and again only under the same id.
//   node webhooks.mjs                                    3,000 events, three endpoints, three processes, a Postgres of its own
//   node webhooks.mjs --events 150 --kills 1 --database <url>     as the tests run it
// The clock of the senders runs sixty times as fast, so that waits between attempts pass.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '@tierline/prisma/catalogue';
import { openDatabase } from '@tierline/prisma/database';
import { migrate } from '@tierline/prisma/migrate';
import { deletePostgres, startPostgres } from '@tierline/prisma/postgres';
import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { asOwner, writeTickets } from './desk.mjs';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '3000' },
    kills: { type: 'string', default: '8' },
    database: { type: 'string' },
  },
});
const EVENTS = Number(values.events);
const KILLS = Number(values.kills);
const PROCESSES = values.database ? 2 : 3;
const ENDPOINTS = values.database ? 2 : 3;
const SUBJECTS = 20;
const AT_ONCE = 10;
const MOST_UNDER_WAY = 300;
const PATIENCE_MS = 300_000;

if (values.database) {
  await prove(values.database);
} else {
  const dir = mkdtempSync(path.join(tmpdir(), 'tierline-faults-'));
  chmodSync(dir, 0o755); // for root, whose Postgres runs as another user
  const postgres = await startPostgres({ dir });
  try {
    await migrate(postgres.url);
    await loadCatalogue(postgres.url);
    await prove(postgres.url);
  } finally {
    await postgres.stop();
    await deletePostgres({ dir });
    rmSync(dir, { recursive: true, force: true });
  }
}

async function prove(url) {
  const receivers = await Promise.all(Array.from({ length: ENDPOINTS }, openReceiver));
  await asOwner(url, async (client) => {
    await writeTickets(client, SUBJECTS);
    await writeEndpoints(client, receivers);
  });
  const senders = await Promise.all(Array.from({ length: PROCESSES }, () => startSender(url)));
  const began = Date.now();
  const arrived = () => Math.min(...receivers.map(({ first }) => first.size));
  const writing = writeEvents(url, arrived);
  let kills = 0;
  while (arrived() < EVENTS && Date.now() - began < PATIENCE_MS) {
    if (kills < KILLS && arrived() >= (EVENTS * (kills + 1)) / (KILLS + 2)) {
      senders[kills % PROCESSES].kill('SIGKILL');
      senders[kills % PROCESSES] = await startSender(url);
      kills += 1;
    }
    await delay(50);
  }
  await writing;
  for (const sender of senders) sender.kill('SIGKILL');
  for (const { server } of receivers) server.close().closeAllConnections();
  await asOwner(url, (client) => report(client, receivers, { kills, seconds: (Date.now() - began) / 1000 }));
}

/** One that refuses a tenth, hangs up on some, and is slow now and then; it remembers what it took, not what it refused. */
async function openReceiver() {
  const receiver = { first: new Map(), again: 0, otherBody: 0, refused: 0, url: '', server: undefined };
  let seen = 0;
  receiver.server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    seen += 1;
    if (seen % 10 === 3) {
      receiver.refused += 1;
      return void response.writeHead(503).end();
    }
    if (seen % 35 === 5) {
      receiver.refused += 1;
      return void request.socket.destroy();
    }
    const id = request.headers['webhook-id'];
    const known = receiver.first.get(id);
    if (known === undefined) receiver.first.set(id, body);
    else receiver.again += 1;
    if (known !== undefined && known !== body) receiver.otherBody += 1;
    if (seen % 50 === 7) await delay(300);
    response.writeHead(204).end();
  });
  receiver.server.listen(0, '127.0.0.1');
  await once(receiver.server, 'listening');
  receiver.url = `http://127.0.0.1:${receiver.server.address().port}/`;
  return receiver;
}

async function writeEndpoints(client, receivers) {
  for (const [index, { url }] of receivers.entries()) {
    await client.query(
      `insert into "WebhookEndpoint" (id, "accountId", url, description, types, position, "createdAt")
       values ($1, 'acc_fault', $2, 'Faults', '{}', 0, now())`,
      [`whe_fault_${index}`, url],
    );
    await client.query(
      `insert into "WebhookSecret" (id, "endpointId", "accountId", secret, "createdAt")
       values ($1, $2, 'acc_fault', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', now())`,
      [`whs_fault_${index}`, `whe_fault_${index}`],
    );
  }
}

/**
 * Several at a time, as requests would write them. Not faster than they arrive: an event holds back later ones of its
 * subject for an hour, which is a minute here, and one that waited longer only for its turn would prove nothing.
 */
async function writeEvents(url, arrived) {
  const { client, close } = openDatabase({ url, connections: 4 });
  const origin = () => ({
    db: client,
    now: new Date(),
    requestId: 'faults',
    actor: { kind: 'system', id: null },
  });
  for (let written = 0; written < EVENTS; written += AT_ONCE) {
    while (written - arrived() > MOST_UNDER_WAY) await delay(20);
    const events = Array.from({ length: Math.min(AT_ONCE, EVENTS - written) }, (_, index) => ({
      type: 'ticket.replied',
      version: '2026-11-26',
      subject: `tkt_fault_${1 + ((written + index) % SUBJECTS)}`,
      accountId: 'acc_fault',
      visibleToCustomer: true,
      payload: {},
    }));
    await asTenant('every-account', () => transact(origin(), async () => ({ value: {}, events })));
  }
  await close();
}

async function startSender(url) {
  const sender = spawn(process.execPath, [path.join(import.meta.dirname, 'sender.mjs'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(sender.stdout, 'data');
  return sender;
}

async function report(client, receivers, { kills, seconds }) {
  const { rows } = await client.query(
    `select id, subject from "Event" where type = 'ticket.replied' order by position`,
  );
  const subjectOf = new Map(rows.map(({ id, subject }) => [id, subject]));
  let [lost, unknown, outOfOrder] = [0, 0, 0];
  for (const { first } of receivers) {
    lost += rows.filter(({ id }) => !first.has(id)).length;
    unknown += [...first.keys()].filter((id) => !subjectOf.has(id)).length;
    const latest = new Map();
    for (const body of first.values()) {
      const { subject, sequence } = JSON.parse(body).data;
      if (sequence < (latest.get(subject) ?? 0)) outOfOrder += 1;
      latest.set(subject, sequence);
    }
  }
  const sum = (name) => receivers.reduce((total, receiver) => total + receiver[name], 0);
  console.log(
    `${EVENTS} events, ${ENDPOINTS} endpoints, ${PROCESSES} processes, ${kills} killed, ${sum('refused')} attempts failed, ${seconds.toFixed(1)} s`,
  );
  console.log(`lost: ${lost}, unknown: ${unknown}, out of order: ${outOfOrder}`);
  console.log(`again under the same id: ${sum('again')}, with another body: ${sum('otherBody')}`);
  process.exitCode = lost + unknown + outOfOrder + sum('otherBody') === 0 ? 0 : 1;
}
