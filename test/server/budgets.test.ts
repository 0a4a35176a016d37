import { asTenant } from '@tierline/prisma/tenancy';
import { sweepRetention } from '@tierline/schema/retention/retention.jobs';
import { createClient, unwrap } from '@tierline/sdk';
import { startServer } from '@tierline/server/app';
import { BUDGETS } from '@tierline/server/budgets';
import { openDoor } from '@tierline/server/door';
import { LIMITS } from '@tierline/server/limits';
import { createLog } from '@tierline/server/log';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { openDesk, REQUEST, type Customer, type Desk } from '../support/programme.ts';

// Points are whole, and any request takes one. Ten come back each second; every test begins a day later, with all.
const KNOWN = { limit: 40, restoreRate: 10 };
const ANONYMOUS = { limit: 20, restoreRate: 10 };
const NAME = '{ viewer { ... on Contact { name } } }';

let desk: Desk;
let ours: Customer;
let token: string;
let day = 1;

beforeAll(async () => {
  const [known, anonymous] = [KNOWN, ANONYMOUS];
  desk = await openDesk({ at: '2026-07-01T08:00:00Z', budgets: { known, anonymous }, trustedProxies: 1 });
  ours = await desk.customer();
});
beforeEach(async () => {
  day += 1;
  desk.at(at(0));
  token = await desk.server.token(ours.subject);
});
afterAll(() => desk.stop());

/** Seconds after the beginning of the test. */
function at(seconds: number): string {
  return new Date(Date.UTC(2026, 6, day, 8) + seconds * 1_000).toISOString();
}

function cost(requested: number, actual: number, remaining: number, budget = KNOWN) {
  return { cost: { requested, actual, remaining, ...budget } };
}

test('B19 an answer says what was asked for, what it took and what is left', async () => {
  // An account and a connection of 100: 0.1 + 0.1 + 100 × (0.1 + 0.01), so 12 points; it holds but one contact.
  const query = '{ viewer { ... on Contact { account { contacts(first: 100) { nodes { id } } } } } }';
  const { extensions, headers } = await ask(desk.server, query, { token });
  expect(extensions).toEqual(cost(12, 1, 39));
  expect(headers.get('x-ratelimit-limit')).toBe('40');
  expect(headers.get('x-ratelimit-remaining')).toBe('39');
  expect(headers.get('x-ratelimit-reset')).toBe('1'); // a tenth of a second, in whole ones
  expect((await ask(desk.server, NAME, { token })).extensions).toEqual(cost(1, 1, 38));
});

test('B19 what computes much is not given back', async () => {
  const query = '{ supportCalendar(timeZone: "Asia/Tokyo", country: "JP") { isOpen } }';
  const { extensions } = await ask(desk.server, query);
  expect(extensions).toEqual(cost(11, 11, 9, ANONYMOUS)); // ten for the question, and an object with a leaf
});

test('B19 over the budget nothing is done, until enough has come back', async () => {
  const open = () =>
    ask(desk.server, OPEN, { token, variables: { input: { ...REQUEST, subject: `Day ${day}` } } });
  const first = await open();
  const { requested, actual } = first.extensions!['cost'] as { requested: number; actual: number };
  expect(requested).toBeGreaterThan(1);
  await empty(KNOWN.limit - actual);

  const refused = await open();

  const { headers, ...answer } = refused;
  expect(answer).toEqual({
    status: 429,
    body: {
      errors: [
        {
          message: `Too much was asked at once: of 40 points, 10 come back each second. Nothing was done; try again in ${requested * 100} ms.`,
          extensions: {
            code: 'RATE_LIMITED',
            retryAfterMs: requested * 100,
            requestId: headers.get('x-request-id'),
          },
        },
      ],
    },
    extensions: cost(requested, 0, 0),
  });
  expect(headers.get('retry-after')).toBe(String(Math.ceil(requested / 10)));
  const french = await ask(desk.server, OPEN, {
    ...{ token, headers: { 'accept-language': 'fr' } },
    variables: { input: { ...REQUEST, subject: `Day ${day}` } },
  });
  expect(french.body.errors![0]!.message).toBe(
    `Trop a été demandé d’un coup : sur 40 points, 10 reviennent chaque seconde. Rien n’a été fait ; réessayez dans ${requested * 100} ms.`,
  );
  expect(headers.get('x-ratelimit-remaining')).toBe('0');
  expect(headers.get('x-ratelimit-reset')).toBe('4');
  desk.at(at(requested / 10 - 0.001));
  expect((await open()).status).toBe(429);
  desk.at(at(requested / 10));
  expect((await open()).status).toBe(200);
  const opened = await desk.manager.read<{ tickets: { nodes: { subject: string }[] } }>(
    '{ tickets(first: 30) { nodes { subject } } }',
  );
  expect(opened.tickets.nodes.filter(({ subject }) => subject === `Day ${day}`)).toHaveLength(2);
});

test('B19 several processes share a budget, also at the same time', async () => {
  const other = await secondProcess();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => ask(n % 2 ? desk.server : other, NAME, { token })),
  );
  await other.stop();
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(KNOWN.limit);
  expect(statuses.filter((status) => status === 429)).toHaveLength(60 - KNOWN.limit);
});

