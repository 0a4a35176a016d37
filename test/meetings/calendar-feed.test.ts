import { asTenant } from '@tierline/prisma/tenancy';
import { unwrap } from '@tierline/sdk';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let sofia: Staff;
let customer: Customer;

/** Monday, 10:00 in Paris. */
const NOW = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
});
beforeEach(async () => {
  desk.at(NOW);
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  customer = await desk.customer({ plan: 'PREMIUM' });
  const { accountId } = customer;
  await desk.manager.act('assignTam', { accountId, tamId: sofia.staffId, experienceSince: '2018-03-01' });
});
afterAll(() => desk.stop());

const meeting = (startsAt: string) => ({
  accountId: customer.accountId,
  title: 'Tags; consent, and more',
  agenda: 'First line\nSecond line',
  startsAt,
  durationMinutes: 60,
  joinLink: 'https://meet.example/a?b=1',
  contactIds: [customer.contactId],
});
/** Tuesdays at 16:00 in Paris, one of which is moved and one of which is called off. */
async function series() {
  const { engagement } = unwrap(
    await sofia.client.engagements.plan({
      ...meeting('2026-03-24T15:00:00Z'),
      type: 'RECURRING_TECHNICAL_MEETING',
      recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4',
    }),
  );
  const { nodes } = (await sofia.client.engagements.occurrences(engagement.id))!.series!.occurrences;
  unwrap(
    await sofia.client.meetings.reschedule({ meetingId: nodes[1]!.id, startsAt: '2026-04-01T12:00:00Z' }),
  );
  unwrap(await sofia.client.meetings.cancel({ meetingId: nodes[2]!.id, reason: 'Easter' }));
  return { id: engagement.id, meetings: nodes.map(({ id }) => id) };
}
const mine = async (who: Pick<Customer, 'client'>, meetingId: string, personId: string) =>
  (await who.client.meetings.invitations(meetingId))!.invitations.nodes.filter(
    ({ person }) => person.id === personId,
  );
