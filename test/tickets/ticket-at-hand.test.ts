import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer({ plan: 'ENHANCED' });
});
afterAll(() => desk?.stop());

test('C35 two answers at once: one ends the clock, both are there', async () => {
  const { id } = await customer.open();
  const reply = (body: string) => desk.engineer.act('replyToTicket', { ticketId: id, body });
  await Promise.all([
    reply('One.'),
    reply('Two.'),
    desk.manager.act('logCall', { ticketId: id, summary: 'Three.' }),
  ]);
  const types = (await customer.timeline(id)).map(({ type }) => type);
  expect(types.filter((type) => type === 'clock.ended')).toEqual(['clock.ended']);
  expect(types.filter((type) => type === 'ticket.replied')).toHaveLength(2);
  expect(types.slice(0, 3)).toEqual(['ticket.opened', 'clock.started', 'clock.started']);
});

test('C35 C24 closed while it is answered: either is first, and the clock ends once', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { id: ticketId } = await customer.open();
    const closing = customer.act('closeTicket', { ticketId });
    const replying = desk.engineer.read<{ replyToTicket: { __typename: string } }>(
      `mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { __typename } }`,
      { input: { ticketId, body: 'Wait.' } },
    );
    const [, { replyToTicket }] = await Promise.all([closing, replying]);
    const { state, initialResponse } = await customer.ticket(ticketId);
    expect([state, initialResponse.state, replyToTicket.__typename]).toEqual(
      state === 'CLOSED'
        ? ['CLOSED', 'MET', 'ReplyToTicketSuccess']
        : ['WITHDRAWN', 'CANCELLED', 'IllegalMoveProblem'],
    );
    const ended = (await customer.timeline(ticketId)).filter(({ type }) => type === 'clock.ended');
    expect(ended).toHaveLength(2);
  }
});
