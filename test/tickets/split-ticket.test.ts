import { splitOffAt } from '@tierline/schema/tickets/split.rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00. On Enhanced a severe ticket has two
// business hours, a limited one eight.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

const at = (local: string) => desk.at(`2026-05-04T${local}:00+02:00`);
const SUBJECT = { subject: 'The export is slow' };

interface Thread {
  relatedTo: { id: string } | null;
  requester: { id: string };
  subject: string;
  splitFrom: { id: string; body: string }[];
  messages: { nodes: { id: string; body: string; kind: string; author: { __typename: string } | null }[] };
  followUps: { nodes: { id: string }[] };
}
async function thread(customer: Customer, id: string): Promise<Thread> {
  const { ticket } = await customer.read<{ ticket: Thread }>(
    `query ($id: ID!) { ticket(id: $id) { relatedTo { id } requester { id } subject splitFrom { id body }
      messages { nodes { id body kind author { __typename } } } followUps { nodes { id } } } }`,
    { id },
  );
  return ticket;
}

/** Received at 08:00; at 09:00 the customer asks something else on it. */
async function twoQuestions() {
  at('08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open({ severity: 'LIMITED' });
  at('09:00');
  await customer.act('replyToTicket', { ticketId, body: 'And the export is slow.' });
  const { messages } = await thread(customer, ticketId);
  return { customer, ticketId, first: messages.nodes[0]!.id, second: messages.nodes[1]!.id };
}

test('C21 S89 a question that nobody has answered counts from its own message, and the parent keeps its clock', async () => {
  const { customer, ticketId, second } = await twoQuestions();
  at('10:30');
  const before = await customer.ticket(ticketId);
  const child = await desk.engineer.act('splitTicket', {
    ticketId,
    messageIds: [second],
    ...SUBJECT,
    severity: 'SEVERE',
  });
  expect(child).toMatchObject({
    state: 'RECEIVED',
    severity: 'SEVERE',
    receivedAt: '2026-05-04T07:00:00.000Z',
  });
  expect(child.initialResponse).toMatchObject({
    state: 'AT_RISK', // since 10:30
    startedAt: '2026-05-04T07:00:00.000Z',
    dueAt: '2026-05-04T09:00:00.000Z', // 11:00 in Paris
    targetSeconds: 7_200,
  });
  expect((await customer.ticket(ticketId)).clocks).toEqual(before.clocks);
  expect(await thread(customer, child.id)).toMatchObject({
    relatedTo: { id: ticketId },
    requester: { id: customer.contactId },
    subject: 'The export is slow',
    splitFrom: [{ id: second, body: 'And the export is slow.' }],
    messages: {
      nodes: [{ body: 'And the export is slow.', author: { __typename: 'Contact' } }, { kind: 'SYSTEM' }],
    },
  });
  const parent = await thread(customer, ticketId);
  expect(parent.followUps.nodes).toEqual([{ id: child.id }]);
  // nothing is lost, and the notice is no response (C8)
  expect(parent.messages.nodes.map(({ body }) => body)).toEqual([
    expect.any(String),
    'And the export is slow.',
    `Another question of this ticket goes on in ${child.reference}.`,
  ]);
  expect((await customer.timeline(ticketId)).at(-1)).toMatchObject({
    type: 'ticket.split',
    payload: { childId: child.id, messageIds: [second] },
  });
});

test('C21 C31 a question that waited longer than its target is broken at its deadline', async () => {
  const { ticketId, second } = await twoQuestions();
  at('12:00');
  const input = { ticketId, messageIds: [second], ...SUBJECT, severity: 'SEVERE' };
  expect((await desk.engineer.act('splitTicket', input)).initialResponse).toMatchObject({
    state: 'BREACHED_OPEN',
    breachedAt: '2026-05-04T09:00:00.000Z',
  });
});

test('C21 a question that was answered already counts from the split', async () => {
  const { ticketId, second } = await twoQuestions();
  at('09:30');
  await desk.engineer.act('replyToTicket', { ticketId, body: 'The export is another matter.' });
  at('11:00');
  const child = await desk.engineer.act('splitTicket', { ticketId, messageIds: [second], ...SUBJECT });
  expect(child).toMatchObject({ receivedAt: '2026-05-04T09:00:00.000Z', severity: 'LIMITED' });
  expect(child.initialResponse.dueAt).toBe('2026-05-05T07:00:00.000Z');
});

test('C21 S89 one message can hold several questions, and several messages one', async () => {
  const { customer, ticketId, first, second } = await twoQuestions();
  const both = await desk.engineer.act('splitTicket', { ticketId, messageIds: [second, first], ...SUBJECT });
  expect(both.receivedAt).toBe('2026-05-04T06:00:00.000Z');
  expect((await thread(customer, both.id)).splitFrom.map(({ id }) => id)).toEqual([first, second]);
  const again = await desk.engineer.act('splitTicket', {
    ticketId,
    messageIds: [first],
    question: 'How many people may sign in?',
    subject: 'How many people may sign in?',
    requestType: 'HOW_TO',
  });
  expect((await thread(customer, again.id)).messages.nodes[0]!.body).toBe('How many people may sign in?');
});

test('S89 C21 the same question is split off once, and the refusal names where it went', async () => {
  const { customer, ticketId, second } = await twoQuestions();
  const input = { ticketId, messageIds: [second], ...SUBJECT };
  const child = await desk.engineer.act('splitTicket', input);
  for (const question of [undefined, 'And the export is slow.']) {
    const again = await desk.engineer.client.tickets.split({ ...input, ...(question && { question }) });
    expect(again).toMatchObject({
      __typename: 'AlreadySplitProblem',
      code: 'ALREADY_SPLIT',
      message: `This question goes on in ${child.reference} already. If the message holds another one, write that as the question.`,
      ticket: { id: child.id, reference: child.reference },
    });
  }
  expect((await thread(customer, ticketId)).followUps.nodes).toEqual([{ id: child.id }]);
  // split off by mistake, and taken back: nothing stands in the way
  await desk.engineer.act('mergeTickets', { sourceId: child.id, targetId: ticketId });
  expect((await desk.engineer.act('splitTicket', input)).state).toBe('RECEIVED');
});

test('S89 C21 of those who split the same question at once, one makes a ticket', async () => {
  const { customer, ticketId, second } = await twoQuestions();
  const input = { ticketId, messageIds: [second], ...SUBJECT };
  const answers = await Promise.all([1, 2, 3].map(() => desk.engineer.client.tickets.split(input)));
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    'AlreadySplitProblem',
    'AlreadySplitProblem',
    'SplitTicketSuccess',
  ]);
  expect((await thread(customer, ticketId)).followUps.nodes).toHaveLength(1);
});