const fetchFeed = async (url: string) => {
  const answer = await fetch(url);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((one) => ({
    uid: one.getFirstPropertyValue('uid'),
    sequence: one.getFirstPropertyValue('sequence'),
    status: one.getFirstPropertyValue('status'),
    start: String(one.getFirstPropertyValue('dtstart')),
    zone: one.getFirstProperty('dtstart')!.getParameter('tzid') ?? 'UTC',
    rule: one.getFirstPropertyValue('rrule') && String(one.getFirstPropertyValue('rrule')),
    excluded: one.getAllProperties('exdate').map((date) => String(date.getFirstValue())),
    recurrenceId:
      one.getFirstPropertyValue('recurrence-id') && String(one.getFirstPropertyValue('recurrence-id')),
  }));

test('S27 each change of a meeting is an invitation for each who takes part, which counts the changes', async () => {
  const { meeting: made } = unwrap(await sofia.client.meetings.schedule(meeting('2026-03-04T13:00:00Z')));
  unwrap(await sofia.client.meetings.reschedule({ meetingId: made.id, startsAt: '2026-03-04T14:00:00Z' }));
  unwrap(await customer.client.meetings.cancel({ meetingId: made.id, reason: 'Not now.' }));
  const invitations = (await mine(customer, made.id, customer.contactId)).toReversed();
  expect(invitations.map(({ method, sequence, deliveredAt }) => [method, sequence, deliveredAt])).toEqual([
    ['REQUEST', 0, null],
    ['REQUEST', 1, null],
    ['CANCEL', 2, null],
  ]);
  const [first, second, third] = invitations.map(({ calendar }) => calendar);
  expect(first).toContain('METHOD:REQUEST\r\n');
  expect(first).toContain('ATTENDEE;CN=Aline Petit;ROLE=REQ-PARTICIPANT');
  expect(first).toContain('SUMMARY:Tags\\; consent\\, and more\r\n');
  expect(first).toContain('DESCRIPTION:First line\\nSecond line\r\n');
  expect(eventsOf(first!)).toMatchObject([
    { uid: `${made.id}@tierline`, start: '2026-03-04T13:00:00Z', status: 'CONFIRMED' },
  ]);
  expect(eventsOf(second!)).toMatchObject([{ sequence: 1, start: '2026-03-04T14:00:00Z' }]);
  expect(third).toContain('METHOD:CANCEL\r\n');
  expect(eventsOf(third!)).toMatchObject([{ uid: `${made.id}@tierline`, sequence: 2, status: 'CANCELLED' }]);
  expect(await mine(customer, made.id, sofia.staffId)).toHaveLength(3);
  const stranger = await desk.customer({ plan: 'PREMIUM' });
  expect(await stranger.client.meetings.invitations(made.id)).toBeNull();
});

test('S74 a series is one invitation with its rule in the customer’s zone; what differs is told of by its RECURRENCE-ID', async () => {
  const { meetings } = await series();
  const [whole, moved] = (await mine(customer, meetings[1]!, customer.contactId)).toReversed();
  expect(whole!.calendar).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n');
  expect(eventsOf(whole!.calendar)).toMatchObject([
    {
      start: '2026-03-24T16:00:00',
      zone: 'Europe/Paris',
      rule: 'FREQ=WEEKLY;COUNT=4;BYDAY=TU',
      recurrenceId: null,
    },
  ]);
  const [uid] = eventsOf(whole!.calendar).map((event) => event.uid);
  expect(eventsOf(moved!.calendar)).toMatchObject([
    {
      uid,
      sequence: 1,
      start: '2026-04-01T14:00:00',
      zone: 'Europe/Paris',
      recurrenceId: '2026-03-31T16:00:00',
    },
  ]);
  const cancelled = (await mine(customer, meetings[2]!, customer.contactId))[0]!;
  expect(cancelled.method).toBe('CANCEL');
  expect(eventsOf(cancelled.calendar)).toMatchObject([
    { uid, status: 'CANCELLED', recurrenceId: '2026-04-07T16:00:00' },
  ]);
});

test('S74 the end of a series is one message to each, not one for every meeting that falls away', async () => {
  const { id, meetings } = await series();
  unwrap(
    await sofia.client.engagements.endSeries({
      engagementId: id,
      endsAt: '2026-04-10T00:00:00Z',
      reason: 'Enough.',
    }),
  );
  const [last, ...rest] = await mine(customer, meetings[3]!, customer.contactId);
  expect(rest).toHaveLength(1);
  expect(last!.method).toBe('REQUEST');
  expect(eventsOf(last!.calendar)).toMatchObject([
    {
      sequence: 1,
      rule: 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20260409T235959Z',
      excluded: ['2026-04-07T16:00:00'],
    },
  ]);
});

test('S27 S74 a calendar program reads the own meetings at an address with a secret', async () => {
  const { meeting: single } = unwrap(await sofia.client.meetings.schedule(meeting('2026-03-05T13:00:00Z')));
  await series();
  const colleague = await customer.colleague();
  const { url } = unwrap(await customer.client.meetings.createFeed()).created;
  const { status, type, text } = await fetchFeed(url);
  expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(text).toContain('METHOD:PUBLISH');
  expect(eventsOf(text)).toMatchObject([
    { uid: `${single.id}@tierline`, start: '2026-03-05T13:00:00Z', zone: 'UTC', rule: null },
    {
      start: '2026-03-24T16:00:00',
      zone: 'Europe/Paris',
      excluded: ['2026-04-07T16:00:00'],
      recurrenceId: null,
    },
    { start: '2026-04-01T14:00:00', recurrenceId: '2026-03-31T16:00:00' },
  ]);
  const none = unwrap(await colleague.client.meetings.createFeed()).created;
  expect(eventsOf((await fetchFeed(none.url)).text)).toEqual([]);
});

test('S39 an address that was asked for while access ended shows nothing', async () => {
  const { url } = unwrap(await customer.client.meetings.createFeed()).created;
  expect((await fetchFeed(url)).status).toBe(200);
  // The feed goes with the access; here it came a moment after.
  await asTenant('every-account', async () =>
    desk.server.database.client.contact.update({
      where: { id: customer.contactId },
      data: { accessEndedAt: new Date(NOW), roles: [] },
    }),
  );
  expect((await fetchFeed(url)).status).toBe(404);
});

test('S27 the address is rotated and revoked, and stands neither in the database nor in a log', async () => {
  expect(await customer.client.meetings.feed()).toBeNull();
  const first = unwrap(await customer.client.meetings.createFeed()).created;
  desk.at('2026-03-02T10:00:00Z');
  const second = unwrap(await customer.client.meetings.createFeed()).created;
  expect(second.feed.id).toBe(first.feed.id);
  expect((await fetchFeed(first.url)).status).toBe(404);
  expect((await fetchFeed(second.url)).status).toBe(200);
  expect(await customer.client.meetings.feed()).toMatchObject({
    rotatedAt: '2026-03-02T10:00:00.000Z',
    revokedAt: null,
  });
  const { feed } = unwrap(await customer.client.meetings.revokeFeed());
  expect(feed.revokedAt).toBe('2026-03-02T10:00:00.000Z');
  desk.at('2026-03-02T11:00:00Z');
  expect(unwrap(await customer.client.meetings.revokeFeed()).feed.revokedAt).toBe('2026-03-02T10:00:00.000Z');
  expect(await fetchFeed(second.url)).toEqual(await fetchFeed(second.url.replace(/key=.*/, 'key=nothing')));
  const key = new URL(second.url).searchParams.get('key')!;
  expect(key).toHaveLength(32);
  expect(JSON.stringify(desk.server.logged())).not.toContain(key);
  const rows = await asTenant('every-account', async () =>
    desk.server.database.client.calendarFeed.findMany(),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(key);
});
