import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const COMPARE = `query ($from: PlanCode!, $to: PlanCode!) { comparePlans(from: $from, to: $to) {
  from { code } to { code }
  benefits { before { code quantity } after { code quantity } }
  requestTypes { before { requestType { code } verdict } after { verdict } }
  channels { before { channel severities } after { severities } }
  initialResponseTargets { before { severity businessMinutes } after { severity businessMinutes } }
  clauses { before { number } after { number } }
} }`;

type Pair<Item> = { before: Item | null; after: Item | null };
interface Comparison {
  from: { code: string };
  to: { code: string };
  benefits: Pair<{ code: string; quantity: number | null }>[];
  requestTypes: Pair<{ requestType?: { code: string }; verdict: string }>[];
  channels: Pair<{ channel?: string; severities: string[] }>[];
  initialResponseTargets: Pair<{ severity: string; businessMinutes: number }>[];
  clauses: Pair<{ number: string }>[];
}

async function compare(from: string, to: string) {
  const variables = { from, to };
  const { comparePlans } = await query<{ comparePlans: Comparison }>(server, COMPARE, { variables });
  const { benefits, requestTypes, channels, initialResponseTargets, clauses } = comparePlans;
  return {
    plans: [comparePlans.from.code, comparePlans.to.code],
    benefits: benefits.map(({ before, after }) => [shown(before), shown(after)]),
    requestTypes: requestTypes.map(({ before, after }) => [
      before?.requestType?.code,
      before?.verdict,
      after?.verdict,
    ]),
    channels: channels.map(({ before, after }) => [before?.channel, before?.severities, after?.severities]),
    targets: initialResponseTargets.map(({ before, after }) => [
      (before ?? after)?.severity,
      before?.businessMinutes ?? null,
      after?.businessMinutes ?? null,
    ]),
    clauses: clauses.map(({ before, after }) => [before?.number ?? null, after?.number ?? null]),
  };
}

function shown(benefit: { code: string; quantity: number | null } | null): string | null {
  if (!benefit) return null;
  return benefit.quantity === null ? benefit.code : `${benefit.quantity} ${benefit.code}`;
}

const gained = (code: string) => [null, code];
const lost = (code: string) => [code, null];

test('S6 S112 from Basic to Enhanced: every entitlement that differs', async () => {
  expect(await compare('BASIC', 'ENHANCED')).toEqual({
    plans: ['BASIC', 'ENHANCED'],
    benefits: [
      gained('RESPONSIVE_TEAM_ACCESS'),
      gained('SCHEDULED_ZOOM_MEETINGS'),
      gained('INCIDENT_AND_SERVICE_REQUEST_TICKETS'),
      gained('INITIAL_RESPONSE_TARGETS'),
      gained('2 INSTRUCTOR_LED_SEATS'),
    ],
    requestTypes: [
      ['PLATFORM_DOWN_CUSTOMER_CAUSE', 'NOT_COVERED', 'COVERED'],
      ['CONFIGURATION_TROUBLESHOOTING', 'NOT_COVERED', 'COVERED'],
      ['HOW_TO', 'NOT_COVERED', 'COVERED'],
    ],
    channels: [['PHONE', ['SEVERE'], ['SEVERE', 'MODERATE', 'LIMITED']]],
    targets: [
      ['SEVERE', null, 120],
      ['MODERATE', null, 240],
      ['LIMITED', null, 480],
    ],
    clauses: ['A1', 'A1a', 'A1b', 'A1c', 'A1d', 'A2'].map(gained),
  });
});

test('S6 S104 S105 E4 from Enhanced to Premium: every entitlement that differs', async () => {
  expect(await compare('ENHANCED', 'PREMIUM')).toEqual({
    plans: ['ENHANCED', 'PREMIUM'],
    benefits: [
      gained('TECHNICAL_ACCOUNT_MANAGER'),
      gained('PRIORITY_ROUTING'),
      gained('EXPERT_ADVICE'),
      gained('OPTIMISATION_SUPPORT'),
      gained('CUSTOM_INCIDENT_MANAGEMENT'),
      gained('SUPPORT_REQUEST_REVIEW'),
      gained('NEW_FEATURE_PRESENTATION'),
      gained('RECURRING_TECHNICAL_MEETING'),
      gained('REGULAR_CHECK_IN'),
      gained('AD_HOC_QUESTION'),
      gained('OTHER_MEETING'),
      gained('1 ANNUAL_HEALTH_REVIEW'),
      ['2 INSTRUCTOR_LED_SEATS', '4 INSTRUCTOR_LED_SEATS'],
    ],
    requestTypes: [
      ['EXPERT_ADVICE', 'NOT_COVERED', 'COVERED'],
      ['OPTIMISATION_SUPPORT', 'NOT_COVERED', 'COVERED'],
      ['CUSTOM_INCIDENT_MANAGEMENT', 'NOT_COVERED', 'COVERED'],
      ['AD_HOC_QUESTION', 'NOT_COVERED', 'COVERED'],
      ['OTHER_MEETING', 'NOT_COVERED', 'COVERED'],
      ['WELLNESS_REVIEW', 'EXCLUDED', 'COVERED'],
      ['CONFIGURATION_AUDIT', 'EXCLUDED', 'COVERED'],
    ],
    channels: [],
    targets: [
      ['SEVERE', 120, 60],
      ['MODERATE', 240, 120],
      ['LIMITED', 480, 240],
    ],
    clauses: ['3.6', '3.7'].map(lost),
  });
});

test('S6 downwards the same differences are lost', async () => {
  const down = await compare('ENHANCED', 'BASIC');
  expect(down.benefits).toContainEqual(lost('2 INSTRUCTOR_LED_SEATS'));
  expect(down.benefits).toHaveLength(5);
  expect(down.requestTypes).toContainEqual(['HOW_TO', 'COVERED', 'NOT_COVERED']);
  expect(down.targets).toContainEqual(['SEVERE', 120, null]);
  expect(down.channels).toEqual([['PHONE', ['SEVERE', 'MODERATE', 'LIMITED'], ['SEVERE']]]);
  expect(down.clauses).toEqual(['A1', 'A1a', 'A1b', 'A1c', 'A1d', 'A2'].map(lost));
});

test('S6 a plan does not differ from itself', async () => {
  expect(await compare('PREMIUM', 'PREMIUM')).toEqual({
    plans: ['PREMIUM', 'PREMIUM'],
    benefits: [],
    requestTypes: [],
    channels: [],
    targets: [],
    clauses: [],
  });
});
