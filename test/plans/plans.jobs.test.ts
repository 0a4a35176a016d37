import { asTenant } from '@tierline/prisma/tenancy';
import { beginPlans } from '@tierline/schema/plans/plans.jobs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;

/** A Monday in Paris; 08:00 local is 06:00Z. */
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

function passSecond(instant: string): Promise<number> {
  desk.at(instant);
  return asTenant('every-account', () => beginPlans(desk.server.database.client, new Date(instant)));
}

const dueChanges = async (ticketId: string) =>
  (await desk.engineer.timeline(ticketId))
    .filter(({ type }) => type === 'clock.due_changed')
    .map(({ payload: { cause, before, after } }) => ({ cause, before, after }));

test('C26 B9 B10 an upgrade gives a running clock the better promise at once, counted from it', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id } = await customer.open({ severity: 'LIMITED' }); // due at 16:00 local

  desk.at('2026-05-04T07:00:00Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });

  const { plan, initialResponse } = await customer.ticket(id);
  expect(plan).toBe('PREMIUM');
  expect(initialResponse).toMatchObject({
    dueAt: '2026-05-04T11:00:00.000Z', // four hours from 09:00 local
    atRiskAt: '2026-05-04T10:00:00.000Z',
    targetSeconds: 14_400,
    countedFrom: '2026-05-04T07:00:00.000Z',
  });
  expect(await dueChanges(id)).toEqual([
    { cause: 'PLAN_CHANGED', before: '2026-05-04T14:00:00.000Z', after: '2026-05-04T11:00:00.000Z' },
  ]);
});

test('C26 B9 an upgrade late in the day never makes a promise later', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id } = await customer.open({ severity: 'LIMITED' });

  desk.at('2026-05-04T13:00:00Z'); // four hours more would be tomorrow
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });

  expect((await customer.ticket(id)).initialResponse.dueAt).toBe('2026-05-04T14:00:00.000Z');
  expect(await dueChanges(id)).toEqual([]);
});

test('C26 C25 from Basic, where nothing was promised, the clock starts with the upgrade', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer();
  const { id } = await customer.open();

  desk.at('2026-05-04T07:00:00Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'ENHANCED' });

  expect((await customer.ticket(id)).initialResponse).toMatchObject({
    state: 'RUNNING',
    startedAt: '2026-05-04T06:00:00.000Z',
    countedFrom: '2026-05-04T07:00:00.000Z',
    dueAt: '2026-05-04T09:00:00.000Z',
    targetVersion: 1,
  });
  expect(await dueChanges(id)).toEqual([
    { cause: 'PLAN_CHANGED', before: null, after: '2026-05-04T09:00:00.000Z' },
  ]);
});

test('C26 a downgrade changes no running clock, and new tickets get the new plan', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const before = await customer.open();

  desk.at('2026-05-04T06:10:00Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'ENHANCED' });
  const after = await customer.open();

  expect(await customer.ticket(before.id)).toMatchObject({
    plan: 'PREMIUM',
    initialResponse: { dueAt: '2026-05-04T07:00:00.000Z' },
  });
  expect(after).toMatchObject({ plan: 'ENHANCED', initialResponse: { dueAt: '2026-05-04T08:10:00.000Z' } });
});

test('C26 what is answered or broken stays as it is', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const answered = await customer.open();
  const broken = await customer.open();
  desk.at('2026-05-04T06:30:00Z');
  await desk.engineer.act('replyToTicket', { ticketId: answered.id, body: 'We are on it.' });

  desk.at('2026-05-04T09:00:00Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });

  for (const [{ id }, state] of [
    [answered, 'MET'],
    [broken, 'BREACHED_OPEN'],
  ] as const) {
    expect(await customer.ticket(id)).toMatchObject({
      plan: 'ENHANCED',
      initialResponse: { state, dueAt: '2026-05-04T08:00:00.000Z' },
    });
  }
});

test('C26 S5 a plan agreed for later begins by itself, once, and counts from its start', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer();
  await desk.manager.act('choosePlan', {
    accountId: customer.accountId,
    planCode: 'PREMIUM',
    startsAt: '2026-05-05T06:00:00Z',
  });
  desk.at('2026-05-05T05:59:59Z');
  const { id } = await customer.open({ severity: 'MODERATE' });

  expect(await passSecond('2026-05-05T05:59:59.999Z')).toBe(0);
  expect((await customer.ticket(id)).initialResponse.state).toBe('NOT_APPLICABLE');

  expect(await passSecond('2026-05-05T06:00:30Z')).toBe(1); // noticed half a minute late
  expect(await passSecond('2026-05-05T06:00:31Z')).toBe(0);

  expect((await customer.ticket(id)).initialResponse).toMatchObject({
    countedFrom: '2026-05-05T06:00:00.000Z',
    dueAt: '2026-05-05T08:00:00.000Z',
  });
});

test('C26 C35 a ticket that is being opened when a plan begins is promised it as well', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer();
  const { accountId } = customer;
  const { id } = await customer.open({ severity: 'MODERATE' });
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM', startsAt: '2026-05-05T06:00:00Z' });
  const opening = new pg.Client(desk.server.databaseUrl);
  await opening.connect();
  await opening.query(`begin; select from "Account" where id = '${accountId}' for share`);

  expect(await passSecond('2026-05-05T06:00:00Z')).toBe(0);
  await opening.query('commit');
  await opening.end();
  expect(await passSecond('2026-05-05T06:00:01Z')).toBe(1);
  expect((await customer.ticket(id)).initialResponse.dueAt).toBe('2026-05-05T08:00:00.000Z');
});

test('C26 C35 a ticket received a moment before or after an upgrade is promised it, whichever was written first', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer();
  desk.at('2026-05-04T06:00:05Z');
  const after = await customer.open({ severity: 'MODERATE' });
  desk.at('2026-05-04T06:00:03Z');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });
  desk.at('2026-05-04T06:00:01Z');
  const before = await customer.open({ severity: 'MODERATE' });

  expect(await customer.ticket(after.id)).toMatchObject({
    plan: 'PREMIUM',
    initialResponse: { countedFrom: '2026-05-04T06:00:05.000Z', dueAt: '2026-05-04T08:00:05.000Z' },
  });
  expect(before).toMatchObject({
    plan: 'PREMIUM',
    initialResponse: {
      countedFrom: '2026-05-04T06:00:03.000Z',
      dueAt: '2026-05-04T08:00:03.000Z',
      remainingSeconds: 7_200,
    },
  });
  expect(await dueChanges(before.id)).toEqual([
    { cause: 'PLAN_CHANGED', before: null, after: '2026-05-04T08:00:03.000Z' },
  ]);
});

test('C26 S5 a plan that was over before anybody noticed promises nothing to later tickets', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer();
  await desk.manager.act('choosePlan', {
    accountId: customer.accountId,
    planCode: 'PREMIUM',
    startsAt: '2026-05-05T06:00:00Z',
    endsAt: '2026-05-05T07:00:00Z',
  });
  desk.at('2026-05-05T07:00:00Z');
  const { id } = await customer.open();

  expect(await passSecond('2026-05-05T07:00:30Z')).toBe(1);
  expect(await customer.ticket(id)).toMatchObject({
    plan: 'BASIC',
    initialResponse: { state: 'NOT_APPLICABLE', dueAt: null },
  });
});
