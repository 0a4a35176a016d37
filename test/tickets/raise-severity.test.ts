import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 06:00Z to 16:00Z.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-04T${local}:00+02:00`);

async function limitedTicket(plan: 'ENHANCED' | 'PREMIUM' | 'BASIC' = 'ENHANCED') {
  at('08:00');
  const customer = await desk.customer({ plan });
  return { customer, ticket: await customer.open({ severity: 'LIMITED' }) };
}

test.each([
  ['09:00', '2026-05-04T09:00:00.000Z', '11:00'],
  ['11:00', '2026-05-04T11:00:00.000Z', '13:00'],
  ['15:00', '2026-05-04T14:00:00.000Z', '16:00, as before'],
])('C16 V15 worsened at %s: due %s, which is %s in Paris', async (raisedAt, dueAt) => {
  const { customer, ticket } = await limitedTicket();
  expect(ticket.initialResponse.dueAt).toBe('2026-05-04T14:00:00.000Z');
  at(raisedAt);
  const raised = await customer.act('raiseSeverity', {
    ticketId: ticket.id,
    severity: 'SEVERE',
    cause: 'WORSENED',
  });
  expect(raised.severity).toBe('SEVERE');
  expect(raised.initialResponse.dueAt).toBe(dueAt);
});

test('C16 C15 a promise that got worse counts from that instant, and so do its risk and what remains', async () => {
  const { customer, ticket } = await limitedTicket();
  at('09:00');
  const { initialResponse } = await customer.act('raiseSeverity', {
    ticketId: ticket.id,
    severity: 'SEVERE',
    cause: 'WORSENED',
  });
  expect(initialResponse).toMatchObject({
    targetSeconds: 7_200,
    startedAt: '2026-05-04T06:00:00.000Z',
    countedFrom: '2026-05-04T07:00:00.000Z',
    atRiskAt: '2026-05-04T08:30:00.000Z', // 75 % of two hours after 09:00
    elapsedSeconds: 3_600, // since the receipt
    remainingSeconds: 7_200,
  });
  at('10:30');
  expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
    state: 'AT_RISK',
    remainingSeconds: 1_800,
  });
});

test('C16 an earlier deadline stands with its own start', async () => {
  const { customer, ticket } = await limitedTicket();
  at('15:00');
  const { initialResponse } = await customer.act('raiseSeverity', {
    ticketId: ticket.id,
    severity: 'SEVERE',
    cause: 'WORSENED',
  });
  expect(initialResponse).toMatchObject({
    targetSeconds: 28_800,
    countedFrom: '2026-05-04T06:00:00.000Z',
    atRiskAt: '2026-05-04T12:00:00.000Z',
  });
  const types = (await customer.timeline(ticket.id)).map(({ type }) => type);
  expect(types).toContain('ticket.severity_raised');
  expect(types).not.toContain('clock.due_changed');
});

test('C16 B10 a correction counts from the receipt, and says before and after', async () => {
  const { customer, ticket } = await limitedTicket();
  at('09:00');
  const { initialResponse } = await desk.engineer.act('raiseSeverity', {
    ticketId: ticket.id,
    severity: 'MODERATE',
    cause: 'CORRECTION',
  });
  expect(initialResponse).toMatchObject({
    state: 'RUNNING',
    targetSeconds: 14_400,
    countedFrom: '2026-05-04T06:00:00.000Z',
    dueAt: '2026-05-04T10:00:00.000Z', // 12:00 in Paris
    atRiskAt: '2026-05-04T09:00:00.000Z',
    remainingSeconds: 10_800,
  });
  const events = await customer.timeline(ticket.id);
  expect(events.slice(-2).map(({ type, payload }) => ({ type, payload }))).toMatchObject([
    {
      type: 'ticket.severity_raised',
      payload: { before: 'LIMITED', after: 'MODERATE', cause: 'CORRECTION' },
    },
    {
      type: 'clock.due_changed',
      payload: {
        clockId: initialResponse.id,
        metric: 'INITIAL_RESPONSE',
        cause: 'SEVERITY_RAISED',
        before: '2026-05-04T14:00:00.000Z',
        after: '2026-05-04T10:00:00.000Z',
      },
    },
  ]);
});

test('C16 C31 a correction to a deadline that is past breaks the promise at that instant, not before', async () => {
  const { customer, ticket } = await limitedTicket();
  at('11:00');
  const { initialResponse } = await desk.engineer.act('raiseSeverity', {
    ticketId: ticket.id,
    severity: 'SEVERE',
    cause: 'CORRECTION',
  });
  expect(initialResponse).toMatchObject({
    state: 'BREACHED_OPEN',
    dueAt: '2026-05-04T08:00:00.000Z', // 10:00 in Paris
    breachedAt: '2026-05-04T09:00:00.000Z', // when it was corrected
    remainingSeconds: -3_600,
  });
  at('12:00');
  const answered = await desk.engineer.act('replyToTicket', { ticketId: ticket.id, body: 'We are on it.' });
  expect(answered.initialResponse).toMatchObject({
    state: 'BREACHED',
    breachedAt: '2026-05-04T09:00:00.000Z',
  });
  expect((await customer.ticket(ticket.id)).initialResponse.endedAt).toBe('2026-05-04T10:00:00.000Z');
});

test('C16 a promise that is broken already stays as it was broken', async () => {
  const { customer, ticket } = await limitedTicket();
  at('16:30');
  for (const [caller, severity, cause] of [
    [customer, 'MODERATE', 'WORSENED'],
    [desk.engineer, 'SEVERE', 'CORRECTION'],
  ] as const) {
    const { initialResponse } = await caller.act('raiseSeverity', { ticketId: ticket.id, severity, cause });
    expect(initialResponse).toMatchObject({
      state: 'BREACHED_OPEN',
      dueAt: '2026-05-04T14:00:00.000Z',
      breachedAt: '2026-05-04T14:00:00.000Z',
    });
  }
});

test('C16 worsened twice: each time the earlier deadline wins', async () => {
  const { customer, ticket } = await limitedTicket();
  at('09:00');
  const moderate = { ticketId: ticket.id, severity: 'MODERATE', cause: 'WORSENED' };
  expect((await customer.act('raiseSeverity', moderate)).initialResponse.dueAt).toBe(
    '2026-05-04T11:00:00.000Z',
  );
  at('12:00');
  const severe = { ticketId: ticket.id, severity: 'SEVERE', cause: 'WORSENED' };
  const { initialResponse } = await desk.engineer.act('raiseSeverity', severe);
  expect(initialResponse).toMatchObject({
    dueAt: '2026-05-04T11:00:00.000Z', // 13:00 in Paris, an hour before what two hours from noon would give
    countedFrom: '2026-05-04T07:00:00.000Z',
  });
});

test('C16 C28 a day closed afterwards moves a worsened promise from where it counts', async () => {
  at('16:00'); // Monday
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const ticket = await customer.open({ severity: 'LIMITED' }); // due Tuesday 14:00
  at('17:00');
  const worse = { ticketId: ticket.id, severity: 'SEVERE', cause: 'WORSENED' };
  const raised = await customer.act('raiseSeverity', worse);
  expect(raised.initialResponse.dueAt).toBe('2026-05-05T07:00:00.000Z'); // Tuesday 09:00
  await desk.manager.act('closeDay', { accountId: customer.accountId, on: '2026-05-05', reason: 'Move' });
  expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
    dueAt: '2026-05-06T07:00:00.000Z', // Wednesday 09:00
    atRiskAt: '2026-05-06T06:30:00.000Z',
    countedFrom: '2026-05-04T15:00:00.000Z',
  });
});

test('C18 a severity raised after the response leaves the clock as it ended', async () => {
  const { customer, ticket } = await limitedTicket();
  at('09:00');
  const { initialResponse: met } = await desk.engineer.act('replyToTicket', {
    ticketId: ticket.id,
    body: 'Looking.',
  });
  at('10:00');
  const raised = await customer.act('raiseSeverity', {
    ticketId: ticket.id,
    severity: 'SEVERE',
    cause: 'WORSENED',
  });
  expect(raised.severity).toBe('SEVERE');
  expect(raised.initialResponse).toMatchObject({
    state: 'MET',
    dueAt: met.dueAt,
    targetSeconds: 28_800,
    endedAt: '2026-05-04T07:00:00.000Z',
  });
});

test('C16 C25 on Basic there is no promise to move', async () => {
  const { customer, ticket } = await limitedTicket('BASIC');
  const raised = await customer.act('raiseSeverity', {
    ticketId: ticket.id,
    severity: 'SEVERE',
    cause: 'WORSENED',
  });
  expect(raised.initialResponse).toMatchObject({ state: 'NOT_APPLICABLE', dueAt: null, targetSeconds: null });
});

test('C16 C17 raising never lowers, and only staff correct', async () => {
  const { customer, ticket } = await limitedTicket();
  const same = { ticketId: ticket.id, severity: 'LIMITED', cause: 'WORSENED' };
  expect(await customer.problem('raiseSeverity', same)).toMatchObject({
    __typename: 'SeverityNotRaisedProblem',
    code: 'SEVERITY_NOT_RAISED',
    en: 'The severity is limited already: choose a higher one.',
    fr: 'La gravité est déjà limitée\u00a0: choisissez-en une plus haute.',
  });
  await customer.act('raiseSeverity', { ...same, severity: 'SEVERE' });
  expect(await customer.problem('raiseSeverity', { ...same, severity: 'MODERATE' })).toMatchObject({
    code: 'SEVERITY_NOT_RAISED',
    en: 'The severity is severe already: there is none higher.',
    fr: 'La gravité est déjà sévère\u00a0: c’est la plus haute.',
  });
  const correction = { ticketId: ticket.id, severity: 'SEVERE', cause: 'CORRECTION' };
  expect((await customer.denied('raiseSeverity', correction)).code).toBe('FORBIDDEN');
  const solved = { ticketId: ticket.id, body: 'Solved.', resolve: true, review: IN_SCOPE };
  await desk.engineer.act('replyToTicket', solved);
  expect(await customer.problem('raiseSeverity', { ...same, severity: 'SEVERE' })).toMatchObject({
    __typename: 'IllegalMoveProblem',
  });
});
