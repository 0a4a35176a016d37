import { asTenant } from '@tierline/prisma/tenancy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  openDesk,
  type Caller,
  type Customer,
  type Desk,
  type Review,
  type Staff,
} from '../support/programme.ts';

let desk: Desk;
let tam: Staff;

/** 1 May 2026, midnight in Paris. */
const START = '2026-04-30T22:00:00Z';
/** 2 June, 09:00 in Paris. */
const AFTER = '2026-06-02T07:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: START });
  tam = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
});
afterAll(() => desk.stop());

async function premium(): Promise<Customer> {
  desk.at(START);
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { accountId } = customer;
  await desk.manager.act('assignTam', { accountId, tamId: tam.staffId, experienceSince: '2019-01-01' });
  return customer;
}

const LOGIN = {
  requestType: 'LOGIN_ISSUE',
  subject: 'Sign-in page answers with error 502',
  question: 'Since this morning the sign-in page answers with error 502. What can we do?',
};
const LOGIN_AGAIN = {
  requestType: 'LOGIN_ISSUE',
  subject: 'Sign-in page answers with error 502 again',
  question: 'Again this morning the sign-in page answers with error 502. What is going on?',
};
const HOW_TO = {
  requestType: 'HOW_TO',
  severity: 'LIMITED',
  subject: 'How do we rename a data layer variable?',
  question: 'We would like to rename a variable without losing its history.',
};

async function ask(customer: Customer, at: string, request: object): Promise<string> {
  desk.at(at);
  return (await customer.open(request)).id;
}

/** A customer with two alike requests and another one in May. */
async function may(): Promise<{ customer: Customer; first: string; again: string; other: string }> {
  const customer = await premium();
  const first = await ask(customer, '2026-05-04T08:00:00Z', LOGIN);
  const again = await ask(customer, '2026-05-18T08:00:00Z', LOGIN_AGAIN);
  const other = await ask(customer, '2026-05-31T21:59:59Z', HOW_TO); // a second before June in Paris
  await ask(customer, '2026-05-31T22:00:00Z', LOGIN_AGAIN); // June
  desk.at(AFTER);
  return { customer, first, again, other };
}

const openReview = ({ accountId }: Customer, month = '2026-05'): Promise<Review> =>
  tam.act('openMonthlyReview', { accountId, month });
const lines = (...ticketIds: string[]) => ticketIds.map((ticketId) => ({ ticketId, note: 'Looked into.' }));
const linesOf = async ({ client }: Caller, id: string) => (await client.reviews.lines(id))?.lines.nodes;
const uncoveredOf = async ({ client }: Caller, id: string) =>
  (await client.reviews.uncovered(id))?.uncovered.nodes;
const reviewsOf = async ({ client }: Caller, id: string) =>
  (await client.reviews.list(id))?.monthlyReviews.nodes;
const complete = { summary: 'Three requests; the sign-in page recurs.' };
const ANALYSIS = { analysis: 'The proxy runs out of connections.', action: 'Raise its limit by 1 July.' };

test('S83 B6 a review covers all requests of the month on the account’s calendar, or it is not completed', async () => {
  const { customer, first, again, other } = await may();
  const { id: reviewId, requestsInPeriod, requestsReviewed } = await openReview(customer);
  expect({ requestsInPeriod, requestsReviewed }).toEqual({ requestsInPeriod: 3, requestsReviewed: 0 });

  await tam.act('reviewRequests', { reviewId, lines: lines(first, again) });
  const { reference } = await tam.ticket(other);
  expect(await tam.client.reviews.complete({ reviewId, ...complete })).toMatchObject({
    __typename: 'RequestsUncoveredProblem',
    tickets: [{ id: other, reference }],
  });
  expect(await tam.problem('completeMonthlyReview', { reviewId, ...complete })).toMatchObject({
    code: 'REQUESTS_UNCOVERED',
    fr: `Toutes les demandes du mois sont à examiner\u00a0; il manque\u00a0: ${reference}.`,
  });
});

