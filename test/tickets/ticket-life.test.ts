import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Clock, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: open from 08:00 to 18:00. Friday 8 May is a holiday; Tuesday 5 May is not.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);

/** Received on Monday at 08:00, and found in scope at once. */
async function newTicket() {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  await desk.engineer.act('reviewTicketScope', { ticketId, review: IN_SCOPE });
  return { customer, ticketId };
}

const answer = (ticketId: string) => desk.engineer.act('replyToTicket', { ticketId, body: 'We found it.' });
const ask = (ticketId: string) =>
  desk.engineer.act('waitForCustomer', { ticketId, body: 'Which browser is it?' });
const waitForCarrier = (ticketId: string) =>
  desk.engineer.act('waitForThirdParty', { ticketId, reason: 'The carrier repairs the line.' });
const resume = (ticketId: string) => desk.engineer.act('resumeTicket', { ticketId });
const resolve = (ticketId: string) =>
  desk.engineer.act('replyToTicket', { ticketId, body: 'It works again.', resolve: true });
const write = (customer: Customer, ticketId: string) =>
  customer.act('replyToTicket', { ticketId, body: 'It is still broken.' });

/** As a catalogue says it that is loaded at the next start. */
async function reopenedWithin(days: number): Promise<void> {
  const client = new pg.Client(desk.server.databaseUrl);
  await client.connect();
  await client.query('update "Programme" set "reopenedWithinDays" = $1', [days]);
  await client.end();
}

const clock = ({ clocks }: { clocks: Clock[] }, metric: string) =>
  clocks.findLast((candidate) => candidate.metric === metric)!;
const hours = (ticket: { clocks: Clock[] }, metric: string) => clock(ticket, metric).elapsedSeconds / 3_600;

interface Explained {
  metric: string;
  elapsedSeconds: number;
  explain: {
    openSeconds: number;
    sentences: string[];
    segments: { label: string; from: string; to: string; seconds: number }[];
  };
}

async function explained(customer: Customer, id: string, metric: string): Promise<Explained> {
  const { ticket } = await customer.read<{ ticket: { clocks: Explained[] } }>(
    `query ($id: ID!) { ticket(id: $id) { clocks { metric elapsedSeconds
      explain { openSeconds sentences(locale: EN) segments { label from to seconds } } } } }`,
    { id },
  );
  return ticket.clocks.findLast((candidate) => candidate.metric === metric)!;
}

const queued = async (id: string) => {
  const { queue } = await desk.engineer.read<{ queue: { nodes: { id: string }[] } }>(
    '{ queue(first: 100) { nodes { id } } }',
  );
  return queue.nodes.some((node) => node.id === id);
};

