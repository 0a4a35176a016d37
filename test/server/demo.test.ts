import { openDatabase, type Database } from '@tierline/prisma/database';
import { personas } from '@tierline/prisma/demo/people';
import { asTenant } from '@tierline/prisma/tenancy';
import { createClient } from '@tierline/sdk';
import { loadDemo } from '@tierline/server/demo';
import { partnerKey, sandboxKey } from '@tierline/server/demo-key';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/query.ts';
import { testDatabase } from '../support/database.ts';
import { demoAt } from '../support/demo.ts';
import { testServer, type TestServer } from '../support/server.ts';

const MINUTES = 60_000;
/** A Monday evening in Paris: open in New York, closed everywhere else in the demo. */
const NOW = '2026-11-23T19:30:00Z';
let server: TestServer;
let engineer: string;

beforeAll(async () => {
  server = await testServer({ at: NOW, openDatabase: () => demoAt(NOW) });
  engineer = await server.token('ines.moreau');
}, 3 * MINUTES);

afterAll(() => server.stop());

interface Ticket {
  reference: string;
  subject: string;
  state: string;
  receivedAt: string;
  account: { name: string };
  initialResponse: { state: string; dueAt: string | null; endedAt: string | null };
}

async function allTickets(): Promise<Ticket[]> {
  const { tickets } = await query<{ tickets: { nodes: Ticket[] } }>(
    server,
    `{ tickets(first: 50, orderBy: OLDEST_FIRST) { nodes {
      reference subject state receivedAt account { name } initialResponse { state dueAt endedAt } } } }`,
    { token: engineer },
  );
  return tickets.nodes;
}

test('C14 every state of a ticket and of a promise is there to be seen', async () => {
  const tickets = await allTickets();
  expect(tickets).toHaveLength(28);
  expect([...new Set(tickets.map(({ state }) => state))].sort()).toEqual([
    'CLOSED',
    'IN_REVIEW',
    'RECEIVED',
    'REJECTED_OUT_OF_SCOPE',
    'RESOLVED',
    'WITHDRAWN',
  ]);
  expect([...new Set(tickets.map(({ initialResponse }) => initialResponse.state))].sort()).toEqual([
    'AT_RISK',
    'BREACHED',
    'BREACHED_OPEN',
    'CANCELLED',
    'MET',
    'NOT_APPLICABLE',
    'RUNNING',
  ]);
});

test('C4 C5 a request on the eve of Armistice Day came in at ten past five and was due after the holiday', async () => {
  const [ticket] = (await allTickets()).filter(({ subject }) => subject.startsWith('Deux collègues'));
  // Premium, moderate: two business hours, of which 50 minutes ran on Tuesday 10 November in Paris.
  expect(ticket).toMatchObject({
    account: { name: 'Maison Belcourt' },
    receivedAt: '2026-11-10T16:10:00.000Z',
    initialResponse: { dueAt: '2026-11-12T08:10:00.000Z', endedAt: '2026-11-10T16:45:00.000Z', state: 'MET' },
  });
});

test('S94 what was rejected names its clause, and its reason in both languages', async () => {
  type Rejection = { clause: { number: string }; fr: string; en: string };
  const { tickets } = await query<{ tickets: { nodes: { rejection: Rejection }[] } }>(
    server,
    `{ tickets(filter: { states: [REJECTED_OUT_OF_SCOPE] }, orderBy: OLDEST_FIRST) { nodes {
      rejection { clause { number } fr: reason(locale: FR) en: reason(locale: EN) } } } }`,
    { token: engineer },
  );
  const beginnings = tickets.nodes.map(({ rejection: { clause, fr, en } }) =>
    [clause.number, fr.slice(0, 21), en.slice(0, 21)].join(' | '),
  );
  expect(beginnings).toEqual([
    '3.3a | Raccorder vos caisses | Connecting your tills',
    '3.4 | Une architecture cibl | A target architecture',
  ]);
});

