import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00. On Enhanced a severe ticket has two
// business hours, a moderate one four, a limited one eight.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

const at = (local: string) => desk.at(`2026-05-04T${local}:00+02:00`);

/** Received at 08:00, due at 10:00. */
async function severeTicket(locale: 'FR' | 'EN' = 'EN') {
  at('08:00');
  const customer = await desk.customer({ plan: 'ENHANCED', locale });
  return { customer, ticketId: (await customer.open()).id };
}
const lower = (ticketId: string, severity = 'LIMITED') =>
  desk.engineer.act('lowerSeverity', { ticketId, severity, reason: 'There is a way round.' });
const contest = (customer: Customer, ticketId: string) =>
  customer.act('contestSeverity', { ticketId, reason: 'The way round costs us an hour a day.' });
const decide = (ticketId: string, decision: string) =>
  desk.manager.act('decideContest', { ticketId, decision, reason: 'We looked again.' });

const said = async (customer: Customer, id: string) => {
  const { ticket } = await customer.read<{
    ticket: { messages: { nodes: { kind: string; body: string; author: object | null }[] } };
  }>('query ($id: ID!) { ticket(id: $id) { messages { nodes { kind body author { __typename } } } } }', {
    id,
  });
  return ticket.messages.nodes.slice(1);
};

test('C17 B10 a severity lowered counts its target from the receipt, and the customer is told why', async () => {
  const { customer, ticketId } = await severeTicket();
  at('09:00');
  const lowered = await lower(ticketId, 'MODERATE');
  expect(lowered.severity).toBe('MODERATE');
  expect(lowered.initialResponse).toMatchObject({
    state: 'RUNNING',
    targetSeconds: 14_400,
    countedFrom: '2026-05-04T06:00:00.000Z',
    dueAt: '2026-05-04T10:00:00.000Z', // 12:00 in Paris
    atRiskAt: '2026-05-04T09:00:00.000Z',
    remainingSeconds: 10_800,
    endedAt: null, // a system message is no response (C8)
  });
  expect(await said(customer, ticketId)).toEqual([
    {
      kind: 'SYSTEM',
      author: null,
      body: 'The severity was lowered from severe to moderate: There is a way round.',
    },
  ]);
  const events = (await customer.timeline(ticketId)).slice(-2);
  expect(events).toMatchObject([
    { type: 'ticket.severity_lowered', payload: { before: 'SEVERE', after: 'MODERATE' } },
    {
      type: 'clock.due_changed',
      payload: {
        cause: 'SEVERITY_LOWERED',
        before: '2026-05-04T08:00:00.000Z',
        after: '2026-05-04T10:00:00.000Z',
      },
    },
  ]);
});

test('C17 B21 the customer is told in the account’s language', async () => {
  const { customer, ticketId } = await severeTicket('FR');
  await lower(ticketId);
  expect((await said(customer, ticketId))[0]!.body).toBe(
    'La gravité passe de sévère à limitée\u00a0: There is a way round.',
  );
});

test('C17 C31 a promise that is broken stays broken', async () => {
  const { customer, ticketId } = await severeTicket();
  at('10:30');
  expect((await lower(ticketId)).initialResponse).toMatchObject({
    state: 'BREACHED_OPEN',
    dueAt: '2026-05-04T08:00:00.000Z',
    breachedAt: '2026-05-04T08:00:00.000Z',
  });
  expect((await customer.timeline(ticketId)).map(({ type }) => type)).not.toContain('clock.due_changed');
});

test('C18 C17 a severity lowered after the response leaves the clock as it ended', async () => {
  const { ticketId } = await severeTicket();
  at('09:00');
  await desk.engineer.act('replyToTicket', { ticketId, body: 'We are on it.' });
  expect((await lower(ticketId)).initialResponse).toMatchObject({
    state: 'MET',
    dueAt: '2026-05-04T08:00:00.000Z',
    targetSeconds: 7_200,
  });
});

test('C17 contested and restored, it is as if it had never been lowered', async () => {
  const { customer, ticketId } = await severeTicket();
  at('08:30');
  await lower(ticketId);
  at('09:00');
  await contest(customer, ticketId);
  at('09:15');
  const restored = await decide(ticketId, 'RESTORED');
  expect(restored.severity).toBe('SEVERE');
  expect(restored.initialResponse).toMatchObject({
    state: 'RUNNING',
    targetSeconds: 7_200,
    countedFrom: '2026-05-04T06:00:00.000Z',
    dueAt: '2026-05-04T08:00:00.000Z',
    atRiskAt: '2026-05-04T07:30:00.000Z',
  });
  expect((await customer.timeline(ticketId)).slice(-2)).toMatchObject([
    { type: 'ticket.severity_restored', payload: { before: 'LIMITED', after: 'SEVERE' } },
    { type: 'clock.due_changed', payload: { cause: 'SEVERITY_RESTORED' } },
  ]);
  const { ticket } = await customer.read<{ ticket: { severityLowerings: object[] } }>(
    `query ($id: ID!) { ticket(id: $id) { severityLowerings {
      before after reason contestReason decision decisionReason loweredBy { name } decidedBy { name } } } }`,
    { id: ticketId },
  );
  expect(ticket.severityLowerings).toEqual([
    {
      before: 'SEVERE',
      after: 'LIMITED',
      reason: 'There is a way round.',
      contestReason: 'The way round costs us an hour a day.',
      decision: 'RESTORED',
      decisionReason: 'We looked again.',
      loweredBy: { name: 'Jeanne Morel' },
      decidedBy: { name: 'Max Weber' },
    },
  ]);
});

