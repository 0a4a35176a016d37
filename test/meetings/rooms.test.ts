import { unwrap } from '@tierline/sdk';
import { createLog } from '@tierline/server/log';
import { makeRooms } from '@tierline/server/meeting-rooms';
import { createZoom, type RoomProvider } from '@tierline/server/zoom';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';
import { answer, fakeZoom, type FakeZoom } from '../support/zoom.ts';

let desk: Desk;
let zoom: FakeZoom;
let provider: RoomProvider;
let sofia: Staff;
let customer: Customer;

/** Monday, 10:00 in Paris. */
const NOW = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW, meetingProvider: 'ZOOM' });
  desk.at('2026-02-02T09:00:00Z');
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  customer = await desk.customer({ plan: 'PREMIUM' });
});
beforeEach(async () => {
  desk.at(NOW);
  zoom = await fakeZoom();
  provider = createZoom({ ...zoom, ...zoom.credentials, patienceMs: 500 });
  return () => zoom.stop();
});
afterAll(() => desk.stop());

const log = createLog('error', { write: () => {} });
/** What is due now, done. */
const sweep = (by = provider) =>
  makeRooms({ database: desk.server.database, provider: by, log, clock: desk.server.clock.now });
let hour = 0;
/** Each at an hour of its own: nobody meets twice at a time. */
async function schedule(more: object = {}) {
  hour += 1;
  const startsAt = new Date(Date.UTC(2026, 2, 3 + 7 * Math.floor(hour / 8), 8 + (hour % 8))).toISOString();
  const { meeting } = unwrap(
    await sofia.client.meetings.schedule({
      accountId: customer.accountId,
      title: 'Consent',
      agenda: 'What changed',
      startsAt,
      durationMinutes: 30,
      contactIds: [customer.contactId],
      ...more,
    }),
  );
  return meeting;
}
const read = async (id: string) => (await sofia.client.meetings.get(id))!;
const posts = () => zoom.calls.filter((call) => call.startsWith('POST')).length;
const only = () => [...zoom.meetings.values()];

test('S27 a meeting without a link gets a room, whose link reaches invitations; it follows the meeting and goes with it', async () => {
  const made = await schedule();
  expect(made).toMatchObject({ joinLink: null, room: { state: 'PENDING', failure: null } });
  expect(await sweep()).toBe(1);
  const host = `${sofia.subject}@vendor.example`;
  const [room] = only();
  expect(room).toMatchObject({
    host,
    topic: 'Consent',
    type: 2,
    start_time: made.startsAt.replace('.000', ''),
    duration: 30,
    timezone: 'Europe/Paris',
    agenda: `${made.id}\n\nWhat changed`,
  });
  expect(await read(made.id)).toMatchObject({
    joinLink: `https://zoom.example/j/${room!.id}?pwd=x`,
    room: { state: 'READY', nextAttemptAt: null },
  });
  expect((await customer.client.meetings.get(made.id))!.room).toBeNull();
  const { url } = unwrap(await customer.client.meetings.createFeed()).created;
  expect((await (await fetch(url)).text()).replaceAll('\r\n ', '')).toContain(
    `LOCATION:${room!.join_url}\r\n`,
  );

  const moved = new Date(Date.parse(made.startsAt) + 900_000).toISOString();
  unwrap(
    await sofia.client.meetings.reschedule({ meetingId: made.id, startsAt: moved, durationMinutes: 45 }),
  );
  await sweep();
  expect(only()).toMatchObject([{ id: room!.id, start_time: moved.replace('.000', ''), duration: 45 }]);
  unwrap(await customer.client.meetings.cancel({ meetingId: made.id, reason: 'Not now.' }));
  await sweep();
  expect(only()).toEqual([]);
  expect((await read(made.id)).room).toMatchObject({ state: 'REMOVED', nextAttemptAt: null });
  expect(await sweep()).toBe(0);
  const invitations = (await customer.client.meetings.invitations(made.id))!.invitations.nodes.filter(
    ({ person }) => person.id === customer.contactId,
  );
  expect(invitations.map(({ method, sequence }) => `${method} ${sequence}`).toReversed()).toEqual([
    'REQUEST 0',
    'REQUEST 1',
    'REQUEST 2',
    'CANCEL 3',
  ]);
  expect(invitations[2]!.calendar.replaceAll('\r\n ', '')).toContain(`LOCATION:${room!.join_url}\r\n`);
});