test('S84 B6 recurring issues are found with their reason, and each needs analysis and action', async () => {
  const { customer, first, again, other } = await may();
  const { id: reviewId, clusters } = await openReview(customer);
  expect(clusters).toMatchObject([
    {
      recurring: true,
      lacksAnalysis: true,
      requests: [
        { ticket: { id: first }, nearest: { id: again }, sameRequestType: true, sameSku: true },
        { ticket: { id: again }, nearest: { id: first } },
      ],
    },
  ]);
  const { score, textSimilarity } = clusters[0]!.requests[0]!;
  expect(textSimilarity).toBeGreaterThan(0.5);
  expect(score).toBeCloseTo(textSimilarity! * 0.6 + 0.4);

  await tam.act('reviewRequests', { reviewId, lines: lines(first, again, other) });
  const clusterId = clusters[0]!.id;
  expect(await tam.client.reviews.complete({ reviewId, ...complete })).toMatchObject({
    __typename: 'RecurrenceOpenProblem',
    clusterIds: [clusterId],
  });
  await tam.act('analyseCluster', { clusterId, ...ANALYSIS });
  const completed = await tam.act('completeMonthlyReview', { reviewId, ...complete });
  expect(completed).toMatchObject({ completedAt: '2026-06-02T07:00:00.000Z', requestsReviewed: 3 });
});

test('S83 B6 B7 a completed review keeps the obligation of its month, is read by the customer and never changes', async () => {
  const { customer, first, again, other } = await may();
  const { accountId } = customer;
  const { id: reviewId, clusters } = await openReview(customer);
  expect(await customer.client.reviews.get(reviewId)).toBeNull();
  await tam.act('reviewRequests', { reviewId, lines: lines(first, again, other) });
  await tam.act('analyseCluster', { clusterId: clusters[0]!.id, ...ANALYSIS });
  await tam.act('completeMonthlyReview', { reviewId, ...complete });

  expect(await customer.client.reviews.get(reviewId)).toMatchObject({
    ...complete,
    completedBy: { name: 'Sofia Lindqvist' },
    clusters: [ANALYSIS],
  });
  expect(await linesOf(customer, reviewId)).toHaveLength(3);
  expect(await reviewsOf(customer, accountId)).toMatchObject([{ id: reviewId, month: '2026-05' }]);
  const [kept] = await customer.client.obligations.list({ accountId, kinds: ['MONTHLY_REVIEW'] }).all(1);
  expect(kept).toMatchObject({ state: 'DONE', late: false, proof: { type: 'MONTHLY_REVIEW', id: reviewId } });

  const refused = { code: 'REVIEW_COMPLETED' };
  const again_ = { reviewId, lines: [{ ticketId: first, note: 'Another word.', revision: 1 }] };
  expect(await tam.problem('reviewRequests', again_)).toMatchObject(refused);
  expect(await tam.problem('completeMonthlyReview', { reviewId, ...complete })).toMatchObject(refused);
  expect(await tam.problem('openMonthlyReview', { accountId, month: '2026-05' })).toMatchObject(refused);
  expect(await tam.problem('dismissCluster', { clusterId: clusters[0]!.id, reason: 'No.' })).toMatchObject(
    refused,
  );
  // Nor below the API.
  const { client } = desk.server.database;
  await asTenant('every-account', () =>
    expect(client.reviewLine.updateMany({ where: { reviewId }, data: { note: 'x' } })).rejects.toThrow(
      /completed review/,
    ),
  );
});

test('B6 C34 a request that is imported into the month afterwards shows up as uncovered', async () => {
  const customer = await premium();
  const { accountId } = customer;
  const first = await ask(customer, '2026-05-04T08:00:00Z', LOGIN);
  desk.at(AFTER);
  const { id: reviewId } = await openReview(customer);
  await tam.act('reviewRequests', { reviewId, lines: lines(first) });
  await tam.act('completeMonthlyReview', { reviewId, ...complete });
  expect(await uncoveredOf(customer, reviewId)).toEqual([]);

  const late = await ask(customer, AFTER, HOW_TO);
  // As an import dates what another system received then.
  await asTenant('every-account', async () => {
    await desk.server.database.client.ticket.update({
      where: { id: late },
      data: { receivedAt: new Date('2026-05-20T08:00:00Z') },
    });
  });
  expect(await uncoveredOf(customer, reviewId)).toMatchObject([{ id: late }]);
  expect(await reviewsOf(customer, accountId)).toMatchObject([{ requestsInPeriod: 2, requestsReviewed: 1 }]);
});

