import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, REQUEST, type Customer, type Desk, type Ticket } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-04T${local}+02:00`);

/** Two business hours for this one: due at 10:00 in Paris, 08:00Z; at risk from 09:30. */
async function severeTicket(): Promise<{ customer: Customer; ticket: Ticket }> {
  at('08:00:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  return { customer, ticket: await customer.open({ severity: 'SEVERE' }) };
}

const answer = (ticketId: string) => desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });

describe('the verdict', () => {
  test('C1 a response at the due instant is in time', async () => {
    const { ticket } = await severeTicket();
    at('10:00:00.000');
    expect((await answer(ticket.id)).initialResponse).toMatchObject({
      state: 'MET',
      endedAt: '2026-05-04T08:00:00.000Z',
      breachedAt: null,
      remainingSeconds: 0,
    });
  });

  test('C1 C31 a response one millisecond later is not, and the promise broke at its due instant', async () => {
    const { ticket } = await severeTicket();
    at('10:00:00.001');
    expect((await answer(ticket.id)).initialResponse).toMatchObject({
      state: 'BREACHED',
      endedAt: '2026-05-04T08:00:00.001Z',
      breachedAt: '2026-05-04T08:00:00.000Z',
    });
  });

  test('C14 C15 C31 C37 a clock shows where it stands as time passes', async () => {
    const { customer, ticket } = await severeTicket();
    const shown = async (local: string) => {
      at(local);
      const { state, remainingSeconds, elapsedSeconds, breachedAt, asOf } = (await customer.ticket(ticket.id))
        .initialResponse;
      return { state, remainingSeconds, elapsedSeconds, breachedAt, asOf };
    };
    expect(ticket.initialResponse.atRiskAt).toBe('2026-05-04T07:30:00.000Z');
    expect(await shown('09:29:59.999')).toEqual({
      state: 'RUNNING',
      remainingSeconds: 1_801, // rounded up
      elapsedSeconds: 5_399.999,
      breachedAt: null,
      asOf: '2026-05-04T07:29:59.999Z',
    });
    expect(await shown('09:30:00')).toMatchObject({ state: 'AT_RISK', remainingSeconds: 1_800 });
    expect(await shown('10:00:00')).toMatchObject({
      state: 'AT_RISK',
      remainingSeconds: 0,
      breachedAt: null,
    });
    expect(await shown('10:00:00.001')).toMatchObject({ state: 'BREACHED_OPEN', remainingSeconds: 0 });
    expect(await shown('10:30:00')).toEqual({
      state: 'BREACHED_OPEN',
      remainingSeconds: -1_800,
      elapsedSeconds: 9_000,
      breachedAt: '2026-05-04T08:00:00.000Z',
      asOf: '2026-05-04T08:30:00.000Z',
    });
    expect(await shown('23:00:00')).toMatchObject({ remainingSeconds: -28_800, elapsedSeconds: 36_000 });
  });

  test('S15 S16 S18 C7 it counts in opening hours only: not at night, on a holiday, or on a week-end', async () => {
    desk.at('2026-05-07T17:00:00+02:00'); // Thursday; Friday 8 May is a holiday in France
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const { id } = await customer.open({ severity: 'LIMITED' });
    const elapsed = async (instant: string) => {
      desk.at(instant);
      return (await customer.ticket(id)).initialResponse.elapsedSeconds;
    };
    expect(await elapsed('2026-05-07T17:59:00+02:00')).toBe(3_540);
    for (const closed of ['07T18:00', '07T23:59', '08T12:00', '09T12:00', '10T12:00', '11T08:00']) {
      expect(await elapsed(`2026-05-${closed}:00+02:00`)).toBe(3_600);
    }
    expect(await elapsed('2026-05-11T08:30:00+02:00')).toBe(5_400);
  });

  test('C14 C24 a request withdrawn before any answer is cancelled, even when its promise was broken', async () => {
    const { customer, ticket } = await severeTicket();
    at('11:00:00');
    const withdrawn = await customer.act('closeTicket', { ticketId: ticket.id });
    expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', endedAt: '2026-05-04T09:00:00.000Z' });
    expect(withdrawn.clocks.map(({ metric, state, cancelled }) => ({ metric, state, cancelled }))).toEqual([
      { metric: 'INITIAL_RESPONSE', state: 'CANCELLED', cancelled: 'WITHDRAWN' },
      { metric: 'RESOLUTION', state: 'CANCELLED', cancelled: 'WITHDRAWN' },
    ]);
    expect(withdrawn.initialResponse.breachedAt).toBeNull();
  });

  test('S48 C25 on Basic nothing is promised, the next window is shown and the time is measured', async () => {
    desk.at('2026-05-07T19:00:00+02:00'); // the evening before Ascension's bridge: Friday 8 May is a holiday in France
    const customer = await desk.customer({ plan: 'BASIC' });
    const ticket = await customer.open();
    expect(ticket.initialResponse).toMatchObject({
      state: 'NOT_APPLICABLE',
      dueAt: null,
      dueAtLocal: null,
      atRiskAt: null,
      targetSeconds: null,
      targetVersion: null,
      remainingSeconds: null,
      nextSupportWindow: { opensAt: '2026-05-11T06:00:00.000Z', closesAt: '2026-05-11T16:00:00.000Z' },
    });
    desk.at('2026-05-11T09:30:00+02:00');
    expect((await answer(ticket.id)).initialResponse).toMatchObject({
      state: 'NOT_APPLICABLE',
      elapsedSeconds: 5_400,
      endedAt: '2026-05-11T07:30:00.000Z',
      breachedAt: null,
    });
  });
});

describe('what is a response', () => {
  test('C8 a note, an assignment and the customer’s own messages are none', async () => {
    const { customer, ticket } = await severeTicket();
    const ticketId = ticket.id;
    at('08:30:00');
    await desk.engineer.act('addInternalNote', { ticketId, body: 'Looks like last week.' });
    await desk.engineer.act('assignTicket', { ticketId, assigneeId: desk.engineer.staffId });
    await customer.act('replyToTicket', { ticketId, body: 'It is worse now.' });
    const { clocks } = await customer.ticket(ticketId);
    expect(clocks.map(({ metric, endedAt }) => ({ metric, endedAt }))).toEqual([
      { metric: 'INITIAL_RESPONSE', endedAt: null },
      { metric: 'RESOLUTION', endedAt: null },
    ]);
  });

  test.each([
    ['a reply', 'replyToTicket', { body: 'Try again, please.' }],
    ['a logged call', 'logCall', { summary: 'We spoke with Aline.' }],
    [
      'C10 a rejection, which tells why',
      'rejectTicket',
      { clause: '3.4', reasonFr: 'Architecture.', reasonEn: 'Architecture.' },
    ],
  ] as const)('C8 %s is one', async (_what, mutation, input) => {
    const { ticket } = await severeTicket();
    at('09:00:00');
    const { initialResponse } = await desk.engineer.act(mutation, { ticketId: ticket.id, ...input });
    expect(initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
  });

  test('C9 C14 an answer that resolves counts as the response first', async () => {
    const { customer, ticket } = await severeTicket();
    at('09:00:00');
    const resolved = await desk.engineer.act('replyToTicket', {
      ticketId: ticket.id,
      body: 'Done.',
      resolve: true,
      review: IN_SCOPE,
    });
    expect(resolved).toMatchObject({ state: 'RESOLVED', endedAt: '2026-05-04T07:00:00.000Z' });
    expect(resolved.initialResponse.state).toBe('MET');
    const ended = (await customer.timeline(ticket.id))
      .slice(3)
      .map(({ type, payload }) => [type, payload['metric'], payload['cause']]);
    expect(ended).toEqual([
      ['ticket.replied', undefined, undefined],
      ['clock.ended', 'INITIAL_RESPONSE', 'RESPONSE'],
      ['ticket.review_begun', undefined, undefined],
      ['ticket.scope_reviewed', undefined, undefined],
      ['ticket.resolved', undefined, undefined],
      ['ticket.rating_asked', undefined, undefined],
      ['clock.ended', 'RESOLUTION', 'RESOLVED'],
    ]);
  });

  test('C8 C11 S60 only the first response ends the wait; later ones end later waits, and no clock moves another', async () => {
    const { customer, ticket } = await severeTicket();
    const ticketId = ticket.id;
    at('09:00:00');
    await answer(ticketId);
    at('10:00:00');
    await customer.act('replyToTicket', { ticketId, body: 'Still broken.' });
    at('10:15:00');
    await customer.act('replyToTicket', { ticketId, body: 'And slow.' });
    at('11:00:00');
    const { clocks } = await answer(ticketId);
    expect(
      clocks.map(({ metric, startedAt, endedAt, elapsedSeconds, dueAt }) => ({
        metric,
        startedAt,
        endedAt,
        elapsedSeconds,
        dueAt,
      })),
    ).toEqual([
      {
        metric: 'INITIAL_RESPONSE',
        startedAt: '2026-05-04T06:00:00.000Z',
        endedAt: '2026-05-04T07:00:00.000Z',
        elapsedSeconds: 3_600,
        dueAt: '2026-05-04T08:00:00.000Z',
      },
      {
        metric: 'RESOLUTION',
        startedAt: '2026-05-04T06:00:00.000Z',
        endedAt: null,
        elapsedSeconds: 10_800,
        dueAt: null,
      },
      {
        metric: 'NEXT_RESPONSE',
        startedAt: '2026-05-04T08:00:00.000Z',
        endedAt: '2026-05-04T09:00:00.000Z',
        elapsedSeconds: 3_600,
        dueAt: null,
      },
    ]);
  });

  test('C19 who works on it changes no clock', async () => {
    const { customer, ticket } = await severeTicket();
    at('08:45:00');
    const before = await customer.ticket(ticket.id);
    for (const assigneeId of [desk.engineer.staffId, desk.manager.staffId, null]) {
      const assigned = await desk.engineer.act('assignTicket', { ticketId: ticket.id, assigneeId });
      expect(assigned.clocks).toEqual(before.clocks);
    }
  });

  test('C23 what the customer adds before the response does not move the deadline', async () => {
    const { customer, ticket } = await severeTicket();
    at('09:59:00');
    const added = await customer.act('replyToTicket', { ticketId: ticket.id, body: 'One more thing.' });
    expect(added.initialResponse.dueAt).toBe('2026-05-04T08:00:00.000Z');
    expect(added.clocks).toHaveLength(2);
  });
});

describe('closing', () => {
  test('C24 staff cannot close what waits for an answer, at risk and broken included', async () => {
    const { customer, ticket } = await severeTicket();
    await desk.engineer.act('reviewTicketScope', { ticketId: ticket.id, review: IN_SCOPE });
    for (const local of ['08:30:00', '09:45:00', '12:00:00']) {
      at(local);
      expect(await desk.engineer.problem('closeTicket', { ticketId: ticket.id })).toMatchObject({
        __typename: 'ResponseMissingProblem',
        code: 'RESPONSE_MISSING',
        en: 'Nobody has answered yet: send a reply that the customer can see.',
      });
    }
    expect((await customer.ticket(ticket.id)).state).toBe('IN_REVIEW');
    await answer(ticket.id);
    expect(await desk.engineer.problem('closeTicket', { ticketId: ticket.id })).toMatchObject({
      code: 'ILLEGAL_MOVE',
      en: expect.stringContaining('resolve') as string,
    });
    await desk.engineer.act('replyToTicket', { ticketId: ticket.id, body: 'Done.', resolve: true });
    expect((await desk.engineer.act('closeTicket', { ticketId: ticket.id })).state).toBe('CLOSED');
  });

  test('C24 C11 closing ends every clock, and nothing ends twice', async () => {
    const { customer, ticket } = await severeTicket();
    const ticketId = ticket.id;
    at('09:00:00');
    await answer(ticketId);
    await customer.act('replyToTicket', { ticketId, body: 'Thank you!' });
    at('09:30:00');
    const closed = await customer.act('closeTicket', { ticketId });
    expect(closed.state).toBe('CLOSED');
    expect(closed.clocks.map(({ metric, state, endedAt }) => [metric, state, endedAt])).toEqual([
      ['INITIAL_RESPONSE', 'MET', '2026-05-04T07:00:00.000Z'],
      ['RESOLUTION', 'NOT_APPLICABLE', '2026-05-04T07:30:00.000Z'],
      ['NEXT_RESPONSE', 'NOT_APPLICABLE', '2026-05-04T07:30:00.000Z'],
    ]);
    expect(await customer.problem('closeTicket', { ticketId })).toMatchObject({
      code: 'ILLEGAL_MOVE',
      en: 'The ticket is closed. Not possible: close. Possible: reply.',
      fr: 'Le ticket est fermé. Impossible\u00a0: fermer. Possible\u00a0: répondre.',
    });
    const ended = (await customer.timeline(ticketId)).filter(({ type }) => type === 'clock.ended');
    expect(ended).toHaveLength(3);
  });

  test('C24 S2 C22 staff resolve what is open, so that it can be rated and re-opened, also where nothing is promised', async () => {
    at('08:00:00');
    const customer = await desk.customer({ plan: 'BASIC' });
    const { id: ticketId } = await customer.open();
    await desk.engineer.act('reviewTicketScope', { ticketId, review: IN_SCOPE });
    const refused = await desk.engineer.problem('closeTicket', { ticketId });
    expect(refused.code).toBe('ILLEGAL_MOVE');
    await desk.engineer.act('replyToTicket', { ticketId, body: 'Done.', resolve: true });
    await customer.act('replyToTicket', { ticketId, body: 'Not at all.' });
    expect((await customer.ticket(ticketId)).state).toBe('IN_PROGRESS');
    await desk.engineer.act('replyToTicket', { ticketId, body: 'Now it is.', resolve: true });
    expect((await desk.engineer.act('closeTicket', { ticketId })).state).toBe('CLOSED');
    const { ticket } = unwrap(await customer.client.tickets.rate({ ticketId, score: 2 }));
    expect(ticket.satisfaction?.score).toBe(2);
  });
});

describe('days that change', () => {
  const friday = '2026-03-13';
  const closeFriday = (accountId: string) =>
    desk.manager.act('closeDay', { accountId, on: friday, reason: 'Company day' });

  /** Received on Thursday at 17:00: one hour that day, one on Friday. */
  async function thursdayTicket() {
    desk.at('2026-03-12T17:00:00+01:00');
    const customer = await desk.customer({ plan: 'ENHANCED' });
    const ticket = await customer.open();
    expect(ticket.initialResponse.dueAt).toBe('2026-03-13T08:00:00.000Z'); // Friday 09:00
    return { customer, ticket };
  }

  test('C28 B10 a day that is closed afterwards gives its time back, and reopening takes it', async () => {
    const { customer, ticket } = await thursdayTicket();
    await closeFriday(customer.accountId);
    expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
      dueAt: '2026-03-16T08:00:00.000Z', // Monday 09:00
      atRiskAt: '2026-03-16T07:30:00.000Z',
    });
    await customer.act('reopenDay', { accountId: customer.accountId, on: friday });
    expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
      dueAt: '2026-03-13T08:00:00.000Z',
      atRiskAt: '2026-03-13T07:30:00.000Z',
    });
    const moves = (await customer.timeline(ticket.id)).filter(({ type }) => type === 'clock.due_changed');
    expect(moves.map(({ payload }) => payload)).toMatchObject([
      {
        clockId: ticket.initialResponse.id,
        metric: 'INITIAL_RESPONSE',
        cause: 'CALENDAR_CHANGED',
        before: '2026-03-13T08:00:00.000Z',
        after: '2026-03-16T08:00:00.000Z',
      },
      {
        clockId: ticket.initialResponse.id,
        metric: 'INITIAL_RESPONSE',
        cause: 'CALENDAR_CHANGED',
        before: '2026-03-16T08:00:00.000Z',
        after: '2026-03-13T08:00:00.000Z',
      },
    ]);
  });

  test('C28 K9 a shorter day counts for what is left of it', async () => {
    const { customer, ticket } = await thursdayTicket();
    const { accountId } = customer;
    await customer.act('closeDay', { accountId, on: friday, opensAt: '13:00', reason: 'Moving in' });
    expect((await customer.ticket(ticket.id)).initialResponse.dueAt).toBe('2026-03-13T13:00:00.000Z'); // 14:00
    await customer.act('closeDay', { accountId, on: friday, closesAt: '08:30', reason: 'Party' });
    expect((await customer.ticket(ticket.id)).initialResponse.dueAt).toBe('2026-03-16T07:30:00.000Z'); // Monday 08:30
  });

  test('C28 taking a day back never breaks a promise', async () => {
    const { customer, ticket } = await thursdayTicket();
    await closeFriday(customer.accountId);
    desk.at('2026-03-13T11:00:00+01:00'); // reopened, the deadline would have been two hours ago
    await customer.act('reopenDay', { accountId: customer.accountId, on: friday });
    expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
      state: 'RUNNING',
      dueAt: '2026-03-16T08:00:00.000Z',
    });
    const moves = (await customer.timeline(ticket.id)).filter(({ type }) => type === 'clock.due_changed');
    expect(moves).toHaveLength(1);
  });

  test('C28 what is broken or over is not touched', async () => {
    const { customer, ticket: broken } = await thursdayTicket();
    const met = await customer.open();
    await answer(met.id);
    desk.at('2026-03-13T11:00:00+01:00');
    await closeFriday(customer.accountId);
    for (const [{ id }, state] of [
      [broken, 'BREACHED_OPEN'],
      [met, 'MET'],
    ] as const) {
      expect((await customer.ticket(id)).initialResponse).toMatchObject({
        state,
        dueAt: '2026-03-13T08:00:00.000Z',
      });
      expect((await customer.timeline(id)).map(({ type }) => type)).not.toContain('clock.due_changed');
    }
  });

  test('C28 C11 measures without a promise follow too, those begun later included', async () => {
    const { customer, ticket } = await thursdayTicket();
    await answer(ticket.id);
    await closeFriday(customer.accountId);
    desk.at('2026-03-12T17:30:00+01:00');
    await customer.act('replyToTicket', { ticketId: ticket.id, body: 'And now?' });
    desk.at('2026-03-16T09:00:00+01:00');
    const { clocks } = await customer.ticket(ticket.id);
    expect(clocks.map(({ metric, elapsedSeconds }) => [metric, elapsedSeconds])).toEqual([
      ['INITIAL_RESPONSE', 0],
      ['RESOLUTION', 7_200], // an hour on Thursday, one on Monday
      ['NEXT_RESPONSE', 5_400], // half an hour on Thursday, an hour on Monday
    ]);
  });

  test('C28 only the account’s own tickets move', async () => {
    const { customer } = await thursdayTicket();
    const { customer: other, ticket } = await thursdayTicket();
    await closeFriday(customer.accountId);
    expect((await other.ticket(ticket.id)).initialResponse.dueAt).toBe('2026-03-13T08:00:00.000Z');
  });

  test('C29 B3 a customer who moves keeps the running promise, and gets the new place for later ones', async () => {
    const { customer, ticket } = await thursdayTicket();
    const { accountId } = customer;
    await desk.manager.act('relocateAccount', {
      accountId,
      timeZone: 'America/New_York',
      country: 'US',
      subdivision: 'NY',
    });
    expect((await customer.ticket(ticket.id)).initialResponse).toMatchObject({
      dueAt: '2026-03-13T08:00:00.000Z',
      timeZone: 'Europe/Paris',
    });
    const later = await customer.open();
    expect(later.initialResponse).toMatchObject({
      dueAt: '2026-03-12T18:00:00.000Z', // received at noon in New York, due at 14:00 there
      dueAtLocal: '2026-03-12T14:00:00-04:00',
      timeZone: 'America/New_York',
    });
    // a day closed now counts in the place that each started with
    await closeFriday(accountId);
    expect((await customer.ticket(ticket.id)).initialResponse.dueAt).toBe('2026-03-16T08:00:00.000Z');
  });

  test('C3 C29 S17 a contact at a site counts in the site’s place', async () => {
    const { customer } = await thursdayTicket();
    const { accountId } = customer;
    const { sites } = await desk.manager.act('addSite', {
      accountId,
      name: 'Tokyo',
      timeZone: 'Asia/Tokyo',
      country: 'JP',
    });
    const inTokyo = await customer.colleague({ siteId: sites.nodes[0]!.id });
    const { initialResponse } = await inTokyo.open();
    expect(initialResponse).toMatchObject({
      dueAt: '2026-03-13T01:00:00.000Z', // Friday 10:00 in Tokyo: received there on Friday at 01:00
      dueAtLocal: '2026-03-13T10:00:00+09:00',
      timeZone: 'Asia/Tokyo',
    });
    expect((await customer.open()).initialResponse.timeZone).toBe('Europe/Paris');
    const byStaff = await desk.engineer.act('openTicket', { ...REQUEST, requesterId: inTokyo.contactId });
    expect(byStaff.initialResponse.timeZone).toBe('Asia/Tokyo');
  });
});

test('C38 K9 a day can be closed or shortened, never opened or lengthened', async () => {
  at('08:00:00');
  const customer = await desk.customer();
  for (const hours of [
    { on: '2026-05-09', opensAt: '10:00', closesAt: '12:00' }, // a Saturday
    { on: '2026-05-11', opensAt: '07:00' },
    { on: '2026-05-11', closesAt: '20:00' },
    { on: '2026-05-11', opensAt: '07:59', closesAt: '18:00' },
  ]) {
    const { issues } = await customer.problem('closeDay', {
      accountId: customer.accountId,
      reason: 'More',
      ...hours,
    });
    expect(issues).toMatchObject([
      { code: 'CALENDAR_TOO_OPEN', en: 'can only shorten a working day, 08:00 to 18:00.' },
    ]);
  }
  expect(
    await customer.problem('closeDay', {
      accountId: customer.accountId,
      on: '2026-05-11',
      opensAt: '14:00',
      closesAt: '14:00',
      reason: 'Nothing',
    }),
  ).toMatchObject({ en: 'Invalid input: closesAt: must come after the opening.' });
});

test('C27 a clock keeps the table of targets that was in force at its receipt', async () => {
  at('08:00:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const old = await customer.open({ severity: 'LIMITED' });
  const halfHours = ['ENHANCED', 'PREMIUM'].flatMap((plan) =>
    ['SEVERE', 'MODERATE', 'LIMITED'].map((severity) => ({ plan, severity, businessMinutes: 30 })),
  );
  await desk.manager.act('publishTargets', {
    effectiveFrom: '2026-05-04T07:00:00Z',
    atRiskPercent: 50,
    targets: halfHours,
  });
  at('08:59:59.999');
  expect((await customer.open()).initialResponse).toMatchObject({ targetVersion: 1, targetSeconds: 7_200 });
  at('09:00:00');
  expect((await customer.open()).initialResponse).toMatchObject({
    targetVersion: 2,
    targetSeconds: 1_800,
    dueAt: '2026-05-04T07:30:00.000Z',
    atRiskAt: '2026-05-04T07:15:00.000Z',
  });
  const worse = { ticketId: old.id, severity: 'SEVERE', cause: 'WORSENED' };
  expect((await customer.act('raiseSeverity', worse)).initialResponse).toMatchObject({
    targetVersion: 1,
    targetSeconds: 7_200,
    dueAt: '2026-05-04T09:00:00.000Z', // two hours after 09:00, at risk from three quarters of them on
    atRiskAt: '2026-05-04T08:30:00.000Z',
  });
});
