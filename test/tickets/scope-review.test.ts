import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  IN_SCOPE,
  openDesk,
  type Caller,
  type Customer,
  type Desk,
  type Staff,
} from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: open from 08:00 to 18:00.
let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);
const OUT_OF_SCOPE = { verdict: 'OUT_OF_SCOPE', clause: '3.4', meetingDecision: 'NOT_NEEDED' };

const review = (ticketId: string, judgement: object, by: Staff = desk.engineer) =>
  by.act('reviewTicketScope', { ticketId, review: judgement });

async function newTicket(): Promise<string> {
  at('04T08:00');
  return (await customer.open()).id;
}

interface Review {
  number: number;
  verdict: string;
  clause: { number: string } | null;
  description: string | null;
  nextStep: string | null;
  waiverReason: string | null;
  meetingDecision: string;
  meetingPurpose: string | null;
  note: { body: string } | null;
  reviewer: { name: string };
  reviewedAt: string;
}
const REVIEW = `number verdict clause { number } description nextStep waiverReason meetingDecision meetingPurpose
  note { body } reviewer { name } reviewedAt`;

async function reviews(by: Caller, id: string): Promise<{ inForce: Review | null; all: Review[] }> {
  const { ticket } = await by.read<{
    ticket: { scopeReview: Review | null; scopeReviews: { nodes: Review[] } };
  }>(
    `query ($id: ID!) { ticket(id: $id) { scopeReview { ${REVIEW} } scopeReviews { nodes { ${REVIEW} } } } }`,
    { id },
  );
  return { inForce: ticket.scopeReview, all: ticket.scopeReviews.nodes };
}

const legalMoves = async (by: Caller, id: string) =>
  (
    await by.read<{ ticket: { legalMoves: string[] } }>(
      'query ($id: ID!) { ticket(id: $id) { legalMoves } }',
      { id },
    )
  ).ticket.legalMoves;

