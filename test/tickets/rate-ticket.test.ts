import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IN_SCOPE, openDesk, type Desk } from '../support/programme.ts';

// Monday 4 May 2026 in Paris, UTC+2.
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ at: '2026-05-04T06:00:00Z' });
});
afterAll(() => desk?.stop());

const resolve = (ticketId: string) =>
  desk.engineer.act('replyToTicket', { ticketId, body: 'It works again.', resolve: true, review: IN_SCOPE });

/** Received at 08:00 and resolved at 09:00 on Monday. */
async function resolvedTicket() {
  desk.at('2026-05-04T06:00:00Z');
  const customer = await desk.customer({ plan: 'ENHANCED' });
  const { id: ticketId } = await customer.open();
  desk.at('2026-05-04T07:00:00Z');
  await resolve(ticketId);
  const satisfaction = async () => (await customer.client.tickets.get(ticketId))!.satisfaction;
  const asked = async () =>
    (await customer.timeline(ticketId)).filter(({ type }) => type === 'ticket.rating_asked').length;
  return { customer, ticketId, satisfaction, asked };
}

test('S2 the requester is asked once, when the ticket is resolved, and answers within 14 days', async () => {
  const { customer, ticketId, satisfaction, asked } = await resolvedTicket();
  expect(await asked()).toBe(1);
  expect(await satisfaction()).toEqual({
    askedAt: '2026-05-04T07:00:00.000Z',
    closesAt: '2026-05-18T07:00:00.000Z',
    score: null,
    comment: null,
    ratedAt: null,
  });
  desk.at('2026-05-18T07:00:00Z');
  const { ticket } = unwrap(await customer.client.tickets.rate({ ticketId, score: 4, comment: 'Quick.' }));
  expect(ticket.satisfaction).toMatchObject({
    score: 4,
    comment: 'Quick.',
    ratedAt: '2026-05-18T07:00:00.000Z',
  });
  desk.at('2026-05-18T07:00:00.001Z');
  expect(await customer.client.tickets.rate({ ticketId, score: 5 })).toMatchObject({
    __typename: 'RatingClosedProblem',
    code: 'RATING_CLOSED',
    closedAt: '2026-05-18T07:00:00.000Z',
  });
});

test('S2 B21 the question is in the inbox of the requester alone, once, however often the ticket is resolved', async () => {
  const { customer, ticketId } = await resolvedTicket();
  const colleague = await customer.colleague();
  await customer.act('replyToTicket', { ticketId, body: 'It is broken again.' });
  await resolve(ticketId);
  const asked = '{ notices { nodes { kind fr: body(locale: FR) en: body(locale: EN) ticket { id } } } }';
  expect(await customer.read(asked)).toEqual({
    notices: {
      nodes: [
        {
          kind: 'RATING_ASKED',
          fr: 'Votre demande est résolue. Vous pouvez l’évaluer de 1 à 5 jusqu’au lundi 18 mai 2026 à 9h00 (Europe/Paris).',
          en: 'Your request is resolved. You can rate it from 1 to 5 until Monday 18 May 2026, 09:00 (Europe/Paris).',
          ticket: { id: ticketId },
        },
      ],
    },
  });
  expect(await colleague.read(asked)).toEqual({ notices: { nodes: [] } });
});

test('S2 a rating can be changed while it is taken, counts once, and its history stays', async () => {
  const { customer, ticketId } = await resolvedTicket();
  unwrap(await customer.client.tickets.rate({ ticketId, score: 1, comment: 'Wrong button.' }));
  unwrap(await customer.client.tickets.rate({ ticketId, score: 5 }));
  const rated = (await customer.timeline(ticketId)).filter(({ type }) => type === 'ticket.rated');
  expect(rated.map(({ payload }) => payload)).toEqual([
    { before: null, after: 1 },
    { before: 1, after: 5 },
  ]);
  const report = await customer.client.reports.support({ accountId: customer.accountId, month: '2026-05' });
  expect(report!.figures.satisfaction).toEqual({
    asked: 1,
    answered: 1,
    responseRate: 1,
    satisfied: 1,
    average: 5,
    byScore: [1, 2, 3, 4, 5].map((score) => ({ score, answers: score === 5 ? 1 : 0 })),
  });
});

test('S2 C22 a ticket that is re-opened and resolved again asks nobody twice, and is rated for longer', async () => {
  const { customer, ticketId, satisfaction, asked } = await resolvedTicket();
  desk.at('2026-05-05T07:00:00Z');
  await customer.act('replyToTicket', { ticketId, body: 'It is broken again.' });
  expect(await customer.client.tickets.rate({ ticketId, score: 2 })).toMatchObject({
    __typename: 'RatingClosedProblem',
    closedAt: null,
  });
  desk.at('2026-05-06T07:00:00Z');
  await resolve(ticketId);
  expect(await asked()).toBe(1);
  expect(await satisfaction()).toMatchObject({
    askedAt: '2026-05-04T07:00:00.000Z',
    closesAt: '2026-05-20T07:00:00.000Z',
  });
  expect(unwrap(await customer.client.tickets.rate({ ticketId, score: 3 })).ticket.satisfaction?.score).toBe(
    3,
  );
});

test('S2 only who made the request rates it, with a whole number from 1 to 5, once it is resolved', async () => {
  const { customer, ticketId, satisfaction } = await resolvedTicket();
  const colleague = await customer.colleague();
  const stranger = await desk.customer();
  expect(await colleague.client.tickets.rate({ ticketId, score: 5 })).toMatchObject({
    __typename: 'NotRequesterProblem',
    code: 'NOT_REQUESTER',
  });
  for (const score of [0, 6, -1]) {
    expect(await customer.client.tickets.rate({ ticketId, score })).toMatchObject({
      __typename: 'InvalidInputProblem',
      issues: [{ path: 'score', code: 'OUT_OF_RANGE' }],
    });
  }
  await expect(desk.engineer.client.tickets.rate({ ticketId, score: 5 })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(stranger.client.tickets.rate({ ticketId, score: 5 })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect((await satisfaction())?.score).toBeNull();
  const { id } = await customer.open();
  expect(await customer.client.tickets.rate({ ticketId: id, score: 5 })).toMatchObject({ closedAt: null });
});
