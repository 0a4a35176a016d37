import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantAccess, newPartner } from '../support/partners.ts';
import { IN_SCOPE, openDesk, type Customer, type Desk } from '../support/programme.ts';

let desk: Desk;
const START = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  desk = await openDesk({ at: START });
});
afterAll(() => desk.stop());

/** A customer with profiles and the request to have the first of them reviewed. */
type Reviewed = Customer & { profileIds: string[]; review: Review };
type Review = { requestType: 'WELLNESS_REVIEW'; severity: 'LIMITED'; profileIds: string[] };

async function withProfiles(plan: 'ENHANCED' | 'PREMIUM', names = ['main']): Promise<Reviewed> {
  desk.at(START);
  const customer = await desk.customer({ plan });
  let profileIds: string[] = [];
  for (const name of names) {
    const { profiles } = await desk.manager.act('addProfile', { accountId: customer.accountId, name });
    profileIds = profiles.nodes.map(({ id }) => id);
  }
  return { ...customer, profileIds, review: reviewOf(profileIds.slice(0, 1)) };
}

const reviewOf = (profileIds: string[]): Review => ({
  requestType: 'WELLNESS_REVIEW',
  severity: 'LIMITED',
  profileIds,
});
const premium = () => withProfiles('PREMIUM');

const check = ({ client, accountId, review }: Reviewed, asked: object = {}) =>
  client.entitlements.check({ accountId, sku: 'IQ-TM', ...review, ...asked });
const asking = (review: Review) => ({
  ...review,
  sku: 'IQ-TM',
  subject: 'Our review',
  question: 'Please review our account.',
});
const balance = async ({ client, accountId }: Customer) =>
  (await client.entitlements.balance({ accountId, benefit: 'ANNUAL_HEALTH_REVIEW' })).balance;
const resolution = { body: 'Here are the findings.', resolve: true, review: IN_SCOPE };

test('S82 E5 B4 one health review a contract year: the second is refused alike by the dry run and the request', async () => {
  const customer = await premium();
  expect(await check(customer)).toMatchObject({ verdict: 'ALLOWED', renewsAt: null });
  const ticket = await customer.open(customer.review);
  expect(await balance(customer)).toMatchObject({ granted: 1, reserved: 1, available: 0 });

  expect(await check(customer)).toMatchObject({
    verdict: 'ALLOWANCE_EXHAUSTED',
    nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
    renewsAt: '2027-03-02T09:00:00.000Z',
  });
  expect(await customer.client.tickets.open(asking(customer.review))).toMatchObject({
    __typename: 'AllowanceExhaustedProblem',
    allowance: 1,
    renewsAt: '2027-03-02T09:00:00.000Z',
  });
  const [line] = await customer.client.entitlements.ledger({ accountId: customer.accountId }).all(1);
  expect(line).toMatchObject({ kind: 'RESERVE', cause: 'TICKET', ticket: { id: ticket.id } });

  // The year after, there is a new one.
  desk.at('2027-03-02T09:00:00Z');
  expect(await check(customer)).toMatchObject({ verdict: 'ALLOWED' });
  await customer.open(customer.review);
});

test('E5 a review that is withdrawn or rejected gives the unit back', async () => {
  const customer = await premium();
  const first = await customer.open(customer.review);
  await customer.act('closeTicket', { ticketId: first.id });
  expect(await balance(customer)).toMatchObject({ reserved: 0, available: 1 });

  const second = await customer.open(customer.review);
  await desk.engineer.act('rejectTicket', {
    ticketId: second.id,
    clause: '3.1',
    reasonFr: 'Il s’agit d’une nouvelle conception.',
    reasonEn: 'This is a new design.',
  });
  expect(await balance(customer)).toMatchObject({ reserved: 0, available: 1 });
  await customer.open(customer.review);
});

test('E5 S82 a review that is done uses the unit up; closing or re-opening its ticket gives nothing back', async () => {
  const customer = await premium();
  const { id: ticketId } = await customer.open(customer.review);
  desk.at('2026-03-05T09:00:00Z');
  await desk.engineer.act('replyToTicket', { ticketId, ...resolution });
  expect(await balance(customer)).toMatchObject({ reserved: 0, consumed: 1, available: 0 });
  await customer.act('replyToTicket', { ticketId, body: 'One question about it.' });
  await desk.engineer.act('replyToTicket', { ticketId, body: 'Answered.', resolve: true });
  await customer.act('closeTicket', { ticketId });
  expect(await balance(customer)).toMatchObject({ reserved: 0, consumed: 1, available: 0 });
});

test('E5 E1 of many simultaneous requests for the one review exactly one is taken', async () => {
  const customer = await premium();
  const results = await Promise.all(
    [1, 2, 3, 4, 5].map(() => customer.client.tickets.open(asking(customer.review))),
  );
  expect(results.map(({ __typename }) => __typename).toSorted()).toEqual([
    ...Array<string>(4).fill('AllowanceExhaustedProblem'),
    'OpenTicketSuccess',
  ]);
});

test('S104 below Premium the review is excluded by its clause, not exhausted', async () => {
  const customer = await withProfiles('ENHANCED');
  expect(await check(customer)).toMatchObject({ verdict: 'OUT_OF_SCOPE', clause: { number: '3.6' } });
});

const SIX = ['app', 'blog', 'eu', 'fr', 'shop', 'us'];
const LIMITS = { clause: { number: '7' }, nextStep: 'FEWER_PROFILES' };

