import { asTenant } from '@tierline/prisma/tenancy';
import { consumeSeats, promoteWaiting } from '@tierline/schema/training/training.jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let courses = 0;
const SEATS = 'INSTRUCTOR_LED_SEATS';
const MARCH = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: MARCH });
});
afterAll(() => desk.stop());

/** A session on 1 June, of a course of its own, with many seats unless told. */
async function newSession({ seats = 50, noShow = 'CONSUMED', startsAt = '2026-06-01T08:00:00Z' } = {}) {
  const { id: courseId } = await desk.engineer.act('createTrainingCourse', {
    code: `IQ-${(courses += 1)}`,
    kind: 'INSTRUCTOR_LED',
    titleFr: 'Les bases d’iQ',
    titleEn: 'Foundations of iQ',
    descriptionFr: 'Une journée.',
    descriptionEn: 'One day.',
    noShow,
  });
  const endsAt = new Date(Date.parse(startsAt) + 8 * 3_600_000).toISOString();
  const session = { courseId, startsAt, endsAt, timeZone: 'Europe/Paris', language: 'FR', seats };
  return (await desk.engineer.act('scheduleTrainingSession', session)).id;
}

const book = async (who: Pick<Customer, 'act'>, sessionId: string, options = {}) =>
  who.act('bookTrainingSeat', { sessionId, ...options });
const balanceOf = async ({ client, accountId }: Pick<Customer, 'client' | 'accountId'>, at?: string) =>
  (await client.entitlements.balance({ accountId, benefit: SEATS, ...(at && { at }) })).balance;

/** What the jobs of each second do, at an instant. */
async function passSecond(instant: string): Promise<{ consumed: number; promoted: number }> {
  desk.at(instant);
  return asTenant('every-account', async () => {
    const { client } = desk.server.database;
    const now = new Date(instant);
    return { consumed: await consumeSeats(client, now), promoted: await promoteWaiting(client, now) };
  });
}

test('S64 E2 the third seat of a year is refused with what became of the others and when there are new ones', async () => {
  desk.at(MARCH);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  await book(customer, await newSession());
  await book(customer, await newSession());
  const third = await newSession();
  const result = await customer.client.training.book({ sessionId: third });
  expect(result).toMatchObject({
    __typename: 'SeatsExhaustedProblem',
    code: 'SEATS_EXHAUSTED',
    allowance: 2,
    renewsAt: '2027-03-02T09:00:00.000Z',
    balance: { granted: 2, reserved: 2, consumed: 0, available: 0 },
    message:
      'No free seat is left: the plan grants 2 a contract year. There are new ones from 2027-03-02T09:00:00.000Z.',
  });
  expect(await customer.problem('bookTrainingSeat', { sessionId: third })).toMatchObject({
    fr: expect.stringContaining('Il ne reste aucune place gratuite') as string,
  });
});

test('S85 E4 Premium has four in all, the two of Enhanced included; used ones stay used after a downgrade', async () => {
  desk.at(MARCH);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { accountId } = customer;
  const bookings = [await book(customer, await newSession()), await book(customer, await newSession())];
  desk.at('2026-04-01T09:00:00Z');
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM' });
  bookings.push(await book(customer, await newSession()), await book(customer, await newSession()));
  expect(await customer.problem('bookTrainingSeat', { sessionId: await newSession() })).toMatchObject({
    code: 'SEATS_EXHAUSTED',
  });

  desk.at('2026-05-01T09:00:00Z');
  await desk.manager.act('choosePlan', { accountId, planCode: 'ENHANCED' });
  for (const { id } of bookings.slice(0, 2)) await customer.act('cancelTrainingSeat', { bookingId: id });
  // Two are used and two allowed: what was given back is none.
  expect(await customer.problem('bookTrainingSeat', { sessionId: await newSession() })).toMatchObject({
    code: 'SEATS_EXHAUSTED',
  });
  await customer.act('cancelTrainingSeat', { bookingId: bookings[2]!.id });
  await book(customer, await newSession());
});

test('S46 E6 the learning centre is for every plan and counts nothing; a seat is not for Basic', async () => {
  desk.at(MARCH);
  const customer = await desk.customer();
  await desk.engineer.act('createTrainingCourse', {
    code: 'SELF-1',
    kind: 'SELF_PACED',
    titleFr: 'Découvrir iQ',
    titleEn: 'Discover iQ',
    descriptionFr: 'À votre rythme.',
    descriptionEn: 'At your own pace.',
    url: 'https://learn.example.com/iq',
  });
  const courses = await customer.client.training.courses({ kind: 'SELF_PACED' }).all(100);
  expect(courses).toMatchObject([
    { code: 'SELF-1', title: 'Discover iQ', url: 'https://learn.example.com/iq' },
  ]);
  expect(await customer.client.entitlements.ledger({ accountId: customer.accountId }).all(10)).toEqual([]);
  expect(await customer.client.training.book({ sessionId: await newSession() })).toMatchObject({
    code: 'SEATS_EXHAUSTED',
    allowance: 0,
    plans: ['ENHANCED', 'PREMIUM'],
    message: 'The plan grants no free seat. These do, a contract year: ENHANCED (2), PREMIUM (4).',
  });
  expect(
    await customer.problem('bookTrainingSeat', { sessionId: await newSession(), waitIfFull: true }),
  ).toMatchObject({ code: 'SEATS_EXHAUSTED' });
});

