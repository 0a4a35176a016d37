import { asTenant } from '@tierline/prisma/tenancy';
import { settleLedgers } from '@tierline/schema/entitlements/ledger.jobs';
import { settleObligations } from '@tierline/schema/obligations/obligations.jobs';
import { unwrap } from '@tierline/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  IN_SCOPE,
  openDesk,
  type Caller,
  type Customer,
  type Desk,
  type Staff,
} from '../support/programme.ts';

let desk: Desk;
let tam: Staff;

/** 2 March 2026, 10:00 in Paris: the contract year begins. */
const START = '2026-03-02T09:00:00Z';
const YEAR = '2026-03-02T09:00:00.000Z';
/** 9 September 2026, 10:00 in Paris. */
const AUTUMN = '2026-09-09T08:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: START });
  tam = await desk.hire({ name: 'Sofia Lindqvist', roles: ['TAM'] });
});
afterAll(() => desk.stop());

type WithProfiles = Customer & { profileIds: string[] };

async function customer(plan: 'ENHANCED' | 'PREMIUM', names = ['app', 'shop']): Promise<WithProfiles> {
  desk.at(START);
  const one = await desk.customer({ plan });
  const profileIds: string[] = [];
  for (const name of names) {
    const { profiles } = await desk.manager.act('addProfile', { accountId: one.accountId, name });
    const known = new Set(profileIds);
    profileIds.push(...profiles.nodes.map(({ id }) => id).filter((id) => !known.has(id)));
  }
  return { ...one, profileIds };
}
const premium = (names?: string[]) => customer('PREMIUM', names);

const asked = ({ accountId, profileIds }: WithProfiles) => ({
  accountId,
  profileIds,
  plannedOn: '2026-09-14',
});
const plan = async (one: WithProfiles) => unwrap(await tam.client.health.plan(asked(one))).review;
const get = async ({ client }: Pick<Caller, 'client'>, id: string) => client.health.get(id);
const balance = async ({ client, accountId }: Customer) =>
  (await client.entitlements.balance({ accountId, benefit: 'ANNUAL_HEALTH_REVIEW' })).balance;
const promised = async ({ client, accountId }: Customer) =>
  client.obligations.list({ accountId, kinds: ['ANNUAL_HEALTH_REVIEW'] }).all(5);

const FINDING = {
  severity: 'SEVERE',
  finding: 'Consent is read after the first tags have fired.',
  recommendation: 'Load the consent manager first.',
} as const;
const DONE = {
  severity: 'LIMITED',
  finding: 'Eleven tags are switched off.',
  recommendation: 'Remove them.',
  done: true,
} as const;

/** Both profiles examined: two findings in the first, nothing in the second. */
async function examine(reviewId: string, [app, shop]: string[]) {
  await tam.client.health
    .examineProfile({
      reviewId,
      profileId: app!,
      note: 'Tags, consent, load order.',
      findings: [FINDING, DONE],
    })
    .then(unwrap);
  return unwrap(
    await tam.client.health.examineProfile({
      reviewId,
      profileId: shop!,
      note: 'Tags and consent.',
      findings: [],
      nothingFound: true,
    }),
  ).review;
}

