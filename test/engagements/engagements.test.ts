import { unwrap } from '@tierline/sdk';
import { asTenant } from '@tierline/prisma/tenancy';
import { writeSeries } from '@tierline/schema/meetings/meetings.jobs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;
let sofia: Staff;
let jonas: Staff;

/** Monday, 10:00 in Paris. */
const NOW = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
  sofia = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
  jonas = await desk.hire({ name: 'Jonas Berg', roles: ['TAM'] });
});
beforeEach(() => desk.at(NOW));
afterAll(() => desk.stop());

async function premium(): Promise<Customer> {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  await desk.manager.act('assignTam', {
    accountId: customer.accountId,
    tamId: sofia.staffId,
    experienceSince: '2018-03-01',
  });
  return customer;
}

let hours = 0;
/** A service at an hour of its own, for the TAM is in one meeting at a time. */
const service = (customer: Pick<Customer, 'accountId'>, more: object = {}) => {
  const day = new Date(
    Date.UTC(2026, 2, 3, 9) + Math.floor(hours++ / 5) * 7 * 86_400_000 + (hours % 5) * 3_600_000,
  );
  return {
    accountId: customer.accountId,
    type: 'REGULAR_CHECK_IN' as const,
    title: 'How are things?',
    startsAt: day.toISOString(),
    durationMinutes: 30,
    joinLink: 'https://meet.example/check-in',
    ...more,
  };
};
const plan = async (who: Staff, input: ReturnType<typeof service>) =>
  unwrap(await who.client.engagements.plan(input)).engagement;

test.each(['BASIC', 'ENHANCED'] as const)(
  'S71 a service of the TAM on %s is refused and names Premium',
  async (code) => {
    const customer = await desk.customer({ plan: code });
    expect(await desk.manager.client.engagements.plan(service(customer))).toMatchObject({
      code: 'ENTITLEMENT_REQUIRED',
      plan: code,
      requiredPlan: 'PREMIUM',
    });
  },
);