test('E2 a seat given back before the start is there again, and none is after it', async () => {
  desk.at(MARCH);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const sessionId = await newSession();
  const first = await book(customer, sessionId);
  expect(await customer.problem('bookTrainingSeat', { sessionId })).toMatchObject({ code: 'ALREADY_BOOKED' });
  expect(await customer.act('cancelTrainingSeat', { bookingId: first.id })).toMatchObject({
    state: 'CANCELLED',
  });
  expect(await customer.problem('cancelTrainingSeat', { bookingId: first.id })).toMatchObject({
    code: 'SESSION_CLOSED',
  });
  expect(await balanceOf(customer)).toMatchObject({ reserved: 0, available: 2 });
  const second = await book(customer, sessionId);

  desk.at('2026-06-01T08:00:00Z'); // exactly at its start
  expect(await customer.problem('cancelTrainingSeat', { bookingId: second.id })).toMatchObject({
    code: 'SESSION_CLOSED',
  });
  expect(await (await customer.colleague()).problem('bookTrainingSeat', { sessionId })).toMatchObject({
    code: 'SESSION_CLOSED',
  });
});

test('E2 B8 the start uses the unit up, once, as of that instant, however many processes see it and however late', async () => {
  desk.at(MARCH);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  await book(customer, await newSession({ startsAt: '2026-06-02T08:00:00Z' }));
  await passSecond('2026-06-02T07:59:59Z'); // what others had booked for the day before
  expect((await passSecond('2026-06-02T07:59:59.999Z')).consumed).toBe(0);

  const seen = await Promise.all([1, 2, 3].map(() => passSecond('2026-06-02T08:05:00Z')));
  expect(seen.reduce((sum, { consumed }) => sum + consumed, 0)).toBe(1);
  const lines = await customer.client.entitlements.ledger({ accountId: customer.accountId }).all(10);
  expect(lines.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
    'CONSUME 2026-06-02T08:00:00.000Z',
    'RESERVE 2026-03-02T09:00:00.000Z',
    'GRANT 2026-03-02T09:00:00.000Z',
  ]);
  expect(await balanceOf(customer)).toMatchObject({ reserved: 0, consumed: 1, available: 1 });
  expect(await balanceOf(customer, '2026-06-02T07:59:59.999Z')).toMatchObject({ reserved: 1, consumed: 0 });
});

test('E2 somebody who does not come has used the unit up, unless the course gives it back', async () => {
  for (const [noShow, available] of [
    ['CONSUMED', 1],
    ['RELEASED', 2],
  ] as const) {
    desk.at(MARCH);
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const { id: bookingId } = await book(customer, await newSession({ noShow }));
    expect(await desk.engineer.problem('recordAttendance', { bookingId, attended: false })).toMatchObject({
      code: 'SESSION_CLOSED',
    });
    desk.at('2026-06-01T18:00:00Z');
    expect(await desk.engineer.act('recordAttendance', { bookingId, attended: false })).toMatchObject({
      state: 'NO_SHOW',
    });
    expect(await desk.engineer.problem('recordAttendance', { bookingId, attended: true })).toMatchObject({
      code: 'SESSION_CLOSED',
    });
    expect(await balanceOf(customer)).toMatchObject({ available });
  }
});

test('E2 a session that the vendor cancels gives every seat and every wait back', async () => {
  desk.at(MARCH);
  const [one, two] = [await desk.customer({ plan: 'ENHANCED' }), await desk.customer({ plan: 'PREMIUM' })];
  const sessionId = await newSession({ seats: 1 });
  await book(one, sessionId);
  const waiting = await book(two, sessionId, { waitIfFull: true });
  expect(waiting.state).toBe('WAITING');
  await desk.engineer.act('cancelTrainingSession', { sessionId, reason: 'The instructor is ill' });
  expect(await balanceOf(one)).toMatchObject({ reserved: 0, available: 2 });
  const { trainingBookings } = (await two.client.training.bookings(two.accountId))!;
  expect(trainingBookings.nodes.map(({ state }) => state)).toEqual(['CANCELLED']);
  expect(await one.problem('bookTrainingSeat', { sessionId })).toMatchObject({ code: 'SESSION_CLOSED' });
});

