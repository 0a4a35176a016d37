import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2.
let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);
const NEEDED = { verdict: 'IN_SCOPE', meetingDecision: 'NEEDED', meetingPurpose: 'CLARIFY' };
const review = (ticketId: string, judgement: object) =>
  desk.engineer.act('reviewTicketScope', { ticketId, review: judgement });

interface Meeting {
  id: string;
  purpose: string;
  state: string;
  startsAt: string | null;
  durationMinutes: number | null;
  joinLink: string | null;
  organizer: { name: string } | null;
  cancelReason: string | null;
}

async function meetings(by: Caller, id: string): Promise<{ all: Meeting[]; needed: { id: string } | null }> {
  const { ticket } = await by.read<{
    ticket: { meetings: { nodes: Meeting[] }; scopeReview: { meeting: { id: string } | null } };
  }>(
    `query ($id: ID!) { ticket(id: $id) { scopeReview { meeting { id } } meetings { nodes {
      id purpose state startsAt durationMinutes joinLink organizer { name } cancelReason } } } }`,
    { id },
  );
  return { all: ticket.meetings.nodes, needed: ticket.scopeReview.meeting };
}

/** Reviewed, and in need of a meeting. */
async function meetingNeeded() {
  at('04T08:00');
  const { id: ticketId } = await customer.open();
  await review(ticketId, NEEDED);
  const { all } = await meetings(customer, ticketId);
  return { ticketId, meetingId: all[0]!.id };
}

const plan = (meetingId: string) => ({
  meetingId,
  startsAt: '2026-05-05T09:00:00Z',
  durationMinutes: 30,
  joinLink: 'https://meet.vendor.example/t-1001',
});

describe('the meeting decision', () => {
  test('S92 a request is resolved without a meeting when the review needs none', async () => {
    const { id: ticketId } = await customer.open();
    await review(ticketId, IN_SCOPE);
    const solved = { ticketId, body: 'Try again, please.', resolve: true };
    expect((await desk.engineer.act('replyToTicket', solved)).state).toBe('RESOLVED');
    expect(await meetings(customer, ticketId)).toEqual({ all: [], needed: null });
  });

  test.each(['CLARIFY', 'DISCUSS'])(
    'S91 a meeting that is needed, to %s, is linked to the review',
    async (purpose) => {
      const { id: ticketId } = await customer.open();
      await review(ticketId, { ...NEEDED, meetingPurpose: purpose });
      const { all, needed } = await meetings(customer, ticketId);
      expect(all).toEqual([
        {
          id: needed!.id,
          purpose,
          state: 'REQUESTED',
          startsAt: null,
          durationMinutes: null,
          joinLink: null,
          organizer: null,
          cancelReason: null,
        },
      ]);
      expect((await customer.timeline(ticketId)).at(-1)).toMatchObject({
        type: 'ticket.meeting_requested',
        payload: { meetingId: needed!.id, purpose },
      });
    },
  );

  test('S91 later reviews need the same meeting, or cancel it', async () => {
    const { ticketId, meetingId } = await meetingNeeded();
    await review(ticketId, { ...NEEDED, meetingPurpose: 'DISCUSS' });
    expect(await meetings(customer, ticketId)).toMatchObject({
      all: [{ id: meetingId, purpose: 'DISCUSS', state: 'REQUESTED' }],
      needed: { id: meetingId },
    });
    await review(ticketId, IN_SCOPE);
    expect(await meetings(customer, ticketId)).toMatchObject({
      all: [{ id: meetingId, state: 'CANCELLED' }],
      needed: null,
    });
    await review(ticketId, NEEDED);
    expect((await meetings(customer, ticketId)).all.map(({ state }) => state)).toEqual([
      'CANCELLED',
      'REQUESTED',
    ]);
  });

  test('S91 a meeting that is ahead ends with its ticket', async () => {
    const { ticketId } = await meetingNeeded();
    await customer.act('closeTicket', { ticketId });
    expect((await meetings(customer, ticketId)).all).toMatchObject([{ state: 'CANCELLED' }]);
    expect(
      (await customer.timeline(ticketId)).find(({ type }) => type === 'ticket.meeting_cancelled'),
    ).toMatchObject({
      payload: { cause: 'TICKET_ENDED' },
    });
  });
});