test('C17 C31 restored after the old deadline, the promise was broken at that deadline', async () => {
  const { customer, ticketId } = await severeTicket();
  at('08:30');
  await lower(ticketId);
  await contest(customer, ticketId);
  at('11:00');
  expect((await decide(ticketId, 'RESTORED')).initialResponse).toMatchObject({
    state: 'BREACHED_OPEN',
    dueAt: '2026-05-04T08:00:00.000Z',
    breachedAt: '2026-05-04T08:00:00.000Z',
  });
});

test('C17 C26 C28 restored, what happened since counts as it would have', async () => {
  at('08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  at('17:00');
  const { id: ticketId } = await customer.open(); // severe: due on Tuesday at 09:00
  await lower(ticketId); // limited: due on Tuesday at 15:00
  await contest(customer, ticketId);
  const { accountId } = customer;
  await desk.manager.act('closeDay', {
    accountId,
    on: '2026-05-05',
    opensAt: '10:00',
    reason: 'Stocktaking',
  });
  await desk.manager.act('choosePlan', { accountId, planCode: 'PREMIUM' }); // severe: one hour from 17:00
  expect((await decide(ticketId, 'RESTORED')).initialResponse).toMatchObject({
    dueAt: '2026-05-04T16:00:00.000Z', // 18:00 on Monday
    targetSeconds: 3_600,
  });
});

test('C17 C18 restored after the response, the severity is back and the verdict stands', async () => {
  const { customer, ticketId } = await severeTicket();
  await lower(ticketId);
  await contest(customer, ticketId);
  at('12:00');
  await desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
  const restored = await decide(ticketId, 'RESTORED');
  expect(restored.severity).toBe('SEVERE');
  expect(restored.initialResponse).toMatchObject({ state: 'MET', dueAt: '2026-05-04T14:00:00.000Z' });
});

test('C17 upheld, it stays as it is, and cannot be contested again', async () => {
  const { customer, ticketId } = await severeTicket();
  await lower(ticketId);
  await contest(customer, ticketId);
  const upheld = await decide(ticketId, 'UPHELD');
  expect(upheld).toMatchObject({ severity: 'LIMITED' });
  expect(upheld.initialResponse.dueAt).toBe('2026-05-04T14:00:00.000Z');
  expect(await customer.problem('contestSeverity', { ticketId, reason: 'Again!' })).toMatchObject({
    __typename: 'NotContestableProblem',
    code: 'NOT_CONTESTABLE',
    en: 'It was contested once already.',
  });
  expect(
    (await desk.manager.problem('decideContest', { ticketId, decision: 'RESTORED', reason: 'Hm.' })).code,
  ).toBe('NO_CONTEST');
});

test('C17 who may what, and when not', async () => {
  const { customer, ticketId } = await severeTicket();
  const down = { ticketId, severity: 'MODERATE', reason: 'Not so bad.' };
  expect((await customer.denied('lowerSeverity', down)).code).toBe('FORBIDDEN');
  expect(await desk.engineer.problem('lowerSeverity', { ...down, severity: 'SEVERE' })).toMatchObject({
    __typename: 'SeverityNotLoweredProblem',
    en: 'The severity is severe already: choose a lower one.',
  });
  expect((await desk.engineer.problem('lowerSeverity', { ...down, reason: ' ' })).issues).toMatchObject([
    { path: 'reason' },
  ]);
  const why = { ticketId, reason: 'It is bad.' };
  expect((await customer.problem('contestSeverity', why)).en).toBe('The severity was not lowered.');
  await desk.manager.act('lowerSeverity', down);
  expect((await desk.engineer.denied('contestSeverity', why)).code).toBe('FORBIDDEN');
  expect((await (await desk.customer()).denied('contestSeverity', why)).code).toBe('NOT_FOUND');
  await customer.act('contestSeverity', why);
  expect((await desk.engineer.problem('lowerSeverity', { ...down, severity: 'LIMITED' })).code).toBe(
    'CONTEST_PENDING',
  );
  const decision = { ticketId, decision: 'RESTORED', reason: 'Fine.' };
  expect((await desk.manager.problem('decideContest', decision)).code).toBe('SAME_PERSON');
  expect((await customer.denied('decideContest', decision)).code).toBe('FORBIDDEN');
  await desk.engineer.act('decideContest', decision);
  await desk.engineer.act('lowerSeverity', down); // a new lowering can be contested anew
  await customer.act('raiseSeverity', { ticketId, severity: 'SEVERE', cause: 'WORSENED' });
  expect((await customer.problem('contestSeverity', why)).en).toContain('has changed since');
});

test('C17 C35 a contest that is sent twice at once is one', async () => {
  const { customer, ticketId } = await severeTicket();
  await lower(ticketId);
  const sent = await Promise.allSettled([1, 2, 3].map(() => contest(customer, ticketId)));
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
