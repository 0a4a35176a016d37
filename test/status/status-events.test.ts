import { asTenant } from '@tierline/prisma/tenancy';
import { beginMaintenance } from '@tierline/schema/status/status.jobs';
import { unwrap, type PostStatusUpdateInput } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());
beforeEach(async () => {
  desk.at('2026-05-04T06:00:00Z');
  const { status } = desk.engineer.client;
  for (const { id, stage } of await status.events({ open: true }).all(100)) {
    unwrap(await status.update(say(id, stage === 'SCHEDULED' ? 'CANCELLED' : stage === 'IN_PROGRESS' ? 'COMPLETED' : 'RESOLVED'))); // prettier-ignore
  }
});

const say = (statusEventId: string, stage?: PostStatusUpdateInput['stage'], text = 'News') => ({
  statusEventId,
  stage,
  bodyFr: `${text} (fr)`,
  bodyEn: text,
});
const report = async (kind: 'OUTAGE' | 'INCIDENT' | 'MAINTENANCE' = 'OUTAGE', more: object = {}) =>
  unwrap(
    await desk.engineer.client.status.report({
      kind,
      titleFr: 'Les balises ne sont pas diffusées',
      titleEn: 'Tags are not delivered',
      components: ['TAG_DELIVERY'],
      ...more,
    }),
  ).statusEvent;
const MAINTENANCE = {
  titleFr: 'Nouvelle base de données',
  titleEn: 'A new database',
  bodyFr: 'Les données seront lues plus lentement.',
  bodyEn: 'Data will be read more slowly.',
  components: ['DATA_ACCESS'],
  startsAt: '2026-05-09T22:00:00Z',
  endsAt: '2026-05-10T02:00:00Z',
};
const schedule = async (more: object = {}) =>
  unwrap(await desk.engineer.client.status.schedule({ ...MAINTENANCE, ...more })).statusEvent;
const updates = async (id: string) =>
  (await desk.anonymous.client.status.get(id))!.updates.nodes.map(({ stage, body }) => [stage, body]);
const begin = () =>
  asTenant('every-account', () =>
    beginMaintenance(desk.server.database.client, desk.server.clock.now(), 'https://status.example'),
  );
const condition = async (code: string) =>
  (await desk.anonymous.client.status.components()).find((one) => one.code === code)!.condition;

test('S52 S53 an outage goes through its life, each step with what was said, for everybody to read', async () => {
  const { id, stage, startedAt } = await report('OUTAGE', { startedAt: '2026-05-04T05:40:00Z' });
  expect([stage, startedAt]).toEqual(['INVESTIGATING', '2026-05-04T05:40:00.000Z']);
  expect(await condition('TAG_DELIVERY')).toBe('DOWN');
  expect(await condition('SIGN_IN')).toBe('OPERATIONAL');
  desk.at('2026-05-04T06:20:00Z');
  unwrap(await desk.engineer.client.status.update(say(id, 'IDENTIFIED', 'A cache is full')));
  desk.at('2026-05-04T06:40:00Z');
  unwrap(await desk.engineer.client.status.update(say(id, undefined, 'It is being emptied')));
  desk.at('2026-05-04T07:00:00Z');
  const { statusEvent } = unwrap(await desk.engineer.client.status.update(say(id, 'RESOLVED', 'Tags load')));
  expect(statusEvent).toMatchObject({ stage: 'RESOLVED', endedAt: '2026-05-04T07:00:00.000Z' });
  expect(await updates(id)).toEqual([
    ['RESOLVED', 'Tags load'],
    ['IDENTIFIED', 'It is being emptied'],
    ['IDENTIFIED', 'A cache is full'],
    ['INVESTIGATING', 'We are looking for the cause.'],
  ]);
  expect(await condition('TAG_DELIVERY')).toBe('OPERATIONAL');
  const uptime = (await desk.anonymous.client.status.uptime({ days: 1 })).find(
    ({ code }) => code === 'TAG_DELIVERY',
  )!.uptime;
  expect(uptime.downSeconds).toBe(4_800); // 05:40 to 07:00
  expect(uptime.share).toBeCloseTo(1 - 80 / 420, 10); // of seven hours
  expect(uptime.days).toEqual([{ date: '2026-05-04', condition: 'DOWN', downSeconds: 4_800 }]);
});

