import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
beforeEach(() => desk.at('2026-05-04T06:00:00Z'));
afterAll(() => desk?.stop());

const reason = 'We took it for somebody else’s.';

test('C14 C22 C24 what was spam by mistake is open again: its promise stays lost, and the next answer is waited for', async () => {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id: ticketId } = await customer.open();
  desk.at('2026-05-04T06:30:00Z');
  await desk.engineer.act('cancelTicket', { ticketId, reason: 'SPAM' });
  desk.at('2026-05-04T08:00:00Z');
  const reopened = await desk.engineer.act('reopenTicket', { ticketId, reason });
  expect(reopened).toMatchObject({ state: 'IN_REVIEW', endedAt: null });
  expect(
    reopened.clocks.map(({ metric, state, cancelled, startedAt }) => [metric, state, cancelled, startedAt]),
  ).toEqual([
    ['INITIAL_RESPONSE', 'CANCELLED', 'SPAM', '2026-05-04T06:00:00.000Z'],
    ['RESOLUTION', 'NOT_APPLICABLE', null, '2026-05-04T06:00:00.000Z'],
    ['NEXT_RESPONSE', 'NOT_APPLICABLE', null, '2026-05-04T08:00:00.000Z'],
  ]);
  desk.at('2026-05-04T09:00:00Z');
  const [, resolution] = (await desk.engineer.ticket(ticketId)).clocks;
  expect(resolution!.elapsedSeconds).toBe(5_400); // half an hour, and one since it was re-opened (C13)
  const answered = await desk.engineer.act('replyToTicket', { ticketId, body: 'Sorry!', review: IN_SCOPE });
  expect(answered.clocks[2]).toMatchObject({ endedAt: '2026-05-04T09:00:00.000Z', elapsedSeconds: 3_600 });
  const { ticket } = await customer.read<{ ticket: object }>(
    'query ($id: ID!) { ticket(id: $id) { cancellation { reason } reopenings reopenedAt } }',
    { id: ticketId },
  );
  expect(ticket).toEqual({ cancellation: null, reopenings: 1, reopenedAt: '2026-05-04T08:00:00.000Z' });
  const told = (await customer.timeline(ticketId)).find(({ type }) => type === 'ticket.reopened');
  expect(told!.payload).toMatchObject({ before: 'CANCELLED', after: 'IN_REVIEW', reason });
});

test('C14 C22 what the customer withdrew by mistake goes on where the review left it; the customer cannot undo it', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  await desk.engineer.act('reviewTicketScope', { ticketId, review: IN_SCOPE });
  await customer.act('closeTicket', { ticketId });
  expect((await customer.denied('reopenTicket', { ticketId, reason })).code).toBe('FORBIDDEN');
  expect(await desk.manager.act('reopenTicket', { ticketId, reason })).toMatchObject({
    state: 'IN_PROGRESS',
    initialResponse: { state: 'CANCELLED', cancelled: 'WITHDRAWN' },
  });
  // A customer who closes it now closes it for good: the wait before any answer was withdrawn once.
  await customer.act('closeTicket', { ticketId });
  expect((await desk.manager.problem('reopenTicket', { ticketId, reason })).code).toBe('ILLEGAL_MOVE');
});

test('C20 C22 a duplicate by mistake stands for itself again; what was merged goes on in the other one', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const [original, duplicate, merged] = [await customer.open(), await customer.open(), await customer.open()];
  await desk.engineer.act('cancelTicket', {
    ticketId: duplicate.id,
    reason: 'DUPLICATE',
    duplicateOfId: original.id,
  });
  await desk.engineer.act('reopenTicket', { ticketId: duplicate.id, reason });
  const { ticket } = await customer.read<{ ticket: object }>(
    'query ($id: ID!) { ticket(id: $id) { cancellation { reason } } }',
    { id: duplicate.id },
  );
  expect(ticket).toEqual({ cancellation: null });
  await desk.engineer.act('mergeTickets', { sourceId: merged.id, targetId: original.id });
  expect(await desk.engineer.problem('reopenTicket', { ticketId: merged.id, reason })).toMatchObject({
    code: 'ILLEGAL_MOVE',
  });
});

test('E5 S82 a health review that gave its unit back is asked for anew', async () => {
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { profiles } = await desk.manager.act('addProfile', { accountId: customer.accountId, name: 'main' });
  const { id: ticketId } = await customer.open({
    requestType: 'WELLNESS_REVIEW',
    severity: 'LIMITED',
    profileIds: [profiles.nodes[0]!.id],
  });
  await customer.act('closeTicket', { ticketId });
  expect((await desk.engineer.problem('reopenTicket', { ticketId, reason })).issues).toMatchObject([
    { path: 'ticketId', code: 'UNIT_RETURNED' },
  ]);
});
