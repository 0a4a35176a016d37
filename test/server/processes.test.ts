import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createClient, unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const SERVER = path.join(import.meta.dirname, '../faults/server.mjs');

let desk: Desk;
let ours: Customer;
const started: ChildProcess[] = [];

beforeAll(async () => {
  desk = await openDesk({ at: new Date().toISOString() });
  ours = await desk.customer();
});
afterAll(async () => {
  for (const process of started) process.kill('SIGKILL');
  await desk.stop();
});

/** Another process of the server, on the same database. */
async function another(...options: string[]) {
  const child = spawn(process.execPath, [SERVER, desk.server.databaseUrl, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const [url] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: `${url.toString().trim()}/graphql` };
}

async function newKey(scopes: string[]) {
  const { apiKey, secret } = unwrap(await ours.client.keys.create({ name: 'Sync', scopes }));
  return { id: apiKey.id, token: secret! };
}

test('B19 a process dies between the commit of a change and its answer: sent again, it gets that answer and happens once', async () => {
  const { child, url } = await another('dies');
  const { token } = await newKey(['tickets:write', 'tickets:read']);
  const request = {
    requestType: 'LOGIN_ISSUE',
    severity: 'SEVERE',
    sku: 'IQ-TM',
    subject: 'Nobody can sign in',
    question: 'What can we do?',
  } as const;
  const options = { idempotencyKey: 'once' };
  const dead = once(child, 'exit');
  await expect(createClient({ url, token, retries: 0 }).tickets.open(request, options)).rejects.toThrow();
  expect(await dead).toEqual([null, 'SIGKILL']);

  const client = createClient({ url: `${desk.server.url}/graphql`, token });
  const { nodes } = await client.tickets.list();
  expect(nodes).toHaveLength(1); // it was committed
  const { ticket } = unwrap(await client.tickets.open(request, options));
  expect(ticket.id).toBe(nodes[0]!.id);
  expect((await client.tickets.list()).nodes).toHaveLength(1);
});

test('B11 a key that one process revoked is refused by every other from the next request on', async () => {
  const { url } = await another();
  const { id, token } = await newKey(['tickets:read']);
  const client = createClient({ url, token, retries: 0 });
  await client.tickets.list();
  unwrap(await ours.client.keys.revoke({ apiKeyId: id }));
  await expect(client.tickets.list()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('K9 C28 B13 a correction of holidays that one process publishes or withdraws is known to every other at once', async () => {
  const { url } = await another();
  const elsewhere = createClient({ url, retries: 0 });
  const isOpen = async (at: string) =>
    (await elsewhere.calendar.get({ timeZone: 'Europe/Ljubljana', country: 'SI', at })).isOpen;
  const at = await openDay(isOpen);
  const on = at.slice(0, 10);
  const correction = {
    ...{ country: 'SI', action: 'ADD', on, nameFr: 'Deuil national', nameEn: 'National mourning' },
    ...{ reason: 'Proclaimed this week.', source: 'https://gazette.example' },
  };
  const { version } = await desk.manager.act('publishHolidayCorrection', correction);
  expect(await isOpen(at)).toBe(false);
  await desk.manager.act('withdrawHolidayCorrection', { version, reason: 'Revoked.' });
  expect(await isOpen(at)).toBe(true);
});

/** Noon, in UTC, of one of the coming days on which the desk is open: the other process lives in the present. */
async function openDay(isOpen: (at: string) => Promise<boolean>): Promise<string> {
  for (let days = 2; ; days += 1) {
    const at = `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`;
    if (await isOpen(at)) return at;
  }
}