test('S64 the last seat goes to exactly one of many simultaneous callers', async () => {
  desk.at(MARCH);
  const customers = [];
  for (let index = 0; index < 8; index += 1) customers.push(await desk.customer({ plan: 'PREMIUM' }));
  const sessionId = await newSession({ seats: 1 });

  const results = await Promise.all(customers.map(({ client }) => client.training.book({ sessionId })));

  const names = results.map(({ __typename }) => __typename).toSorted();
  expect(names).toEqual(['BookTrainingSeatSuccess', ...Array<string>(7).fill('SessionFullProblem')]);
  expect(await desk.engineer.client.training.session(sessionId)).toMatchObject({
    seats: 1,
    seatsFree: 0,
    waiting: 0,
  });
});

test('E1 E4 simultaneous bookings of one account never overdraw what it has', async () => {
  desk.at(MARCH);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const people = [];
  for (let index = 0; index < 10; index += 1) people.push(await customer.colleague());
  const sessionId = await newSession();

  const results = await Promise.all(people.map(({ client }) => client.training.book({ sessionId })));

  const names = results.map(({ __typename }) => __typename);
  expect(names.filter((name) => name === 'BookTrainingSeatSuccess')).toHaveLength(4);
  expect(names.filter((name) => name === 'SeatsExhaustedProblem')).toHaveLength(6);
  expect(await balanceOf(customer)).toEqual({
    granted: 4,
    reserved: 4,
    consumed: 0,
    expired: 0,
    available: 0,
  });
});

test('E2 a seat that becomes free goes to whoever waited first; those without a unit are passed over', async () => {
  desk.at(MARCH);
  const [holder, first, second, third] = [
    await desk.customer({ plan: 'ENHANCED' }),
    await desk.customer({ plan: 'ENHANCED' }),
    await desk.customer({ plan: 'ENHANCED' }),
    await desk.customer({ plan: 'ENHANCED' }),
  ];
  const sessionId = await newSession({ seats: 1 });
  const seat = await book(holder, sessionId);
  await book(first, sessionId, { waitIfFull: true });
  desk.at('2026-03-02T09:00:01Z');
  await book(second, sessionId, { waitIfFull: true });
  // The first in the line uses its units up elsewhere meanwhile.
  await book(first, await newSession());
  await book(first, await newSession());

  await holder.act('cancelTrainingSeat', { bookingId: seat.id });
  // Free, and promised: nobody gets past the line.
  expect(await third.problem('bookTrainingSeat', { sessionId })).toMatchObject({ code: 'SESSION_FULL' });
  const passed = await Promise.all([1, 2].map(() => passSecond('2026-03-02T09:00:02Z')));
  expect(passed.reduce((sum, { promoted }) => sum + promoted, 0)).toBe(1);

  const stateOf = async ({ client, accountId }: Customer) =>
    (await client.training.bookings(accountId))!.trainingBookings.nodes.find(
      ({ session }) => session.id === sessionId,
    )?.state;
  expect([await stateOf(first), await stateOf(second)]).toEqual(['WAITING', 'BOOKED']);
  expect(await balanceOf(second)).toMatchObject({ reserved: 1, available: 1 });
  await passSecond('2026-06-01T08:00:00Z');
  expect([await stateOf(first), await stateOf(second)]).toEqual(['MISSED', 'HELD']);
});

test('E2 whoever was passed over goes behind those who came later', async () => {
  desk.at(MARCH);
  const [holder, first, second] = [
    await desk.customer({ plan: 'ENHANCED' }),
    await desk.customer({ plan: 'ENHANCED' }),
    await desk.customer({ plan: 'ENHANCED' }),
  ];
  const sessionId = await newSession({ seats: 1 });
  let seat = await book(holder, sessionId);
  await book(first, sessionId, { waitIfFull: true });
  const elsewhere = [await book(first, await newSession()), await book(first, await newSession())];
  await holder.act('cancelTrainingSeat', { bookingId: seat.id });
  expect(await passSecond('2026-03-02T09:00:01Z')).toMatchObject({ promoted: 0 });

  // With units again, but behind: the next seat is that of the one who came after.
  seat = await book(holder, sessionId);
  await book(second, sessionId, { waitIfFull: true });
  await first.act('cancelTrainingSeat', { bookingId: elsewhere[0]!.id });
  await holder.act('cancelTrainingSeat', { bookingId: seat.id });
  expect(await passSecond('2026-03-02T09:00:02Z')).toMatchObject({ promoted: 1 });
  const states = await Promise.all(
    [first, second].map(
      async ({ client, accountId }) =>
        (await client.training.bookings(accountId))!.trainingBookings.nodes.find(
          ({ session }) => session.id === sessionId,
        )?.state,
    ),
  );
  expect(states).toEqual(['WAITING', 'BOOKED']);
});