test('S84 the TAM moves, merges and dismisses; what is arranged stays when the review is opened again', async () => {
  const { customer, first, again, other } = await may();
  const opened = await openReview(customer);
  const { id: reviewId } = opened;
  const found = opened.clusters[0]!.id;

  const moved = await tam.act('moveToCluster', { reviewId, ticketId: again });
  expect(moved.clusters.map(({ recurring, requests }) => [recurring, requests.length])).toEqual([
    [false, 1],
    [false, 1],
  ]);
  const own = moved.clusters.find(({ id }) => id !== found)!.id;
  const anew = await openReview(customer);
  expect(anew.clusters).toEqual(moved.clusters);

  await tam.act('moveToCluster', { reviewId, ticketId: other, clusterId: own });
  const merged = await tam.act('mergeClusters', { clusterId: own, intoId: found });
  expect(merged.clusters).toMatchObject([{ id: found, recurring: true, requests: [{}, {}, {}] }]);
  expect(merged.clusters[0]!.requests.find(({ ticket }) => ticket.id === other)).toMatchObject({
    nearest: null,
    score: null,
  });

  await tam.act('dismissCluster', { clusterId: found, reason: 'Three causes that have nothing in common.' });
  await tam.act('reviewRequests', { reviewId, lines: lines(first, again, other) });
  expect((await tam.act('completeMonthlyReview', { reviewId, ...complete })).completedAt).not.toBeNull();
});

test('S83 of two who write at once one is told, and nothing that was written is lost', async () => {
  const { customer, first } = await may();
  const { id: reviewId } = await openReview(customer);
  const write = (note: string) =>
    tam.client.reviews.reviewRequests({ reviewId, lines: [{ ticketId: first, note }] });
  const results = await Promise.all([write('One.'), write('Other.')]);
  expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
    'ReviewChangedProblem',
    'ReviewRequestsSuccess',
  ]);
  expect(results.find(({ __typename }) => __typename === 'ReviewChangedProblem')).toMatchObject({
    changedId: first,
    revision: 1,
  });
  const input = { reviewId, lines: [{ ticketId: first, note: 'Both.', revision: 1 }] };
  await tam.act('reviewRequests', input);
  expect(await linesOf(tam, reviewId)).toMatchObject([{ note: 'Both.', revision: 2 }]);
});

test('S83 a month is completed when it is over, opened when it has begun, and of Premium only', async () => {
  const customer = await premium();
  desk.at('2026-05-31T21:00:00Z');
  const { id: reviewId } = await openReview(customer);
  expect(await tam.problem('completeMonthlyReview', { reviewId, ...complete })).toMatchObject({
    code: 'MONTH_NOT_OVER',
  });
  const { accountId } = customer;
  expect(await tam.problem('openMonthlyReview', { accountId, month: '2026-06' })).toMatchObject({
    issues: [{ path: 'month', code: 'NOT_BEGUN' }],
  });
  expect(await tam.problem('openMonthlyReview', { accountId, month: '2026-04' })).toMatchObject({
    code: 'ENTITLEMENT_REQUIRED',
  });
  const enhanced = await desk.customer({ plan: 'ENHANCED' });
  const below = { accountId: enhanced.accountId, month: '2026-05' };
  expect(await tam.problem('openMonthlyReview', below)).toMatchObject({
    code: 'ENTITLEMENT_REQUIRED',
    en: 'The monthly review of requests: the Enhanced plan does not include it; the Premium plan does.',
  });
  desk.at(AFTER);
  // A month without requests is reviewed too: there is nothing that lacks its line.
  await tam.act('completeMonthlyReview', { reviewId, summary: 'A quiet month.' });
});

test('S83 only TAMs and managers review, requests of the month only, and strangers see nothing', async () => {
  const { customer, first } = await may();
  const { accountId } = customer;
  const { id: reviewId } = await openReview(customer);
  expect(await customer.denied('openMonthlyReview', { accountId, month: '2026-05' })).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await desk.engineer.denied('reviewRequests', { reviewId, lines: lines(first) })).toMatchObject({
    code: 'FORBIDDEN',
  });
  const stranger = await premium();
  desk.at(AFTER);
  const foreign = (await stranger.open()).id;
  expect(await tam.problem('reviewRequests', { reviewId, lines: lines(foreign) })).toMatchObject({
    issues: [{ path: 'lines.0.ticketId', code: 'UNKNOWN' }],
  });
  expect(await stranger.client.reviews.get(reviewId)).toBeNull();
  expect(await stranger.client.reviews.list(accountId)).toBeNull();
});
