import { unwrap, GraphQLRequestError } from '@tierline/sdk';
import { verifyWebhook } from '@tierline/sdk/webhooks';
import { createLog } from '@tierline/server/log';
import { createWebhookSender } from '@tierline/server/webhook-sender';
import { deliverDue } from '@tierline/server/webhooks';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';
import { openReceiver, type Receiver } from './receiver.ts';

const START = Date.parse('2026-07-13T08:00:00Z');
const sender = createWebhookSender({ loopbackWebhooks: true });
const log = createLog('silent');

let desk: Desk;
let ours: Customer;
let now = START;
const opened: Receiver[] = [];

beforeAll(async () => {
  desk = await openDesk({ at: new Date(START).toISOString(), loopbackWebhooks: true });
});
afterAll(async () => {
  await sender.close();
  await Promise.all(opened.map((receiver) => receiver.close()));
  await desk.stop();
});
beforeEach(async () => {
  ours = await desk.customer();
});

function later(seconds: number): void {
  now += seconds * 1_000;
  desk.at(new Date(now).toISOString());
}

/** One round of every process: takes what is due and waits until all of it was tried. */
async function round(chance = 0): Promise<void> {
  await deliverDue({
    database: desk.server.database,
    sender,
    log,
    clock: () => new Date(now),
    chance: () => chance,
  });
}

/** An endpoint of ours at a receiver on this machine. */
async function listen(types: string[] | null = ['ticket.*'], by: Customer = ours) {
  const receiver = await openReceiver();
  opened.push(receiver);
  const { webhook, secret } = unwrap(
    await by.client.webhooks.add({ url: receiver.url, description: 'Sync', types }),
  );
  return { id: webhook.id, secret: secret!, ...receiver };
}

async function deliveries(id: string, states?: ('PENDING' | 'DELIVERED' | 'FAILED')[]) {
  const page = await ours.client.webhooks.deliveries(id, { first: 100, ...(states && { states }) });
  return Promise.all(
    page!.deliveries.nodes.map(async (one) => (await ours.client.webhooks.delivery(one.id))!),
  );
}

describe('what arrives', () => {
  test('B11 is the event as the feed shows it, signed, in the envelope of Standard Webhooks', async () => {
    const { secret, received } = await listen();
    const { id } = await ours.open();
    await round();
    expect(received.map(({ type }) => type)).toEqual(['ticket.opened']);
    const { headers, body } = received[0]!;
    const { nodes } = await ours.client.events.list({ subject: id, types: ['ticket.opened'] });
    expect(headers).toMatchObject({ 'webhook-id': nodes[0]!.id, 'content-type': 'application/json' });

    const signed = headers as Record<string, string>;
    const byPackage = new Webhook(secret, undefined);
    const at = now / 1_000;
    expect(Number(signed['webhook-timestamp'])).toBe(at);
    expect(byPackage.sign(signed['webhook-id']!, new Date(now), body)).toBe(signed['webhook-signature']);
    const message = await verifyWebhook(secret, headers, body, { now });
    expect(message).toMatchObject({ type: 'ticket.opened', timestamp: nodes[0]!.occurredAt });
    expect(message.data).toEqual(nodes[0]);
  });

  test('B11 is what it asked for, of its account, and never what is for staff only', async () => {
    const [some, all] = [await listen(['clock.*', 'ticket.replied']), await listen(null)];
    const theirs = await desk.customer();
    await theirs.open();
    const { id: ticketId } = await ours.open();
    await desk.engineer.act('addInternalNote', { ticketId, body: 'Looks like the proxy.' });
    await ours.act('replyToTicket', { ticketId, body: 'In Firefox only.' });
    for (let at = 0; at < 5; at += 1) await round();
    expect(some.received.map(({ type }) => type).toSorted()).toEqual([
      'clock.started',
      'clock.started',
      'ticket.replied',
    ]);
    expect(all.received.map(({ type }) => type).toSorted()).toEqual([
      'clock.started',
      'clock.started',
      'ticket.opened',
      'ticket.replied',
      'webhook.added', // its own
    ]);
  });

  test('B11 a manager’s endpoint hears of everything that happens at the vendor', async () => {
    const receiver = await openReceiver();
    opened.push(receiver);
    const { webhook } = unwrap(
      await desk.manager.client.webhooks.add({
        url: receiver.url,
        description: 'Warehouse',
        types: ['ticket.noted'],
      }),
    );
    const { id: ticketId } = await ours.open();
    await desk.engineer.act('addInternalNote', { ticketId, body: 'Looks like the proxy.' });
    await round();
    expect(receiver.received.map(({ type }) => type)).toEqual(['ticket.noted']);
    unwrap(await desk.manager.client.webhooks.remove({ webhookId: webhook.id }));
  });

  test('B11 events of one subject keep their order, each before the next', async () => {
    const { received } = await listen(['ticket.*', 'clock.*']);
    const { id: ticketId } = await ours.open();
    await ours.act('replyToTicket', { ticketId, body: 'One.' });
    await ours.act('replyToTicket', { ticketId, body: 'Two.' });
    for (let at = 0; at < 6; at += 1) await round();
    const positions = received.map(({ position }) => position);
    expect(positions).toHaveLength(5);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });
});