describe('waiting', () => {
  test('C8 C9 C12 asking the customer is a response, which counts before the pause', async () => {
    const { ticketId } = await newTicket();
    at('04T09:00');
    const asked = await ask(ticketId);
    expect(asked.state).toBe('WAITING_ON_CUSTOMER');
    expect(asked.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
    expect((await desk.engineer.timeline(ticketId)).slice(5).map(({ type }) => type)).toEqual([
      'ticket.replied',
      'clock.ended',
      'ticket.waiting',
    ]);
  });

  test('C8 C12 waiting for somebody else is no response and never pauses the initial one', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T09:00');
    const waiting = await waitForCarrier(ticketId);
    expect(waiting.state).toBe('WAITING_ON_THIRD_PARTY');
    at('04T11:00');
    const ticket = await customer.ticket(ticketId);
    expect(ticket.initialResponse).toMatchObject({ state: 'BREACHED_OPEN', elapsedSeconds: 10_800 });
    expect(hours(ticket, 'RESOLUTION')).toBe(1);
    const last = (await customer.timeline(ticketId)).findLast(({ type }) => type === 'ticket.waiting');
    expect(last?.payload).toEqual({
      before: 'IN_REVIEW',
      after: 'WAITING_ON_THIRD_PARTY',
      reason: 'The carrier repairs the line.',
    });
  });

  test('C13 only the open part of a pause is taken away, night and all', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T16:00');
    await waitForCarrier(ticketId);
    at('05T09:00');
    expect((await resume(ticketId)).state).toBe('IN_PROGRESS');
    at('05T10:00');
    // 08:00 to 16:00 on Monday and 09:00 to 10:00 on Tuesday.
    expect(hours(await customer.ticket(ticketId), 'RESOLUTION')).toBe(9);
    const { explain, elapsedSeconds } = await explained(customer, ticketId, 'RESOLUTION');
    expect(explain.segments.map(({ label, from, to }) => [label, from, to])).toEqual([
      ['OPEN', '2026-05-04T06:00:00.000Z', '2026-05-04T14:00:00.000Z'],
      ['PAUSED', '2026-05-04T14:00:00.000Z', '2026-05-04T16:00:00.000Z'],
      ['NIGHT', '2026-05-04T16:00:00.000Z', '2026-05-05T06:00:00.000Z'],
      ['PAUSED', '2026-05-05T06:00:00.000Z', '2026-05-05T07:00:00.000Z'],
      ['OPEN', '2026-05-05T07:00:00.000Z', '2026-05-05T08:00:00.000Z'],
    ]);
    expect([explain.openSeconds, elapsedSeconds]).toEqual([32_400, 32_400]);
    expect(explain.sentences).toContain('Time in a pause does not count.');
  });

  test('C12 moving between two states that pause is one pause', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T09:00');
    await ask(ticketId);
    at('04T10:00');
    await waitForCarrier(ticketId);
    at('04T11:00');
    await ask(ticketId);
    at('04T12:00');
    await resume(ticketId);
    at('04T13:00');
    expect(hours(await customer.ticket(ticketId), 'RESOLUTION')).toBe(2);
    const { explain } = await explained(customer, ticketId, 'RESOLUTION');
    expect(explain.segments.map(({ label, seconds }) => [label, seconds])).toEqual([
      ['OPEN', 3_600],
      ['PAUSED', 10_800],
      ['OPEN', 3_600],
    ]);
  });

  test('C12 C11 the customer’s reply resumes the work and starts the next wait', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T09:00');
    await ask(ticketId);
    expect(await queued(ticketId)).toBe(false);
    at('04T11:00');
    expect((await write(customer, ticketId)).state).toBe('IN_PROGRESS');
    expect(await queued(ticketId)).toBe(true);
    at('04T12:00');
    const ticket = await customer.ticket(ticketId);
    expect([hours(ticket, 'NEXT_RESPONSE'), hours(ticket, 'RESOLUTION')]).toEqual([1, 2]);
  });

  test('C12 C11 what is written while somebody else is waited for counts from when work goes on', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T09:00');
    await answer(ticketId);
    await waitForCarrier(ticketId);
    at('04T10:00');
    expect((await write(customer, ticketId)).state).toBe('WAITING_ON_THIRD_PARTY');
    expect(await queued(ticketId)).toBe(true);
    at('04T12:00');
    expect(hours(await customer.ticket(ticketId), 'NEXT_RESPONSE')).toBe(0);
    const { explain } = await explained(customer, ticketId, 'NEXT_RESPONSE');
    expect(explain.sentences).toEqual([
      'Time in a pause does not count.',
      'No business time in this stretch.',
    ]);
    await resume(ticketId);
    at('04T12:30');
    expect(hours(await answer(ticketId), 'NEXT_RESPONSE')).toBe(0.5);
  });

  test('C12 R1 a promise keeps its ticket in the queue while somebody else is waited for', async () => {
    const { ticketId } = await newTicket();
    await waitForCarrier(ticketId);
    expect(await queued(ticketId)).toBe(true);
    await answer(ticketId);
    expect(await queued(ticketId)).toBe(false);
  });

  test.each(['resolved', 'closed', 'rejected'])(
    'C13 C24 %s out of a pause closes the pause first',
    async (how) => {
      const { customer, ticketId } = await newTicket();
      at('04T09:00');
      await ask(ticketId);
      at('04T12:00');
      if (how === 'resolved') await resolve(ticketId);
      if (how === 'closed') await customer.act('closeTicket', { ticketId });
      if (how === 'rejected') {
        const reasons = { reasonFr: 'Hors programme.', reasonEn: 'Out of scope.' };
        await desk.engineer.act('rejectTicket', { ticketId, clause: '3.4', ...reasons });
      }
      at('05T12:00');
      const ticket = await customer.ticket(ticketId);
      expect(clock(ticket, 'RESOLUTION').endedAt).toBe('2026-05-04T10:00:00.000Z');
      expect(hours(ticket, 'RESOLUTION')).toBe(1);
    },
  );

  test('C22 C28 a day that was closed while a ticket was resolved does not count once it is re-opened', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T10:00');
    await resolve(ticketId);
    await customer.act('closeDay', {
      accountId: customer.accountId,
      on: '2026-05-05',
      reason: 'Moving house',
    });
    at('04T12:00');
    await write(customer, ticketId);
    at('06T09:00');
    // Monday from 08:00 to 10:00 and from 12:00 to 18:00, and an hour of Wednesday.
    expect(hours(await customer.ticket(ticketId), 'RESOLUTION')).toBe(9);
    expect((await explained(customer, ticketId, 'RESOLUTION')).explain.openSeconds).toBe(9 * 3_600);
  });

  test('C12 what the state does not allow is refused with what it does', async () => {
    const { customer, ticketId } = await newTicket();
    expect(await desk.engineer.problem('resumeTicket', { ticketId })).toMatchObject({
      __typename: 'IllegalMoveProblem',
      en: 'The ticket must wait for somebody first. The ticket is in review. Not possible: resume. Possible: reply, log a call, review the scope, start work, wait for the customer, wait for a third party, resolve, reject, lower the severity, split, merge into another, cancel, add an internal note, assign, reclassify.',
    });
    await ask(ticketId);
    expect((await desk.engineer.problem('waitForCustomer', { ticketId, body: 'And?' })).code).toBe(
      'ILLEGAL_MOVE',
    );
    expect((await customer.denied('resumeTicket', { ticketId })).code).toBe('FORBIDDEN');
    expect(
      (await desk.engineer.problem('waitForThirdParty', { ticketId, reason: ' ' })).issues,
    ).toMatchObject([{ path: 'reason' }]);
  });
});

