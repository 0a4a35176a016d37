import pg from 'pg';
import { unwrap, type ReportStatusEventInput } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2.
let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED', skus: ['IQ-TM', 'AS'], locale: 'FR' });
});
afterAll(() => desk?.stop());
/** What went on is over. */
beforeEach(async () => {
  desk.at('2026-05-04T06:00:00Z');
  for (const { id } of await desk.engineer.client.status.events({ open: true }).all(100)) {
    unwrap(await desk.engineer.client.status.end({ statusEventId: id }));
  }
});

const OUTAGE = {
  kind: 'OUTAGE' as const,
  titleFr: 'Les balises ne sont pas diffusées',
  titleEn: 'Tags are not delivered',
  components: ['TAG_DELIVERY'],
} satisfies ReportStatusEventInput;
const DOWN = {
  requestType: 'PLATFORM_DOWN_VENDOR_CAUSE',
  severity: 'SEVERE',
  sku: 'IQ-TM',
  subject: 'No tag loads',
  question: 'Since eight o’clock no tag loads on any page. When will it work again?',
} as const;
const report = async (more: Partial<typeof OUTAGE> | object = {}) =>
  unwrap(await desk.engineer.client.status.report({ ...OUTAGE, ...more })).statusEvent;
const open = async (more: object = {}) =>
  unwrap(await customer.client.tickets.open({ ...DOWN, ...more })).ticket;
const known = async (id: string) =>
  (await customer.client.tickets.get(id))!.knownEvents.map((event) => event.id);

test('B18 who says that the platform is down is told at once what is known of it, in the own language', async () => {
  const event = await report();
  const ticket = await open();
  expect(ticket.knownEvents).toEqual([
    {
      id: event.id,
      kind: 'OUTAGE',
      title: OUTAGE.titleEn,
      openedAt: '2026-05-04T06:00:00.000Z',
      endedAt: null,
    },
  ]);
  const { messages } = (await customer.client.tickets.get(ticket.id))!;
  expect(messages.nodes.at(-1)).toMatchObject({
    kind: 'SYSTEM',
    author: null,
    body: 'Nous connaissons déjà ce problème et y travaillons : Les balises ne sont pas diffusées',
  });
  const { tickets } = (await customer.client.status.get(event.id))!;
  expect(tickets.nodes.map(({ id }) => id)).toEqual([ticket.id]);
});

test('B18 an event that is reported later finds the open tickets, each once', async () => {
  const ticket = await open();
  const [other, over] = [await open({ sku: 'AS' }), await open()];
  await customer.act('closeTicket', { ticketId: over.id });
  expect(await known(ticket.id)).toEqual([]);
  const event = await report();
  expect(await known(ticket.id)).toEqual([event.id]);
  expect(await known(other.id)).toEqual([]); // tag delivery does not concern AudienceStream
  expect(await known(over.id)).toEqual([]);
  const linked = (await customer.timeline(ticket.id)).filter(
    ({ type }) => type === 'ticket.known_event_linked',
  );
  expect(linked).toHaveLength(1);
  const second = await report({ kind: 'INCIDENT', components: ['SIGN_IN', 'TAG_DELIVERY'] });
  expect(await known(ticket.id)).toEqual([event.id, second.id]);
});

test('B18 other requests, other services and what is over are not linked', async () => {
  const { id } = await report();
  expect((await open({ requestType: 'LOGIN_ISSUE' })).knownEvents).toEqual([]);
  expect((await open({ sku: 'AS' })).knownEvents).toEqual([]);
  unwrap(await desk.engineer.client.status.end({ statusEventId: id }));
  expect((await open()).knownEvents).toEqual([]);
});

test('C30 C8 an outage or maintenance stops no clock, and being told of it is no response', async () => {
  const before = await open();
  await report();
  await report({ kind: 'MAINTENANCE' });
  const during = await open();
  desk.at('2026-05-04T07:00:00Z');
  for (const { id } of [before, during]) {
    const ticket = await customer.ticket(id);
    expect(ticket.initialResponse).toMatchObject({
      state: 'RUNNING',
      dueAt: '2026-05-04T08:00:00.000Z',
      elapsedSeconds: 3_600,
    });
    expect(ticket.clocks.find(({ metric }) => metric === 'RESOLUTION')?.elapsedSeconds).toBe(3_600);
  }
});

