import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, REQUEST, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
let customer: Customer;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
  customer = await desk.customer();
});
afterAll(() => desk?.stop());

const NUL = 'tkt_\0';
const REFUSED = { code: 'BAD_USER_INPUT', message: 'No text may hold the character U+0000.' };

test('S39 a text that no database can keep is bad input wherever it is sent, and nothing is written', async () => {
  const read = (document: string) => customer.error(`query ($id: ID!) { ${document} }`, { id: NUL });
  expect(await read('ticket(id: $id) { id }')).toEqual(REFUSED);
  expect(await read('node(id: $id) { id }')).toEqual(REFUSED);
  expect(await read('tickets(filter: { assigneeId: $id }) { totalCount }')).toEqual(REFUSED);
  expect(await customer.denied('closeTicket', { ticketId: NUL })).toEqual(REFUSED);
  expect(await customer.denied('openTicket', { ...REQUEST, sku: NUL })).toEqual(REFUSED);
  expect(await desk.manager.denied('closeDay', { accountId: NUL, on: '2026-05-05', reason: 'Fair' })).toEqual(
    REFUSED,
  );
  const { tickets } = await customer.read<{ tickets: { totalCount: number } }>('{ tickets { totalCount } }');
  expect(tickets.totalCount).toBe(0);
});

test('S39 an id with the name of something of JavaScript is absent like any other', async () => {
  expect(
    await customer.read('{ a: node(id: "constructor_1") { id } b: node(id: "__proto___1") { id } }'),
  ).toEqual({ a: null, b: null });
});
