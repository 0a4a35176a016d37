import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customer } from '../support/customers.ts';
import { errorCode, query } from '../support/query.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

// [code, class, quantity, inherited from]
type Row = [code: string, benefitClass: string, quantity: number | null, inheritedFrom: string | null];

const BASIC: [string, string][] = [
  ['KNOWLEDGE_BASE', 'RESOURCE'],
  ['COMMUNITY_FORUM', 'RESOURCE'],
  ['LEARNING_CENTRE', 'RESOURCE'],
  ['STATUS_DASHBOARD', 'RESOURCE'],
  ['STATUS_NOTIFICATIONS', 'RESOURCE'],
  ['ONLINE_TICKETING', 'SUPPORT'],
  ['VOICEMAIL_SEVERITY_1', 'SUPPORT'],
];
const ENHANCED: [string, string][] = [
  ['RESPONSIVE_TEAM_ACCESS', 'SUPPORT'],
  ['SCHEDULED_ZOOM_MEETINGS', 'ADVICE'],
  ['INCIDENT_AND_SERVICE_REQUEST_TICKETS', 'SUPPORT'],
  ['INITIAL_RESPONSE_TARGETS', 'SUPPORT'],
];
const PREMIUM: [string, string, number | null][] = [
  ['TECHNICAL_ACCOUNT_MANAGER', 'ADVICE', null],
  ['PRIORITY_ROUTING', 'SUPPORT', null],
  ['EXPERT_ADVICE', 'ADVICE', null],
  ['OPTIMISATION_SUPPORT', 'SUPPORT', null],
  ['CUSTOM_INCIDENT_MANAGEMENT', 'SUPPORT', null],
  ['SUPPORT_REQUEST_REVIEW', 'ADVICE', null],
  ['NEW_FEATURE_PRESENTATION', 'ADVICE', null],
  ['RECURRING_TECHNICAL_MEETING', 'ADVICE', null],
  ['REGULAR_CHECK_IN', 'ADVICE', null],
  ['AD_HOC_QUESTION', 'ADVICE', null],
  ['OTHER_MEETING', 'ADVICE', null],
  ['ANNUAL_HEALTH_REVIEW', 'ADVICE', 1],
];
const inherited = (rows: [string, string][], from: string | null) =>
  rows.map(([code, benefitClass]): Row => [code, benefitClass, null, from]);

async function benefits(code: string): Promise<Row[]> {
  const { plan } = await query<{
    plan: {
      benefits: { code: string; class: string; quantity: number | null; inheritedFrom: string | null }[];
    };
  }>(server, `{ plan(code: ${code}) { benefits { code class quantity inheritedFrom } } }`);
  return plan.benefits.map((row) => [row.code, row.class, row.quantity, row.inheritedFrom]);
}

describe('what each plan grants', () => {
  test('S3 S7 S37 S38 S39 S40 S46 S52 S55 E6 Basic: self-service without any count, ticketing, voicemail', async () => {
    expect(await benefits('BASIC')).toEqual(inherited(BASIC, null));
  });

  test('S3 S25 S26 S27 S28 S57 S64 Q8 Enhanced: all of Basic, the team, meetings, two seats a year', async () => {
    expect(await benefits('ENHANCED')).toEqual([
      ...inherited(BASIC, 'BASIC'),
      ...inherited(ENHANCED, null),
      ['INSTRUCTOR_LED_SEATS', 'RESOURCE', 2, null],
    ]);
  });

  test('S3 S29 S31 S34 S65 S66 S71 S82 S85 E4 Q7 Premium: all of Enhanced, a TAM, and four seats instead of two', async () => {
    expect(await benefits('PREMIUM')).toEqual([
      ...inherited(BASIC, 'BASIC'),
      ...inherited(ENHANCED, 'ENHANCED'),
      ...PREMIUM.map(([code, benefitClass, quantity]): Row => [code, benefitClass, quantity, null]),
      ['INSTRUCTOR_LED_SEATS', 'RESOURCE', 4, null],
    ]);
  });
});

test('S5 S11 S20 S24 S36 S56 three plans: one free, one most popular, each within the next', async () => {
  const document = '{ plans { code rank free mostPopular includes { code } } }';
  expect(await query(server, document)).toEqual({
    plans: [
      { code: 'BASIC', rank: 1, free: true, mostPopular: false, includes: null },
      { code: 'ENHANCED', rank: 2, free: false, mostPopular: true, includes: { code: 'BASIC' } },
      { code: 'PREMIUM', rank: 3, free: false, mostPopular: false, includes: { code: 'ENHANCED' } },
    ],
  });
});

test('S21 S22 S23 S32 S33 S41 for whom each plan is ideal, in the words of the programme', async () => {
  const document = '{ plans { code idealFor { code label(locale: FR) } } }';
  expect(await query(server, document)).toEqual({
    plans: [
      {
        code: 'BASIC',
        idealFor: [
          {
            code: 'EXPERIENCED_INTERNAL_STAFF',
            label: 'Clients disposant d’un personnel interne expérimenté',
          },
          { code: 'CERTIFIED_PARTNER', label: 'Des partenaires Tealium certifiés fournissent l’assistance' },
          {
            code: 'COMFORTABLE_WITH_SELF_SERVICE',
            label: 'Clients à l’aise avec nos ressources en libre-service',
          },
        ],
      },
      { code: 'ENHANCED', idealFor: [] },
      {
        code: 'PREMIUM',
        idealFor: [
          { code: 'HIGHLY_REGULATED_INDUSTRY', label: 'Clients des industries hautement réglementées' },
          {
            code: 'COMPLEX_IMPLEMENTATION',
            label: 'Clients ayant des implémentations complexes de Tealium',
          },
        ],
      },
    ],
  });
});