describe('what does not arrive', () => {
  test('B11 is tried again by the published schedule, with the same id, until it does', async () => {
    const { id, received, answer } = await listen(['ticket.opened']);
    const schedule = await ours.client.webhooks.schedule();
    expect(schedule).toEqual({
      retrySeconds: [5, 60, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400],
      jitter: 0.2,
      blockingSeconds: 3600,
    });
    answer((_message, response) => void response.writeHead(500).end('Out of order.'));
    await ours.open();
    await round();
    later(4);
    await round();
    expect(received).toHaveLength(1);
    later(1);
    await round(0.5); // the next wait is 60 s and half of a fifth of it
    expect(received).toHaveLength(2);
    later(65);
    await round();
    expect(received).toHaveLength(2);
    answer((_message, response) => void response.writeHead(202).end());
    later(1);
    await round();
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(await deliveries(id)).toMatchObject([
      {
        state: 'DELIVERED',
        attempts: 3,
        requestBody: received[0]!.body,
        log: [{ status: 500, responseBody: 'Out of order.' }, { status: 500 }, { status: 202, error: null }],
      },
    ]);
  });

  test('B11 waits as long as the receiver asks', async () => {
    const { received, answer } = await listen(['ticket.opened']);
    answer((_message, response) => void response.writeHead(429, { 'retry-after': '600' }).end());
    await ours.open();
    await round();
    later(599);
    await round();
    expect(received).toHaveLength(1);
    later(1);
    await round();
    expect(received).toHaveLength(2);
  });

  test('B11 holds back later events of its own subject for an hour, and no other', async () => {
    const { id, received, answer } = await listen(['ticket.*']);
    const [bad, good] = [await ours.open(), await ours.open()];
    await ours.act('replyToTicket', { ticketId: bad.id, body: 'Hello?' });
    answer(
      ({ type, subject }, response) =>
        void response.writeHead(type === 'ticket.opened' && subject === bad.id ? 500 : 204).end(),
    );
    for (let at = 0; at < 4; at += 1) await round();
    const arrived = () => received.filter(({ subject }) => subject === bad.id).map(({ type }) => type);
    expect(arrived()).toEqual(['ticket.opened']);
    expect(received.map(({ subject }) => subject)).toContain(good.id);
    later(3_599);
    await round();
    expect(arrived()).not.toContain('ticket.replied');
    later(1);
    await round();
    await round();
    expect(arrived().at(-1)).toBe('ticket.replied');
    expect(await deliveries(id, ['PENDING'])).toMatchObject([{ type: 'ticket.opened' }]);
  });

  test('B11 an endpoint that never answers keeps none of the others waiting', async () => {
    const [slow, quick] = [await listen(['ticket.opened']), await listen(['ticket.opened'])];
    const held: (() => void)[] = [];
    slow.answer((_message, response) => void held.push(() => response.writeHead(204).end()));
    await ours.open();
    const working = round();
    await Promise.all([slow.until(1), quick.until(1)]);
    await ours.open({ subject: 'Another' });
    const next = round();
    await quick.until(2);
    await slow.until(2);
    for (const release of held) release();
    await Promise.all([working, next]);
    expect(quick.received).toHaveLength(2);
  });

  test('B11 stops the endpoint when its receiver is gone, tells so, and goes on where it stopped', async () => {
    const { id, received, answer } = await listen(['ticket.opened']);
    answer((_message, response) => void response.writeHead(410).end());
    await ours.open();
    await round();
    expect(await ours.client.webhooks.get(id)).toMatchObject({ disabledFor: 'GONE' });
    const { nodes } = await ours.client.events.list({ subject: id, types: ['webhook.stopped'] });
    expect(nodes).toMatchObject([{ actorKind: 'SYSTEM', payload: { cause: 'GONE' } }]);
    expect(await ours.client.webhooks.test({ webhookId: id })).toMatchObject({ code: 'WEBHOOK_DISABLED' });

    await ours.open({ subject: 'While it was gone' });
    await round();
    expect(received).toHaveLength(1);
    answer((_message, response) => void response.writeHead(204).end());
    unwrap(await ours.client.webhooks.start({ webhookId: id }));
    await round();
    expect(received).toHaveLength(2);
    const [lost] = await deliveries(id, ['FAILED']);
    unwrap(await ours.client.webhooks.replayDelivery({ deliveryId: lost!.id }));
    await round();
    expect(received[2]!.headers['webhook-id']).toBe(received[0]!.headers['webhook-id']);
  });

  test('B11 stops the endpoint when an event was tried for days and nothing arrived meanwhile', async () => {
    const { id, received, answer } = await listen(['ticket.opened']);
    answer((_message, response) => void response.writeHead(503).end());
    await ours.open();
    await round();
    for (const seconds of [5, 60, 300, 1800, 7200, 18000, 36000, 50400, 72000]) {
      later(seconds);
      await round();
      expect(await ours.client.webhooks.get(id)).toMatchObject({ disabledAt: null });
    }
    later(86_400);
    await round();
    expect(received).toHaveLength(11);
    expect(await ours.client.webhooks.get(id)).toMatchObject({ disabledFor: 'EXHAUSTED' });
    expect(await deliveries(id)).toMatchObject([{ state: 'FAILED', attempts: 11 }]);
  });

  test('B11 a process that dies while it sends loses nothing: another sends it after a while, with the same id', async () => {
    const { received } = await listen(['ticket.opened']);
    await ours.open();
    const dying = createWebhookSender({ loopbackWebhooks: true });
    const lost = deliverDue({
      database: desk.server.database,
      sender: { ...dying, send: () => new Promise(() => {}) }, // takes it, and is never heard of again
      log,
      clock: () => new Date(now),
    });
    void lost;
    await expect
      .poll(() => query(`select 1 from "WebhookDelivery" where "claimedUntil" > $1`, [new Date(now)]))
      .toHaveLength(1);
    later(29);
    await round();
    expect(received).toHaveLength(0);
    later(1);
    await round();
    expect(received).toHaveLength(1);
    await dying.close();
  });

  test('B11 a receiver that talks without end is cut, and only the beginning is kept', async () => {
    const { id, answer } = await listen(['ticket.opened']);
    answer((_message, response) => void response.writeHead(200).end('x'.repeat(100_000)));
    await ours.open();
    await round();
    const [delivery] = await deliveries(id);
    expect(delivery).toMatchObject({ state: 'DELIVERED' });
    expect(delivery!.log[0]!.responseBody).toBe('x'.repeat(4_096));
  });

  test('B11 a redirect is not followed', async () => {
    const [first, second] = [await listen(['ticket.opened']), await openReceiver()];
    opened.push(second);
    first.answer((_message, response) => void response.writeHead(307, { location: second.url }).end());
    await ours.open();
    await round();
    expect(second.received).toHaveLength(0);
    expect(await deliveries(first.id)).toMatchObject([{ state: 'PENDING', log: [{ status: 307 }] }]);
  });
});

