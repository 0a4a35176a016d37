import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: an ordinary day, open from 08:00 to 18:00.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk.stop());

async function whyCancelled(customer: Customer, id: string) {
  const { ticket } = await customer.read<{
    ticket: { cancellation: object; messages: { nodes: { kind: string; body: string }[] } };
  }>(
    `query ($id: ID!) { ticket(id: $id) {
      cancellation { reason ticket { id } } messages { nodes { kind body } } } }`,
    { id },
  );
  return { cancellation: ticket.cancellation, told: ticket.messages.nodes.at(-1) };
}

test('C24 C14 spam ends without an answer, and the customer sees why', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM', locale: 'FR' });
  const { id: ticketId } = await customer.open();
  desk.at('2026-05-04T08:00:00Z'); // an hour after the deadline
  const cancelled = await desk.engineer.act('cancelTicket', { ticketId, reason: 'SPAM' });
  expect(cancelled).toMatchObject({ state: 'CANCELLED', endedAt: '2026-05-04T08:00:00.000Z' });
  expect(cancelled.clocks.map(({ metric, state, cancelled: why }) => [metric, state, why])).toEqual([
    ['INITIAL_RESPONSE', 'CANCELLED', 'SPAM'],
    ['RESOLUTION', 'CANCELLED', 'SPAM'],
  ]);
  expect(cancelled.initialResponse.breachedAt).toBeNull();
  expect(await whyCancelled(customer, ticketId)).toEqual({
    cancellation: { reason: 'SPAM', ticket: null },
    told: { kind: 'SYSTEM', body: 'Ce message a été jugé indésirable\u00a0: le ticket est annulé.' },
  });
  const [event] = (await customer.timeline(ticketId)).filter(({ type }) => type === 'ticket.cancelled');
  expect(event).toMatchObject({ payload: { before: 'RECEIVED', reason: 'SPAM', belongsToId: null } });
  expect((await customer.problem('replyToTicket', { ticketId, body: 'It is not!' })).code).toBe(
    'ILLEGAL_MOVE',
  );
});

test('C24 C20 a duplicate names the ticket that it repeats; its wait does not go on there', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const original = await customer.open({ severity: 'LIMITED' });
  const { id: ticketId } = await customer.open();
  const duplicate = { ticketId, reason: 'DUPLICATE', duplicateOfId: original.id };
  expect((await desk.engineer.act('cancelTicket', duplicate)).initialResponse).toMatchObject({
    state: 'CANCELLED',
    cancelled: 'DUPLICATE',
  });
  expect(await whyCancelled(customer, ticketId)).toEqual({
    cancellation: { reason: 'DUPLICATE', ticket: { id: original.id } },
    told: {
      kind: 'SYSTEM',
      body: `This request stands in ${original.reference} already: the ticket is cancelled.`,
    },
  });
  expect((await customer.ticket(original.id)).initialResponse.dueAt).toBe(original.initialResponse.dueAt);
});

test('C24 what is refused: itself, a circle, another customer’s, spam of something, anybody but staff, twice', async () => {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer();
  const [one, two] = [await customer.open(), await customer.open()];
  const other = await (await desk.customer()).open();
  const duplicate = (ticketId: string, duplicateOfId?: string) => ({
    ticketId,
    reason: 'DUPLICATE',
    duplicateOfId,
  });
  const cancel = (input: object) => desk.engineer.problem('cancelTicket', input);
  expect((await cancel(duplicate(one.id, one.id))).code).toBe('TICKET_CYCLE');
  for (const [wrong, code, en] of [
    [duplicate(one.id, other.id), 'OTHER_ACCOUNT', 'is the ticket of another customer.'],
    [duplicate(one.id, 'tkt_none'), 'UNKNOWN', '“tkt_none” is not known.'],
    [duplicate(one.id), 'REQUIRED', 'is required.'],
  ] as const) {
    expect((await cancel(wrong)).issues).toMatchObject([{ path: 'duplicateOfId', code, en }]);
  }
  expect((await cancel({ ...duplicate(one.id, two.id), reason: 'SPAM' })).issues).toMatchObject([
    { path: 'duplicateOfId', code: 'UNEXPECTED' },
  ]);
  expect((await customer.denied('cancelTicket', duplicate(one.id, two.id))).code).toBe('FORBIDDEN');
  await desk.engineer.act('cancelTicket', duplicate(one.id, two.id));
  expect((await cancel(duplicate(two.id, one.id))).code).toBe('TICKET_CYCLE');
  expect((await cancel(duplicate(one.id, two.id))).code).toBe('ILLEGAL_MOVE');
});
