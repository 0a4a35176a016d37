import { openDatabase } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { recountOutdated } from '@tierline/schema/sla/recounts.jobs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Ticket } from '../support/programme.ts';

// Thursday 7 May 2026, 17:00 in Paris; Friday 8 May is a holiday. Two business hours are due on Monday at 09:00.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-07T15:00:00Z' });
});
afterAll(() => desk.stop());

const MONDAY = { dueAt: '2026-05-11T07:00:00.000Z', atRiskAt: '2026-05-11T06:30:00.000Z' };

async function ticketOf(customer?: Customer): Promise<{ customer: Customer; ticket: Ticket }> {
  desk.at('2026-05-07T15:00:00Z');
  const asking = customer ?? (await desk.customer({ plan: 'ENHANCED' }));
  return { customer: asking, ticket: await asking.open() };
}

/** As an earlier release would have left it, which did not know of the holiday. */
async function countOn(countedOn: string, ticketId: string): Promise<void> {
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  await client.query(
    `update "Clock" set "countedOn" = $1, "dueAt" = '2026-05-08T07:00:00Z', "atRiskAt" = '2026-05-08T06:30:00Z'
     where "ticketId" = $2 and "metric" = 'INITIAL_RESPONSE'`,
    [countedOn, ticketId],
  );
  await client.end();
}

/** The second passes in which outdated clocks are counted anew. */
function passSecond(instant: string, client = desk.server.database.client): Promise<number> {
  return asTenant('every-account', () => recountOutdated(client, new Date(instant)));
}

const moves = async (customer: Customer, id: string) =>
  (await customer.timeline(id)).filter(({ type }) => type === 'clock.due_changed');

test('C28 B10 K9 a correction that comes with a release moves running promises, with one event each', async () => {
  const { customer, ticket } = await ticketOf();
  await countOn('0000', ticket.id);

  expect(await passSecond('2026-05-07T15:01:00Z')).toBe(1);
  expect(await passSecond('2026-05-07T15:01:01Z')).toBe(0);

  expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject(MONDAY);
  expect(await moves(customer, ticket.id)).toMatchObject([
    {
      occurredAt: '2026-05-07T15:01:00.000Z',
      payload: {
        cause: 'CALENDAR_CHANGED',
        before: '2026-05-08T07:00:00.000Z',
        after: '2026-05-11T07:00:00.000Z',
      },
    },
  ]);
});

test('C28 what a newer release counted is left alone by an older one that still runs', async () => {
  const { customer, ticket } = await ticketOf();
  await countOn('9999', ticket.id);

  expect(await passSecond('2026-05-07T15:01:00Z')).toBe(0);

  expect((await customer.ticket(ticket.id)).initialResponse.dueAt).toBe('2026-05-08T07:00:00.000Z');
  expect(await moves(customer, ticket.id)).toEqual([]);
});

test('C28 what is broken when the correction comes stays broken, and is looked at once', async () => {
  const { customer, ticket } = await ticketOf();
  await countOn('0000', ticket.id);

  expect(await passSecond('2026-05-08T07:00:00.001Z')).toBe(1);
  expect(await passSecond('2026-05-08T07:00:01Z')).toBe(0);

  desk.at('2026-05-08T07:00:01Z');
  expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
    state: 'BREACHED_OPEN',
    dueAt: '2026-05-08T07:00:00.000Z',
  });
  expect(await moves(customer, ticket.id)).toEqual([]);
});

test('C28 C35 several processes at once count every clock, and none twice', async () => {
  const { customer, ticket } = await ticketOf();
  const tickets = [ticket];
  while (tickets.length < 24) tickets.push((await ticketOf(customer)).ticket);
  for (const { id } of tickets) await countOn('0000', id);
  const others = [1, 2, 3].map(() => openDatabase({ url: desk.server.databaseUrl, connections: 2 }));

  await Promise.all(others.map(({ client }) => passSecond('2026-05-07T15:01:00Z', client)));
  await passSecond('2026-05-07T15:01:01Z'); // takes what another had at hand
  await Promise.all(others.map((database) => database.close()));

  for (const { id } of tickets) {
    expect((await customer.ticket(id)).initialResponse).toMatchObject(MONDAY);
    expect(await moves(customer, id)).toHaveLength(1);
  }
});