test('B19 an API key has a budget beside that of its person', async () => {
  const scopes = ['accounts:read'];
  const { secret } = unwrap(await ours.client.keys.create({ name: 'Sync', scopes }));
  await empty();
  expect((await ask(desk.server, NAME, { token })).status).toBe(429);
  const { status, extensions } = await ask(desk.server, NAME, { token: secret! });
  expect({ status, extensions }).toEqual({ status: 200, extensions: cost(1, 1, 39) });
});

test('B19 who is unknown shares a budget with all at the address, which a trusted proxy tells', async () => {
  const from = (address: string) =>
    ask(desk.server, '{ plans { code } }', { headers: { 'x-forwarded-for': address } });
  const left = async (address: string) =>
    ((await from(address)).extensions!['cost'] as { remaining: number }).remaining;
  expect(await left('2001:db8:1:2::1')).toBe(19);
  expect(await left('2001:db8:1:2::2')).toBe(18); // of the same /64
  expect(await left('2001:db8:1:3::1')).toBe(19);
  // What was sent to the proxy itself is not believed: its last entry is its own.
  expect(await left('192.0.2.1, 2001:db8:1:2::3')).toBe(17);
});

test('B19 without a trusted proxy nobody says where he comes from', async () => {
  const other = await secondProcess();
  const from = (address: string) =>
    ask(other, '{ plans { code } }', { headers: { 'x-forwarded-for': address } });
  await from('192.0.2.8');
  const { extensions } = await from('192.0.2.9');
  await other.stop();
  expect(extensions).toEqual(cost(2, 1, 18, ANONYMOUS)); // priced as a list of ten
});

test('B19 what the server refuses to run costs nothing', async () => {
  const { status, extensions } = await ask(desk.server, '{ viewed }', { token });
  expect({ status, extensions }).toEqual({ status: 400, extensions: undefined });
  expect((await ask(desk.server, NAME, { token })).extensions).toEqual(cost(1, 1, 39));
});

test('B19 the SDK waits as long as it is asked to, and goes on', async () => {
  await empty();
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
    desk.at(at(ms / 1_000));
  };
  const client = createClient({
    url: `${desk.server.url}/graphql`,
    token,
    timing: { sleep, random: () => 0 },
  });
  expect((await client.accounts.viewer())!.id).toBe(ours.contactId);
  expect(waits).toEqual([1_000]);
});

test('B19 B24 a budget that is whole is forgotten, addresses with it', async () => {
  const db = desk.server.database.client;
  await ask(desk.server, NAME, { token });
  await asTenant('every-account', () => sweepRetention(db, new Date(at(0.05))));
  expect((await db.costBudget.findMany()).map(({ id }) => id)).toEqual([ours.contactId]);
  await asTenant('every-account', () => sweepRetention(db, new Date(at(0.2))));
  expect(await db.costBudget.count()).toBe(0);
});

test('B19 a budget pays at least ten of the dearest requests that there may be of a person', () => {
  expect(BUDGETS.known.limit).toBeGreaterThanOrEqual(10 * LIMITS.cost);
  expect(BUDGETS.anonymous.limit).toBeGreaterThanOrEqual(LIMITS.cost);
});

test('B19 a key may be held to the documents of the SDK', async () => {
  const { secret, apiKey } = unwrap(
    await ours.client.keys.create({ name: 'Portal', scopes: ['tickets:read'], knownDocumentsOnly: true }),
  );
  expect(apiKey.knownDocumentsOnly).toBe(true);
  const machine = createClient({ url: `${desk.server.url}/graphql`, token: secret! });
  expect(await machine.tickets.list()).toHaveProperty('nodes');
  const { status, body } = await ask(desk.server, '{ tickets { nodes { id } } }', { token: secret! });
  expect({ status, body }).toMatchObject({
    status: 403,
    body: {
      errors: [
        {
          message: 'This API key sends documents of the SDK only, and this is none of them.',
          extensions: { code: 'UNKNOWN_DOCUMENT' },
        },
      ],
    },
  });
  expect(body).not.toHaveProperty('data');
  const inFrench = { token: secret!, headers: { 'accept-language': 'fr' } };
  expect((await ask(desk.server, '{ tickets { nodes { id } } }', inFrench)).body.errors).toMatchObject([
    { message: 'Cette clé d’API n’envoie que des documents du SDK, et celui-ci n’en est pas.' },
  ]);
});

const OPEN = `mutation ($input: OpenTicketInput!) {
  openTicket(input: $input) { ... on OpenTicketSuccess { ticket { messages(first: 100) { nodes { id } } } } }
}`;

/** Spends what is left of the person's points, or so many. */
async function empty(points = KNOWN.limit): Promise<void> {
  for (let spent = 0; spent < points; spent += 1) await ask(desk.server, NAME, { token });
  expect((await ask(desk.server, NAME, { token })).status).toBe(429);
}

/** Another process on the same database, without a proxy in front. */
async function secondProcess() {
  return startServer({
    door: await openDoor({ port: 0, host: '127.0.0.1' }),
    files: desk.server.files,
    database: desk.server.database,
    issuer: desk.server.issuer,
    log: createLog('silent'),
    clock: desk.server.clock.now,
    budgets: { known: KNOWN, anonymous: ANONYMOUS },
  });
}
