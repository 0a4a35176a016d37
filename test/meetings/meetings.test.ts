import { uploadFile, unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk, type Staff } from '../support/programme.ts';

let desk: Desk;

/** Monday, 10:00 in Paris and London is an hour behind; the engineers of EMEA work by London's clock. */
const NOW = '2026-05-04T08:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: NOW });
});
beforeEach(() => desk.at(NOW));
afterAll(() => desk.stop());

const meeting = (customer: Pick<Customer, 'accountId'>, more: object = {}) => ({
  accountId: customer.accountId,
  title: 'Tag audit results',
  startsAt: '2026-05-06T13:00:00Z',
  durationMinutes: 60,
  joinLink: 'https://meet.example/tag-audit',
  ...more,
});
const schedule = async (engineer: Staff, input: ReturnType<typeof meeting>) =>
  unwrap(await engineer.client.meetings.schedule(input)).meeting;

test('S27 a meeting on Basic is refused and names Enhanced', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'BASIC' });
  expect(await engineer.client.meetings.schedule(meeting(customer))).toMatchObject({
    __typename: 'EntitlementRequiredProblem',
    code: 'ENTITLEMENT_REQUIRED',
    plan: 'BASIC',
    requiredPlan: 'ENHANCED',
  });
});

test.each(['ENHANCED', 'PREMIUM'] as const)(
  'S27 B14 a meeting on %s has date, length, link, people and agenda, and both local times',
  async (plan) => {
    const engineer = await desk.hire({ name: 'Inès Moreau' });
    const customer = await desk.customer({ plan });
    const colleague = await customer.colleague();
    const contactIds = [customer.contactId, colleague.contactId];
    const { id } = await schedule(engineer, meeting(customer, { contactIds, agenda: 'What we found.' }));

    expect(await customer.client.meetings.get(id)).toMatchObject({
      id,
      state: 'SCHEDULED',
      title: 'Tag audit results',
      agenda: 'What we found.',
      startsAt: '2026-05-06T13:00:00.000Z',
      endsAt: '2026-05-06T14:00:00.000Z',
      durationMinutes: 60,
      startsAtCustomerLocal: '2026-05-06T15:00:00+02:00',
      startsAtEngineerLocal: '2026-05-06T14:00:00+01:00',
      joinLink: 'https://meet.example/tag-audit',
      organizer: { name: 'Inès Moreau' },
      engagement: null,
    });
    const people = (await customer.client.meetings.get(id))!.attendees.map(({ person }) => person.id);
    expect(people.toSorted()).toEqual([...contactIds, engineer.staffId].toSorted());
    expect((await colleague.client.meetings.list().all(5)).map((one) => one.id)).toEqual([id]);
    const [notice] = (await colleague.client.notifications.list()).nodes;
    expect(notice).toMatchObject({
      kind: 'MEETING_SCHEDULED',
      title: 'Meeting “Tag audit results” on Wednesday 6 May 2026, 15:00',
    });
  },
);

test('S27 strangers see nothing of a meeting, and customers schedule none by themselves', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const stranger = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await schedule(engineer, meeting(customer));
  expect(await stranger.client.meetings.get(id)).toBeNull();
  expect(await stranger.client.meetings.ofAccount(customer.accountId)).toBeNull();
  await expect(stranger.client.meetings.cancel({ meetingId: id, reason: 'Not mine.' })).rejects.toMatchObject(
    { code: 'NOT_FOUND' },
  );
  await expect(customer.client.meetings.schedule(meeting(customer))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const [outsider] = await Promise.all([
    engineer.client.meetings.schedule(meeting(customer, { contactIds: [stranger.contactId] })),
  ]);
  expect(outsider).toMatchObject({ issues: [{ path: 'contactIds.0', code: 'UNKNOWN' }] });
});

test.each([
  ['in the evening of the region', '2026-05-06T17:30:00Z', 'OUTSIDE_REGION_HOURS'],
  ['on a Saturday', '2026-05-09T10:00:00Z', 'OUTSIDE_REGION_HOURS'],
  ['on a bank holiday of the region', '2026-05-25T10:00:00Z', 'OUTSIDE_REGION_HOURS'],
  ['while the engineer is away', '2026-05-07T10:00:00Z', 'ABSENT'],
  ['while the engineer meets somebody else', '2026-05-06T13:30:00Z', 'OTHER_MEETING'],
])('S108 S109 an engineer is not met %s', async (_when, startsAt, reason) => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const other = await desk.customer({ plan: 'ENHANCED' });
  await engineer.act('recordAbsence', {
    staffId: engineer.staffId,
    startsAt: '2026-05-07T00:00:00Z',
    endsAt: '2026-05-08T00:00:00Z',
  });
  await schedule(engineer, meeting(other));
  expect(await engineer.client.meetings.schedule(meeting(customer, { startsAt }))).toMatchObject({
    code: 'ENGINEER_UNAVAILABLE',
    unavailable: reason,
  });
});