test('S53 an incident degrades, a maintenance that is reported goes on at once, and neither counts as down', async () => {
  await report('INCIDENT', { components: ['SIGN_IN'] });
  expect((await report('MAINTENANCE', { components: ['DATA_ACCESS'] })).stage).toBe('IN_PROGRESS');
  expect([await condition('SIGN_IN'), await condition('DATA_ACCESS')]).toEqual([
    'DEGRADED',
    'UNDER_MAINTENANCE',
  ]);
});

test('S53 maintenance is announced, begins by itself at its time and once, and ends when somebody says so', async () => {
  const { id, stage, startedAt } = await schedule();
  expect([stage, startedAt]).toEqual(['SCHEDULED', null]);
  expect(await condition('DATA_ACCESS')).toBe('OPERATIONAL');
  desk.at('2026-05-09T21:59:59.999Z');
  expect(await begin()).toBe(0);
  desk.at('2026-05-09T22:00:00Z');
  const begun = await Promise.all([begin(), begin(), begin()]);
  expect(begun.toSorted()).toEqual([0, 0, 1]);
  expect(await desk.anonymous.client.status.get(id)).toMatchObject({
    stage: 'IN_PROGRESS',
    startedAt: '2026-05-09T22:00:00.000Z',
  });
  expect(await condition('DATA_ACCESS')).toBe('UNDER_MAINTENANCE');
  desk.at('2026-05-10T03:00:00Z'); // later than planned: it goes on
  expect(await begin()).toBe(0);
  expect(await condition('DATA_ACCESS')).toBe('UNDER_MAINTENANCE');
  unwrap(await desk.engineer.client.status.update(say(id, 'VERIFYING')));
  unwrap(await desk.engineer.client.status.end({ statusEventId: id }));
  expect((await updates(id)).map(([stage]) => stage)).toEqual([
    'COMPLETED',
    'VERIFYING',
    'IN_PROGRESS',
    'SCHEDULED',
  ]);
});

test('S53 maintenance moves to another time, which is told with the former one; to the same time is no move', async () => {
  const { id } = await schedule();
  const move = (startsAt: string, endsAt: string) =>
    desk.engineer.client.status.reschedule({ statusEventId: id, startsAt, endsAt });
  unwrap(await move(MAINTENANCE.startsAt, MAINTENANCE.endsAt));
  expect(await updates(id)).toHaveLength(1);
  desk.at('2026-05-04T07:00:00Z');
  const { statusEvent } = unwrap(await move('2026-05-16T22:00:00Z', '2026-05-17T02:00:00Z'));
  expect(statusEvent).toMatchObject({
    scheduledStartAt: '2026-05-16T22:00:00.000Z',
    scheduledEndAt: '2026-05-17T02:00:00.000Z',
  });
  expect((await updates(id))[0]).toEqual([
    'SCHEDULED',
    'The date has changed: planned from Saturday 9 May 2026 at 22:00 to Sunday 10 May 2026 at 02:00 (UTC), the maintenance will take place from Saturday 16 May 2026 at 22:00 to Sunday 17 May 2026 at 02:00 (UTC).',
  ]);
  desk.at('2026-05-09T22:00:00Z'); // the former time brings nothing about
  expect(await begin()).toBe(0);
  expect(await move('2026-05-01T22:00:00Z', '2026-05-17T02:00:00Z')).toMatchObject({
    issues: [{ path: 'startsAt', code: 'TOO_SMALL' }],
  });
  expect(await move('2026-05-18T22:00:00Z', '2026-05-18T22:00:00Z')).toMatchObject({
    issues: [{ path: 'endsAt', code: 'TOO_SMALL' }],
  });
});

test('S53 maintenance that is cancelled never begins, and never was', async () => {
  const { id } = await schedule();
  unwrap(await desk.engineer.client.status.update(say(id, 'CANCELLED', 'Not needed any more')));
  desk.at('2026-05-09T23:00:00Z');
  expect(await begin()).toBe(0);
  expect(await desk.anonymous.client.status.get(id)).toMatchObject({ stage: 'CANCELLED', startedAt: null });
  expect(
    await desk.engineer.client.status.reschedule({
      statusEventId: id,
      startsAt: '2026-05-11T22:00:00Z',
      endsAt: '2026-05-11T23:00:00Z',
    }),
  ).toMatchObject({ __typename: 'StatusEventEndedProblem' });
});

