import { afterAll, beforeAll, expect, test } from 'vitest';
import { customer, staff, type Customer } from '../support/customers.ts';
import { query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const BOTH = `mutation ($open: OpenTicketInput!) { openTicket(input: $open) {
  __typename
  ... on Problem { code message(locale: EN) }
  ... on NotCoveredProblem { plan required: requiredPlan nextStep }
  ... on OutOfScopeProblem { clause { number } includedIn: includedInPlan nextStep }
  ... on SkuNotSubscribedProblem { sku subscribedSkus { code } clause { number } nextStep }
  ... on ChannelNotIncludedProblem { channel severities portal { value } nextStep }
  ... on ProcessOutdatedProblem { currentIntake { version } clause { number } nextStep }
  ... on InvalidInputProblem { issues { path code } }
} }`;

const CHECK = `query ($check: CheckCoverageInput!) { checkCoverage(input: $check) { verdict message(locale: EN) } }`;

interface Opened {
  __typename: string;
  code?: string;
  message?: string;
}

async function open({ token }: Customer, request: object): Promise<Opened> {
  const open = { ...REQUEST, ...request, subject: 'Sign-in fails', question: 'Why does sign-in fail?' };
  const meeting = 'requestType' in request && request.requestType === 'OTHER_MEETING';
  Object.assign(open, meeting && { answers: [{ key: 'purpose', value: 'To sign in again' }] });
  return (await query<{ openTicket: Opened }>(server, BOTH, { token, variables: { open } })).openTicket;
}

async function check({ accountId, token }: Customer, request: object) {
  const variables = { check: { accountId, ...REQUEST, ...request } };
  const data = await query<{ checkCoverage: { verdict: string; message: string } }>(server, CHECK, {
    token,
    variables,
  });
  return data.checkCoverage;
}

const REQUEST = { requestType: 'LOGIN_ISSUE', severity: 'MODERATE', sku: 'IQ-TM' };

for (const [plan, covered] of [
  ['BASIC', 4],
  ['ENHANCED', 7],
  ['PREMIUM', 14],
] as const) {
  test(`B4 S42 S87 S88 on ${plan} openTicket answers what checkCoverage foretells, for every type`, async () => {
    const { requestTypes } = await query<{ requestTypes: { code: string }[] }>(
      server,
      '{ requestTypes { code } }',
    );
    const asking = await customer(server, {
      ...(plan !== 'BASIC' && { plan }),
      skus: [{ code: 'IQ-TM' }],
    });
    const types = requestTypes.map(({ code }) => ({
      requestType: code,
      ...(code === 'WELLNESS_REVIEW' && { profileIds: [asking.profileId] }), // S111
    }));
    let admitted = 0;
    for (const request of [...types, { sku: 'ES' }, { intakeVersion: 9 }]) {
      const { verdict, message } = await check(asking, request);
      const opened = await open(asking, request);
      expect(opened).toEqual(
        verdict === 'ALLOWED'
          ? { __typename: 'OpenTicketSuccess' }
          : expect.objectContaining({ code: verdict, message }),
      );
      if (verdict === 'ALLOWED') admitted += 1;
    }
    expect(admitted).toBe(covered);
  });
}

test('S42 S58 what the plan does not cover names the plan that does', async () => {
  const basic = await customer(server, { skus: [{ code: 'IQ-TM' }] });
  expect(await open(basic, { requestType: 'PLATFORM_DOWN_CUSTOMER_CAUSE' })).toEqual({
    __typename: 'NotCoveredProblem',
    code: 'NOT_COVERED',
    message: 'The Basic plan does not cover this request; the Enhanced plan does.',
    plan: 'BASIC',
    required: 'ENHANCED',
    nextStep: 'HIGHER_PLAN',
  });
});

test('S104 S107 excluded work cites its clause and leads to technical services', async () => {
  const enhanced = await customer(server, { plan: 'ENHANCED', skus: [{ code: 'IQ-TM' }] });
  expect(await open(enhanced, { requestType: 'WELLNESS_REVIEW' })).toMatchObject({
    __typename: 'OutOfScopeProblem',
    code: 'OUT_OF_SCOPE',
    clause: { number: '3.6' },
    includedIn: 'PREMIUM',
    nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT',
  });
});

test('S88 Q18 a service not subscribed is refused with those that are', async () => {
  const premium = await customer(server, { plan: 'PREMIUM', skus: [{ code: 'IQ-TM' }, { code: 'AS' }] });
  expect(await open(premium, { requestType: 'PRODUCT_ACTIVATION', sku: 'ES' })).toMatchObject({
    __typename: 'SkuNotSubscribedProblem',
    code: 'SKU_NOT_SUBSCRIBED',
    sku: 'ES',
    subscribedSkus: [{ code: 'AS' }, { code: 'IQ-TM' }],
    clause: { number: '1b' },
    nextStep: 'SUBSCRIBED_SKU',
  });
  expect(await open(premium, { sku: 'NOPE' })).toMatchObject({
    __typename: 'InvalidInputProblem',
    issues: [{ path: 'sku', code: 'UNKNOWN' }],
  });
});

test('S87 an outdated process is refused with the current one', async () => {
  const premium = await customer(server, { plan: 'PREMIUM', skus: [{ code: 'IQ-TM' }] });
  const request = { requestType: 'CONFIGURATION_TROUBLESHOOTING', intakeVersion: 1 };
  expect(await open(premium, request)).toMatchObject({
    __typename: 'ProcessOutdatedProblem',
    code: 'PROCESS_OUTDATED',
    currentIntake: { version: 2 },
    clause: { number: '1a' },
    nextStep: 'CURRENT_PROCESS',
  });
});

test('S40 S50 a voicemail of lower severity on Basic makes no ticket and names the portal', async () => {
  const basic = await customer(server, { skus: [{ code: 'IQ-TM' }] });
  const engineer = { ...basic, token: await staff(server, 'ENGINEER') };
  const voicemail = { requesterId: basic.contactId, channel: 'PHONE' };
  expect(await open(engineer, { ...voicemail, severity: 'MODERATE' })).toMatchObject({
    __typename: 'ChannelNotIncludedProblem',
    code: 'CHANNEL_NOT_INCLUDED',
    channel: 'PHONE',
    severities: ['SEVERE'],
    portal: { value: 'support.tealiumiq.com' },
    nextStep: 'SUPPORT_PORTAL',
  });
  expect(await open(engineer, { ...voicemail, severity: 'SEVERE' })).toEqual({
    __typename: 'OpenTicketSuccess',
  });
});