test('E2 S64 without a unit nobody joins the line', async () => {
  desk.at(MARCH);
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const sessionId = await newSession({ seats: 1 });
  await book(await desk.customer({ plan: 'ENHANCED' }), sessionId);
  await book(customer, await newSession());
  await book(customer, await newSession());
  expect(await customer.problem('bookTrainingSeat', { sessionId, waitIfFull: true })).toMatchObject({
    code: 'SEATS_EXHAUSTED',
  });
  expect((await customer.client.training.bookings(customer.accountId))!.trainingBookings.nodes).toHaveLength(
    2,
  );
});

test('B8 the ledger names the booking behind each line, and its session and course', async () => {
  desk.at(MARCH);
  const { client, accountId, act } = await desk.customer({ plan: 'ENHANCED' });
  const sessionId = await newSession();
  const booking = await book({ act }, sessionId);
  desk.at('2026-03-03T09:00:00Z');
  await act('cancelTrainingSeat', { bookingId: booking.id });
  const nodes = await client.entitlements.ledger({ accountId, benefit: SEATS }).all(10);
  expect(nodes.map(({ kind, booking: of }) => [kind, of?.id, of?.state, of?.session.id])).toEqual([
    ['RELEASE', booking.id, 'CANCELLED', sessionId],
    ['RESERVE', booking.id, 'CANCELLED', sessionId],
    ['GRANT', undefined, undefined, undefined],
  ]);
});

test('S46 S64 people book for themselves, administrators for their account, and nobody for another', async () => {
  desk.at(MARCH);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const stranger = await desk.customer({ plan: 'PREMIUM' });
  const colleague = await customer.colleague();
  const sessionId = await newSession();
  const forOther = { sessionId, contactId: customer.contactId };
  expect(await colleague.denied('bookTrainingSeat', forOther)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await stranger.denied('bookTrainingSeat', forOther)).toMatchObject({ code: 'NOT_FOUND' });
  const booking = await customer.act('bookTrainingSeat', { sessionId, contactId: colleague.contactId });
  expect(await stranger.denied('cancelTrainingSeat', { bookingId: booking.id })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await stranger.read('query ($id: ID!) { node(id: $id) { id } }', { id: booking.id })).toEqual({
    node: null,
  });
  const another = await customer.colleague();
  expect(await another.denied('cancelTrainingSeat', { bookingId: booking.id })).toMatchObject({
    code: 'FORBIDDEN',
  });
  await colleague.act('cancelTrainingSeat', { bookingId: booking.id });
  expect(
    await customer.denied('scheduleTrainingSession', {
      courseId: 'crs_x',
      startsAt: MARCH,
      endsAt: MARCH,
      timeZone: 'UTC',
      language: 'FR',
      seats: 1,
    }),
  ).toMatchObject({ code: 'FORBIDDEN' });
});

test('S64 what makes no session is refused with the reason', async () => {
  desk.at(MARCH);
  const course = { code: 'BAD-1', titleFr: 'x', titleEn: 'x', descriptionFr: 'x', descriptionEn: 'x' };
  expect(
    await desk.engineer.problem('createTrainingCourse', { ...course, kind: 'SELF_PACED' }),
  ).toMatchObject({
    issues: [{ path: 'url', code: 'FOR_SELF_PACED' }],
  });
  const { id: courseId } = await desk.engineer.act('createTrainingCourse', {
    ...course,
    kind: 'SELF_PACED',
    url: 'https://learn.example.com/x',
  });
  const session = {
    courseId,
    startsAt: '2026-06-01T08:00:00Z',
    endsAt: '2026-06-01T16:00:00Z',
    timeZone: 'Europe/Paris',
    language: 'EN',
    seats: 5,
  };
  const issue = async (change: object) =>
    (await desk.engineer.problem('scheduleTrainingSession', { ...session, ...change })).issues?.map(
      ({ path, code }) => `${path} ${code}`,
    );
  expect(await issue({})).toEqual(['courseId UNKNOWN']);
  expect(await issue({ timeZone: 'Mars/Base' })).toEqual(['timeZone UNKNOWN_TIME_ZONE']);
  expect(await issue({ startsAt: '2026-01-01T00:00:00Z' })).toEqual(['startsAt TOO_SMALL']);
  expect(await issue({ endsAt: '2026-06-01T08:00:00Z' })).toEqual(['endsAt TOO_SMALL']);
  expect(await issue({ seats: 0 })).toEqual(['seats TOO_SMALL']);
});