describe('re-opening', () => {
  test('C22 a reply re-opens a resolved ticket: the first answer stands, the time that it was resolved does not count', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T09:00');
    await answer(ticketId);
    at('04T10:00');
    await resolve(ticketId);
    at('05T09:00');
    const reopened = await write(customer, ticketId);
    expect(reopened).toMatchObject({ id: ticketId, state: 'IN_PROGRESS', endedAt: null });
    at('05T11:00');
    const ticket = await customer.ticket(ticketId);
    expect(ticket.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
    expect(clock(ticket, 'RESOLUTION').endedAt).toBeNull();
    // Until 10:00 on Monday, and from 09:00 on Tuesday on.
    expect([hours(ticket, 'NEXT_RESPONSE'), hours(ticket, 'RESOLUTION')]).toEqual([2, 4]);
    expect((await customer.timeline(ticketId)).slice(-4).map(({ type }) => type)).toEqual([
      'ticket.replied',
      'clock.started',
      'ticket.reopened',
      'clock.resumed',
    ]);

    const again = await resolve(ticketId);
    expect(again).toMatchObject({ state: 'RESOLVED', endedAt: '2026-05-05T09:00:00.000Z' });
    expect(hours(again, 'RESOLUTION')).toBe(4);
  });

  test('C13 C22 a pause that ended with the resolution does not go on after the re-opening', async () => {
    const { customer, ticketId } = await newTicket();
    at('04T09:00');
    await ask(ticketId);
    at('04T10:00');
    await resolve(ticketId);
    at('04T11:00');
    await write(customer, ticketId);
    at('04T13:00');
    // Until 09:00, and from 11:00 on.
    expect(hours(await customer.ticket(ticketId), 'RESOLUTION')).toBe(3);
  });

  test('C22 staff who write on a resolved ticket leave it resolved', async () => {
    const { ticketId } = await newTicket();
    await resolve(ticketId);
    expect((await answer(ticketId)).state).toBe('RESOLVED');
  });

  test('C22 30 days after, a reply is a linked ticket with a clock of its own', async () => {
    const { customer, ticketId } = await newTicket();
    await resolve(ticketId); // on 4 May at 08:00
    const late = await newTicket();
    await resolve(late.ticketId);
    desk.at('2026-06-03T08:00:00.000+02:00'); // exactly 30 days of 24 hours: the same one
    expect(await write(late.customer, late.ticketId)).toMatchObject({
      id: late.ticketId,
      state: 'IN_PROGRESS',
    });
    desk.at('2026-06-03T08:00:00.001+02:00');
    const followUp = await write(customer, ticketId);
    expect(followUp).toMatchObject({ state: 'RECEIVED', severity: 'SEVERE', plan: 'ENHANCED' });
    expect(followUp.initialResponse).toMatchObject({
      startedAt: '2026-06-03T06:00:00.001Z',
      dueAt: '2026-06-03T08:00:00.001Z',
    });
    expect(followUp.id).not.toBe(ticketId);
    expect((await customer.ticket(ticketId)).state).toBe('RESOLVED');
    expect(
      await customer.read(
        `query ($id: ID!) { ticket(id: $id) { relatedTo { id } subject messages { nodes { body } } } }`,
        { id: followUp.id },
      ),
    ).toEqual({
      ticket: {
        relatedTo: { id: ticketId },
        subject: 'Nobody can sign in',
        messages: { nodes: [{ body: 'It is still broken.' }] },
      },
    });
  });

  test('C22 for how many days a reply re-opens is the programme’s to say, and everybody’s to read', async () => {
    const { customer, ticketId } = await newTicket();
    await resolve(ticketId);
    const read = '{ supportProgramme { reopenedWithinDays } }';
    expect(await desk.anonymous.read(read)).toEqual({ supportProgramme: { reopenedWithinDays: 30 } });
    await reopenedWithin(7);
    try {
      desk.at('2026-05-11T08:00:00.001+02:00');
      expect((await write(customer, ticketId)).id).not.toBe(ticketId);
    } finally {
      await reopenedWithin(30);
    }
  });

  test('C22 S88 a follow-up of a closed ticket is admitted like any other request', async () => {
    at('04T08:00');
    const customer = await desk.customer({ plan: 'PREMIUM' });
    const { id: ticketId } = await customer.open({ requestType: 'EXPERT_ADVICE', severity: 'LIMITED' });
    await desk.engineer.act('reviewTicketScope', { ticketId, review: IN_SCOPE });
    await resolve(ticketId);
    await customer.act('closeTicket', { ticketId });
    expect((await write(customer, ticketId)).state).toBe('RECEIVED');
    expect((await desk.engineer.problem('replyToTicket', { ticketId, body: 'Hello?' })).code).toBe(
      'ILLEGAL_MOVE',
    );

    await desk.manager.act('choosePlan', { accountId: customer.accountId, planCode: 'BASIC' });
    at('04T09:00');
    expect(await customer.problem('replyToTicket', { ticketId, body: 'And now?' })).toMatchObject({
      __typename: 'NotCoveredProblem',
    });
  });
});