test('S48 S60 S61 S62 S63 S67 S68 S69 S70 Q2 C27 initial response in business minutes; Basic promises none', async () => {
  const document = '{ plans { code initialResponseTargets { severity businessMinutes version } } }';
  expect(await query(server, document)).toEqual({
    plans: [
      { code: 'BASIC', initialResponseTargets: [] },
      {
        code: 'ENHANCED',
        initialResponseTargets: [
          { severity: 'SEVERE', businessMinutes: 120, version: 1 },
          { severity: 'MODERATE', businessMinutes: 240, version: 1 },
          { severity: 'LIMITED', businessMinutes: 480, version: 1 },
        ],
      },
      {
        code: 'PREMIUM',
        initialResponseTargets: [
          { severity: 'SEVERE', businessMinutes: 60, version: 1 },
          { severity: 'MODERATE', businessMinutes: 120, version: 1 },
          { severity: 'LIMITED', businessMinutes: 240, version: 1 },
        ],
      },
    ],
  });
});

test('C27 B13 no target is claimed for an instant before the first publication', async () => {
  const document = `query ($at: DateTime) { plan(code: PREMIUM) { initialResponseTargets(at: $at) { severity } } }`;
  const at = async (instant: string) =>
    query<{ plan: { initialResponseTargets: object[] } }>(server, document, { variables: { at: instant } });
  expect((await at('2019-12-31T23:59:59.999Z')).plan.initialResponseTargets).toEqual([]);
  expect((await at('2020-01-01T00:00:00Z')).plan.initialResponseTargets).toHaveLength(3);
});

test('S61 S62 S63 Q1 the three severities carry the programme’s French names and numbers', async () => {
  const document = '{ __type(name: "Severity") { enumValues { name description } } }';
  const { __type } = await query<{ __type: { enumValues: { name: string; description: string }[] } }>(
    server,
    document,
  );
  expect(__type.enumValues.map(({ name, description }) => [name, description.split('.')[0]])).toEqual([
    ['LIMITED', 'Severity 3, « Limité »'],
    ['MODERATE', 'Severity 2, « Modéré »'],
    ['SEVERE', 'Severity 1, « Sévère »'],
  ]);
});

test('S28 S30 the kind of ticket follows from what is asked', async () => {
  const { requestTypes } = await query<{ requestTypes: { code: string; kind: string }[] }>(
    server,
    '{ requestTypes { code kind } }',
  );
  const of = (wanted: string) => requestTypes.filter(({ kind }) => kind === wanted).map(({ code }) => code);
  expect(of('INCIDENT')).toEqual([
    'LOGIN_ISSUE',
    'PLATFORM_DOWN_VENDOR_CAUSE',
    'PLATFORM_DOWN_CUSTOMER_CAUSE',
    'CONFIGURATION_TROUBLESHOOTING',
  ]);
  expect(of('TAM_REQUEST')).toEqual([
    'EXPERT_ADVICE',
    'OPTIMISATION_SUPPORT',
    'CUSTOM_INCIDENT_MANAGEMENT',
    'AD_HOC_QUESTION',
    'OTHER_MEETING',
  ]);
  expect(of('SERVICE_REQUEST')).toHaveLength(15);
});

test('S87 S89 each type has one current intake form', async () => {
  const { requestTypes } = await query<{
    requestTypes: { code: string; intakeForm: { version: number; prompt: string } }[];
  }>(server, '{ requestTypes { code intakeForm { version prompt(locale: FR) } } }');
  const forms = Object.fromEntries(requestTypes.map(({ code, intakeForm }) => [code, intakeForm]));
  expect(forms['CONFIGURATION_TROUBLESHOOTING']).toEqual({
    version: 2,
    prompt: 'Quel profil et quel environnement, qu’attendiez-vous, et que constatez-vous ?',
  });
  expect(forms['AD_HOC_QUESTION']).toEqual({
    version: 1,
    prompt: 'Quelle est votre question ? Une seule par demande.',
  });
});

test('S19 B13 an account is on Basic with no order, and on a purchased plan while its period lasts', async () => {
  const { accountId, token } = await customer(server, { plan: 'ENHANCED' });
  const document = `query ($id: ID!) { account(id: $id) {
    now: plan { code free }
    before: plan(at: "2020-12-31T23:59:59.999Z") { code }
    start: plan(at: "2021-01-01T00:00:00Z") { code }
    planPeriods { plan startsAt endsAt }
  } }`;
  expect(await query(server, document, { token, variables: { id: accountId } })).toEqual({
    account: {
      now: { code: 'ENHANCED', free: false },
      before: { code: 'BASIC' },
      start: { code: 'ENHANCED' },
      planPeriods: [{ plan: 'ENHANCED', startsAt: '2021-01-01T00:00:00.000Z', endsAt: null }],
    },
  });
  const basic = await customer(server);
  expect(await query(server, document, { token: basic.token, variables: { id: basic.accountId } })).toEqual({
    account: {
      now: { code: 'BASIC', free: true },
      before: { code: 'BASIC' },
      start: { code: 'BASIC' },
      planPeriods: [],
    },
  });
});

test('S35 anybody explores; an account takes a token', async () => {
  for (const document of [
    '{ plans { code } }',
    '{ comparePlans(from: BASIC, to: PREMIUM) { from { code } } }',
    '{ recommendPlan(input: {}) { plan { code } } }',
    '{ terms { version } }',
    '{ supportProgramme { vendor } }',
    '{ requestTypes { code } }',
  ]) {
    expect(await query(server, document)).toBeTruthy();
  }
  expect(await errorCode(server, '{ account(id: "acc_x") { name } }')).toBe('UNAUTHENTICATED');
});