describe('the date', () => {
  test('S91 an engineer sets date, length and own link, and others until it begins', async () => {
    const { ticketId, meetingId } = await meetingNeeded();
    await desk.engineer.act('scheduleTicketMeeting', plan(meetingId));
    expect((await meetings(customer, ticketId)).all).toMatchObject([
      {
        state: 'SCHEDULED',
        startsAt: '2026-05-05T09:00:00.000Z',
        durationMinutes: 30,
        joinLink: 'https://meet.vendor.example/t-1001',
        organizer: { name: 'Jeanne Morel' },
      },
    ]);
    await desk.engineer.act('scheduleTicketMeeting', {
      ...plan(meetingId),
      startsAt: '2026-05-05T10:00:00Z',
    });
    expect((await customer.timeline(ticketId)).at(-1)).toMatchObject({
      type: 'ticket.meeting_scheduled',
      payload: { before: '2026-05-05T09:00:00.000Z', startsAt: '2026-05-05T10:00:00.000Z' },
    });
    desk.at('2026-05-05T10:00:00Z');
    for (const [mutation, input] of [
      ['scheduleTicketMeeting', { ...plan(meetingId), startsAt: '2026-05-06T10:00:00Z' }],
      ['cancelTicketMeeting', { meetingId, reason: 'Too late.' }],
    ] as const) {
      expect(await desk.engineer.problem(mutation, input)).toMatchObject({
        __typename: 'MeetingNotOpenProblem',
        en: 'The meeting has begun already.',
        fr: 'La réunion a déjà commencé.',
      });
    }
    // One that took place stays as it was when the ticket ends.
    await customer.act('closeTicket', { ticketId });
    expect((await meetings(customer, ticketId)).all).toMatchObject([{ state: 'SCHEDULED' }]);
  });

  test('S108 S109 it lies within the hours of the customer and of the engineer’s region, or says for whom it does not', async () => {
    at('04T08:00');
    const tokyo = await desk.customer({ plan: 'ENHANCED', timeZone: 'Asia/Tokyo', country: 'JP' });
    const { id: ticketId } = await tokyo.open();
    await review(ticketId, NEEDED);
    const [{ id: meetingId }] = (await meetings(tokyo, ticketId)).all as [Meeting];
    const refusal = async (startsAt: string) =>
      (await desk.engineer.problem('scheduleTicketMeeting', { ...plan(meetingId), startsAt })).issues;
    expect(await refusal('2026-05-09T02:00:00Z')).toEqual([
      {
        path: 'startsAt',
        code: 'OUTSIDE_HOURS',
        en: 'is not within the hours of both sides: customer closed (2026-05-09T11:00:00+09:00, Asia/Tokyo); region EMEA closed (2026-05-09T03:00:00+01:00, Europe/London).',
        fr: 'n’est pas dans les heures communes\u00a0: client fermé (2026-05-09T11:00:00+09:00, Asia/Tokyo)\u00a0; région EMEA fermé (2026-05-09T03:00:00+01:00, Europe/London).',
      },
    ]);
    // Both are at work from 08:00 in London, 16:00 in Tokyo, to 10:00 and 18:00. 25 May is a holiday in England, 6 May in Japan.
    expect((await refusal('2026-05-25T07:30:00Z'))![0]!.en).toContain('customer open');
    expect((await refusal('2026-05-06T07:30:00Z'))![0]!.en).toContain('region EMEA open');
    expect((await refusal('2026-05-07T08:45:00Z'))![0]!.en).toContain('customer closed'); // 17:45 to 18:15
    await desk.engineer.act('scheduleTicketMeeting', {
      ...plan(meetingId),
      startsAt: '2026-05-07T07:30:00Z',
    });
    expect((await meetings(tokyo, ticketId)).all).toMatchObject([
      { state: 'SCHEDULED', startsAt: '2026-05-07T07:30:00.000Z' },
    ]);
  });

  test('S91 called off, with a reason that the customer reads, it stays so', async () => {
    const { ticketId, meetingId } = await meetingNeeded();
    await desk.engineer.act('cancelTicketMeeting', { meetingId, reason: 'Your mail made it clear.' });
    expect((await meetings(customer, ticketId)).all).toMatchObject([
      { state: 'CANCELLED', cancelReason: 'Your mail made it clear.' },
    ]);
    expect(await desk.engineer.problem('scheduleTicketMeeting', plan(meetingId))).toMatchObject({
      code: 'MEETING_NOT_OPEN',
      en: 'The meeting has been cancelled.',
    });
  });

  test('S91 a date that is past, a length out of bounds and a link that is no https address are all told', async () => {
    const { meetingId } = await meetingNeeded();
    const wrong = { ...plan(meetingId), startsAt: '2026-05-04T06:00:00Z', durationMinutes: 4 };
    for (const joinLink of [
      'http://meet.example',
      'javascript:alert(1)',
      'https://a:b@meet.example',
      'meet',
      '',
    ]) {
      const { issues } = await desk.engineer.problem('scheduleTicketMeeting', { ...wrong, joinLink });
      expect(issues!.map(({ path, code }) => [path, code])).toEqual([
        ['startsAt', 'IN_THE_PAST'],
        ['durationMinutes', 'OUT_OF_RANGE'],
        ['joinLink', 'INVALID_FORMAT'],
      ]);
    }
  });

  test('S91 S39 setting dates is for staff; a meeting that is not there is absent', async () => {
    const { meetingId } = await meetingNeeded();
    expect((await customer.denied('scheduleTicketMeeting', plan(meetingId))).code).toBe('FORBIDDEN');
    expect((await customer.denied('cancelTicketMeeting', { meetingId, reason: 'x' })).code).toBe('FORBIDDEN');
    expect(await desk.engineer.denied('scheduleTicketMeeting', plan('mtg_absent'))).toEqual({
      code: 'NOT_FOUND',
      message: 'No meeting mtg_absent.',
    });
  });
});