test('S53 no event leaves its own life: the problem says where it can go', async () => {
  const outage = await report();
  expect(await desk.engineer.client.status.update(say(outage.id, 'VERIFYING'))).toMatchObject({
    __typename: 'StatusStageProblem',
    stage: 'INVESTIGATING',
    allowed: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING', 'RESOLVED'],
  });
  const { id } = await schedule();
  expect(await desk.engineer.client.status.update(say(id, 'COMPLETED'))).toMatchObject({
    __typename: 'StatusStageProblem',
    allowed: ['SCHEDULED', 'IN_PROGRESS', 'CANCELLED'],
  });
  unwrap(await desk.engineer.client.status.update(say(id, 'IN_PROGRESS', 'Earlier than planned')));
  expect(
    await desk.engineer.client.status.reschedule({
      statusEventId: id,
      startsAt: '2026-05-11T22:00:00Z',
      endsAt: '2026-05-11T23:00:00Z',
    }),
  ).toMatchObject({ __typename: 'StatusStageProblem', stage: 'IN_PROGRESS', allowed: [] });
});

test('S53 only staff say anything, of what is there, in both languages, and of the past', async () => {
  const customer = await desk.customer();
  const { id } = await report();
  for (const { client } of [customer, desk.anonymous]) {
    await expect(client.status.update(say(id))).rejects.toMatchObject({
      code: client === customer.client ? 'FORBIDDEN' : 'UNAUTHENTICATED',
    });
    await expect(client.status.schedule(MAINTENANCE)).rejects.toThrow();
  }
  await expect(desk.engineer.client.status.update(say('ste_none'))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const refused = async (more: object) =>
    desk.engineer.client.status.report({
      kind: 'OUTAGE',
      titleFr: 'x',
      titleEn: 'x',
      components: ['SIGN_IN'],
      ...more,
    });
  expect(await refused({ bodyFr: 'Bonjour' })).toMatchObject({
    issues: [{ path: 'bodyEn', code: 'IN_BOTH_LANGUAGES' }],
  });
  expect(await refused({ startedAt: '2026-05-04T06:00:01Z' })).toMatchObject({
    issues: [{ path: 'startedAt', code: 'TOO_BIG' }],
  });
});

test('B18 S53 what is only announced is known of no ticket; once it begins, it is', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED', skus: ['DA-EVENT'] });
  const { id } = await schedule();
  const { ticket } = unwrap(
    await customer.client.tickets.open({
      requestType: 'PLATFORM_DOWN_VENDOR_CAUSE',
      severity: 'SEVERE',
      sku: 'DA-EVENT',
      subject: 'No data',
      question: 'Since eight o’clock we read no data. When will it work again?',
    }),
  );
  expect(ticket.knownEvents).toEqual([]);
  desk.at('2026-05-09T22:00:00Z');
  await begin();
  const { knownEvents } = (await customer.client.tickets.get(ticket.id))!;
  expect(knownEvents.map((event) => event.id)).toEqual([id]);
});

test('S52 history is read a page at a time, by kind, stage and part', async () => {
  const before = await desk.anonymous.client.status.events({ kinds: ['OUTAGE'] }).all(200);
  const { id } = await schedule();
  await report();
  const outages = await desk.anonymous.client.status.events({ kinds: ['OUTAGE'] }).all(200);
  expect(outages).toHaveLength(before.length + 1);
  const pages: string[] = [];
  for await (const one of desk.anonymous.client.status.events({ kinds: ['OUTAGE'], first: 2 })) pages.push(one.id); // prettier-ignore
  expect(pages).toEqual(outages.map((one) => one.id));
  const { nodes } = await desk.anonymous.client.status.events({ stages: ['SCHEDULED'] });
  expect(nodes.map((one) => one.id)).toEqual([id]);
  expect((await desk.anonymous.client.status.events({ component: 'NONE' })).nodes).toEqual([]);
});
