import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Caller, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026, 08:00 in Paris. A portal draws its buttons from `legalMoves`: each that is there works, and none is missing.
const MONDAY = '2026-05-04T06:00:00Z';
let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: MONDAY });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

const moves = async (by: Caller, ticketId: string) => (await by.client.tickets.get(ticketId))!.legalMoves;

test('S39 C16 C17 a severity is raised unless it is the highest, and lowered unless it is the lowest', async () => {
  for (const [severity, raise, lower] of [
    ['SEVERE', false, true],
    ['MODERATE', true, true],
    ['LIMITED', true, false],
  ] as const) {
    const { id } = await customer.open({ severity });
    const legal = await moves(desk.engineer, id);
    expect([severity, legal.includes('RAISE_SEVERITY'), legal.includes('LOWER_SEVERITY')]).toEqual([
      severity,
      raise,
      lower,
    ]);
    expect((await moves(customer, id)).includes('RAISE_SEVERITY')).toBe(raise);
  }
});

test('S39 C17 a lowering is contested by the customer, once, and decided by another than who lowered it', async () => {
  const { id: ticketId } = await customer.open({ severity: 'SEVERE' });
  expect(await moves(customer, ticketId)).not.toContain('CONTEST');
  await desk.engineer.act('lowerSeverity', { ticketId, severity: 'MODERATE', reason: 'One person only.' });
  expect(await moves(customer, ticketId)).toContain('CONTEST');
  expect(await moves(desk.manager, ticketId)).not.toContain('CONTEST');
  expect(await moves(desk.manager, ticketId)).not.toContain('DECIDE_CONTEST');
  await customer.act('contestSeverity', { ticketId, reason: 'All of us.' });
  expect(await moves(customer, ticketId)).not.toContain('CONTEST');
  expect(await moves(desk.manager, ticketId)).toContain('DECIDE_CONTEST');
  const lowered = await moves(desk.engineer, ticketId);
  expect(lowered).not.toContain('DECIDE_CONTEST');
  expect(lowered).not.toContain('LOWER_SEVERITY'); // the contest waits for a decision
});

test('S39 S94 B5 the administrators of the customer accept or decline an offer while it is open', async () => {
  const { id: ticketId } = await customer.open();
  const reason = { reasonFr: 'Conseil en architecture.', reasonEn: 'Architecture consulting.' };
  await desk.engineer.act('rejectTicket', { ticketId, clause: '3.4', ...reason });
  const colleague = await customer.colleague();
  expect(await moves(customer, ticketId)).toEqual([
    'REPLY',
    'REQUEST_SECOND_OPINION',
    'ACCEPT_OFFER',
    'DECLINE_OFFER',
    'CLOSE',
  ]);
  expect(await moves(colleague, ticketId)).toEqual(['REPLY', 'REQUEST_SECOND_OPINION', 'CLOSE']);
  await customer.act('requestSecondOpinion', { ticketId, reason: 'It worked before.' });
  expect(await moves(customer, ticketId)).toEqual(['REPLY', 'CLOSE']);
  expect(await moves(desk.engineer, ticketId)).not.toContain('ACCEPT_OFFER');
});

test('S39 S2 who asked rates what was resolved, for 14 days', async () => {
  desk.at(MONDAY);
  const { id: ticketId } = await customer.open();
  const colleague = await customer.colleague();
  expect(await moves(customer, ticketId)).not.toContain('RATE');
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Done.', resolve: true, review: IN_SCOPE });
  expect(await moves(customer, ticketId)).toEqual(['REPLY', 'CLOSE', 'RATE']);
  expect(await moves(colleague, ticketId)).toEqual(['REPLY', 'CLOSE']);
  await customer.act('closeTicket', { ticketId });
  desk.at('2026-05-18T06:00:00Z');
  expect(await moves(customer, ticketId)).toEqual(['REPLY', 'RATE']);
  desk.at('2026-05-18T06:00:00.001Z');
  expect(await moves(customer, ticketId)).toEqual(['REPLY']);
  desk.at(MONDAY);
});

test('S39 C8 staff log a call wherever they may answer, and customers never', async () => {
  const { id: ticketId } = await customer.open();
  expect(await moves(customer, ticketId)).not.toContain('LOG_CALL');
  expect(await moves(desk.manager, ticketId)).toContain('LOG_CALL');
  await customer.act('closeTicket', { ticketId });
  expect(await moves(desk.manager, ticketId)).not.toContain('LOG_CALL');
  expect((await desk.manager.problem('logCall', { ticketId, summary: 'We spoke.' })).en).toContain(
    'Not possible: log a call.',
  );
});

test('S39 B5 a second opinion is given by an engineer who has not judged the request', async () => {
  const { id: ticketId } = await customer.open();
  const reason = { reasonFr: 'Conseil en architecture.', reasonEn: 'Architecture consulting.' };
  await desk.engineer.act('rejectTicket', { ticketId, clause: '3.4', ...reason });
  await customer.act('requestSecondOpinion', { ticketId, reason: 'It worked before.' });
  expect(await moves(desk.engineer, ticketId)).not.toContain('GIVE_SECOND_OPINION');
  const another = await desk.hire({ name: 'Daniel Okafor' });
  expect(await moves(another, ticketId)).toContain('GIVE_SECOND_OPINION');
});