describe('what people do with endpoints', () => {
  test('B11 a rotation signs with both secrets for a while, and then with the new one alone', async () => {
    const { id, secret: former, received } = await listen(['ticket.opened']);
    const { secret } = unwrap(await ours.client.webhooks.rotateSecret({ webhookId: id, overlapHours: 1 }));
    await ours.open();
    await round();
    const { headers, body } = received[0]!;
    await verifyWebhook(former, headers, body, { now });
    await verifyWebhook(secret!, headers, body, { now });
    later(3_600);
    await ours.open({ subject: 'An hour later' });
    await round();
    const next = received[1]!;
    await verifyWebhook([former, secret!], next.headers, next.body, { now });
    await expect(verifyWebhook(former, next.headers, next.body, { now })).rejects.toThrow('No signature');
  });

  test('B11 a test event arrives whatever the types, at that endpoint only', async () => {
    const [one, other] = [await listen(['ticket.opened']), await listen(null)];
    unwrap(await ours.client.webhooks.test({ webhookId: one.id }));
    for (let at = 0; at < 3; at += 1) await round();
    expect(one.received.map(({ type }) => type)).toEqual(['webhook.tested']);
    expect(other.received.map(({ type }) => type)).not.toContain('webhook.tested');
  });

  test('B11 a span is sent again under the same ids, in order', async () => {
    const { id, received } = await listen(['ticket.*']);
    const { id: ticketId } = await ours.open();
    await ours.act('replyToTicket', { ticketId, body: 'More.' });
    await round();
    await round();
    const [first, second] = received as [(typeof received)[0], (typeof received)[0]];
    unwrap(await ours.client.webhooks.replay({ webhookId: id, fromPosition: String(first.position) }));
    await round();
    await round();
    expect(received.slice(2).map(({ headers }) => headers['webhook-id'])).toEqual([
      first.headers['webhook-id'],
      second.headers['webhook-id'],
    ]);
    const only = { fromPosition: String(second.position), toPosition: String(second.position) };
    unwrap(await ours.client.webhooks.replay({ webhookId: id, ...only }));
    await round();
    expect(received).toHaveLength(5);
    expect(await deliveries(id)).toHaveLength(5);
    const backwards = { fromPosition: String(second.position), toPosition: String(first.position) };
    for (const [span, path, code] of [
      [{ fromPosition: 'first' }, 'fromPosition', 'INVALID_FORMAT'],
      [backwards, 'toPosition', 'TOO_SMALL'],
    ] as const) {
      expect(await ours.client.webhooks.replay({ webhookId: id, ...span })).toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path, code }],
      });
    }
    const none = { url: 'https://hooks.example.com/in', description: 'Sync', types: [] };
    expect(await ours.client.webhooks.add(none)).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: 'types', code: 'TOO_SMALL' }],
    });
  });

  test('B11 one that is stopped by hand or removed gets nothing; a changed one gets what it now asks for', async () => {
    const { id, received } = await listen(['ticket.opened']);
    unwrap(await ours.client.webhooks.stop({ webhookId: id }));
    await ours.open();
    await round();
    expect(received).toHaveLength(0);
    unwrap(await ours.client.webhooks.start({ webhookId: id }));
    await round();
    expect(received).toHaveLength(1);
    const url = 'https://hooks.example.com/other';
    const { webhook } = unwrap(
      await ours.client.webhooks.change({ webhookId: id, url, description: 'Clocks', types: ['clock.*'] }),
    );
    expect(webhook).toMatchObject({ url, description: 'Clocks', types: ['clock.*'] });
    unwrap(await ours.client.webhooks.remove({ webhookId: id }));
    expect(await ours.client.webhooks.get(id)).toBeNull();
    expect((await ours.client.webhooks.list()).nodes.map((one) => one.id)).not.toContain(id);
  });

  test('B11 they are for administrators of the account and managers, and their secret is shown once', async () => {
    const { id, secret } = await listen();
    const [colleague, theirs] = [await ours.colleague(), await desk.customer()];
    for (const stranger of [colleague, theirs, desk.engineer]) {
      expect(await stranger.client.webhooks.get(id)).toBeNull();
      expect(await stranger.client.webhooks.deliveries(id)).toBeNull();
      const error: unknown = await stranger.client.webhooks
        .test({ webhookId: id })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(GraphQLRequestError);
    }
    const visible = await desk.manager.client.webhooks.list({ accountId: ours.accountId });
    expect(visible.nodes.map((one) => one.id)).toEqual([id]);
    const input = { url: 'https://hooks.example.com/in', description: 'Once' };
    const first = unwrap(await ours.client.webhooks.add(input, { idempotencyKey: 'once' }));
    const again = unwrap(await ours.client.webhooks.add(input, { idempotencyKey: 'once' }));
    expect([again.webhook.id, again.secret]).toEqual([first.webhook.id, null]);
    for (const table of ['Event', 'IdempotencyKey', 'WebhookDelivery']) {
      expect(JSON.stringify(await query(`select * from "${table}"`))).not.toContain(secret);
    }
  });

  test.each([
    ['http://hooks.example.com', 'NOT_HTTPS'],
    ['http://localhost.example.com', 'NOT_HTTPS'],
    ['http://localhost.', 'NOT_HTTPS'],
    ['http://192.168.1.5:4010', 'NOT_HTTPS'],
    ['http://127.0.0.2:4010', 'NOT_HTTPS'],
    ['http://[::ffff:127.0.0.1]:4010', 'NOT_HTTPS'],
    ['http://user:pw@localhost:4010', 'CREDENTIALS'],
    ['https://user:pw@hooks.example.com', 'CREDENTIALS'],
    ['https://127.0.0.1', 'NOT_A_NAME'],
    ['https://2130706433', 'NOT_A_NAME'],
    ['https://[::1]', 'NOT_A_NAME'],
    ['https://localhost', 'NOT_A_NAME'],
    ['https://localhost.', 'NOT_A_NAME'],
    ['https://hooks.localhost', 'NOT_A_NAME'],
    ['hooks.example.com', 'INVALID_FORMAT'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
  ])('B11 %s cannot be an address: %s', async (url, code) => {
    const result = await ours.client.webhooks.add({ url, description: 'x' });
    expect(result).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'url', code }] });
  });

  test('B11 an address of this machine will do in a demo that only this machine reaches, and nowhere else', async () => {
    const real = await openDesk({ at: new Date(START).toISOString() });
    const theirs = await real.customer();
    const elsewhere = { url: 'https://hooks.example.com/in', description: 'Sync' };
    const [mine, their] = [
      unwrap(await ours.client.webhooks.add(elsewhere)).webhook,
      unwrap(await theirs.client.webhooks.add(elsewhere)).webhook,
    ];
    for (const url of ['http://localhost:4010/in', 'http://127.0.0.1:4010', 'http://[::1]:4010/?a=b']) {
      const input = { url, description: 'Sync' };
      unwrap(await ours.client.webhooks.add(input));
      unwrap(await ours.client.webhooks.change({ webhookId: mine.id, ...input }));
      expect(await ours.client.webhooks.get(mine.id)).toMatchObject({ url });
      for (const result of [
        await theirs.client.webhooks.add(input),
        await theirs.client.webhooks.change({ webhookId: their.id, ...input }),
      ]) {
        expect(result).toMatchObject({ issues: [{ path: 'url', code: 'NOT_HTTPS' }] });
      }
    }
    expect((await theirs.client.webhooks.list()).nodes).toMatchObject([elsewhere]);
    await real.stop();
  });
});

async function query(text: string, values: unknown[] = []): Promise<object[]> {
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  try {
    return (await client.query(text, values)).rows as object[];
  } finally {
    await client.end();
  }
}
