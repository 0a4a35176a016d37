import { asTenant } from '@tierline/prisma/tenancy';
import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor } from '@tierline/schema/event';
import { createClient, GraphQLRequestError, unwrap, type Client } from '@tierline/sdk';
import { startServer } from '@tierline/server/app';
import { openDoor } from '@tierline/server/door';
import { doWhatIsDue } from '@tierline/server/jobs';
import { createLog } from '@tierline/server/log';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantAccess, newPartner } from '../support/partners.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';
import { ENDLESS_BUDGETS } from '../support/server.ts';

const NOW = '2026-07-13T08:00:00Z'; // a Monday, at ten in Paris

let desk: Desk;
let ours: Customer;
let theirs: Customer;

beforeAll(async () => {
  desk = await openDesk({ at: NOW, callersCheckedEveryMs: 20 });
  [ours, theirs] = [await desk.customer({ plan: 'PREMIUM' }), await desk.customer()];
});
beforeEach(() => desk.at(NOW));
afterAll(() => desk.stop());

describe('a subscription', () => {
  test('B11 brings the events of the feed with their numbers, and those of nobody else', async () => {
    const after = await end();
    await theirs.open();
    const { id } = await ours.open();
    await desk.engineer.act('addInternalNote', { ticketId: id, body: 'For staff.' });
    await ours.act('replyToTicket', { ticketId: id, body: 'It happens in Firefox only.' });
    const listed = await ours.client.events.list({ after, first: 100 });
    expect(listed.nodes.length).toBeGreaterThan(3);
    expect(listed.nodes.every(({ accountId }) => accountId === ours.accountId)).toBe(true);
    expect(await take(ours.client.events.live({ after }), listed.nodes.length)).toEqual(listed.nodes);
  });

  test('B11 brings what happens after it began, in another process too', async () => {
    const live = desk.manager.client.events.live({ types: ['ticket.opened'] });
    const other = await secondProcess();
    const next = live.next();
    await isListening(1);
    const there = createClient({ url: `${other.url}/graphql`, token: await desk.server.token(ours.subject) });
    const { ticket } = unwrap(
      await there.tickets.open({
        requestType: 'LOGIN_ISSUE',
        severity: 'SEVERE',
        sku: 'IQ-TM',
        subject: 'Elsewhere',
        question: 'What can we do?',
      }),
    );
    expect((await next).value).toMatchObject({ type: 'ticket.opened', subject: ticket.id });
    await live.return();
    await other.stop();
  });

  test('B11 tells of types, a subject, an account only where that was asked', async () => {
    const after = await end();
    const { id } = await ours.open();
    const { id: elsewhere } = await theirs.open();
    await ours.act('replyToTicket', { ticketId: id, body: 'More.' });
    const { live } = desk.manager.client.events;
    const types = async (asked: object, count: number) =>
      (await take(live({ after, ...asked }), count)).map(({ type, subject }) => [type, subject]);
    expect(await types({ types: ['ticket.replied'] }, 1)).toEqual([['ticket.replied', id]]);
    expect(await types({ types: ['ticket.opened'] }, 2)).toEqual([
      ['ticket.opened', id],
      ['ticket.opened', elsewhere],
    ]);
    expect((await types({ subject: elsewhere }, 2)).map(([, subject]) => subject)).toEqual(
      Array(2).fill(elsewhere),
    );
    expect(await types({ accountId: theirs.accountId, types: ['ticket.*'] }, 1)).toEqual([
      ['ticket.opened', elsewhere],
    ]);
  });

  test('B11 of a ticket brings what happened together, and the ticket as it is then', async () => {
    const { id } = await ours.open();
    const after = await end();
    const body = 'Thank you: we look into it.';
    const review = { verdict: 'IN_SCOPE', meetingDecision: 'NOT_NEEDED' };
    await desk.engineer.act('replyToTicket', { ticketId: id, body, review });
    const [change] = await take(ours.client.tickets.changes(id, { after }), 1);
    expect(change!.events.map(({ type }) => type)).toEqual(
      (await ours.client.events.list({ after, subject: id, first: 100 })).nodes.map(({ type }) => type),
    );
    expect(change!.position).toBe(change!.events.at(-1)!.position);
    expect(change!.ticket).toMatchObject({ id, initialResponse: { state: 'MET' } });
  });

  test('C31 B11 of clocks brings that a promise came to be at risk', async () => {
    const { id } = await ours.open(); // due within a business hour, at risk after 45 minutes
    const after = await end();
    const live = ours.client.sla.changes({ ticketId: id, after });
    desk.at('2026-07-13T08:45:00Z');
    await asTenant('every-account', () =>
      doWhatIsDue(desk.server.database.client, new Date('2026-07-13T08:45:00Z')),
    );
    const [change] = await take(live, 1);
    expect(change).toMatchObject({
      ticketId: id,
      events: [{ type: 'clock.at_risk' }],
      clock: { metric: 'INITIAL_RESPONSE', state: 'AT_RISK' },
    });
  });

  test('B11 of the queue tells staff which tickets to look at again', async () => {
    const after = await end();
    const tickets = [await ours.open(), await theirs.open()].map(({ id }) => id);
    const [change] = await take(desk.engineer.client.tickets.queueChanges({ after }), 1);
    expect(change!.ticketIds).toEqual(tickets);
    expect(await refusal(ours.client.tickets.queueChanges())).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('S52 S7 B11 of the platform is open to everybody, and shows nothing of who reported it', async () => {
    const after = await end();
    const { statusEvent } = unwrap(
      await desk.engineer.client.status.report({
        kind: 'OUTAGE',
        titleFr: 'La connexion échoue',
        titleEn: 'Signing in fails',
        components: ['TAG_DELIVERY'],
      }),
    );
    const french = createClient({ url: `${desk.server.url}/graphql`, locale: 'fr' });
    expect(await take(french.status.changes({ after }), 1)).toEqual([
      {
        position: expect.stringMatching(/^\d+$/) as string,
        statusEvent: { ...statusEvent, title: 'La connexion échoue' },
      },
    ]);
    unwrap(await desk.engineer.client.status.end({ statusEventId: statusEvent.id }));
    const changes = await take(desk.anonymous.client.status.changes({ after }), 1);
    expect(changes[0]!.statusEvent).toMatchObject({
      title: 'Signing in fails',
      endedAt: expect.anything() as string,
    });
    expect(await refusal(desk.anonymous.client.events.live())).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('B11 of what is absent, or of somebody else, is refused alike', async () => {
    const { id } = await theirs.open();
    const absent = 'tkt_00000000000000000000000000';
    expect(await refusal(ours.client.tickets.changes(id))).toEqual({
      code: 'NOT_FOUND',
      message: `No ticket ${id}.`,
    });
    expect(await refusal(ours.client.tickets.changes(absent))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('B11 does not begin where the feed has not come to yet', async () => {
    const beyond = String(BigInt(await end()) + 1n);
    expect(await refusal(ours.client.events.live({ after: beyond }))).toEqual({
      code: 'BAD_USER_INPUT',
      message: `The feed has not reached the position “${beyond}”.`,
    });
    expect(await refusal(ours.client.events.live({ after: 'yesterday' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('B11 an API key is told what its scopes name', async () => {
    const { secret } = unwrap(await ours.client.keys.create({ name: 'Sync', scopes: ['events:read'] }));
    const machine = clientWith(secret!);
    const after = await end();
    const { id } = await ours.open();
    expect((await take(machine.events.live({ after }), 1))[0]).toMatchObject({ subject: id });
    expect(await refusal(machine.tickets.changes(id))).toEqual({
      code: 'FORBIDDEN',
      message: 'This API key lacks the scope tickets:read.',
    });
  });
});

describe('a connection that breaks', () => {
  test('B11 is made anew by the SDK, and nothing is missed or told twice', async () => {
    const after = await end();
    let connections = 0;
    const sent: (string | null)[] = [];
    /** Each connection breaks after the first piece that holds an event. */
    const fragile: typeof fetch = async (url, init) => {
      sent.push(new Headers(init?.headers).get('last-event-id'));
      connections += 1;
      const response = await fetch(url, init);
      return new Response(response.body!.pipeThrough(breakAfterEvent()), response);
    };
    const client = createClient({
      url: `${desk.server.url}/graphql`,
      token: await desk.server.token(ours.subject),
      fetch: fragile,
      timing: { sleep: () => Promise.resolve(), random: () => 0 },
    });
    const { id } = await ours.open();
    const live = client.events.live({ after });
    const told: string[] = [];
    let feed: { id: string }[] = [];
    for (let n = 0; n < 3; n += 1) {
      await ours.act('replyToTicket', { ticketId: id, body: `Reply ${n}.` });
      feed = await ours.client.events.list({ after, first: 100 }).all(1_000);
      told.push(...(await taken(live, feed.length - told.length)).map((event) => event.id));
    }
    await live.return();
    expect(told).toEqual(feed.map((event) => event.id));
    expect(connections).toBeGreaterThan(2);
    expect(sent[0]).toBeNull();
    expect(sent.slice(1).every((position) => BigInt(position!) > BigInt(after))).toBe(true);
  });

  test('B11 where Postgres cannot be listened to, the log is looked at all the same', async () => {
    const after = await end();
    const live = ours.client.events.live({ after });
    const next = live.next();
    await isListening(1);
    const owner = new pg.Client(desk.server.databaseUrl);
    await owner.connect();
    const { rowCount } = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen tierline_events'`,
    );
    await owner.end();
    expect(rowCount).toBe(1);
    const { id } = await ours.open();
    expect((await next).value).toMatchObject({ subject: id });
    await isListening(1); // again
    await live.return();
  });

  test('B11 who is far behind reads the log in order, without a gap', async () => {
    const after = await end();
    await happen(250);
    const events = await desk.manager.client.events.list({ after, first: 100 }).all(1_000);
    expect(events).toHaveLength(250);
    const other = await secondProcess(); // it has nothing of this in memory
    const token = await desk.server.token(desk.manager.subject);
    const live = clientWith(token, other.url).events.live({ after });
    expect((await take(live, 250)).map((event) => event.id)).toEqual(events.map((event) => event.id));
    await other.stop();
  });
});

describe('who listens', () => {
  test('B11 is no longer told anything once the token is over', async () => {
    const exp = Date.parse(NOW) / 1_000 + 60;
    const live = clientWith(await desk.server.token(ours.subject, { exp })).events.live();
    const next = live.next().catch((error: unknown) => error);
    await isOpen(1);
    desk.at('2026-07-13T08:01:00Z');
    expect(await next).toMatchObject({
      code: 'UNAUTHENTICATED',
      errors: [{ message: 'The token has expired.' }],
    });
    await isOpen(0);
  });

  test('B11 goes on with the next token where the SDK can ask for one', async () => {
    const after = await end();
    const asked: string[] = [];
    const token = async () => {
      const exp = Date.parse(NOW) / 1_000 + 60 * (asked.length + 1);
      asked.push(await desk.server.token(ours.subject, { exp }));
      return asked.at(-1)!;
    };
    const timing = { sleep: () => Promise.resolve(), random: () => 0 };
    const client = createClient({ url: `${desk.server.url}/graphql`, token, timing });
    const live = client.events.live({ after });
    const next = live.next();
    await isOpen(1);
    desk.at('2026-07-13T08:01:00Z');
    await expect.poll(() => asked.length).toBe(2);
    const { id } = await ours.open();
    expect((await next).value).toMatchObject({ subject: id });
    await live.return();
  });

  test('B11 is cut off with the key', async () => {
    const { apiKey, secret } = unwrap(
      await ours.client.keys.create({ name: 'Sync', scopes: ['events:read'] }),
    );
    const types = ['ticket.*'];
    const next = clientWith(secret!)
      .events.live({ types })
      .next()
      .catch((error: unknown) => error);
    await isOpen(1);
    unwrap(await ours.client.keys.revoke({ apiKeyId: apiKey.id }));
    expect(await next).toMatchObject({
      code: 'UNAUTHENTICATED',
      errors: [{ message: 'The API key has been revoked.' }],
    });
  });

  test('B11 is told no more of what the roles no longer include', async () => {
    const somebody = await desk.hire({ roles: ['MANAGER'] });
    const retried: string[] = [];
    const client = createClient({
      url: `${desk.server.url}/graphql`,
      token: await desk.server.token(somebody.subject),
      hooks: { retry: ({ error }) => void retried.push(error.code) },
    });
    const live = client.tickets.queueChanges();
    const next = live.next();
    await isOpen(1);
    const owner = new pg.Client(desk.server.databaseUrl);
    await owner.connect();
    await owner.query(`update "StaffMember" set roles = '{ENGINEER}' where id = $1`, [somebody.staffId]);
    await owner.end();
    await expect.poll(() => retried).toEqual(['NETWORK_ERROR']); // broken off; it comes again with what it may now
    await isOpen(1);
    await ours.open();
    expect((await next).done).toBe(false);
    await live.return();
  });

  test('S22 B11 as a partner is told nothing of a customer who takes its grant back', async () => {
    const partner = await newPartner(desk);
    const { id: grantId } = await grantAccess(ours, partner);
    const { id } = await ours.open();
    const next = partner.client.tickets
      .changes(id)
      .next()
      .catch((error: unknown) => error);
    await isOpen(1);
    await ours.act('revokePartnerAccess', { grantId });
    expect(await next).toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** Where the log ends: who subscribes after it misses nothing of what the test does next. */
async function end(): Promise<string> {
  const { position } = await desk.server.database.client.eventHead.findFirstOrThrow();
  return String(position);
}

/** So many events at once. */
async function happen(count: number): Promise<void> {
  const [db, now] = [desk.server.database.client, desk.server.clock.now()];
  await asTenant('every-account', () =>
    transact({ db, now, requestId: 'test', actor: { kind: 'system', id: null } }, async () => ({
      value: {},
      events: Array.from({ length: count }, () => happenedAtVendor('demo.loaded', 'demo', {})),
    })),
  );
}

async function taken<T>(stream: AsyncGenerator<T, void, undefined>, count: number): Promise<T[]> {
  const all: T[] = [];
  while (all.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    all.push(value);
  }
  return all;
}

/** So many messages, and then no more. */
async function take<T>(stream: AsyncGenerator<T, void, undefined>, count: number): Promise<T[]> {
  const all = await taken(stream, count);
  await stream.return();
  return all;
}

async function refusal(stream: AsyncGenerator): Promise<{ code: string; message: string }> {
  const error: unknown = await stream.next().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GraphQLRequestError);
  const { code, errors } = error as GraphQLRequestError;
  return { code, message: errors[0]!.message };
}

function clientWith(token: string, url = desk.server.url): Client {
  return createClient({ url: `${url}/graphql`, token });
}

/** Until so many streams are open, as the server counts them. */
async function isOpen(count: number): Promise<void> {
  const streams = async () =>
    /^live_streams (\d+)$/m.exec(await (await fetch(`${desk.server.url}/metrics`)).text())?.[1];
  await expect.poll(streams, { timeout: 10_000 }).toBe(String(count));
}

/** Until so many connections listen. */
async function isListening(count: number): Promise<void> {
  const owner = new pg.Client(desk.server.databaseUrl);
  await owner.connect();
  const listeners = async () =>
    (
      await owner.query(
        `select from pg_stat_activity where datname = current_database() and query = 'listen tierline_events'`,
      )
    ).rowCount;
  await expect.poll(listeners, { timeout: 10_000 }).toBe(count);
  await owner.end();
}

async function secondProcess() {
  return startServer({
    door: await openDoor({ port: 0, host: '127.0.0.1' }),
    files: desk.server.files,
    database: desk.server.database,
    issuer: desk.server.issuer,
    log: createLog('silent'),
    clock: desk.server.clock.now,
    budgets: ENDLESS_BUDGETS,
  });
}

function breakAfterEvent(): TransformStream<Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      if (new TextDecoder().decode(chunk).includes('event: next')) controller.error(new Error('cut'));
    },
  });
}