test('S82 S111 E5 a health review is planned, under way and completed; it uses the unit up and keeps the promise of its year', async () => {
  const ours = await premium();
  desk.at(AUTUMN);
  const planned = await plan(ours);
  expect(planned).toMatchObject({
    state: 'PLANNED',
    plannedOn: '2026-09-14',
    contractYearStartsAt: YEAR,
    ticket: null,
    profiles: [
      { profile: { name: 'app' }, examinedAt: null, nothingFound: false, revision: 0, findings: [] },
      { profile: { name: 'shop' } },
    ],
  });
  expect(await balance(ours)).toMatchObject({ granted: 1, reserved: 1, consumed: 0, available: 0 });
  const [line] = await ours.client.entitlements.ledger({ accountId: ours.accountId }).all(1);
  expect(line).toMatchObject({ kind: 'RESERVE', cause: 'HEALTH_REVIEW', ticket: null });
  expect(await promised(ours)).toMatchObject([{ state: 'DUE', dueAt: '2027-03-02T09:00:00.000Z' }]);

  const examined = await examine(planned.id, ours.profileIds);
  expect(examined).toMatchObject({
    state: 'UNDER_WAY',
    startedAt: '2026-09-09T08:00:00.000Z',
    profiles: [
      {
        examinedBy: { name: 'Sofia Lindqvist' },
        nothingFound: false,
        revision: 1,
        findings: [
          { severity: 'SEVERE', recommendation: 'Load the consent manager first.', doneAt: null },
          { severity: 'LIMITED', doneAt: '2026-09-09T08:00:00.000Z' },
        ],
      },
      { nothingFound: true, findings: [] },
    ],
  });
  expect(await get(ours, planned.id)).toBeNull();
  expect((await ours.client.health.list(ours.accountId))!.healthReviews.nodes).toEqual([]);

  desk.at('2026-09-14T14:00:00Z');
  const summary = 'Two things to mend in the app; the shop is well.';
  const done = unwrap(await tam.client.health.complete({ reviewId: planned.id, summary })).review;
  expect(done).toMatchObject({ state: 'COMPLETED', completedAt: '2026-09-14T14:00:00.000Z', summary });
  expect(await balance(ours)).toMatchObject({ reserved: 0, consumed: 1, available: 0 });
  expect(await promised(ours)).toMatchObject([
    {
      state: 'DONE',
      late: false,
      doneAt: '2026-09-14T14:00:00.000Z',
      proof: { type: 'HEALTH_REVIEW', id: planned.id },
    },
  ]);
  expect(await get(ours, planned.id)).toMatchObject({ summary, completedBy: { name: 'Sofia Lindqvist' } });
  expect((await ours.client.health.list(ours.accountId))!.healthReviews.nodes).toMatchObject([
    { id: planned.id, state: 'COMPLETED' },
  ]);
});

test('S82 S71 below Premium it is refused and names Premium', async () => {
  const enhanced = await customer('ENHANCED');
  desk.at(AUTUMN);
  expect(await tam.client.health.plan(asked(enhanced))).toMatchObject({
    __typename: 'EntitlementRequiredProblem',
    plan: 'ENHANCED',
    requiredPlan: 'PREMIUM',
    message: 'The annual health review: the Enhanced plan does not include it; the Premium plan does.',
  });
});

test('S82 E5 a second one in the contract year is refused, by plan and by ticket alike, and of many at once one is taken', async () => {
  const ours = await premium();
  desk.at(AUTUMN);
  const all = await Promise.all([1, 2, 3, 4].map(() => tam.client.health.plan(asked(ours))));
  expect(all.map(({ __typename }) => __typename).toSorted()).toEqual([
    'AllowanceExhaustedProblem',
    'AllowanceExhaustedProblem',
    'AllowanceExhaustedProblem',
    'PlanHealthReviewSuccess',
  ]);
  expect(await tam.client.health.plan(asked(ours))).toMatchObject({
    allowance: 1,
    renewsAt: '2027-03-02T09:00:00.000Z',
  });
  const request = { requestType: 'WELLNESS_REVIEW', severity: 'LIMITED', profileIds: ours.profileIds };
  expect(
    await ours.problem('openTicket', { ...request, sku: 'IQ-TM', subject: 'R', question: 'Q' }),
  ).toMatchObject({
    code: 'ALLOWANCE_EXHAUSTED',
  });
  // The year after there is a new one, although nobody did the first: that is overdue, not taken over.
  desk.at('2027-03-02T09:00:00Z');
  expect(await tam.client.health.plan(asked(ours))).toMatchObject({
    issues: [{ path: 'plannedOn', code: 'TOO_SMALL' }],
  });
  const next = unwrap(await tam.client.health.plan({ ...asked(ours), plannedOn: '2027-04-01' })).review;
  expect(next.contractYearStartsAt).toBe('2027-03-02T09:00:00.000Z');
});

