import { openDatabase } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { fireDeadlines } from '@tierline/schema/sla/deadlines.jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let engineer: Staff;

/** A Monday in Paris; 08:00 local is 06:00Z. */
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  engineer = desk.engineer;
});
afterAll(() => desk.stop());

/** The second passes in which what is due is written down. */
function passSecond(instant: string): Promise<number> {
  desk.at(instant);
  return asTenant('every-account', () => fireDeadlines(desk.server.database.client, new Date(instant)));
}

async function fired(ticketId: string) {
  const events = await engineer.timeline(ticketId);
  return events
    .filter(({ type }) => type === 'clock.at_risk' || type === 'clock.breached')
    .map(({ type, occurredAt }) => ({ type, occurredAt }));
}

test('C15 C31 C32 at risk and breach are written once each, dated when they came about', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await customer.open({ severity: 'LIMITED' }); // due at 12:00, at risk from 11:00 local

  await passSecond('2026-05-04T08:59:59.999Z');
  expect(await fired(id)).toEqual([]);

  await passSecond('2026-05-04T09:00:00.000Z');
  await passSecond('2026-05-04T09:00:01.000Z');
  expect(await fired(id)).toEqual([{ type: 'clock.at_risk', occurredAt: '2026-05-04T09:00:00.000Z' }]);

  await passSecond('2026-05-04T10:00:00.000Z'); // exactly due is in time
  expect(await fired(id)).toHaveLength(1);

  await passSecond('2026-05-05T07:00:00.000Z'); // noticed a day late
  await passSecond('2026-05-05T07:00:01.000Z');
  expect(await fired(id)).toEqual([
    { type: 'clock.at_risk', occurredAt: '2026-05-04T09:00:00.000Z' },
    { type: 'clock.breached', occurredAt: '2026-05-04T10:00:00.000Z' },
  ]);
});

test('C32 a deadline that moves away and comes back is told no second time', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await customer.open({ severity: 'LIMITED' });
  await passSecond('2026-05-04T09:30:00Z');
  expect(await fired(id)).toHaveLength(1);

  await desk.manager.act('closeDay', {
    accountId: customer.accountId,
    on: '2026-05-04',
    reason: 'Stocktaking',
  });
  expect((await customer.ticket(id)).initialResponse.state).toBe('RUNNING'); // due on Tuesday at 12:00 now
  await passSecond('2026-05-05T09:30:00Z');

  expect((await customer.ticket(id)).initialResponse.state).toBe('AT_RISK');
  expect(await fired(id)).toEqual([{ type: 'clock.at_risk', occurredAt: '2026-05-04T09:00:00.000Z' }]);
});

test('C31 C35 an answer that comes before the deadline was noticed writes it down first, and it is not told again', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await customer.open(); // severe: due at 09:00 local

  desk.at('2026-05-04T08:00:00Z');
  await engineer.act('replyToTicket', { ticketId: id, body: 'We are sorry for the wait.' });
  await passSecond('2026-05-04T08:00:01Z');

  const types = (await engineer.timeline(id)).map(({ type }) => type);
  expect(types.slice(3)).toEqual(['ticket.replied', 'clock.at_risk', 'clock.breached', 'clock.ended']);
  expect(await fired(id)).toEqual([
    { type: 'clock.at_risk', occurredAt: '2026-05-04T06:45:00.000Z' },
    { type: 'clock.breached', occurredAt: '2026-05-04T07:00:00.000Z' },
  ]);
});

test('C24 C32 what is answered in time, withdrawn, or promised nothing fires nothing', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const premium = await desk.customer({ plan: 'PREMIUM' });
  const basic = await desk.customer();
  const answered = await premium.open();
  const withdrawn = await premium.open();
  const unpromised = await basic.open();
  desk.at('2026-05-04T06:30:00Z');
  await engineer.act('replyToTicket', { ticketId: answered.id, body: 'We are on it.' });
  await premium.act('closeTicket', { ticketId: withdrawn.id });

  await passSecond('2026-05-11T06:00:00Z');

  for (const { id } of [answered, withdrawn, unpromised]) expect(await fired(id)).toEqual([]);
});

test('C16 C31 a correction that breaks the promise on the spot is dated by the correction', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await customer.open({ severity: 'LIMITED' });
  desk.at('2026-05-04T08:30:00Z');
  await engineer.act('raiseSeverity', { ticketId: id, severity: 'SEVERE', cause: 'CORRECTION' });

  await passSecond('2026-05-04T08:30:01Z');

  expect(await fired(id)).toEqual([
    { type: 'clock.at_risk', occurredAt: '2026-05-04T08:30:00.000Z' },
    { type: 'clock.breached', occurredAt: '2026-05-04T08:30:00.000Z' },
  ]);
});

test('C32 C35 many at once, by several processes at once: every one, and none twice', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const tickets = await Promise.all(Array.from({ length: 30 }, () => customer.open()));
  const others = [1, 2, 3].map(() => openDatabase({ url: desk.server.databaseUrl, connections: 2 }));
  const now = new Date('2026-05-05T06:00:00Z');
  desk.at(now.toISOString());

  await Promise.all(others.map(({ client }) => asTenant('every-account', () => fireDeadlines(client, now))));
  await passSecond('2026-05-05T06:00:01Z'); // takes what another had at hand
  await Promise.all(others.map((database) => database.close()));

  for (const { id } of tickets) {
    expect(await fired(id)).toEqual([
      { type: 'clock.at_risk', occurredAt: '2026-05-04T06:45:00.000Z' },
      { type: 'clock.breached', occurredAt: '2026-05-04T07:00:00.000Z' },
    ]);
  }
});

// Received at 08:00 on Premium, severe: due at 09:00, 07:00Z. A response at that very instant is in time (C1).
test.each([
  ['07:00:00.000', 'MET', []],
  ['07:00:00.001', 'BREACHED', ['2026-05-04T07:00:00.000Z']],
] as const)(
  'C1 C31 C35 a sweep and a response at %s end alike in either order and at once: %s',
  async (time, state, breaches) => {
    const instant = `2026-05-04T${time}Z`;
    desk.at('2026-05-04T06:00:00Z');
    const customer = await desk.customer({ plan: 'PREMIUM' });
    const ids: string[] = [];
    for (let i = 0; i < 8; i += 1) ids.push((await customer.open()).id);
    const respond = (ticketId: string) =>
      engineer.act('replyToTicket', { ticketId, body: 'We look into it.' });
    const [swept, answered, ...raced] = ids as [string, string, ...string[]];

    desk.at(instant);
    await respond(answered);
    await passSecond(instant);
    await respond(swept);
    await Promise.all([passSecond(instant), ...raced.map(respond), passSecond(instant)]);
    await passSecond('2026-05-04T08:00:00Z');

    for (const id of ids) {
      expect((await customer.ticket(id)).initialResponse).toMatchObject({ state, endedAt: instant });
      const told = (await fired(id)).filter(({ type }) => type === 'clock.breached');
      expect(told.map(({ occurredAt }) => occurredAt)).toEqual(breaches);
    }
  },
);

test('C35 a response in time is in time, though a sweep with a clock ahead of its own was first', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await customer.open();
  await passSecond('2026-05-04T07:00:00.001Z');
  desk.at('2026-05-04T07:00:00Z');
  await engineer.act('replyToTicket', { ticketId: id, body: 'We look into it.' });
  expect((await customer.ticket(id)).initialResponse.state).toBe('MET');
});