test('S89 a question that arose from another is a ticket of its own, by the same customer', async () => {
  const { tickets } = await query<{ tickets: { nodes: { subject: string; relatedTo: object | null }[] } }>(
    server,
    '{ tickets { nodes { subject relatedTo { subject } } } }',
    { token: await server.token('camille.laurent') },
  );
  expect(tickets.nodes.filter(({ relatedTo }) => relatedTo)).toEqual([
    {
      subject: 'Exclure le trafic interne de l’application mobile',
      relatedTo: { subject: 'Exclure le trafic interne du profil belcourt-fr' },
    },
  ]);
});

test('C8 customers never see the internal notes that staff see', async () => {
  const document = '{ tickets(first: 10) { nodes { messages { nodes { kind } } } } }';
  const kinds = async (subject: string) => {
    const token = await server.token(subject);
    type Messages = { tickets: { nodes: { messages: { nodes: { kind: string }[] } }[] } };
    const { tickets } = await query<Messages>(server, document, { token });
    return new Set(tickets.nodes.flatMap(({ messages }) => messages.nodes.map(({ kind }) => kind)));
  };
  expect(await kinds('ines.moreau')).toContain('INTERNAL_NOTE');
  expect(await kinds('grace.whitfield')).toEqual(new Set(['REPLY']));
});

test('every persona signs in as who the title says', async () => {
  expect(personas).toHaveLength(10);
  for (const { subject, title } of personas) {
    const { viewer } = await query<{ viewer: { name: string } }>(
      server,
      '{ viewer { ... on Contact { name } ... on StaffMember { name } ... on PartnerPerson { name } } }',
      { token: await server.token(subject) },
    );
    expect(title.startsWith(`${viewer.name}, `)).toBe(true);
  }
});

test('S22 the partner sees the account that let it act, and no other', async () => {
  const { accounts, viewer } = await query<{ accounts: { nodes: object[] }; viewer: object }>(
    server,
    '{ accounts { nodes { name } } viewer { ... on PartnerPerson { partner { name standing } } } }',
    { token: await server.token('lea.fontaine') },
  );
  expect(accounts.nodes).toEqual([{ name: 'Hudson & Vale Outfitters' }]);
  expect(viewer).toEqual({ partner: { name: 'Atelier Mesure', standing: 'CERTIFIED' } });
});

test('E1 E2 the ledger shows a seat that was used, one given back and one booked; a full session has a line', async () => {
  const token = await server.token('camille.laurent');
  type Viewer = { viewer: { account: { id: string } } };
  const { viewer } = await query<Viewer>(server, '{ viewer { ... on Contact { account { id } } } }', {
    token,
  });
  const { entitlementLedger, trainingCourses } = await query<{
    entitlementLedger: { nodes: { kind: string; units: number }[] };
    trainingCourses: { nodes: object[] };
  }>(
    server,
    `query ($id: ID!) {
      entitlementLedger(accountId: $id, benefit: INSTRUCTOR_LED_SEATS, first: 6) { nodes { kind units } }
      trainingCourses(kind: INSTRUCTOR_LED) { nodes { code sessions { nodes { seats seatsFree waiting } } } } }`,
    { token, variables: { id: viewer.account.id } },
  );
  expect(entitlementLedger.nodes.map(({ kind, units }) => `${kind} ${units}`)).toEqual([
    'RESERVE 1',
    'CONSUME 1',
    'RELEASE 1',
    'RESERVE 1',
    'RESERVE 1',
    'GRANT 4',
  ]);
  expect(trainingCourses.nodes).toEqual([
    { code: 'AUDIENCES', sessions: { nodes: [{ seats: 2, seatsFree: 0, waiting: 1 }] } },
    {
      code: 'TAGS',
      sessions: {
        nodes: [
          { seats: 12, seatsFree: 11, waiting: 0 },
          { seats: 12, seatsFree: 10, waiting: 0 },
        ],
      },
    },
  ]);
});

test('S40 B17 a voicemail of a customer on Basic waits as a draft', async () => {
  const { phoneCalls } = await query<{ phoneCalls: { nodes: object[] } }>(
    server,
    '{ phoneCalls { nodes { state severity contact { name } } } }',
    { token: await server.token('ingrid.haugen') },
  );
  expect(phoneCalls.nodes).toEqual([
    { state: 'DRAFT', severity: 'LIMITED', contact: { name: 'Ingrid Haugen' } },
  ]);
});