test('S108 of ten who plan the same engineer for the same hour at once, one does', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const results = await Promise.all(
    Array.from({ length: 10 }, () => engineer.client.meetings.schedule(meeting(customer))),
  );
  expect(results.filter((one) => one.__typename === 'ScheduleMeetingSuccess')).toHaveLength(1);
  expect(results.filter((one) => one.__typename === 'EngineerUnavailableProblem')).toHaveLength(9);
});

test('S27 what is past, too long or leads nowhere safe is refused, every issue at once', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const bad = { startsAt: '2026-05-04T07:59:00Z', durationMinutes: 481 };
  expect(await engineer.client.meetings.schedule(meeting(customer, bad))).toMatchObject({
    issues: [
      { path: 'startsAt', code: 'IN_THE_PAST' },
      { path: 'durationMinutes', code: 'OUT_OF_RANGE' },
    ],
  });
  const script = { joinLink: 'javascript:alert(1)' };
  expect(await engineer.client.meetings.schedule(meeting(customer, script))).toMatchObject({
    issues: [{ path: 'joinLink', code: 'INVALID_FORMAT' }],
  });
});

test('S27 a meeting is moved while it is ahead, also into its own time, and called off by either side', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id } = await schedule(engineer, meeting(customer, { contactIds: [customer.contactId] }));
  const moved = { meetingId: id, startsAt: '2026-05-06T13:30:00Z', durationMinutes: 45 };
  expect(unwrap(await engineer.client.meetings.reschedule(moved)).meeting).toMatchObject({
    startsAt: '2026-05-06T13:30:00.000Z',
    endsAt: '2026-05-06T14:15:00.000Z',
  });
  const { meeting: off } = unwrap(
    await customer.client.meetings.cancel({ meetingId: id, reason: 'Our release slips.' }),
  );
  expect(off).toMatchObject({ state: 'CANCELLED', cancelReason: 'Our release slips.' });
  expect(await engineer.client.meetings.reschedule(moved)).toMatchObject({ reason: 'CANCELLED' });
  const titles = (await customer.client.notifications.list()).nodes.map(({ title }) => title);
  expect(titles.toSorted()).toEqual([
    'Meeting “Tag audit results” moved to Wednesday 6 May 2026, 15:30',
    'Meeting “Tag audit results” on Wednesday 6 May 2026, 15:00',
  ]);
  expect((await schedule(engineer, meeting(customer))).state).toBe('SCHEDULED'); // the hour is free again
});

test('S27 S73 a meeting that is over is recorded once: minutes, decisions, who came, and who took on what', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const colleague = await customer.colleague();
  const contactIds = [customer.contactId, colleague.contactId];
  const { id } = await schedule(engineer, meeting(customer, { contactIds }));
  const held = {
    meetingId: id,
    minutes: 'We went through the findings.',
    decisions: ['The consent tag moves up.'],
    absentIds: [colleague.contactId],
    actionItems: [
      { text: 'Move the tag', ownerContactId: customer.contactId, dueOn: '2026-05-20' },
      { text: 'Send the list', ownerStaffId: engineer.staffId, dueOn: '2026-05-08' },
    ],
  };
  expect(await engineer.client.meetings.recordHeld(held)).toMatchObject({ reason: 'NOT_BEGUN' });
  desk.at('2026-05-06T14:05:00Z');
  expect((await customer.client.meetings.get(id))!.state).toBe('UNRECORDED');
  const nobody = { ...held, actionItems: [{ text: 'Whose?', dueOn: '2026-05-20' }] };
  expect(await engineer.client.meetings.recordHeld(nobody)).toMatchObject({
    issues: [{ path: 'actionItems.0.ownerContactId', code: 'ONE_OWNER' }],
  });
  unwrap(await engineer.client.meetings.recordHeld(held));
  expect(await engineer.client.meetings.recordMissed({ meetingId: id, reason: 'No.' })).toMatchObject({
    reason: 'RECORDED',
  });

  const seen = (await customer.client.meetings.get(id))!;
  expect(seen).toMatchObject({
    state: 'HELD',
    minutes: 'We went through the findings.',
    decisions: ['The consent tag moves up.'],
    actionItems: [
      { text: 'Send the list', dueOn: '2026-05-08', doneAt: null, owner: { name: 'Jeanne Morel' } },
      { text: 'Move the tag', dueOn: '2026-05-20', doneAt: null, owner: { name: 'Aline Petit' } },
    ],
  });
  const came = new Map(seen.attendees.map(({ person, attended }) => [person.id, attended]));
  expect(came.get(customer.contactId)).toBe(true);
  expect(came.get(colleague.contactId)).toBe(false);

  const mine = seen.actionItems[1]!.id;
  await customer.client.meetings.completeActionItem({ actionItemId: mine });
  desk.at('2026-05-07T08:00:00Z');
  const { actionItem } = unwrap(await customer.client.meetings.completeActionItem({ actionItemId: mine }));
  expect(actionItem.doneAt).toBe('2026-05-06T14:05:00.000Z');
  expect(
    (await customer.client.meetings.actionItems(customer.accountId, { done: false }))!.actionItems.nodes.map(
      ({ text }) => text,
    ),
  ).toEqual(['Send the list']);
});

