import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, REQUEST, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2: open from 08:00 to 18:00.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

const at = (local: string) => desk.at(`2026-05-${local}:00+02:00`);

test('B15 the customer sees who had the next step for how long, and it adds up', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  at('04T09:00');
  await desk.engineer.act('assignTicket', { ticketId, assigneeId: desk.engineer.staffId });
  at('04T10:00');
  await desk.engineer.act('waitForCustomer', { ticketId, body: 'Which browser is it?' });
  at('05T09:00');
  await customer.act('replyToTicket', { ticketId, body: 'Firefox.' });
  at('05T11:00');
  await desk.engineer.act('waitForThirdParty', { ticketId, reason: 'The carrier repairs the line.' });
  at('05T11:30');
  await desk.engineer.act('resumeTicket', { ticketId });
  at('05T12:00');
  const ball = async () => (await customer.client.tickets.ballInCourt(ticketId))!.ballInCourt;

  const holder = { id: desk.engineer.staffId, name: 'Jeanne Morel' };
  expect(await ball()).toMatchObject({
    side: 'VENDOR',
    holder,
    until: '2026-05-05T10:00:00.000Z',
    businessSeconds: 14 * 3_600,
    bySide: [
      { side: 'VENDOR', businessSeconds: 4.5 * 3_600 },
      { side: 'CUSTOMER', businessSeconds: 9 * 3_600 },
      { side: 'THIRD_PARTY', businessSeconds: 0.5 * 3_600 },
    ],
    byHolder: [
      { holder: null, businessSeconds: 3_600 },
      { holder, businessSeconds: 3.5 * 3_600 },
    ],
  });

  await desk.engineer.act('replyToTicket', { ticketId, body: 'Reload it.', resolve: true, review: IN_SCOPE });
  at('07T12:00');
  expect(await ball()).toMatchObject({
    side: null,
    holder: null,
    until: '2026-05-05T10:00:00.000Z',
    businessSeconds: 14 * 3_600,
  });
});

test('B15 a ticket that nobody touched is the vendor’s, and nobody’s in particular', async () => {
  at('04T17:00');
  const customer = await desk.customer();
  const { id } = await customer.open();
  at('05T09:00');
  const { ballInCourt } = (await customer.client.tickets.ballInCourt(id))!;
  expect(ballInCourt).toMatchObject({ side: 'VENDOR', holder: null, businessSeconds: 7_200 });
  expect(ballInCourt.holdings).toHaveLength(1);
});

test('B15 C28 a day that is closed after the first answer is nobody’s', async () => {
  at('04T08:00');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  at('04T09:00');
  await desk.engineer.act('replyToTicket', { ticketId, body: 'We look into it.' });
  await customer.act('closeDay', { accountId: customer.accountId, on: '2026-05-05', reason: 'Inventory' });
  at('06T09:00');
  const { ballInCourt } = (await customer.client.tickets.ballInCourt(ticketId))!;
  expect(ballInCourt.businessSeconds).toBe(11 * 3_600); // Monday from 08:00, and an hour of Wednesday
  expect(ballInCourt.bySide).toContainEqual({ side: 'VENDOR', businessSeconds: 11 * 3_600 });
});

test('B15 C34 what was resolved in another system is the customer’s until it is re-opened here', async () => {
  at('05T09:00');
  const customer = await desk.customer();
  const past = { receivedAt: '2026-05-04T06:00:00Z', resolvedAt: '2026-05-04T07:00:00Z' }; // 08:00 and 09:00
  const { importTickets } = await desk.manager.read<{
    importTickets: { rows: [{ ticket: { id: string } }] };
  }>(
    `mutation ($input: ImportTicketsInput!) { importTickets(input: $input) {
      ... on ImportTicketsSuccess { rows { ticket { id } } } } }`,
    {
      input: {
        accountId: customer.accountId,
        tickets: [
          {
            ...REQUEST,
            ...past,
            externalReference: 'OLD-1',
            requesterId: customer.contactId,
            plan: 'ENHANCED',
          },
        ],
      },
    },
  );
  const [{ ticket }] = importTickets.rows;
  await desk.engineer.act('reopenTicket', { ticketId: ticket.id, reason: 'It is back.' });
  at('05T10:00');
  const { ballInCourt } = (await customer.client.tickets.ballInCourt(ticket.id))!;
  expect(ballInCourt.bySide).toEqual([
    { side: 'VENDOR', businessSeconds: 2 * 3_600 },
    { side: 'CUSTOMER', businessSeconds: 10 * 3_600 }, // Monday from 09:00, and an hour of Tuesday
    { side: 'THIRD_PARTY', businessSeconds: 0 },
  ]);
});
