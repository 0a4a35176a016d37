import { asTenant } from '@tierline/prisma/tenancy';
import { sweepRetention } from '@tierline/schema/retention/retention.jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

const DAY_MS = 86_400_000;

let desk: Desk;
let ours: Customer;

beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T07:00:00Z' });
  ours = await desk.customer();
});
afterAll(() => desk.stop());

const db = () => desk.server.database.client;
const sweep = (days: number) =>
  asTenant('every-account', () => sweepRetention(db(), new Date(Date.now() + days * DAY_MS)));

test('B24 the periods are data that everybody who signs in can read', async () => {
  expect(await ours.client.events.retention()).toEqual([
    { kind: 'IDEMPOTENCY_KEY', days: 2 },
    { kind: 'REQUEST_ADDRESS', days: 90 },
    { kind: 'WEBHOOK_DELIVERY', days: 30 },
    { kind: 'OUTGOING_MAIL', days: 30 },
    { kind: 'INCOMING_MAIL', days: 90 },
    { kind: 'PHONE_CALL', days: 90 },
    { kind: 'QUARANTINED_MAIL', days: 180 },
  ]);
});

test('B19 B24 the name of a request is kept for two days, and free after', async () => {
  const [ticket] = [await ours.open()];
  const input = { ticketId: ticket.id, body: 'Once.' };
  const options = { idempotencyKey: 'kept' };
  await ours.client.tickets.reply(input, options);
  await sweep(1.99);
  await ours.client.tickets.reply(input, options);
  const messages = async () => (await ours.client.tickets.get(ticket.id))!.messages.nodes.length;
  expect(await messages()).toBe(2); // the question, and one reply
  await sweep(2.01);
  await ours.client.tickets.reply(input, options);
  expect(await messages()).toBe(3);
});

test('B24 addresses are forgotten after ninety days, and the events stay as they are', async () => {
  const facts = async () => {
    const events = await asTenant('every-account', async () =>
      db().event.findMany({ orderBy: { position: 'asc' } }),
    );
    return events.map(({ address, ...fact }) => ({ known: address !== null, fact }));
  };
  await sweep(89);
  const before = await facts();
  expect(before.filter(({ known }) => known).length).toBeGreaterThan(3);
  await sweep(91);
  const after = await facts();
  expect(after.filter(({ known }) => known)).toEqual([]);
  expect(after.map(({ fact }) => fact)).toEqual(before.map(({ fact }) => fact));
});

test('B24 S14 a call of which nothing comes is forgotten after ninety days: its number and transcript, and nothing of another', async () => {
  const callSids = ['CA-spam', 'CA-silent', 'CA-waiting'];
  await asTenant('every-account', async () =>
    db().phoneCall.createMany({
      data: (['UNASSIGNED', 'ABANDONED', 'UNASSIGNED'] as const).map((state, at) => ({
        ...{ id: `pho_${at}`, callSid: callSids[at]!, state, startedAt: new Date('2026-05-04T07:00:00Z') },
        ...{ fromNumber: `+3315559000${at}`, transcript: 'Buy.' },
      })),
    }),
  );
  const { discard, calls } = desk.engineer.client.phone;
  expect(await discard({ phoneCallId: 'pho_0', reason: 'SPAM' })).toMatchObject({
    phoneCall: { state: 'DISCARDED' },
  });
  const left = async () =>
    (await calls().all(9)).map(({ id, fromNumber, transcript }) => [id, fromNumber, transcript]).toSorted();
  const sweepAt = (at: string) => asTenant('every-account', () => sweepRetention(db(), new Date(at)));
  const all = [
    ['pho_0', '+33155590000', 'Buy.'],
    ['pho_1', '+33155590001', 'Buy.'],
    ['pho_2', '+33155590002', 'Buy.'],
  ];
  await sweepAt('2026-08-02T07:00:00Z'); // ninety days to the second
  expect(await left()).toEqual(all);
  await sweepAt('2026-08-02T07:00:01Z');
  expect(await left()).toEqual([['pho_0', null, null], ['pho_1', null, null], all[2]]);
});
