import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../support/programme.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

test('S39 a reference stands wherever the id of a ticket is taken', async () => {
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const [first, second, third] = [await customer.open(), await customer.open(), await customer.open()];
  const replied = await customer.act('replyToTicket', { ticketId: first.reference, body: 'It goes on.' });
  expect(replied.id).toBe(first.id);
  const merged = await desk.engineer.act('mergeTickets', {
    sourceId: second.reference.toLowerCase(),
    targetId: first.reference,
  });
  expect(merged.id).toBe(first.id);
  const { results } = unwrap(await customer.client.tickets.closeMany({ ticketIds: [third.reference] }));
  expect(results).toMatchObject([{ ticket: { id: third.id, state: 'WITHDRAWN' } }]);
});

test('S39 a reference of what is not yours, or of nothing, is not found', async () => {
  const [customer, other] = [await desk.customer(), await desk.customer()];
  const { reference } = await other.open();
  const reply = { body: 'Hello?' };
  const refused = await customer.denied('replyToTicket', { ...reply, ticketId: reference });
  expect(refused).toMatchObject({ code: 'NOT_FOUND', message: `No ticket ${reference}.` });
  expect((await customer.denied('replyToTicket', { ...reply, ticketId: 'T-999999' })).code).toBe('NOT_FOUND');
});

test('S39 S83 a reference stands in each of the lines of a review too', async () => {
  const tam = await desk.hire({ roles: ['TAM'] });
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { accountId } = customer;
  await desk.manager.act('assignTam', { accountId, tamId: tam.staffId, experienceSince: '2019-01-01' });
  const { id, reference } = await customer.open();
  desk.at('2026-06-02T07:00:00Z');
  const { id: reviewId } = await tam.act('openMonthlyReview', { accountId, month: '2026-05' });
  await tam.act('reviewRequests', { reviewId, lines: [{ ticketId: reference, note: 'Looked into.' }] });
  const review = await tam.client.reviews.lines(reviewId);
  expect(review?.lines.nodes.map(({ ticket }) => ticket.id)).toEqual([id]);
});
