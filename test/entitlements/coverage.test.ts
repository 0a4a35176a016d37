import type { Channel } from '@tierline/schema/entitlements/admission-problems.rules';
import { admit, type CoverageFact } from '@tierline/schema/entitlements/coverage.rules';
import type { Severity } from '@tierline/schema/plans/plan.rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customer, staff, type Customer } from '../support/customers.ts';
import { errorCode, query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let customers: Record<Plan, Customer>;

beforeAll(async () => {
  server = await testServer({ at: '2026-07-13T08:00:00Z' });
  const skus = [{ code: 'IQ-TM' }];
  customers = {
    BASIC: await customer(server, { skus }),
    ENHANCED: await customer(server, { plan: 'ENHANCED', skus }),
    PREMIUM: await customer(server, { plan: 'PREMIUM', skus }),
  };
});
afterAll(() => server?.stop());

type Plan = 'BASIC' | 'ENHANCED' | 'PREMIUM';
const PLANS: readonly Plan[] = ['BASIC', 'ENHANCED', 'PREMIUM'];

/** "yes" is covered; a plan is the lowest that covers; a number is the clause that excludes. */
const MATRIX: [ids: string, requestType: string, basic: string, enhanced: string, premium: string][] = [
  ['S43', 'LOGIN_ISSUE', 'yes', 'yes', 'yes'],
  ['S44', 'PLATFORM_DOWN_VENDOR_CAUSE', 'yes', 'yes', 'yes'],
  ['S45', 'PRODUCT_ACTIVATION', 'yes', 'yes', 'yes'],
  ['S45', 'PRODUCT_DEACTIVATION', 'yes', 'yes', 'yes'],
  ['S57 S58', 'PLATFORM_DOWN_CUSTOMER_CAUSE', 'ENHANCED', 'yes', 'yes'],
  ['S57 S59', 'CONFIGURATION_TROUBLESHOOTING', 'ENHANCED', 'yes', 'yes'],
  ['S57 S59', 'HOW_TO', 'ENHANCED', 'yes', 'yes'],
  ['S34 Q11', 'EXPERT_ADVICE', 'PREMIUM', 'PREMIUM', 'yes'],
  ['S34', 'OPTIMISATION_SUPPORT', 'PREMIUM', 'PREMIUM', 'yes'],
  ['S34', 'CUSTOM_INCIDENT_MANAGEMENT', 'PREMIUM', 'PREMIUM', 'yes'],
  ['S30 S80', 'AD_HOC_QUESTION', 'PREMIUM', 'PREMIUM', 'yes'],
  ['S30 S81', 'OTHER_MEETING', 'PREMIUM', 'PREMIUM', 'yes'],
  ['S104 S82', 'WELLNESS_REVIEW', '3.6', '3.6', 'yes'],
  ['S105 Q12', 'CONFIGURATION_AUDIT', '3.7', '3.7', 'yes'],
  ['S96', 'NEW_DESIGN_OR_CONFIGURATION', '3.1', '3.1', '3.1'],
  ['S97', 'ADDITIONAL_USE_CASES', '3.2', '3.2', '3.2'],
  ['S98', 'TECHNICAL_SERVICES', '3.3', '3.3', '3.3'],
  ['S99', 'NEW_DATA_SOURCE', '3.3a', '3.3a', '3.3a'],
  ['S100', 'ADDITIONAL_VENDOR_INTEGRATION', '3.3b', '3.3b', '3.3b'],
  ['S101', 'NEW_USE_CASE_CONFIGURATION', '3.3c', '3.3c', '3.3c'],
  ['S98', 'OTHER_TECHNICAL_SERVICE', '3.3', '3.3', '3.3'],
  ['S102 Q11', 'ARCHITECTURE_CONSULTING', '3.4', '3.4', '3.4'],
  ['S4 S103', 'IMPLEMENTATION', '3.5', '3.5', '3.5'],
  ['S106', 'HANDS_ON_KEYBOARD', '3.8', '3.8', '3.8'],
];

const CHECK = `query ($input: CheckCoverageInput!) {
  checkCoverage(input: $input) {
    verdict plan requiredPlan nextStep clause { number } subscribedSkus { code }
    currentIntake { version prompt(locale: EN) } fr: message(locale: FR) en: message(locale: EN) asOf
  }
}`;

interface Check {
  verdict: string;
  plan: string;
  requiredPlan: string | null;
  nextStep: string | null;
  clause: { number: string } | null;
  subscribedSkus: { code: string }[];
  currentIntake: { version: number; prompt: string };
  fr: string;
  en: string;
  asOf: string;
}

const REQUEST = { requestType: 'LOGIN_ISSUE', severity: 'MODERATE', sku: 'IQ-TM' };

async function check(
  { accountId, profileId, token }: Customer,
  request: { requestType?: string } & Record<string, unknown> = {},
): Promise<Check> {
  // A review names its profiles (S111), no other request does.
  const profileIds = request.requestType === 'WELLNESS_REVIEW' ? [profileId] : undefined;
  const variables = { input: { accountId, profileIds, ...REQUEST, ...request } };
  return (await query<{ checkCoverage: Check }>(server, CHECK, { token, variables })).checkCoverage;
}

describe('S4 S30 S34 S42 S43 S44 S45 S57 S58 S59 S80 S81 S82 S95 S96 S97 S98 S99 S100 S101 S102 S103 S104 S105 S106 every cell of the matrix, as the customer of that plan meets it', () => {
  for (const [ids, requestType, ...cells] of MATRIX) {
    test(`S42 B4 ${ids} ${requestType}: ${cells.join(', ')}`, async () => {
      for (const [index, plan] of PLANS.entries()) {
        const cell = cells[index]!;
        const { verdict, requiredPlan, nextStep, clause } = await check(customers[plan], { requestType });
        expect({ plan, verdict, requiredPlan, nextStep, clause: clause?.number }).toEqual({
          plan,
          ...answerOf(cell, cells[2]),
        });
      }
    });
  }
});

function answerOf(cell: string, premium: string) {
  if (cell === 'yes') return { verdict: 'ALLOWED', requiredPlan: null, nextStep: null, clause: undefined };
  if (!cell.startsWith('3')) {
    return { verdict: 'NOT_COVERED', requiredPlan: cell, nextStep: 'HIGHER_PLAN', clause: undefined };
  }
  const requiredPlan = premium === 'yes' ? 'PREMIUM' : null;
  return { verdict: 'OUT_OF_SCOPE', requiredPlan, nextStep: 'TECHNICAL_SERVICES_ENGAGEMENT', clause: cell };
}

test('S42 the table above has a row for every request type there is', async () => {
  const { requestTypes } = await query<{ requestTypes: { code: string }[] }>(
    server,
    '{ requestTypes { code } }',
  );
  expect(requestTypes.map(({ code }) => code)).toEqual(MATRIX.map(([, code]) => code));
});

test('S42 the published matrix is what requests meet: every plan with every type', async () => {
  const { plans } = await query<{
    plans: {
      code: Plan;
      coverage: { requestType: { code: string }; verdict: string; clause: { number: string } | null }[];
    }[];
  }>(server, '{ plans { code coverage { requestType { code } verdict clause { number } } } }');
  const published = plans.flatMap(({ code, coverage }) =>
    coverage.map((cell) => [code, cell.requestType.code, cell.verdict, cell.clause?.number ?? null]),
  );
  const expected = PLANS.flatMap((plan, index) =>
    MATRIX.map(([, type, ...cells]) => {
      const cell = cells[index]!;
      if (cell === 'yes') return [plan, type, 'COVERED', null];
      return cell.startsWith('3') ? [plan, type, 'EXCLUDED', cell] : [plan, type, 'NOT_COVERED', null];
    }),
  );
  expect(published).toEqual(expected);
});

const CELLS = `{ requestTypes { code } plans { code channels { channel severities }
  coverage { requestType { code } verdict clause { number } } } }`;

interface Published {
  plans: {
    code: Plan;
    channels: { channel: Channel; severities: Severity[] }[];
    coverage: { requestType: { code: string }; verdict: CoverageFact['verdict']; clause: Clause | null }[];
  }[];
}
type Clause = { number: string };

/** What the one rule makes of every request there can be, by "PLAN TYPE CHANNEL SEVERITY", with or without the SKU. */
async function everyAnswer(): Promise<Map<string, string>> {
  const { plans } = await query<Published>(server, CELLS);
  const answers = new Map<string, string>();
  for (const plan of plans) {
    for (const [, requestType] of MATRIX) {
      const coverage = plans.map(({ code, coverage }) => {
        const cell = coverage.find((one) => one.requestType.code === requestType)!;
        return { plan: code, verdict: cell.verdict, clauseNumber: cell.clause?.number ?? null };
      });
      for (const channel of ['WEB', 'EMAIL', 'PHONE'] as const) {
        const channelSeverities = plan.channels.find((one) => one.channel === channel)?.severities ?? [];
        for (const severity of ['SEVERE', 'MODERATE', 'LIMITED'] as const) {
          for (const sku of ['IQ-TM', 'ES']) {
            const problem = admit(
              { requestType, severity, channel, sku, intakeVersion: null },
              {
                plan: plan.code,
                coverage,
                exclusion: null,
                channelSeverities,
                subscribedSkus: ['IQ-TM'],
                currentIntake: { version: 1, prompt: { fr: 'Quoi ?', en: 'What?' } },
                portal: 'support.example',
              },
            );
            const why = problem?.clauseNumber ?? problem?.requiredPlan ?? '';
            const subscribed = sku === 'IQ-TM' ? '' : ' unsubscribed';
            answers.set(
              `${plan.code} ${requestType} ${channel} ${severity}${subscribed}`,
              `${problem?.code ?? 'ALLOWED'} ${why}`.trim(),
            );
          }
        }
      }
    }
  }
  return answers;
}

test('S42 S40 B4 the resolver is total: each of the 1,296 requests there can be has one verdict, never silence', async () => {
  const answers = await everyAnswer();
  expect(answers.size).toBe(24 * 3 * 3 * 3 * 2);
  const tally = new Map<string, number>();
  for (const answer of answers.values()) {
    const [verdict] = answer.split(' ') as [string];
    tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
  }
  // Excluded: 12 types on Basic and Enhanced, 10 on Premium. Not covered: 8 on Basic, 5 on Enhanced. Each 18 times.
  // Covered: 4, 7 and 14 types, 9 times without the SKU. By phone Basic lets in one severity of three: 4 types × 2.
  expect(Object.fromEntries(tally)).toEqual({
    OUT_OF_SCOPE: (12 + 12 + 10) * 18,
    NOT_COVERED: (8 + 5) * 18,
    SKU_NOT_SUBSCRIBED: (4 + 7 + 14) * 9,
    CHANNEL_NOT_INCLUDED: 4 * 2,
    ALLOWED: (4 + 7 + 14) * 9 - 8,
  });
});

test.each([
  ['S43', 'BASIC LOGIN_ISSUE WEB LIMITED', 'ALLOWED'],
  ['S44', 'BASIC PLATFORM_DOWN_VENDOR_CAUSE EMAIL MODERATE', 'ALLOWED'],
  ['S40', 'BASIC PLATFORM_DOWN_VENDOR_CAUSE PHONE SEVERE', 'ALLOWED'],
  ['S40', 'BASIC PLATFORM_DOWN_VENDOR_CAUSE PHONE MODERATE', 'CHANNEL_NOT_INCLUDED'],
  ['S40', 'BASIC LOGIN_ISSUE PHONE LIMITED', 'CHANNEL_NOT_INCLUDED'],
  ['S45 Q18', 'BASIC PRODUCT_ACTIVATION WEB LIMITED unsubscribed', 'SKU_NOT_SUBSCRIBED 1b'],
  ['S45', 'BASIC PRODUCT_DEACTIVATION WEB LIMITED', 'ALLOWED'],
  ['S42 S58', 'BASIC PLATFORM_DOWN_CUSTOMER_CAUSE PHONE LIMITED', 'NOT_COVERED ENHANCED'],
  ['S58', 'ENHANCED PLATFORM_DOWN_CUSTOMER_CAUSE PHONE LIMITED', 'ALLOWED'],
  ['S59', 'BASIC HOW_TO WEB LIMITED unsubscribed', 'NOT_COVERED ENHANCED'],
  ['S59', 'PREMIUM CONFIGURATION_TROUBLESHOOTING EMAIL LIMITED', 'ALLOWED'],
  ['S104', 'BASIC WELLNESS_REVIEW WEB LIMITED', 'OUT_OF_SCOPE 3.6'],
  ['S104', 'ENHANCED WELLNESS_REVIEW WEB LIMITED', 'OUT_OF_SCOPE 3.6'],
  ['S104', 'PREMIUM WELLNESS_REVIEW WEB LIMITED', 'ALLOWED'],
  ['S105', 'ENHANCED CONFIGURATION_AUDIT PHONE SEVERE', 'OUT_OF_SCOPE 3.7'],
  ['S105', 'PREMIUM CONFIGURATION_AUDIT PHONE SEVERE', 'ALLOWED'],
])('%s B4 %s: %s', async (_ids, request, answer) => {
  expect((await everyAnswer()).get(request)).toBe(answer);
});

test('S107 B21 a refusal says in both languages what stands against it and what to do', async () => {
  const excluded = await check(customers.PREMIUM, { requestType: 'ARCHITECTURE_CONSULTING' });
  expect(excluded.fr).toBe(
    'La clause 3.4 des conditions exclut ce travail\u00a0: un nouvel engagement de services techniques est nécessaire.',
  );
  expect(excluded.en).toBe(
    'Clause 3.4 of the terms excludes this work: it takes a new technical services engagement.',
  );
  const review = await check(customers.BASIC, { requestType: 'WELLNESS_REVIEW' });
  expect(review.en).toBe(
    'Clause 3.6 of the terms excludes this work: it takes a new technical services engagement. The Premium plan includes it.',
  );
  const howTo = await check(customers.BASIC, { requestType: 'HOW_TO' });
  expect(howTo.fr).toBe('Le forfait Basic ne couvre pas cette demande\u00a0; le forfait Enhanced la couvre.');
  const allowed = await check(customers.BASIC);
  expect([allowed.fr, allowed.en]).toEqual(['La demande est couverte.', 'The request is covered.']);
});

test('S88 Q18 only a service in force may be named, and those are listed', async () => {
  const lapsed = await customer(server, {
    plan: 'PREMIUM',
    skus: [
      { code: 'IQ-TM' },
      { code: 'ES', until: '2026-07-13T08:00:00Z' }, // ends with this very instant
      { code: 'AS', from: '2026-07-13T08:00:00Z' }, // starts with it
      { code: 'DA-EVENT', from: '2026-07-13T08:00:00.001Z' },
    ],
  });
  const refusal = await check(lapsed, { requestType: 'PRODUCT_ACTIVATION', sku: 'ES' });
  expect(refusal).toMatchObject({
    verdict: 'SKU_NOT_SUBSCRIBED',
    nextStep: 'SUBSCRIBED_SKU',
    clause: { number: '1b' },
    subscribedSkus: [{ code: 'AS' }, { code: 'IQ-TM' }],
    en: 'The account does not subscribe to “ES”. Subscribed services: AS, IQ-TM.',
    fr: 'Le compte n’est pas abonné à «\u00a0ES\u00a0». Services souscrits\u00a0: AS, IQ-TM.',
  });
  expect((await check(lapsed, { sku: 'AS' })).verdict).toBe('ALLOWED');
  expect((await check(lapsed, { sku: 'DA-EVENT' })).verdict).toBe('SKU_NOT_SUBSCRIBED');
  const nothing = await check(await customer(server));
  expect(nothing).toMatchObject({
    verdict: 'SKU_NOT_SUBSCRIBED',
    subscribedSkus: [],
    en: 'The account does not subscribe to “IQ-TM”. No service is subscribed.',
  });
});

const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'];

test('S12 S13 S14 S40 S47 Q3 Q4 each way in, by plan and severity', async () => {
  const admitted: Record<string, string[]> = {};
  for (const plan of PLANS) {
    for (const channel of ['WEB', 'EMAIL', 'PHONE']) {
      admitted[`${plan} ${channel}`] = [];
      for (const severity of SEVERITIES) {
        const { verdict } = await check(customers[plan], { channel, severity });
        if (verdict === 'ALLOWED') admitted[`${plan} ${channel}`]!.push(severity);
        else expect(verdict).toBe('CHANNEL_NOT_INCLUDED');
      }
    }
  }
  expect(admitted).toEqual({
    'BASIC WEB': ['SEVERE', 'MODERATE', 'LIMITED'],
    'BASIC EMAIL': ['SEVERE', 'MODERATE', 'LIMITED'],
    'BASIC PHONE': ['SEVERE'],
    'ENHANCED WEB': ['SEVERE', 'MODERATE', 'LIMITED'],
    'ENHANCED EMAIL': ['SEVERE', 'MODERATE', 'LIMITED'],
    'ENHANCED PHONE': ['SEVERE', 'MODERATE', 'LIMITED'],
    'PREMIUM WEB': ['SEVERE', 'MODERATE', 'LIMITED'],
    'PREMIUM EMAIL': ['SEVERE', 'MODERATE', 'LIMITED'],
    'PREMIUM PHONE': ['SEVERE', 'MODERATE', 'LIMITED'],
  });
});

test('S40 S50 a voicemail of lower severity on Basic is directed to the portal', async () => {
  expect(await check(customers.BASIC, { channel: 'PHONE', severity: 'LIMITED' })).toMatchObject({
    verdict: 'CHANNEL_NOT_INCLUDED',
    nextStep: 'SUPPORT_PORTAL',
    clause: null,
    requiredPlan: null,
    en: 'The plan does not include this channel for a request of this severity. Use the support portal: support.tealiumiq.com',
    fr: 'Le forfait n’inclut pas ce canal pour une demande de cette gravité. Passez par le portail d’assistance\u00a0: support.tealiumiq.com',
  });
});

test('S87 a retired or unknown process is refused with the current one', async () => {
  const requestType = 'CONFIGURATION_TROUBLESHOOTING';
  for (const intakeVersion of [1, 3]) {
    expect(await check(customers.ENHANCED, { requestType, intakeVersion })).toMatchObject({
      verdict: 'PROCESS_OUTDATED',
      nextStep: 'CURRENT_PROCESS',
      clause: { number: '1a' },
      currentIntake: {
        version: 2,
        prompt: 'Which profile and environment, what did you expect, and what do you see?',
      },
      en: 'This process is not the current one, which is version 2: Which profile and environment, what did you expect, and what do you see?',
    });
  }
  expect((await check(customers.ENHANCED, { requestType, intakeVersion: 2 })).verdict).toBe('ALLOWED');
  expect((await check(customers.ENHANCED, { requestType })).verdict).toBe('ALLOWED');
});

test('S42 the most final reason comes first', async () => {
  const wrong = { channel: 'PHONE', severity: 'LIMITED', sku: 'ES', intakeVersion: 99 };
  const verdict = async (request: { requestType?: string } & Record<string, unknown>) =>
    (await check(customers.BASIC, request)).verdict;
  expect(await verdict({ ...wrong, requestType: 'IMPLEMENTATION' })).toBe('OUT_OF_SCOPE');
  expect(await verdict({ ...wrong, requestType: 'HOW_TO' })).toBe('NOT_COVERED');
  expect(await verdict(wrong)).toBe('SKU_NOT_SUBSCRIBED');
  expect(await verdict({ ...wrong, sku: 'IQ-TM' })).toBe('CHANNEL_NOT_INCLUDED');
  expect(await verdict({ ...wrong, sku: 'IQ-TM', channel: 'WEB' })).toBe('PROCESS_OUTDATED');
});

test('B4 S19 the answer holds for the plan of that instant', async () => {
  const check0 = await check(customers.BASIC);
  expect(check0).toMatchObject({ plan: 'BASIC', asOf: '2026-07-13T08:00:00.000Z' });
});

test('B4 an account of somebody else looks like none at all; an unknown service is bad input', async () => {
  const input = { accountId: customers.PREMIUM.accountId, ...REQUEST };
  const { token } = customers.BASIC;
  expect(await errorCode(server, CHECK, { token, variables: { input } })).toBe('NOT_FOUND');
  const absent = { input: { ...input, accountId: 'acc_absent' } };
  expect(await errorCode(server, CHECK, { token, variables: absent })).toBe('NOT_FOUND');
  const engineer = await staff(server, 'ENGINEER');
  expect(await errorCode(server, CHECK, { token: engineer, variables: absent })).toBe('NOT_FOUND');
  expect((await check({ ...customers.PREMIUM, token: engineer })).plan).toBe('PREMIUM');
  const unknown = { input: { ...input, sku: 'NOPE' } };
  expect(await errorCode(server, CHECK, { token: customers.PREMIUM.token, variables: unknown })).toBe(
    'BAD_USER_INPUT',
  );
});

test('S35 coverage of an account is for those who sign in', async () => {
  const variables = { input: { accountId: customers.BASIC.accountId, ...REQUEST } };
  expect(await errorCode(server, CHECK, { variables })).toBe('UNAUTHENTICATED');
});