test('S72 a meeting that did not take place stays visible with the reason', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id } = await schedule(engineer, meeting(customer));
  desk.at('2026-05-06T14:05:00Z');
  unwrap(
    await engineer.client.meetings.recordMissed({ meetingId: id, reason: 'Nobody of the customer came.' }),
  );
  expect(await customer.client.meetings.get(id)).toMatchObject({
    state: 'MISSED',
    missedReason: 'Nobody of the customer came.',
  });
});

test('S73 files of a meeting are seen by both sides', async () => {
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id } = await schedule(engineer, meeting(customer));
  const slides = await uploadFile(engineer.client, new Blob(['slides'], { type: 'application/pdf' }), {
    fileName: 'slides.pdf',
  });
  unwrap(await engineer.client.meetings.addMaterials({ meetingId: id, attachmentIds: [slides.id] }));
  expect((await customer.client.meetings.get(id))!.materials).toEqual([
    { id: slides.id, fileName: 'slides.pdf' },
  ]);
  const stranger = await desk.customer();
  expect(await stranger.client.attachments.get(slides.id)).toBeNull();
  expect((await customer.client.attachments.get(slides.id))!.download!.url).toMatch(/^http/);
});

test('B14 S108 slots are what the region and the customer have in common, without the holidays of both', async () => {
  const engineer = await desk.hire({ region: 'AMER' }); // Los Angeles
  const customer = await desk.customer({ plan: 'ENHANCED', timeZone: 'Europe/Paris', country: 'FR' });
  const slots = (from: string, to: string) =>
    engineer.client.meetings.slots({ accountId: customer.accountId, durationMinutes: 30, from, to });

  // Los Angeles begins at 17:00 in Paris, which closes at 18:00.
  const tuesday = await slots('2026-05-05T00:00:00Z', '2026-05-06T00:00:00Z');
  expect(tuesday.map(({ startsAt }) => startsAt)).toEqual([
    '2026-05-05T15:00:00.000Z',
    '2026-05-05T15:15:00.000Z',
    '2026-05-05T15:30:00.000Z',
  ]);
  expect(tuesday[0]).toEqual({
    startsAt: '2026-05-05T15:00:00.000Z',
    endsAt: '2026-05-05T15:30:00.000Z',
    startsAtCustomerLocal: '2026-05-05T17:00:00+02:00',
    startsAtEngineerLocal: '2026-05-05T08:00:00-07:00',
    customerTimeZone: 'Europe/Paris',
    engineerTimeZone: 'America/Los_Angeles',
  });
  expect(await slots('2026-05-08T00:00:00Z', '2026-05-09T00:00:00Z')).toEqual([]); // Victoire 1945
  expect(await slots('2026-07-03T00:00:00Z', '2026-07-04T00:00:00Z')).toEqual([]); // Independence Day, observed
});

test('B14 S108 slots avoid absences, meetings with anybody, and days that the customer closed', async () => {
  const engineer = await desk.hire(); // London: works from 9:00 to 19:00 in Paris
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const other = await desk.customer({ plan: 'ENHANCED' });
  await schedule(engineer, meeting(other, { startsAt: '2026-05-05T08:00:00Z', durationMinutes: 240 }));
  await engineer.act('recordAbsence', {
    staffId: engineer.staffId,
    startsAt: '2026-05-05T13:30:00Z',
    endsAt: '2026-05-05T15:00:00Z',
  });
  await customer.act('closeDay', { accountId: customer.accountId, on: '2026-05-06', reason: 'Moving house' });
  const found = await engineer.client.meetings.slots({
    accountId: customer.accountId,
    durationMinutes: 60,
    from: '2026-05-05T00:00:00Z',
    to: '2026-05-07T00:00:00Z',
  });
  expect(found.map(({ startsAt }) => startsAt.slice(0, 16))).toEqual([
    '2026-05-05T07:00',
    '2026-05-05T12:00',
    '2026-05-05T12:15',
    '2026-05-05T12:30',
    '2026-05-05T15:00',
  ]);
});

test('B14 customers find times of their TAM, and of nobody else', async () => {
  const sofia = await desk.hire({ roles: ['TAM'] });
  const engineer = await desk.hire();
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const stranger = await desk.customer({ plan: 'PREMIUM' });
  const ask = { accountId: customer.accountId, durationMinutes: 30, from: '2026-05-05T08:00:00Z', first: 1 };
  await expect(customer.client.meetings.slots(ask)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await desk.manager.act('assignTam', {
    accountId: customer.accountId,
    tamId: sofia.staffId,
    experienceSince: '2018-03-01',
  });
  await schedule(sofia, meeting(stranger, { startsAt: '2026-05-05T08:00:00Z' }));
  expect((await customer.client.meetings.slots(ask)).map(({ startsAt }) => startsAt)).toEqual([
    '2026-05-05T09:00:00.000Z', // whom the TAM meets until then, the customer does not learn
  ]);
  await expect(customer.client.meetings.slots({ ...ask, staffId: engineer.staffId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(stranger.client.meetings.slots(ask)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(customer.client.meetings.slots({ ...ask, to: '2026-06-06T08:00:00Z' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});