test('C21 S88 S89 what is refused: what the plan does not cover, messages that are none of it, anybody but staff', async () => {
  at('08:00');
  const customer = await desk.customer();
  const { id: ticketId } = await customer.open();
  const { messages } = await thread(customer, ticketId);
  const input = { ticketId, messageIds: [messages.nodes[0]!.id], ...SUBJECT };
  expect(await desk.engineer.problem('splitTicket', { ...input, requestType: 'HOW_TO' })).toMatchObject({
    __typename: 'NotCoveredProblem',
  });
  const { id: replied } = await desk.engineer.act('replyToTicket', { ticketId, body: 'We see.' });
  const ours = (await thread(customer, replied)).messages.nodes[1]!.id;
  for (const messageIds of [['msg_none'], [ours]]) {
    expect((await desk.engineer.problem('splitTicket', { ...input, messageIds })).issues).toMatchObject([
      { path: 'messageIds', code: 'UNKNOWN' },
    ]);
  }
  expect((await customer.denied('splitTicket', input)).code).toBe('FORBIDDEN');
  await customer.act('closeTicket', { ticketId });
  expect((await desk.engineer.problem('splitTicket', input)).code).toBe('ILLEGAL_MOVE');
});

test('S87 S89 C21 a form with required questions is answered for the part, and the part counts from its message', async () => {
  at('08:00');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id: ticketId } = await customer.open({ severity: 'LIMITED' });
  at('09:00');
  await customer.act('replyToTicket', { ticketId, body: 'And could we meet about consent?' });
  const [, second] = (await thread(customer, ticketId)).messages.nodes;
  at('10:00');
  const input = {
    ticketId,
    messageIds: [second!.id],
    subject: 'A meeting about consent',
    requestType: 'OTHER_MEETING',
  };
  expect(await desk.engineer.problem('splitTicket', input)).toMatchObject({
    __typename: 'IntakeAnswersProblem',
  });
  const answers = [{ key: 'purpose', value: 'Consent in the app' }];
  expect(await desk.engineer.problem('splitTicket', { ...input, answers, intakeVersion: 1 })).toMatchObject({
    __typename: 'ProcessOutdatedProblem',
  });
  const child = await desk.engineer.act('splitTicket', { ...input, answers, intakeVersion: 2 });
  expect(child.receivedAt).toBe('2026-05-04T07:00:00.000Z');
  const { ticket } = await customer.read<{ ticket: { intakeVersion: number; intakeAnswers: object[] } }>(
    'query ($id: ID!) { ticket(id: $id) { intakeVersion intakeAnswers { field { key } value } } }',
    { id: child.id },
  );
  expect(ticket).toEqual({
    intakeVersion: 2,
    intakeAnswers: [{ field: { key: 'purpose' }, value: 'Consent in the app' }],
  });
});

