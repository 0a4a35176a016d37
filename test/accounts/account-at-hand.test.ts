import { afterAll, beforeAll, expect, test } from 'vitest';
import { meanwhileAt } from '../support/meanwhile.ts';
import { openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

test('C28 C35 days closed at once are all counted, on tickets that are being answered or opened too', async () => {
  const customer = await mondayEvening();
  const [answered, ...waiting] = await Promise.all([customer.open(), customer.open(), customer.open()]);
  const days = ['2026-05-05', '2026-05-06', '2026-05-07', '2026-05-11', '2026-05-12'];
  const [, late] = await Promise.all([
    desk.engineer.act('replyToTicket', { ticketId: answered.id, body: 'Here.' }),
    customer.open(),
    ...days.map((on) => customer.act('closeDay', { accountId: customer.accountId, on, reason: 'Fair' })),
  ]);
  for (const { id } of [...waiting, late]) {
    expect((await customer.ticket(id)).initialResponse.dueAt).toBe('2026-05-13T07:30:00.000Z'); // Wednesday 09:30
  }
  expect((await customer.ticket(answered.id)).initialResponse.state).toBe('MET');
});

test('C28 C35 a ticket opened while a day is being closed counts without that day', async () => {
  const customer = await mondayEvening();
  const ticket = await meanwhile(closing(customer, '2026-05-05'), () => customer.open());
  expect(ticket.initialResponse.dueAt).toBe('2026-05-06T07:30:00.000Z'); // Wednesday 09:30
});

test('C28 C35 a day closed while another one is counts without both', async () => {
  const customer = await mondayEvening();
  const { id } = await customer.open();
  const next = { accountId: customer.accountId, on: '2026-05-06', reason: 'Fair' };
  await meanwhile(closing(customer, '2026-05-05'), () => customer.act('closeDay', next));
  expect((await customer.ticket(id)).initialResponse.dueAt).toBe('2026-05-07T07:30:00.000Z'); // Thursday 09:30
});

test('C28 C35 a day closed while a ticket is being answered leaves its clock as it ends', async () => {
  const customer = await mondayEvening();
  const { id } = await customer.open();
  const day = { accountId: customer.accountId, on: '2026-05-05', reason: 'Fair' };
  const answering = [
    `select from "Ticket" where id = '${id}' for update`,
    `update "Clock" set "endedAt" = '2026-05-04T15:40:00Z' where "ticketId" = '${id}' and metric = 'INITIAL_RESPONSE'`,
  ];
  await meanwhile(answering, () => customer.act('closeDay', day));
  expect((await customer.ticket(id)).initialResponse).toMatchObject({
    state: 'MET',
    dueAt: '2026-05-05T07:30:00.000Z', // Tuesday 09:30, as promised
  });
});

const meanwhile = async <T>(statements: string[], act: () => Promise<T>): Promise<T> =>
  meanwhileAt(desk.server.databaseUrl, statements, act);

/** A customer on Monday at 17:30 in Paris: half an hour of the two counts that day. */
async function mondayEvening(): Promise<Customer> {
  desk.at('2026-05-04T15:30:00Z');
  return desk.customer({ plan: 'ENHANCED' });
}

const closing = ({ accountId }: Customer, on: string) => [
  `select from "Account" where id = '${accountId}' for no key update`,
  `insert into "AccountCalendarOverride" (id, "accountId", "on", reason) values ('${accountId}${on}', '${accountId}', '${on}', 'Fair')`,
];