test('S111 E5 a review covers five profiles, which its ticket names; six are one too many for dry run and request', async () => {
  const customer = await withProfiles('PREMIUM', SIX);
  expect(await check(customer, { profileIds: customer.profileIds })).toMatchObject({
    verdict: 'PROFILE_LIMIT',
    message:
      'The review covers at most 5 profiles, and the request names 6: clause 7 of the terms limits it.',
    ...LIMITS,
  });
  expect(await customer.client.tickets.open(asking(reviewOf(customer.profileIds)))).toMatchObject({
    __typename: 'ProfileLimitProblem',
    limit: 5,
    named: 6,
    ...LIMITS,
  });
  expect(await customer.problem('openTicket', asking(reviewOf(customer.profileIds)))).toMatchObject({
    code: 'PROFILE_LIMIT',
    fr: 'L’examen porte sur 5 profils au plus, et la demande en nomme 6\u00a0: la clause 7 des conditions le limite.',
  });
  expect(await balance(customer)).toMatchObject({ reserved: 0, available: 1 });

  // One that is named twice is one profile.
  const five = customer.profileIds.slice(0, 5);
  const { id } = await customer.open(reviewOf([...five, five[0]!]));
  const { reviewedProfiles } = (await customer.client.tickets.get(id))!;
  expect(reviewedProfiles.map(({ name }) => name)).toEqual(['app', 'blog', 'eu', 'fr', 'shop']);
  expect(reviewedProfiles.map(({ id }) => id).toSorted()).toEqual(five.toSorted());
  const other = await customer.open();
  expect((await customer.client.tickets.get(other.id))!.reviewedProfiles).toEqual([]);
});

test('S111 a review without profiles asks which; no other request takes any', async () => {
  const customer = await premium();
  for (const profileIds of [undefined, []]) {
    const { issues } = await customer.problem('openTicket', { ...asking(customer.review), profileIds });
    expect(issues).toEqual([
      {
        path: 'profileIds',
        code: 'REQUIRED',
        en: 'names the profiles to review, one to five, of the one account.',
        fr: 'nomme les profils à examiner, de un à cinq, du même compte.',
      },
    ]);
    await expect(check(customer, { profileIds })).rejects.toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  }
  const audit = { ...asking(customer.review), requestType: 'CONFIGURATION_AUDIT' };
  expect((await customer.problem('openTicket', audit)).issues).toMatchObject([
    { path: 'profileIds', code: 'NOT_APPLICABLE' },
  ]);
  expect(await balance(customer)).toMatchObject({ reserved: 0, available: 1 });
});

test('S111 a profile of an account that one does not see is unknown, like one that does not exist', async () => {
  const [customer, foreign] = [await premium(), await premium()];
  for (const profileId of [foreign.profileIds[0]!, 'prf_absent']) {
    const both = reviewOf([...customer.profileIds, profileId]);
    expect((await customer.problem('openTicket', asking(both))).issues).toMatchObject([
      { path: 'profileIds', code: 'UNKNOWN', en: `“${profileId}” is not known.` },
    ]);
    await expect(check(customer, both)).rejects.toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  }
});

test('S111 S22 a partner who names profiles of two customers is told that a review covers one account', async () => {
  const [customer, second] = [await premium(), await premium()];
  const partner = await newPartner(desk);
  await grantAccess(customer, partner);
  const requesterId = customer.contactId;
  const both = reviewOf([...customer.profileIds, ...second.profileIds]);
  const open = (review: Review) => partner.client.tickets.open({ ...asking(review), requesterId });
  expect(await open(both)).toMatchObject({ __typename: 'InvalidInputProblem' });

  await grantAccess(second, partner);
  expect(await open(both)).toMatchObject({ __typename: 'AccountLimitProblem', limit: 1, ...LIMITS });
  const { accountId } = customer;
  const asked = { accountId, sku: 'IQ-TM', ...both };
  expect(await partner.client.entitlements.check(asked)).toMatchObject({
    verdict: 'ACCOUNT_LIMIT',
    message:
      'The review covers one account, and the request names profiles of another: clause 7 of the terms limits it.',
    ...LIMITS,
  });
  expect(await balance(customer)).toMatchObject({ reserved: 0, available: 1 });
  expect(await open(customer.review)).toMatchObject({ __typename: 'OpenTicketSuccess' });
});

test('S111 S82 who has used up the year learns that first, whatever the profiles', async () => {
  const customer = await withProfiles('PREMIUM', SIX);
  await customer.open(customer.review);
  const six = { profileIds: customer.profileIds };
  expect(await check(customer, six)).toMatchObject({ verdict: 'ALLOWANCE_EXHAUSTED' });
  expect(await customer.problem('openTicket', asking(reviewOf(six.profileIds)))).toMatchObject({
    code: 'ALLOWANCE_EXHAUSTED',
  });
});

test('S111 C22 a review that goes on in a follow-up covers the same profiles', async () => {
  const customer = await withProfiles('PREMIUM', ['app', 'shop']);
  const { id } = await customer.open(reviewOf(customer.profileIds));
  await desk.engineer.act('replyToTicket', { ticketId: id, body: 'We shall look at both.' });
  await customer.act('closeTicket', { ticketId: id }); // not done, so that the unit is back
  desk.at('2026-06-01T09:00:00Z');
  const followUp = await customer.act('replyToTicket', {
    ticketId: id,
    body: 'We should like it after all.',
  });
  expect(followUp.id).not.toBe(id);
  const { reviewedProfiles } = (await customer.client.tickets.get(followUp.id))!;
  expect(reviewedProfiles.map(({ name }) => name)).toEqual(['app', 'shop']);
});