test('S111 E5 it covers one to five profiles of exactly one account', async () => {
  const [ours, theirs] = [await premium(['app', 'blog', 'eu', 'fr', 'shop', 'us']), await premium(['main'])];
  desk.at(AUTUMN);
  expect(await tam.client.health.plan(asked(ours))).toMatchObject({
    __typename: 'ProfileLimitProblem',
    limit: 5,
    named: 6,
  });
  const two = { ...asked(ours), profileIds: [ours.profileIds[0]!, theirs.profileIds[0]!] };
  expect(await tam.client.health.plan(two)).toMatchObject({
    __typename: 'AccountLimitProblem',
    limit: 1,
  });
  for (const profileIds of [[], ['prf_absent']]) {
    expect(await tam.client.health.plan({ ...asked(ours), profileIds })).toMatchObject({
      __typename: 'InvalidInputProblem',
      issues: [{ path: 'profileIds', code: profileIds.length === 0 ? 'REQUIRED' : 'UNKNOWN' }],
    });
  }
  expect(await balance(ours)).toMatchObject({ reserved: 0, available: 1 });
  const five = ours.profileIds.slice(0, 5);
  const review = await plan({ ...ours, profileIds: [...five, five[0]!] });
  expect(review.profiles).toHaveLength(5);
});

test('S82 it is completed when every profile has a finding or explicitly none, and then never changes', async () => {
  const ours = await premium();
  desk.at(AUTUMN);
  const { id: reviewId } = await plan(ours);
  const [app, shop] = ours.profileIds as [string, string];
  const note = 'Tags.';
  const { client } = tam;
  expect(await client.health.examineProfile({ reviewId, profileId: app, note, findings: [] })).toMatchObject({
    issues: [{ path: 'findings', code: 'REQUIRED' }],
  });
  const both = { reviewId, profileId: app, note, findings: [FINDING], nothingFound: true };
  expect(await client.health.examineProfile(both)).toMatchObject({
    issues: [{ path: 'nothingFound', code: 'NOT_APPLICABLE' }],
  });
  unwrap(await client.health.examineProfile({ ...both, nothingFound: false }));
  expect(await client.health.complete({ reviewId, summary: 'Well.' })).toMatchObject({
    __typename: 'ProfilesUnexaminedProblem',
    profiles: [{ id: shop, name: 'shop' }],
  });
  // What was read before somebody else wrote is not written over it.
  const again = { reviewId, profileId: app, note, findings: [], nothingFound: true };
  expect(await client.health.examineProfile(again)).toMatchObject({
    __typename: 'ExaminationChangedProblem',
    revision: 1,
  });
  unwrap(await client.health.examineProfile({ ...again, revision: 1 }));
  unwrap(await client.health.examineProfile({ ...again, profileId: shop }));
  unwrap(await client.health.complete({ reviewId, summary: 'Well.' }));

  const ended = { __typename: 'HealthReviewEndedProblem', state: 'COMPLETED' };
  expect(await client.health.complete({ reviewId, summary: 'Better.' })).toMatchObject(ended);
  expect(await client.health.cancel({ reviewId, reason: 'No.' })).toMatchObject(ended);
  expect(await client.health.schedule({ reviewId, plannedOn: '2026-10-01' })).toMatchObject(ended);
  expect(await client.health.examineProfile({ ...again, revision: 2 })).toMatchObject(ended);
  const db = desk.server.database.client;
  await asTenant('every-account', () =>
    expect(db.healthReviewProfile.updateMany({ where: { reviewId }, data: { note: 'x' } })).rejects.toThrow(
      /completed review/,
    ),
  );
});