test('S111 E5 S89 a health review that is split off names its profiles and takes the unit of the year', async () => {
  at('08:00');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { accountId } = customer;
  const { profiles } = await desk.manager.act('addProfile', { accountId, name: 'main' });
  const profileIds = profiles.nodes.map(({ id }) => id);
  const { id: ticketId } = await customer.open();
  const messageIds = [(await thread(customer, ticketId)).messages.nodes[0]!.id];
  const input = { ticketId, messageIds, subject: 'Our yearly review', requestType: 'WELLNESS_REVIEW' };
  expect((await desk.engineer.problem('splitTicket', input)).issues).toMatchObject([{ path: 'profileIds' }]);
  const child = await desk.engineer.act('splitTicket', { ...input, profileIds });
  const { ticket } = await customer.read<{ ticket: { reviewedProfiles: { id: string }[] } }>(
    'query ($id: ID!) { ticket(id: $id) { reviewedProfiles { id } } }',
    { id: child.id },
  );
  expect(ticket.reviewedProfiles).toEqual([{ id: profileIds[0] }]);
  expect(
    (await desk.engineer.problem('splitTicket', { ...input, question: 'And again?', profileIds })).__typename,
  ).toBe('AllowanceExhaustedProblem');
});

const by = (
  contactId: string | null,
  minute: number,
  kind: 'REPLY' | 'SYSTEM' | 'INTERNAL_NOTE' = 'REPLY',
) => ({
  kind,
  byStaff: contactId === null,
  visibleToCustomer: kind !== 'INTERNAL_NOTE',
  sentAt: new Date(Date.UTC(2026, 4, 4, 8, minute)),
});
const [asked, askedLater] = [by('con_1', 0), by('con_1', 20)];

test.each([
  ['nobody has answered', [asked], [asked], 0],
  [
    'only a notice and a note followed',
    [asked, by(null, 5, 'SYSTEM'), by(null, 6, 'INTERNAL_NOTE')],
    [asked],
    0,
  ],
  ['it was answered', [asked, by(null, 10)], [asked], 30],
  ['one part was answered', [asked, by(null, 10), askedLater], [asked, askedLater], 20],
  ['the answer came before it', [by(null, 10), askedLater], [askedLater], 20],
] as const)('C21 C8 %s', (_what, said, chosen, minute) => {
  expect(splitOffAt([...said], [...chosen], by('con_1', 30).sentAt)).toEqual(by('con_1', minute).sentAt);
});

test('C21 C26 a question from before two changes of plan is promised by the better one, though another followed', async () => {
  at('08:00');
  const customer = await desk.customer();
  const { id: ticketId } = await customer.open({ severity: 'LIMITED' });
  const { messages } = await thread(customer, ticketId);
  at('09:00');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });
  at('10:00');
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'ENHANCED' });
  at('10:30');
  const child = await desk.engineer.act('splitTicket', {
    ticketId,
    messageIds: [messages.nodes[0]!.id],
    ...SUBJECT,
  });
  expect(child.plan).toBe('PREMIUM');
  expect(child.initialResponse).toMatchObject({
    startedAt: '2026-05-04T06:00:00.000Z',
    targetSeconds: 14_400,
    dueAt: '2026-05-04T11:00:00.000Z', // four business hours from 09:00 in Paris
  });
});

test('C21 C26 a question from before a plan is promised by it, and what was promised elsewhere is not counted anew', async () => {
  at('08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open(); // severe: due at 10:00
  const { messages } = await thread(customer, ticketId);
  at('09:00');
  // One business hour from now is at 10:00 too: no better.
  await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'PREMIUM' });
  at('09:10');
  const lowered = await desk.engineer.act('lowerSeverity', {
    ...{ ticketId, severity: 'LIMITED', reason: 'There is a way round.' },
  });
  expect(lowered.initialResponse.dueAt).toBe('2026-05-04T14:00:00.000Z'); // eight business hours from 08:00
  at('09:30');
  const messageIds = [messages.nodes[0]!.id];
  const child = await desk.engineer.act('splitTicket', { ticketId, messageIds, ...SUBJECT });
  expect(child.plan).toBe('PREMIUM');
  expect(child.initialResponse.dueAt).toBe('2026-05-04T11:00:00.000Z'); // four from 09:00
  expect(await customer.ticket(ticketId)).toMatchObject({
    plan: 'ENHANCED',
    initialResponse: { dueAt: '2026-05-04T14:00:00.000Z', targetSeconds: 28_800 },
  });
  expect((await customer.timeline(ticketId)).filter(({ type }) => type === 'clock.due_changed')).toHaveLength(
    1,
  );
});