// A request happens when it came in, also where another that came in later was taken up before it.
test('C35 C12 a reply that came in just before the question it crosses resumes the ticket, and pauses nothing', async () => {
  const { customer, ticketId } = await newTicket();
  at('04T10:00');
  await ask(ticketId);

  at('04T09:59');
  await write(customer, ticketId);

  at('04T12:00');
  const ticket = await customer.ticket(ticketId);
  expect(ticket.state).toBe('IN_PROGRESS');
  expect(hours(ticket, 'RESOLUTION')).toBe(4);
});

test('C35 C22 a reply that came in just before the resolution re-opens the ticket, and pauses nothing', async () => {
  const { customer, ticketId } = await newTicket();
  at('04T10:00');
  await resolve(ticketId);

  at('04T09:59');
  await write(customer, ticketId);

  at('04T12:00');
  const ticket = await customer.ticket(ticketId);
  expect(ticket.state).toBe('IN_PROGRESS');
  expect(hours(ticket, 'RESOLUTION')).toBe(4);
});

test('B11 B21 a timeline is told in a sentence of the language that was asked for', async () => {
  const { customer, ticketId } = await newTicket();
  at('04T09:00');
  await answer(ticketId);
  const told = async (locale: 'en' | 'fr') => {
    const page = await customer.client.tickets.timeline(ticketId, { locale });
    return page!.timeline.nodes.map(({ type, summary }) => [type, summary]);
  };
  expect(await told('en')).toContainEqual(['ticket.opened', 'A ticket was opened.']);
  expect(await told('fr')).toContainEqual(['ticket.opened', 'Un ticket a été ouvert.']);
});