describe('before work', () => {
  test('S90 work does not start, and nothing is resolved or closed by staff, before a named engineer has reviewed', async () => {
    const ticketId = await newTicket();
    expect(await reviews(customer, ticketId)).toEqual({ inForce: null, all: [] });
    const missing = { __typename: 'ScopeReviewMissingProblem', code: 'SCOPE_REVIEW_MISSING' };
    const resolve = { ticketId, body: 'Done.', resolve: true };
    expect(await desk.engineer.problem('replyToTicket', resolve)).toMatchObject(missing);
    await desk.engineer.act('beginScopeReview', { ticketId });
    expect(await desk.engineer.problem('startWork', { ticketId })).toMatchObject(missing);
    // What was refused has left nothing behind.
    expect((await customer.ticket(ticketId)).initialResponse.state).toBe('RUNNING');
    const answered = await newTicket();
    await desk.engineer.act('replyToTicket', { ticketId: answered, body: 'We look into it.' });
    expect(await desk.engineer.problem('closeTicket', { ticketId: answered })).toMatchObject(missing);

    at('04T08:30');
    await review(ticketId, IN_SCOPE);
    expect((await reviews(customer, ticketId)).inForce).toEqual({
      number: 1,
      verdict: 'IN_SCOPE',
      clause: null,
      description: null,
      nextStep: null,
      waiverReason: null,
      meetingDecision: 'NOT_NEEDED',
      meetingPurpose: null,
      note: null,
      reviewer: { name: 'Jeanne Morel' },
      reviewedAt: '2026-05-04T06:30:00.000Z',
    });
    expect((await desk.engineer.act('startWork', { ticketId })).state).toBe('IN_PROGRESS');
    expect((await customer.timeline(ticketId)).slice(3).map(({ type }) => type)).toEqual([
      'ticket.review_begun',
      'ticket.scope_reviewed',
      'ticket.work_started',
    ]);
    // Neither a review nor a change of state is a response (C8).
    expect((await customer.ticket(ticketId)).initialResponse.state).toBe('RUNNING');
  });

  test('S90 C22 what a caller can do next is there to be read, by state, review and role', async () => {
    const ticketId = await newTicket();
    expect(await legalMoves(customer, ticketId)).toEqual(['REPLY', 'CLOSE']); // severe already
    expect(await legalMoves(desk.engineer, ticketId)).toEqual([
      'REPLY',
      'LOG_CALL',
      'BEGIN_REVIEW',
      'REVIEW',
      'WAIT_FOR_CUSTOMER',
      'WAIT_FOR_THIRD_PARTY',
      'REJECT',
      'LOWER_SEVERITY',
      'SPLIT',
      'MERGE',
      'CANCEL',
      'NOTE',
      'ASSIGN',
      'RECLASSIFY',
    ]);
    expect(await legalMoves(desk.manager, ticketId)).not.toContain('REVIEW');
    await review(ticketId, IN_SCOPE);
    const reviewed = await legalMoves(desk.engineer, ticketId);
    expect(reviewed).toEqual(expect.arrayContaining(['START_WORK', 'RESOLVE']));
    expect(reviewed).not.toContain('BEGIN_REVIEW');
    expect(reviewed).not.toContain('CLOSE');
  });

  test('S90 engineers and TAMs judge, a manager who is neither does not', async () => {
    const ticketId = await newTicket();
    for (const [mutation, input] of [
      ['beginScopeReview', { ticketId }],
      ['reviewTicketScope', { ticketId, review: IN_SCOPE }],
      ['replyToTicket', { ticketId, body: 'x', review: IN_SCOPE }],
      ['rejectTicket', { ticketId, clause: '3.4', reasonFr: 'x', reasonEn: 'x' }],
    ] as const) {
      expect((await desk.manager.denied(mutation, input)).code).toBe('FORBIDDEN');
    }
  });

  test('S90 Q19 C9 a review can be the same act as the response, and as the resolution: response, review, resolution', async () => {
    const ticketId = await newTicket();
    at('04T09:00');
    const resolved = await desk.engineer.act('replyToTicket', {
      ticketId,
      body: 'A new code is on its way.',
      review: IN_SCOPE,
      resolve: true,
    });
    expect(resolved.state).toBe('RESOLVED');
    expect(resolved.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
    expect((await customer.timeline(ticketId)).slice(3).map(({ type }) => type)).toEqual([
      'ticket.replied',
      'clock.ended',
      'ticket.review_begun',
      'ticket.scope_reviewed',
      'ticket.resolved',
      'ticket.rating_asked',
      'clock.ended',
    ]);
    expect((await reviews(customer, ticketId)).inForce?.note).toEqual({ body: 'A new code is on its way.' });
  });

  test('S90 Q19 C8 a note to the customer makes the review a response; an out-of-scope one resolves nothing', async () => {
    const ticketId = await newTicket();
    at('04T09:00');
    const reviewed = await desk.engineer.act('reviewTicketScope', {
      ticketId,
      review: OUT_OF_SCOPE,
      note: 'We look at what you need.',
    });
    expect(reviewed.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
    const answer = { ticketId, body: 'Done.', resolve: true, review: OUT_OF_SCOPE };
    expect(await desk.engineer.problem('replyToTicket', answer)).toMatchObject({
      code: 'SCOPE_REVIEW_MISSING',
      en: 'The review found the request out of scope: reject it, or review it again and waive the exclusion.',
    });
    expect((await reviews(desk.engineer, ticketId)).all).toHaveLength(1);
  });

  test('S90 C12 questions can be asked during the review, and the reply leads back to it', async () => {
    const ticketId = await newTicket();
    await desk.engineer.act('waitForCustomer', { ticketId, body: 'Which page is it?' });
    const answered = await customer.act('replyToTicket', { ticketId, body: 'The sign-in page.' });
    expect(answered.state).toBe('IN_REVIEW');
    await desk.engineer.act('waitForThirdParty', { ticketId, reason: 'The identity provider.' });
    expect((await desk.engineer.act('resumeTicket', { ticketId })).state).toBe('IN_REVIEW');
    await review(ticketId, IN_SCOPE);
    await desk.engineer.act('waitForCustomer', { ticketId, body: 'Which browser?' });
    expect((await customer.act('replyToTicket', { ticketId, body: 'Firefox.' })).state).toBe('IN_PROGRESS');
  });
});

describe('the verdict', () => {
  test('S93 S107 out of scope allows a rejection and does not force it: the exclusion can be waived, with a reason for staff', async () => {
    const ticketId = await newTicket();
    await review(ticketId, OUT_OF_SCOPE);
    expect((await customer.ticket(ticketId)).state).toBe('IN_REVIEW');
    expect((await reviews(customer, ticketId)).inForce).toMatchObject({
      verdict: 'OUT_OF_SCOPE',
      clause: { number: '3.4' },
      nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
    });

    const waiverReason = 'Ten minutes of work for a customer of long standing.';
    await review(ticketId, { ...OUT_OF_SCOPE, verdict: 'WAIVED', waiverReason });
    expect((await desk.engineer.act('startWork', { ticketId })).state).toBe('IN_PROGRESS');
    const { inForce, all } = await reviews(desk.engineer, ticketId);
    expect(inForce).toMatchObject({ number: 2, verdict: 'WAIVED', waiverReason, nextStep: null });
    expect(all.map(({ number, verdict }) => [number, verdict])).toEqual([
      [1, 'OUT_OF_SCOPE'],
      [2, 'WAIVED'],
    ]);
    // The customer sees that it is waived, not why.
    expect((await reviews(customer, ticketId)).inForce).toMatchObject({
      verdict: 'WAIVED',
      waiverReason: null,
    });
    expect(JSON.stringify(await customer.timeline(ticketId))).not.toContain('Ten minutes');
  });

  test('S90 a verdict that changes while the work goes on stops it', async () => {
    const ticketId = await newTicket();
    await review(ticketId, IN_SCOPE);
    await desk.engineer.act('startWork', { ticketId });
    expect((await review(ticketId, OUT_OF_SCOPE)).state).toBe('IN_REVIEW');
  });

  test('S91 S92 S93 a review is whole, or refused with everything that lacks or does not belong', async () => {
    const ticketId = await newTicket();
    const issues = async (judgement: object) =>
      (
        await desk.engineer.problem('reviewTicketScope', {
          ticketId,
          review: { ...IN_SCOPE, ...judgement },
        })
      ).issues!.map(({ path, code }) => [path, code]);
    expect(await issues({ verdict: 'OUT_OF_SCOPE' })).toEqual([['review.clause', 'REQUIRED']]);
    expect(await issues({ verdict: 'WAIVED', clause: '3.1' })).toEqual([['review.waiverReason', 'REQUIRED']]);
    expect(
      await issues({
        clause: '3.1',
        description: 'Tills',
        waiverReason: 'Goodwill',
        meetingPurpose: 'DISCUSS',
      }),
    ).toEqual([
      ['review.clause', 'NOT_APPLICABLE'],
      ['review.description', 'NOT_APPLICABLE'],
      ['review.waiverReason', 'NOT_APPLICABLE'],
      ['review.meetingPurpose', 'NOT_APPLICABLE'],
    ]);
    expect(await issues({ meetingDecision: 'NEEDED' })).toEqual([['review.meetingPurpose', 'REQUIRED']]);
    for (const clause of ['3.9', '1a']) {
      expect(await issues({ verdict: 'OUT_OF_SCOPE', clause })).toEqual([['review.clause', 'UNKNOWN']]);
    }
    expect(await issues({ verdict: 'OUT_OF_SCOPE', clause: '' })).toEqual([['review.clause', 'REQUIRED']]);
    const undecided = { ticketId, review: { verdict: 'IN_SCOPE' } };
    expect((await desk.engineer.denied('reviewTicketScope', undecided)).code).toBe('BAD_USER_INPUT');
    expect((await reviews(desk.engineer, ticketId)).all).toEqual([]);
  });
});

describe('re-opening by the vendor', () => {
  test('C22 staff take a resolved ticket up again, with a reason, and how often is counted', async () => {
    const ticketId = await newTicket();
    const solve = { ticketId, body: 'Done.', resolve: true, review: IN_SCOPE };
    at('04T09:00');
    await desk.engineer.act('replyToTicket', solve);
    at('04T10:00');
    const reopened = await desk.engineer.act('reopenTicket', {
      ticketId,
      reason: 'The cause is still there.',
    });
    expect(reopened).toMatchObject({ state: 'IN_PROGRESS', endedAt: null });
    expect(reopened.initialResponse).toMatchObject({ state: 'MET', endedAt: '2026-05-04T07:00:00.000Z' });
    at('04T11:00');
    const document =
      'query ($id: ID!) { ticket(id: $id) { reopenedAt reopenings clocks { metric elapsedSeconds } } }';
    const { ticket } = await customer.read<{
      ticket: {
        reopenedAt: string;
        reopenings: number;
        clocks: { metric: string; elapsedSeconds: number }[];
      };
    }>(document, { id: ticketId });
    expect(ticket).toMatchObject({ reopenedAt: '2026-05-04T08:00:00.000Z', reopenings: 1 });
    // 08:00 to 09:00 and 10:00 to 11:00.
    expect(ticket.clocks.find(({ metric }) => metric === 'RESOLUTION')?.elapsedSeconds).toBe(7_200);
    const event = (await customer.timeline(ticketId)).find(({ type }) => type === 'ticket.reopened');
    expect(event?.payload).toMatchObject({ before: 'RESOLVED', reason: 'The cause is still there.' });
    await desk.engineer.act('replyToTicket', { ticketId, body: 'Done now.', resolve: true });
    await customer.act('replyToTicket', { ticketId, body: 'Not here.' });
    expect(
      await customer.read(`query ($id: ID!) { ticket(id: $id) { reopenings } }`, { id: ticketId }),
    ).toEqual({
      ticket: { reopenings: 2 },
    });
    expect((await desk.engineer.problem('reopenTicket', { ticketId, reason: 'Again.' })).code).toBe(
      'ILLEGAL_MOVE',
    );
  });
});