test('S82 E5 what a customer asks for by a ticket is planned by it, and has its unit by it', async () => {
  const ours = await premium();
  desk.at(AUTUMN);
  const request = { requestType: 'WELLNESS_REVIEW', severity: 'LIMITED', profileIds: ours.profileIds };
  const { id: ticketId, reference } = await ours.open(request);
  const { healthReview } = (await tam.client.health.ofTicket(ticketId))!;
  expect(healthReview).toMatchObject({ state: 'PLANNED', plannedOn: null, ticket: { reference } });
  const reviewId = healthReview!.id;
  expect((await ours.client.health.ofTicket(ticketId))!.healthReview).toBeNull();
  unwrap(await tam.client.health.schedule({ reviewId, plannedOn: '2026-09-21' }));
  expect(await tam.client.health.cancel({ reviewId, reason: 'No time.' })).toMatchObject({
    issues: [{ path: 'reviewId', code: 'FOLLOWS_TICKET' }],
  });
  await examine(reviewId, ours.profileIds);
  unwrap(await tam.client.health.complete({ reviewId, summary: 'Well.' }));
  expect(await balance(ours)).toMatchObject({ reserved: 0, consumed: 1 });
  const answer = { body: 'Your review is there.', resolve: true, review: IN_SCOPE };
  await desk.engineer.act('replyToTicket', { ticketId, ...answer });
  await ours.act('closeTicket', { ticketId });
  expect(await balance(ours)).toMatchObject({ reserved: 0, consumed: 1, available: 0 });
  expect((await ours.client.health.ofTicket(ticketId))!.healthReview).toMatchObject({
    state: 'COMPLETED',
  });
});

test('E5 one that is called off, or whose ticket is withdrawn, gives its unit back; one that is resolved goes on', async () => {
  const ours = await premium();
  desk.at(AUTUMN);
  const { id: reviewId } = await plan(ours);
  const off = unwrap(await tam.client.health.cancel({ reviewId, reason: 'They move in spring.' })).review;
  expect(off).toMatchObject({ state: 'CANCELLED', cancelReason: 'They move in spring.' });
  expect(await balance(ours)).toMatchObject({ reserved: 0, available: 1 });

  const request = { requestType: 'WELLNESS_REVIEW', severity: 'LIMITED', profileIds: ours.profileIds };
  const first = await ours.open(request);
  await ours.act('closeTicket', { ticketId: first.id });
  expect((await tam.client.health.ofTicket(first.id))!.healthReview).toMatchObject({
    state: 'CANCELLED',
  });
  expect(await balance(ours)).toMatchObject({ reserved: 0, available: 1 });

  const second = await ours.open(request);
  const answer = { body: 'We begin on Monday.', resolve: true, review: IN_SCOPE };
  await desk.engineer.act('replyToTicket', { ticketId: second.id, ...answer });
  const { healthReview } = (await tam.client.health.ofTicket(second.id))!;
  expect(healthReview).toMatchObject({ state: 'PLANNED' });
  await examine(healthReview!.id, ours.profileIds);
  unwrap(await tam.client.health.complete({ reviewId: healthReview!.id, summary: 'Well.' }));
  expect(await promised(ours)).toMatchObject([{ state: 'DONE' }]);
  expect((await tam.client.health.list(ours.accountId))!.healthReviews.nodes).toHaveLength(3);
});

test('S82 E5 a ticket that becomes a request for a health review is one, and no longer where it becomes another', async () => {
  const ours = await premium();
  desk.at(AUTUMN);
  const { id: ticketId } = await ours.open({ requestType: 'HOW_TO', severity: 'LIMITED' });
  const { profileIds } = ours;
  const wellness = { ticketId, requestType: 'WELLNESS_REVIEW' as const, profileIds };
  unwrap(await desk.engineer.client.tickets.reclassify(wellness));
  expect((await tam.client.health.ofTicket(ticketId))!.healthReview).toMatchObject({
    state: 'PLANNED',
    profiles: [{ profile: { name: 'app' } }, { profile: { name: 'shop' } }],
  });
  expect(await balance(ours)).toMatchObject({ reserved: 1, available: 0 });
  unwrap(await desk.engineer.client.tickets.reclassify({ ticketId, requestType: 'HOW_TO' }));
  expect((await tam.client.health.ofTicket(ticketId))!.healthReview).toMatchObject({ state: 'CANCELLED' });
  expect(await balance(ours)).toMatchObject({ reserved: 0, available: 1 });
});