test('S5 the plans in the titles are those that the accounts are on', async () => {
  const { accounts } = await query<{ accounts: { nodes: object[] } }>(
    server,
    '{ accounts(first: 20) { nodes { name timeZone locale plan { code } } } }',
    { token: engineer },
  );
  expect(accounts.nodes).toEqual([
    account('Maison Belcourt', 'Europe/Paris', 'FR', 'PREMIUM'),
    account('Hudson & Vale Outfitters', 'America/New_York', 'EN', 'ENHANCED'),
    account('Nordlys Energi', 'Europe/Oslo', 'EN', 'BASIC'),
    account('Valdor Banque privée', 'Europe/Zurich', 'FR', 'PREMIUM'),
    account('Isarwerk Versand', 'Europe/Berlin', 'EN', 'ENHANCED'),
    account('Aozora Travel', 'Asia/Tokyo', 'EN', 'BASIC'),
    account('Torrens Valley Wines', 'Australia/Adelaide', 'EN', 'ENHANCED'),
    account('Érable & Fils', 'America/Toronto', 'FR', 'BASIC'),
  ]);
});

function account(name: string, timeZone: string, locale: string, code: string) {
  return { name, timeZone, locale, plan: { code } };
}

test('B11 the feed of the demo has no gap and follows the order of time', async () => {
  const events = await everything(server.database, ({ client }) =>
    client.event.findMany({ orderBy: { position: 'asc' } }),
  );
  expect(events.map(({ position }) => Number(position))).toEqual(events.map((_event, index) => index + 1));
  const times = events.map(({ occurredAt }) => occurredAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(events.at(-1)).toMatchObject({ type: 'demo.loaded', occurredAt: new Date(NOW) });
});

test('a second load finds the demo at home and changes nothing', async () => {
  const count = () => everything(server.database, ({ client }) => client.event.count());
  const before = await count();
  await loadDemo(server.database, new Date('2026-11-24T19:30:00Z'), server.files);
  expect(await count()).toBe(before);
});

test.each([1, 60])(
  'a load that was interrupted after %i changes is refused in one sentence',
  async (changes) => {
    await withDatabase(async (database) => {
      await expect(loadDemo(breakingAfter(database, changes), new Date(NOW), server.files)).rejects.toThrow(
        'the plug was pulled',
      );
      await expect(loadDemo(database, new Date(NOW), server.files)).rejects.toMatchObject({
        name: 'SetupError',
        message:
          'The demo is not complete: another start is loading it right now, or one was interrupted. Try again in a minute; if it is still so, begin again with npm start -- --reset, or with an empty database where DATABASE_URL names one.',
      });
    });
  },
  3 * MINUTES,
);

// The stories count back in local business time, so the worst moments are just after a long closing.
test(
  'of two loads at once, just after Christmas, one makes the whole demo, the other is refused',
  async () => {
    await withDatabase(async (database) => {
      const now = new Date('2026-12-28T06:05:00Z');
      const loads = await Promise.allSettled([
        loadDemo(database, now, server.files),
        loadDemo(database, now, server.files),
      ]);
      expect(loads.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await expectWhole(database, now);
    });
  },
  3 * MINUTES,
);

test(
  'a world that is loaded just after Easter is whole as well',
  async () => {
    await withDatabase(async (database) => {
      const now = new Date('2027-04-06T06:01:00Z');
      await loadDemo(database, now, server.files);
      await expectWhole(database, now);
    });
  },
  3 * MINUTES,
);

async function expectWhole(database: Database, now: Date): Promise<void> {
  const future = { occurredAt: { gt: now } };
  expect(await everything(database, ({ client }) => client.event.count({ where: future }))).toBe(0);
  expect(await everything(database, ({ client }) => client.ticket.count())).toBe(28);
}

test('S22 each start makes the partner a key, and ends the one of the start before', async () => {
  const start = () => partnerKey(server.database, server.files, new Date(NOW));
  const [first, second] = [await start(), await start()];
  expect(first).toMatchObject({ title: 'A machine of Atelier Mesure, partner, for 30 days' });
  const client = (token: string) => createClient({ url: `${server.url}/graphql`, token, retries: 0 });
  expect((await client(second!.token).tickets.list()).nodes.length).toBeGreaterThan(0);
  expect((await client(second!.token).webhooks.list()).nodes).toEqual([]);
  await expect(client(first!.token).tickets.list()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('B22 the partner has a sandbox with a customer to play; each start makes the key anew', async () => {
  const start = () => sandboxKey(server.database, server.files, new Date(NOW));
  const [first, second] = [await start(), await start()];
  expect(first!.title).toMatch(/^A customer in the sandbox of Atelier Mesure/);
  const client = (token: string) => createClient({ url: `${server.url}/graphql`, token, retries: 0 });
  const [sandbox, ...others] = await client(second!.token).sandboxes.list();
  expect(sandbox).toMatchObject({ name: 'Sandbox of the demo', plan: 'PREMIUM' });
  expect(others).toEqual([]);
  await expect(client(first!.token).sandboxes.list()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('the demo does not move in with people of somebody else', async () => {
  await withDatabase(async (database) => {
    await everything(database, ({ client }) =>
      client.staffMember.create({
        data: {
          id: 'stf_1',
          name: 'Jean',
          email: 'jean@vendor.test',
          roles: ['MANAGER'],
          regionCode: 'EMEA',
          subject: 'jean',
        },
      }),
    );
    await expect(loadDemo(database, new Date(NOW), server.files)).rejects.toMatchObject({
      name: 'SetupError',
      message:
        'This database holds people who are not of the demo: name their issuer with OIDC_ISSUER, or use another database.',
    });
  });
});

async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const { url, drop } = await testDatabase();
  const database = openDatabase({ url });
  try {
    await work(database);
  } finally {
    await database.close();
    await drop();
  }
}

/** Awaited inside, because a Prisma promise is lazy. */
function everything<T>(database: Database, ask: (database: Database) => Promise<T>): Promise<T> {
  return asTenant('every-account', async () => {
    const answer = await ask(database);
    return answer;
  });
}

/** The same database, whose connection breaks after so many changes. */
function breakingAfter({ client, ...rest }: Database, changes: number): Database {
  let begun = 0;
  const breaking = new Proxy(client, {
    get(target, property, receiver) {
      if (property === '$transaction' && ++begun > changes) throw new Error('the plug was pulled');
      return Reflect.get(target, property, receiver) as unknown;
    },
  });
  return { ...rest, client: breaking };
}

test('B7 S8 S82 S83 the Premium account in mid-year shows promises kept, due and overdue, and what the TAM found', async () => {
  const token = await server.token('camille.laurent');
  const sofia = await server.token('sofia.lindqvist');
  const client = createClient({ url: `${server.url}/graphql`, token, retries: 0 });
  const viewer = await client.accounts.viewer();
  const accountId = viewer?.__typename === 'Contact' ? viewer.account.id : '';
  const promises = await client.obligations.list({ accountId }).all(100);
  const counted = (state: string) => promises.filter((promise) => promise.state === state).length;
  expect(counted('DONE')).toBeGreaterThan(10);
  expect(counted('DUE')).toBeGreaterThan(3);
  expect(counted('OVERDUE')).toBeGreaterThan(0);
  expect(counted('OVERDUE')).toBeLessThan(6);
  const reviews = (await client.reviews.list(accountId))!.monthlyReviews.nodes;
  expect(reviews).toHaveLength(5);
  const latest = await client.reviews.get(reviews[0]!.id);
  expect(latest!.clusters.filter(({ recurring }) => recurring).length).toBeGreaterThan(0);
  const desk = createClient({ url: `${server.url}/graphql`, token: sofia, retries: 0 });
  const [open] = (await desk.tam.desk()).openReviews.nodes;
  expect(open!.clusters.some(({ lacksAnalysis }) => lacksAnalysis)).toBe(true);
  const [health] = (await client.health.list(accountId))!.healthReviews.nodes;
  expect(health).toMatchObject({ state: 'COMPLETED' });
  expect((await client.objectives.list(accountId))!.successPlan.nodes).toMatchObject([
    { standing: { status: 'AGREED', progress: 70 } },
    { standing: { status: 'AGREED', progress: 50 } },
  ]);
});