test('S27 a token is kept, and renewed once when Zoom does not accept it any more', async () => {
  await schedule();
  await schedule();
  await sweep();
  expect([posts(), zoom.tokensGiven]).toEqual([2, 1]);
  zoom.expireTokens();
  const { id } = await schedule();
  await sweep();
  expect(zoom.tokensGiven).toBe(2);
  expect((await read(id)).room!.state).toBe('READY');
  const { id: refused } = await schedule();
  const no = { code: 124, message: 'Invalid access token.' };
  zoom.next.push(
    (_request, response) => answer(response, 401, no),
    (_request, response) => answer(response, 401, no),
  );
  await sweep();
  expect((await read(refused)).room).toMatchObject({ state: 'FAILED', failure: 'NOT_AUTHORISED' });
  expect(zoom.tokensGiven).toBe(3);
});

test('S27 a limit is kept until the instant that Zoom names', async () => {
  const { id } = await schedule();
  const headers = { 'retry-after': '2026-03-03T00:00:00Z' };
  zoom.next.push((_request, response) =>
    answer(response, 429, { code: 429, message: 'Daily limit.' }, headers),
  );
  await sweep();
  expect((await read(id)).room).toEqual({
    state: 'PENDING',
    failure: 'RATE_LIMITED',
    nextAttemptAt: '2026-03-03T00:00:00.000Z',
  });
  desk.at('2026-03-02T23:59:59Z');
  expect(await sweep()).toBe(0);
  desk.at('2026-03-03T00:00:00Z');
  await sweep();
  expect((await read(id)).room!.state).toBe('READY');
});

test('S27 a room whose answer was cut is found again, never made twice', async () => {
  const { id } = await schedule();
  zoom.next.push((request, _response, act) => {
    act();
    request.socket.destroy();
  });
  await sweep();
  expect((await read(id)).room).toEqual({
    state: 'PENDING',
    failure: 'NO_ANSWER',
    nextAttemptAt: '2026-03-02T09:00:30.000Z',
  });
  desk.at('2026-03-02T09:00:30Z');
  await sweep();
  expect([posts(), only().length]).toEqual([1, 1]);
  expect(await read(id)).toMatchObject({
    joinLink: only()[0]!.join_url,
    room: { state: 'READY', failure: null },
  });
});

test('S27 a room that was made behind an error of Zoom’s or of a process that died is found again', async () => {
  const { id } = await schedule();
  zoom.next.push((_request, response, act) => {
    act();
    answer(response, 503, { message: 'Service unavailable' });
  });
  await sweep();
  expect((await read(id)).room!.failure).toBe('UNAVAILABLE');
  const { id: orphan } = await schedule();
  const dying: RoomProvider = async (task, now) => {
    await provider(task, now);
    throw new Error('killed');
  };
  await expect(sweep(dying)).rejects.toThrow('killed');
  expect(await sweep()).toBe(0); // what another process took is its own for a minute
  desk.at('2026-03-02T09:01:00Z');
  await sweep();
  expect([posts(), only().length]).toEqual([2, 2]);
  expect((await read(id)).room!.state).toBe('READY');
  expect((await read(orphan)).room!.state).toBe('READY');
});

test('S27 a meeting that is called off before its room was asked for never has one; one that may have been made is looked for', async () => {
  const never = await schedule();
  unwrap(await sofia.client.meetings.cancel({ meetingId: never.id, reason: 'No.' }));
  await sweep();
  expect(zoom.calls).toEqual([]);
  expect((await read(never.id)).room!.state).toBe('REMOVED');
  const maybe = await schedule();
  zoom.next.push((request, _response, act) => {
    act();
    request.socket.destroy();
  });
  await sweep();
  unwrap(await sofia.client.meetings.cancel({ meetingId: maybe.id, reason: 'No.' }));
  await sweep();
  expect(only()).toEqual([]);
  expect(await read(maybe.id)).toMatchObject({ joinLink: null, room: { state: 'REMOVED' } });
});