test('S82 B7 one that is done after its year is late, and keeps the promise of its year, not of the next', async () => {
  const ours = await premium();
  desk.at(AUTUMN);
  const { id: reviewId } = await plan(ours);
  await examine(reviewId, ours.profileIds);
  desk.at('2027-03-05T09:00:00Z');
  const now = new Date('2027-03-05T09:00:00Z');
  const { client } = desk.server.database;
  await asTenant('every-account', async () => {
    await settleLedgers(client, now);
    await settleObligations(client, now);
  });
  unwrap(await tam.client.health.complete({ reviewId, summary: 'Well.' }));
  expect(await promised(ours)).toMatchObject([
    { state: 'DONE', late: true, proof: { id: reviewId } },
    { state: 'DUE', proof: null },
  ]);
});

test('S82 a recommendation is followed by either side, the customer’s once the review is completed', async () => {
  const [ours, theirs] = [await premium(), await premium()];
  desk.at(AUTUMN);
  const { id: reviewId } = await plan(ours);
  const { profiles } = await examine(reviewId, ours.profileIds);
  const findingId = profiles[0]!.findings[0]!.id;
  for (const one of [ours, theirs]) {
    await expect(one.client.health.followRecommendation({ findingId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  }
  unwrap(await tam.client.health.complete({ reviewId, summary: 'Well.' }));
  desk.at('2026-10-01T08:00:00Z');
  const { review } = unwrap(await ours.client.health.followRecommendation({ findingId }));
  expect(review.profiles[0]!.findings[0]).toMatchObject({ doneAt: '2026-10-01T08:00:00.000Z' });
  desk.at('2026-10-02T08:00:00Z');
  const again = unwrap(await tam.client.health.followRecommendation({ findingId })).review;
  expect(again.profiles[0]!.findings[0]!.doneAt).toBe('2026-10-01T08:00:00.000Z');
  await expect(theirs.client.health.followRecommendation({ findingId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('S82 it is for TAMs and managers; another customer and a requester of another account see nothing', async () => {
  const [ours, theirs] = [await premium(), await premium()];
  desk.at(AUTUMN);
  await expect(ours.client.health.plan(asked(ours))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(desk.engineer.client.health.plan(asked(ours))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const { id: reviewId } = await plan(ours);
  await examine(reviewId, ours.profileIds);
  unwrap(await desk.manager.client.health.complete({ reviewId, summary: 'Well.' }));
  expect(await get(theirs, reviewId)).toBeNull();
  expect(await theirs.client.health.list(ours.accountId)).toBeNull();
  expect(await get(await ours.colleague(), reviewId)).toMatchObject({ id: reviewId });
});

test('S82 the TAM’s desk shows what is planned and under way', async () => {
  const ours = await premium();
  const { accountId } = ours;
  await desk.manager.act('assignTam', { accountId, tamId: tam.staffId, experienceSince: '2019-01-01' });
  desk.at(AUTUMN);
  const { id } = await plan(ours);
  const shown = async () =>
    (await tam.client.tam.desk()).openHealthReviews.nodes.filter(({ account }) => account.id === accountId);
  expect(await shown()).toMatchObject([{ id, state: 'PLANNED', plannedOn: '2026-09-14' }]);
  await examine(id, ours.profileIds);
  unwrap(await tam.client.health.complete({ reviewId: id, summary: 'Well.' }));
  expect(await shown()).toEqual([]);
});

test('B24 S82 who is erased is forgotten in what is completed too: findings, summary, lines of monthly reviews', async () => {
  const ours = await premium();
  const bruno = await ours.colleague();
  const viewer = await bruno.client.accounts.viewer();
  const { name, email, id: personId } = viewer as { name: string; email: string; id: string };
  const ticket = await bruno.open();
  desk.at('2026-04-02T08:00:00Z');
  const { accountId } = ours;
  const { id: monthly } = await tam.act('openMonthlyReview', { accountId, month: '2026-03' });
  const lines = [{ ticketId: ticket.id, note: `${name} had locked himself out.` }];
  await tam.act('reviewRequests', { reviewId: monthly, lines });
  await tam.act('completeMonthlyReview', { reviewId: monthly, summary: `Ask ${name}.` });
  const { id: reviewId } = await plan(ours);
  const finding = { ...FINDING, finding: `${name} publishes alone.` };
  for (const profileId of ours.profileIds) {
    const examined = { reviewId, profileId, note: `Shown by ${name}.`, findings: [finding] };
    unwrap(await tam.client.health.examineProfile(examined));
  }
  unwrap(await tam.client.health.complete({ reviewId, summary: `Thanks to ${name}.` }));

  unwrap(await desk.manager.client.accounts.erasePerson({ personId, confirmation: email }));
  const review = await get(ours, reviewId);
  expect(review).toMatchObject({
    summary: 'Thanks to [erased].',
    profiles: [{ note: 'Shown by [erased].' }, {}],
  });
  expect(review!.profiles[0]!.findings[0]).toMatchObject({ finding: '[erased] publishes alone.' });
  expect(JSON.stringify(await ours.client.reviews.lines(monthly))).not.toContain(name);
});

const noticesOf = async ({ client }: Pick<Caller, 'client'>, kind: string) =>
  (await client.notifications.list()).nodes.filter((notice) => notice.kind === kind);

test('S82 the customer sees when a health review is planned and nothing of its draft, and is told when it is completed', async () => {
  const ours = await premium(['zeta', 'alpha']);
  const other = await premium();
  const requester = await ours.colleague();
  const planned = (who: Pick<Caller, 'client'>) => who.client.health.planned(ours.accountId);
  expect(await planned(ours)).toEqual({ plannedHealthReview: null });
  const { id: reviewId } = await plan(ours);
  const seen = {
    plannedOn: '2026-09-14',
    contractYearStartsAt: YEAR,
    profileNames: ['alpha', 'zeta'],
  };
  for (const who of [ours, requester, tam]) expect(await planned(who)).toEqual({ plannedHealthReview: seen });
  expect(await planned(other)).toBeNull();
  unwrap(await tam.client.health.schedule({ reviewId, plannedOn: '2026-10-01' }));
  expect(await planned(ours)).toMatchObject({ plannedHealthReview: { plannedOn: '2026-10-01' } });
  expect(await get(ours, reviewId)).toBeNull();
  desk.at('2026-09-09T23:30:00Z'); // the tenth in Paris
  await examine(reviewId, ours.profileIds);
  expect(await noticesOf(ours, 'HEALTH_REVIEW_COMPLETED')).toEqual([]);
  unwrap(await tam.client.health.complete({ reviewId, summary: 'Well.' }));
  expect(await planned(ours)).toEqual({ plannedHealthReview: null });
  expect(await noticesOf(ours, 'HEALTH_REVIEW_COMPLETED')).toMatchObject([
    {
      causeId: reviewId,
      title: 'The health review of your account is completed',
      body: 'It was completed on 10 September 2026. Read what was found and recommended, and say what is done.',
    },
  ]);
  expect(await noticesOf(requester, 'HEALTH_REVIEW_COMPLETED')).toEqual([]);
  expect(await noticesOf(other, 'HEALTH_REVIEW_COMPLETED')).toEqual([]);
});