test('S71 a service is the account’s TAM’s: no other TAM plans it, nor anybody where there is none', async () => {
  const customer = await premium();
  await expect(jonas.client.engagements.plan(service(customer))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(desk.engineer.client.engagements.plan(service(customer))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const without = await desk.customer({ plan: 'PREMIUM' });
  expect(await desk.manager.client.engagements.plan(service(without))).toMatchObject({ code: 'NO_TAM' });
});

test('S87 no customer creates an engagement but by the intake process', async () => {
  const customer = await premium();
  await expect(customer.client.engagements.plan(service(customer))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const old = { requestType: 'OTHER_MEETING', severity: 'LIMITED', intakeVersion: 1 };
  await customer.problem('openTicket', { ...ASKED, ...old });
  expect(await customer.client.engagements.list().all(1)).toEqual([]);
});

test('S73 new features are presented: what, when, to whom, with what outcome', async () => {
  const customer = await premium();
  const features = [
    { title: 'Consent 2.0', detail: 'One tag for all regions', url: 'https://docs.example/consent' },
  ];
  const input = service(customer, {
    type: 'NEW_FEATURE_PRESENTATION',
    title: 'The spring release',
    features,
    contactIds: [customer.contactId],
  });
  const bare = await sofia.client.engagements.plan({ ...input, features: [] });
  expect(bare).toMatchObject({ issues: [{ path: 'features' }] });
  const { id, meetings } = await plan(sofia, input);
  desk.at(new Date(Date.parse(input.startsAt) + 3_600_000).toISOString());
  unwrap(
    await sofia.client.meetings.recordHeld({
      meetingId: meetings.nodes[0]!.id,
      minutes: 'Shown and liked.',
      decisions: ['Consent 2.0 goes live in June.'],
    }),
  );
  expect(await customer.client.engagements.get(id)).toMatchObject({
    type: 'NEW_FEATURE_PRESENTATION',
    state: 'HELD',
    tam: { name: 'Sofia Lindqvist' },
    features,
    meetings: { nodes: [{ state: 'HELD' }] },
  });
});

test('S74 a technical meeting comes back at the same local time when clocks change', async () => {
  const customer = await premium();
  const { id } = await plan(
    sofia,
    service(customer, {
      type: 'RECURRING_TECHNICAL_MEETING',
      startsAt: '2026-03-24T15:00:00Z', // Tuesday, 16:00 in Paris
      recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4',
      contactIds: [customer.contactId],
    }),
  );
  const read = async () =>
    (await customer.client.engagements.occurrences(id))!.series!.occurrences.nodes.map((one) => [
      one.startsAtCustomerLocal,
      one.state,
    ]);
  expect(await read()).toEqual([
    ['2026-03-24T16:00:00+01:00', 'SCHEDULED'],
    ['2026-03-31T16:00:00+02:00', 'SCHEDULED'],
    ['2026-04-07T16:00:00+02:00', 'SCHEDULED'],
    ['2026-04-14T16:00:00+02:00', 'SCHEDULED'],
  ]);
  const { nodes } = (await customer.client.engagements.occurrences(id))!.series!.occurrences;

  // One is moved, one is called off: the others stay.
  unwrap(
    await sofia.client.meetings.reschedule({ meetingId: nodes[1]!.id, startsAt: '2026-04-01T12:00:00Z' }),
  );
  unwrap(await customer.client.meetings.cancel({ meetingId: nodes[2]!.id, reason: 'Easter' }));
  expect(await read()).toEqual([
    ['2026-03-24T16:00:00+01:00', 'SCHEDULED'],
    ['2026-04-01T14:00:00+02:00', 'SCHEDULED'],
    ['2026-04-07T16:00:00+02:00', 'CANCELLED'],
    ['2026-04-14T16:00:00+02:00', 'SCHEDULED'],
  ]);
  expect((await customer.client.engagements.get(id))!.state).toBe('PLANNED');

  desk.at('2026-04-14T15:00:00Z');
  for (const at of [0, 1]) {
    unwrap(await sofia.client.meetings.recordHeld({ meetingId: nodes[at]!.id, minutes: 'All well.' }));
  }
  unwrap(await sofia.client.meetings.recordMissed({ meetingId: nodes[3]!.id, reason: 'The TAM was ill.' }));
  expect((await customer.client.engagements.get(id))!.state).toBe('HELD');
  const kept = await customer.client.obligations.list({ states: ['DONE'] }).all(9);
  expect(kept.filter(({ kind }) => kind === 'TECHNICAL_MEETING').length).toBeGreaterThan(0);
});

test('S74 a rule without an end is written a year ahead, goes on, and ends when it is told to', async () => {
  const customer = await premium();
  const { id, series } = await plan(
    sofia,
    service(customer, { startsAt: '2026-03-05T10:30:00Z', recurrence: 'freq=monthly;byday=1th' }),
  );
  expect(series).toMatchObject({
    rule: 'FREQ=MONTHLY;BYDAY=1TH',
    startsAtLocal: '2026-03-05T11:30',
    timeZone: 'Europe/Paris',
  });
  const count = async () =>
    (await customer.client.engagements.occurrences(id, { first: 100 }))!.series!.occurrences.nodes.length;
  expect(await count()).toBe(14); // March 2026 to April 2027: 400 days
  const pass = (instant: string) => {
    desk.at(instant);
    return asTenant('every-account', () => writeSeries(desk.server.database.client, new Date(instant)));
  };
  expect(await pass('2026-05-02T08:00:00Z')).toBe(2); // until 6 June 2027
  expect(await pass('2026-05-02T08:00:01Z')).toBe(0);
  expect(await count()).toBe(16);
  unwrap(
    await sofia.client.engagements.endSeries({
      engagementId: id,
      endsAt: '2026-08-01T00:00:00Z',
      reason: 'By quarter from now on.',
    }),
  );
  const left = (await customer.client.engagements.occurrences(id, { first: 100 }))!.series!.occurrences.nodes;
  expect(
    left.filter(({ state }) => state !== 'CANCELLED').map(({ startsAt }) => startsAt.slice(0, 10)),
  ).toEqual(['2026-03-05', '2026-04-02', '2026-05-07', '2026-06-04', '2026-07-02']);
  expect(await pass('2027-08-02T08:00:00Z')).toBe(0);
});

test('S74 a start that is no occurrence of the rule is refused with the first one', async () => {
  const customer = await premium();
  const input = service(customer, { startsAt: '2026-03-04T10:00:00Z', recurrence: 'FREQ=WEEKLY;BYDAY=TU' });
  expect(await sofia.client.engagements.plan(input)).toMatchObject({
    issues: [{ path: 'startsAt', code: 'NOT_AN_OCCURRENCE' }],
  });
  const odd = { ...input, startsAt: '2026-03-03T10:00:30Z' };
  expect(await sofia.client.engagements.plan(odd)).toMatchObject({
    issues: [{ path: 'startsAt', code: 'NOT_A_WHOLE_MINUTE' }],
  });
  expect(await sofia.client.engagements.plan({ ...input, recurrence: 'FREQ=HOURLY' })).toMatchObject({
    issues: [{ path: 'recurrence', code: 'INVALID_RULE' }],
  });
});

test('S79 a check-in that is called off is off with its meeting, and says why', async () => {
  const customer = await premium();
  const { id } = await plan(sofia, service(customer, { contactIds: [customer.contactId] }));
  unwrap(await sofia.client.engagements.cancel({ engagementId: id, reason: 'Nothing to talk about.' }));
  expect(await customer.client.engagements.get(id)).toMatchObject({
    state: 'CANCELLED',
    cancelReason: 'Nothing to talk about.',
    meetings: { nodes: [{ state: 'CANCELLED' }] },
  });
  const again = await sofia.client.engagements.cancel({ engagementId: id, reason: 'Twice.' });
  expect(again).toMatchObject({ code: 'ENGAGEMENT_NOT_OPEN', state: 'CANCELLED' });
});

const ASKED = {
  severity: 'LIMITED',
  sku: 'IQ-TM',
  subject: 'Plan the winter sale',
  question: 'We would like to go through our tags before the winter sale.',
} as const;

test('S80 an ad hoc question goes to the TAM as a ticket, and counts as a service of the TAM once answered', async () => {
  const customer = await premium();
  const ticket = await customer.act('openTicket', { ...ASKED, requestType: 'AD_HOC_QUESTION' });
  const [asked] = await customer.client.engagements.list({ types: ['AD_HOC_QUESTION'] }).all(2);
  expect(await customer.client.engagements.get(asked!.id)).toMatchObject({
    state: 'REQUESTED',
    tam: { name: 'Sofia Lindqvist' },
    ticket: { id: ticket.id },
  });
  const answer = { ticketId: ticket.id, body: 'Yes, and here is how.', review: IN_SCOPE, resolve: true };
  await sofia.act('replyToTicket', answer);
  expect((await customer.client.engagements.get(asked!.id))!.state).toBe('HELD');
  await sofia.act('reopenTicket', { ticketId: ticket.id, reason: 'One thing is still unclear.' });
  expect((await customer.client.engagements.get(asked!.id))!.state).toBe('REQUESTED');
});

test('S81 a customer asks for a meeting, the TAM proposes times, the customer chooses one of them', async () => {
  const customer = await premium();
  const answers = [{ key: 'purpose', value: 'Tags for the winter sale' }];
  const ticket = await customer.act('openTicket', { ...ASKED, requestType: 'OTHER_MEETING', answers });
  const [asked] = await customer.client.engagements.list({ types: ['OTHER_MEETING'] }).all(1);
  expect(asked).toMatchObject({ state: 'REQUESTED', purpose: 'Tags for the winter sale' });
  const engagementId = asked!.id;
  const link = { durationMinutes: 60, joinLink: 'https://meet.example/sale' };
  const times = ['2026-06-02T08:00:00Z', '2026-06-03T13:00:00Z'];
  expect(
    await sofia.client.engagements.proposeSlots({
      engagementId,
      ...link,
      startsAt: ['2026-06-06T08:00:00Z'],
    }),
  ).toMatchObject({
    code: 'ENGINEER_UNAVAILABLE', // a Saturday
  });
  unwrap(await sofia.client.engagements.proposeSlots({ engagementId, ...link, startsAt: times }));
  expect((await customer.client.notifications.list()).nodes[0]).toMatchObject({
    kind: 'MEETING_SLOTS_PROPOSED',
    body: 'Your Technical Account Manager proposes 2 times of 1 h (Tuesday 2 June 2026, 10:00; Wednesday 3 June 2026, 15:00; Europe/Paris): choose one.',
  });
  const told = async () =>
    (await customer.client.tickets.timeline(ticket.id))!.timeline.nodes.at(-1)!.sentence;
  expect(await told()).toBe(
    'Times of 1 h are proposed for the meeting that was asked for: Tuesday 2 June 2026, 10:00 (Europe/Paris); Wednesday 3 June 2026, 15:00 (Europe/Paris).',
  );
  const { proposedSlots, state } = (await customer.client.engagements.get(engagementId))!;
  expect(state).toBe('PROPOSED');
  expect(proposedSlots.map(({ startsAtCustomerLocal }) => startsAtCustomerLocal)).toEqual([
    '2026-06-02T10:00:00+02:00',
    '2026-06-03T15:00:00+02:00',
  ]);
  const stranger = await premium();
  await expect(
    stranger.client.engagements.chooseSlot({ slotId: proposedSlots[1]!.id }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });

  // Two colleagues choose at once: there is one meeting.
  const colleague = await customer.colleague();
  const results = await Promise.all([
    customer.client.engagements.chooseSlot({ slotId: proposedSlots[1]!.id }),
    colleague.client.engagements.chooseSlot({ slotId: proposedSlots[0]!.id }),
  ]);
  expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
    'ChooseMeetingSlotSuccess',
    'EngagementNotOpenProblem',
  ]);
  const planned = (await customer.client.engagements.get(engagementId))!;
  expect(planned).toMatchObject({ state: 'PLANNED', proposedSlots: [] });
  expect(planned.meetings.nodes).toMatchObject([
    { state: 'SCHEDULED', durationMinutes: 60, joinLink: link.joinLink },
  ]);
  expect((await customer.client.tickets.get(ticket.id))!.tamEngagement).toEqual({
    id: engagementId,
    type: 'OTHER_MEETING',
    state: 'PLANNED',
  });
  expect(await told()).toMatch(
    /^The meeting that was asked for, of 1 h with Sofia Lindqvist, takes place on (Tuesday 2 June 2026, 10|Wednesday 3 June 2026, 15):00 \(Europe\/Paris\)\.$/,
  );
  // Times are no message, so the first response is still to come (C8).
  expect((await customer.ticket(ticket.id)).initialResponse.endedAt).toBeNull();
});

test('S81 the TAM accepts a meeting at the time that was asked for; without its ticket it is off', async () => {
  const customer = await premium();
  const answers = [{ key: 'purpose', value: 'Handover' }];
  const ticket = await customer.act('openTicket', { ...ASKED, requestType: 'OTHER_MEETING', answers });
  const [asked] = await customer.client.engagements.list().all(1);
  const accepted = {
    engagementId: asked!.id,
    startsAt: '2026-06-04T08:00:00Z',
    durationMinutes: 30,
    joinLink: 'https://meet.example/handover',
  };
  unwrap(await sofia.client.engagements.scheduleRequested(accepted));
  expect(await sofia.client.engagements.scheduleRequested(accepted)).toMatchObject({ state: 'PLANNED' });
  const { timeline } = (await customer.client.tickets.timeline(ticket.id))!;
  expect(timeline.nodes.at(-1)!.sentence).toBe(
    'The meeting that was asked for, of 30 min with Sofia Lindqvist, takes place on Thursday 4 June 2026, 10:00 (Europe/Paris).',
  );
  await customer.act('closeTicket', { ticketId: ticket.id });
  expect(await customer.client.engagements.get(asked!.id)).toMatchObject({
    state: 'CANCELLED',
    meetings: { nodes: [{ state: 'CANCELLED' }] },
  });
});

test('S71 S72 lists are of the account, by type and state, the second page after the first', async () => {
  const customer = await premium();
  for (const type of ['REGULAR_CHECK_IN', 'SUPPORT_REQUEST_REVIEW', 'REGULAR_CHECK_IN'] as const) {
    await plan(sofia, service(customer, { type }));
  }
  const stranger = await premium();
  expect(await stranger.client.engagements.list({ accountId: customer.accountId }).all(5)).toEqual([]);
  const types = ['REGULAR_CHECK_IN'] as const;
  const first = await customer.client.engagements.list({ types: [...types], first: 1 });
  expect(first.nodes).toHaveLength(1);
  expect(await customer.client.engagements.list({ types: [...types] }).all(5)).toHaveLength(2);
  expect(await customer.client.engagements.list({ states: ['HELD'] }).all(5)).toEqual([]);
});
