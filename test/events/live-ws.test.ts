import { createClient, type Client, type ClientOptions } from '@tierline/sdk';
import { webSocket, type WebSocketClass } from '@tierline/sdk/ws';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const NOW = '2026-07-13T08:00:00Z';

let desk: Desk;
let ours: Customer;
let theirs: Customer;

beforeAll(async () => {
  desk = await openDesk({ at: NOW, callersCheckedEveryMs: 20, limits: { bodyBytes: 20_000 } });
  [ours, theirs] = [await desk.customer(), await desk.customer()];
});
beforeEach(() => desk.at(NOW));
afterAll(() => desk.stop());

test('B11 B19 by WebSocket every event comes once, in order, though each connection breaks after one message', async () => {
  const after = await end();
  const { id } = await ours.open();
  await theirs.open();
  const { Fragile, subscribed } = breakingAfter('"type":"next"');
  const client = clientWith(await desk.server.token(ours.subject), Fragile);
  const live = client.events.live({ after });
  const told: string[] = [];
  let feed: { id: string; position: string }[] = [];
  for (let n = 0; n < 3; n += 1) {
    await ours.act('replyToTicket', { ticketId: id, body: `Reply ${n}.` });
    feed = await ours.client.events.list({ after, first: 100 }).all(1_000);
    while (told.length < feed.length) told.push((await live.next()).value!.id);
  }
  await live.return();
  expect(told).toEqual(feed.map((event) => event.id));
  expect(subscribed[0]).toBeUndefined();
  expect(subscribed.slice(1, 4)).toEqual(feed.slice(0, 3).map(({ position }) => position));
});

test('B11 B19 by WebSocket what happens while a connection is away is told, even if it broke before its first event', async () => {
  const { Fragile, subscribed } = breakingAfter('"positions":{"1"', 1);
  const began = await end();
  let opened: string | undefined;
  const sleep = async () => {
    opened ??= (await ours.open()).id;
  };
  const client = clientWith(await desk.server.token(ours.subject), Fragile, sleep);
  const live = client.events.live({ types: ['ticket.opened'] });
  const { value } = await live.next();
  await live.return();
  expect(value).toMatchObject({ type: 'ticket.opened', subject: opened });
  expect(subscribed).toEqual([undefined, began]);
});

test('B11 B19 by WebSocket it goes on with the next token where the SDK can ask for one, and else ends', async () => {
  const exp = Date.parse(NOW) / 1_000 + 60;
  const short = await desk.server.token(ours.subject, { exp });
  const long = await desk.server.token(ours.subject, { exp: exp + 600 });
  const tokens = [short, long];
  let opened = 0;
  class Counted extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol);
      this.on('message', (data: Buffer) => {
        if (String(data).includes('"positions":{"1"')) opened += 1;
      });
    }
  }
  const renewed = clientWith(async () => tokens.shift(), Counted).events.live();
  const next = renewed.next();
  const ending = clientWith(short, Counted).events.live();
  const ended = ending.next().catch((error: unknown) => error);
  await expect.poll(() => opened, { timeout: 10_000 }).toBe(2);
  desk.at('2026-07-13T08:01:00Z');
  expect(await ended).toMatchObject({
    name: 'GraphQLRequestError',
    code: 'UNAUTHENTICATED',
    errors: [{ message: 'The token has expired.' }],
  });
  await expect.poll(() => opened, { timeout: 10_000 }).toBe(3);
  const { id } = await ours.open();
  expect((await next).value).toMatchObject({ subject: id });
  await renewed.return();
});

test('B11 B19 by WebSocket what is refused is thrown as elsewhere, in the language that was asked for', async () => {
  const client = clientWith(await desk.server.token(ours.subject));
  const refusal = async (live: AsyncGenerator) => live.next().catch((error: unknown) => error);
  expect(await refusal(clientWith(undefined).events.live())).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await refusal(clientWith('tl_nothing').events.live())).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await refusal(client.events.live({ after: '999999999', locale: 'fr' }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    errors: [{ message: 'Le fil n’a pas encore atteint la position «\u00a0999999999\u00a0».' }],
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  expect(await refusal(client.events.live({ types: ['x'.repeat(30_000)] }))).toMatchObject({
    code: 'BAD_REQUEST',
  });
});

/** A client that subscribes by WebSocket, and waits for nothing unless told. */
function clientWith(
  token: ClientOptions['token'],
  Socket: WebSocketClass = WebSocket,
  sleep: () => Promise<void> = () => Promise.resolve(),
): Client {
  const timing = { sleep, random: () => 0 };
  return createClient({ url: `${desk.server.url}/graphql`, token, timing, live: webSocket(Socket) });
}

/** So many connections, all unless told, that break at the first message with this text, and from where each was asked to go on. */
function breakingAfter(text: string, times = Infinity) {
  const subscribed: (string | undefined)[] = [];
  class Fragile extends WebSocket {
    override send(message: string): void {
      super.send(message);
      const { type, payload } = JSON.parse(message) as Subscribe;
      if (type !== 'subscribe') return;
      subscribed.push(payload.extensions?.lastEventId);
      // After the listener of the SDK, which has taken the message in; what came with it is lost.
      this.on('message', (data: Buffer) => {
        if (subscribed.length > times || !String(data).includes(text)) return;
        this.onmessage = null;
        this.terminate();
      });
    }
  }
  return { Fragile, subscribed };
}

interface Subscribe {
  type: string;
  payload: { extensions?: { lastEventId: string } };
}

async function end(): Promise<string> {
  const { position } = await desk.server.database.client.eventHead.findFirstOrThrow();
  return String(position);
}