test('S27 a meeting that is called off while its room is being made loses it again, and nobody is told of a link', async () => {
  const { id } = await schedule();
  const meanwhile: RoomProvider = async (task, now) => {
    const outcome = await provider(task, now);
    unwrap(await sofia.client.meetings.cancel({ meetingId: id, reason: 'No.' }));
    return outcome;
  };
  await sweep(meanwhile);
  await sweep();
  expect(only()).toEqual([]);
  expect(await read(id)).toMatchObject({ joinLink: null, room: { state: 'REMOVED' } });
});

test('S27 what Zoom refuses is shown to the engineer, who asks again once it is put right, or brings a link', async () => {
  const host = `${sofia.subject}@vendor.example`;
  zoom.strangers.add(host);
  const { id } = await schedule();
  await sweep();
  expect((await read(id)).room).toEqual({ state: 'FAILED', failure: 'UNKNOWN_HOST', nextAttemptAt: null });
  expect(await sweep()).toBe(0);
  zoom.strangers.clear();
  const { meeting } = unwrap(await sofia.client.meetings.retryRoom({ meetingId: id }));
  expect(meeting.room!.state).toBe('PENDING');
  await sweep();
  expect((await read(id)).room).toMatchObject({ state: 'READY', failure: null });
  unwrap(await sofia.client.meetings.retryRoom({ meetingId: id })); // nothing failed: nothing happens
  expect(await sweep()).toBe(0);

  const own = 'https://meet.example/own';
  const { startsAt } = await read(id);
  unwrap(await sofia.client.meetings.reschedule({ meetingId: id, startsAt, joinLink: own }));
  await sweep();
  expect(only()).toEqual([]);
  expect(await read(id)).toMatchObject({ joinLink: own, room: { state: 'REMOVED' } });
});

test('S27 after seven failures nobody asks again; secrets stand in no log and no row', async () => {
  const { id } = await schedule();
  const waits = [30, 120, 600, 1_800, 7_200, 21_600];
  let at = Date.parse(NOW);
  for (const seconds of [...waits, null]) {
    zoom.next.push((_request, response) => answer(response, 500, { message: zoom.credentials.clientSecret }));
    await sweep();
    const next = seconds === null ? null : new Date(at + seconds * 1_000).toISOString();
    expect((await read(id)).room).toMatchObject({ failure: 'UNAVAILABLE', nextAttemptAt: next });
    zoom.next.length = 0;
    at += (seconds ?? 0) * 1_000;
    desk.at(new Date(at).toISOString());
    if (seconds !== null) zoom.meetings.clear();
  }
  expect((await read(id)).room!.state).toBe('FAILED');
  const { meeting } = unwrap(await sofia.client.meetings.retryRoom({ meetingId: id }));
  expect(meeting.room!.state).toBe('PENDING');
  const logged = JSON.stringify(desk.server.logged());
  expect(logged).not.toContain(zoom.credentials.clientSecret);
  expect(logged).not.toContain('token-');
});

test('S27 what comes back needs a link of one’s own; a room that vanished at Zoom is made anew', async () => {
  const { accountId } = customer;
  await desk.manager.act('assignTam', { accountId, tamId: sofia.staffId, experienceSince: '2018-03-01' });
  const series = await sofia.client.engagements.plan({
    accountId,
    type: 'REGULAR_CHECK_IN',
    title: 'Check-in',
    startsAt: '2026-03-24T15:00:00Z',
    durationMinutes: 30,
    recurrence: 'FREQ=WEEKLY;COUNT=4',
  });
  expect(series).toMatchObject({ __typename: 'InvalidInputProblem', issues: [{ path: 'joinLink' }] });
  const { id, startsAt } = await schedule();
  await sweep();
  zoom.meetings.clear();
  unwrap(await sofia.client.meetings.reschedule({ meetingId: id, startsAt, durationMinutes: 20 }));
  await sweep();
  await sweep();
  expect(await read(id)).toMatchObject({ joinLink: only()[0]!.join_url, room: { state: 'READY' } });
});