test('B18 a ticket waits for an event that is being reported at the same moment, and finds it', async () => {
  const elsewhere = new pg.Client(desk.server.databaseUrl);
  await elsewhere.connect();
  try {
    await elsewhere.query('begin');
    await elsewhere.query(`select pg_advisory_xact_lock(hashtext('tierline.status'))`); // as who reports an event
    const opening = open();
    await expect.poll(() => waitersIn(elsewhere)).toBe(1);
    await elsewhere.query(
      `insert into "StatusEvent" (id, kind, stage, "titleFr", "titleEn", "openedAt", "startedAt")
       values ('ste_now', 'OUTAGE', 'INVESTIGATING', 'x', 'x', now(), now())`,
    );
    await elsewhere.query(
      `insert into "StatusEventComponent" ("eventId", "componentCode") values ('ste_now', 'TAG_DELIVERY')`,
    );
    await elsewhere.query('commit');
    expect((await opening).knownEvents.map(({ id }) => id)).toEqual(['ste_now']);
    await elsewhere.query('begin');
    await elsewhere.query(`select pg_advisory_xact_lock_shared(hashtext('tierline.status'))`); // as who opens a ticket
    expect((await open()).knownEvents).toHaveLength(1); // others who open one do not wait
    const reporting = report();
    await expect.poll(() => waitersIn(elsewhere)).toBe(1);
    await elsewhere.query('commit');
    expect((await reporting).endedAt).toBeNull();
  } finally {
    await elsewhere.end();
  }
});

async function waitersIn(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ waiting: number }>(
    `select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted
     and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]!.waiting;
}

test('S52 S53 everybody reads what happens to the platform, and whose tickets are about it nobody else', async () => {
  const asker = await desk.customer({ plan: 'ENHANCED' });
  const event = await report();
  const { ticket } = unwrap(await asker.client.tickets.open(DOWN));
  const stranger = await desk.customer();
  const { nodes } = await desk.anonymous.client.status.events({ open: true });
  expect(nodes.map(({ id, kind, componentCodes }) => [id, kind, componentCodes])).toEqual([
    [event.id, 'OUTAGE', ['TAG_DELIVERY']],
  ]);
  const seen = async (by: { client: Customer['client'] }) =>
    (await by.client.status.get(event.id))!.tickets.nodes.map(({ id }) => id);
  expect(await seen(desk.anonymous)).toEqual([]);
  expect(await seen(stranger)).toEqual([]);
  expect(await seen(asker)).toEqual([ticket.id]);
  expect(await seen(desk.engineer)).toContain(ticket.id);
  expect((await desk.anonymous.client.status.components()).map(({ code }) => code)).toContain('TAG_DELIVERY');
});

test('S52 only staff report, of parts that exist, and end what goes on once', async () => {
  await expect(customer.client.status.report(OUTAGE)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(desk.anonymous.client.status.report(OUTAGE)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  expect(await desk.engineer.client.status.report({ ...OUTAGE, components: ['NONE'] })).toMatchObject({
    issues: [{ path: 'components', code: 'UNKNOWN' }],
  });
  expect(await desk.engineer.client.status.report({ ...OUTAGE, components: [] })).toMatchObject({
    __typename: 'InvalidInputProblem',
  });
  const { id: statusEventId } = await report();
  desk.at('2026-05-04T07:00:00Z');
  const { statusEvent } = unwrap(await desk.engineer.client.status.end({ statusEventId }));
  expect(statusEvent.endedAt).toBe('2026-05-04T07:00:00.000Z');
  expect(await desk.engineer.client.status.end({ statusEventId })).toMatchObject({
    __typename: 'StatusEventEndedProblem',
    endedAt: '2026-05-04T07:00:00.000Z',
  });
  await expect(desk.engineer.client.status.end({ statusEventId: 'ste_none' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
