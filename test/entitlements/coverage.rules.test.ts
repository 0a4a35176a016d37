import {
  admit,
  type AdmissionFacts,
  type AdmissionRequest,
} from '@tierline/schema/entitlements/coverage.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const FACTS: AdmissionFacts = {
  plan: 'BASIC',
  coverage: [
    { plan: 'BASIC', verdict: 'COVERED', clauseNumber: null },
    { plan: 'ENHANCED', verdict: 'COVERED', clauseNumber: null },
    { plan: 'PREMIUM', verdict: 'COVERED', clauseNumber: null },
  ],
  channelSeverities: ['SEVERE'],
  subscribedSkus: ['ES', 'AS'],
  currentIntake: { version: 2, prompt: { fr: 'Quoi ?', en: 'What?' } },
  exclusion: null,
  portal: 'support.example',
};
const REQUEST: AdmissionRequest = {
  requestType: 'LOGIN_ISSUE',
  severity: 'SEVERE',
  channel: 'PHONE',
  sku: 'ES',
  intakeVersion: null,
};

test('S42 a matrix that is silent is a fault, never a silent yes or no', () => {
  expect(() => admit(REQUEST, { ...FACTS, coverage: [] })).toThrow('silent on BASIC × LOGIN_ISSUE');
  const uncovered = FACTS.coverage.map(({ plan }) => ({
    plan,
    verdict: 'NOT_COVERED' as const,
    clauseNumber: null,
  }));
  expect(() => admit(REQUEST, { ...FACTS, coverage: uncovered })).toThrow('silent on BASIC × LOGIN_ISSUE');
});

test('S42 the plan required is the lowest that covers', () => {
  const cells = (...verdicts: ('COVERED' | 'NOT_COVERED')[]) =>
    FACTS.coverage.map((cell, index) => ({ ...cell, verdict: verdicts[index]! }));
  const required = (...verdicts: ('COVERED' | 'NOT_COVERED')[]) =>
    admit(REQUEST, { ...FACTS, coverage: cells(...verdicts) })?.requiredPlan;
  expect(required('NOT_COVERED', 'COVERED', 'COVERED')).toBe('ENHANCED');
  expect(required('NOT_COVERED', 'NOT_COVERED', 'COVERED')).toBe('PREMIUM');
  expect(required('COVERED', 'COVERED', 'COVERED')).toBeUndefined();
});

test('S40 S87 S88 each answer carries what is needed to act', () => {
  expect(admit({ ...REQUEST, sku: 'DA-EVENT' }, FACTS)).toMatchObject({
    code: 'SKU_NOT_SUBSCRIBED',
    sku: 'DA-EVENT',
    subscribedSkus: ['ES', 'AS'],
    clauseNumber: '1b',
  });
  expect(admit({ ...REQUEST, severity: 'LIMITED' }, FACTS)).toMatchObject({
    code: 'CHANNEL_NOT_INCLUDED',
    channel: 'PHONE',
    severities: ['SEVERE'],
    portal: 'support.example',
    clauseNumber: null,
  });
  expect(admit({ ...REQUEST, intakeVersion: 1 }, FACTS)).toMatchObject({
    code: 'PROCESS_OUTDATED',
    requestType: 'LOGIN_ISSUE',
    currentVersion: 2,
    clauseNumber: '1a',
    text: {
      fr: 'Ce processus n’est pas l’actuel, qui est la version 2\u00a0: Quoi\u00a0?',
      en: 'This process is not the current one, which is version 2: What?',
    },
  });
  expect(admit({ ...REQUEST, intakeVersion: 2 }, FACTS)).toBeNull();
});

test('S107 B4 whatever is asked, the answer is yes, or a reason with a next step in both languages', () => {
  const verdict = fc.constantFrom('COVERED' as const, 'NOT_COVERED' as const, 'EXCLUDED' as const);
  const cell = (plan: 'BASIC' | 'ENHANCED' | 'PREMIUM', of: 'COVERED' | 'NOT_COVERED' | 'EXCLUDED') => ({
    plan,
    verdict: of,
    clauseNumber: of === 'EXCLUDED' ? '3.1' : null,
  });
  const facts = fc.record({
    plan: fc.constantFrom('BASIC' as const, 'ENHANCED' as const, 'PREMIUM' as const),
    // Premium never leaves a type merely uncovered: the matrix in the catalogue is proven cell by cell.
    coverage: fc
      .tuple(verdict, verdict, fc.constantFrom('COVERED' as const, 'EXCLUDED' as const))
      .filter(
        ([basic, enhanced, premium]) => premium === 'COVERED' || ![basic, enhanced].includes('NOT_COVERED'),
      )
      .map(([basic, enhanced, premium]) => [
        cell('BASIC', basic),
        cell('ENHANCED', enhanced),
        cell('PREMIUM', premium),
      ]),
    channelSeverities: fc.subarray(['SEVERE' as const, 'MODERATE' as const, 'LIMITED' as const]),
    subscribedSkus: fc.subarray(['ES', 'AS']),
    currentIntake: fc.constant(FACTS.currentIntake),
    exclusion: fc.option(fc.constant({ id: 'sxl_1', notice: { fr: 'Changez.', en: 'Move.' } })),
    portal: fc.constant('support.example'),
  });
  const request = fc.record({
    requestType: fc.constant('LOGIN_ISSUE'),
    severity: fc.constantFrom('SEVERE' as const, 'MODERATE' as const, 'LIMITED' as const),
    channel: fc.constantFrom('WEB' as const, 'EMAIL' as const, 'PHONE' as const),
    sku: fc.constantFrom('ES', 'AS'),
    intakeVersion: fc.option(fc.integer({ min: 1, max: 3 })),
  });
  fc.assert(
    fc.property(request, facts, (asked, known) => {
      const problem = admit(asked, known);
      const admissible =
        known.coverage.find(({ plan }) => plan === known.plan)?.verdict === 'COVERED' &&
        known.exclusion === null &&
        known.subscribedSkus.includes(asked.sku) &&
        known.channelSeverities.includes(asked.severity) &&
        (asked.intakeVersion === null || asked.intakeVersion === 2);
      expect(problem === null).toBe(admissible);
      if (!problem) return;
      expect(problem.nextStep).toMatch(/^[A-Z_]+$/);
      expect(problem.text.fr).not.toBe(problem.text.en);
    }),
  );
});

test('S110 S42 an excluded solution is excluded whatever the plan, but work that a clause excludes comes first', () => {
  const exclusion = { id: 'sxl_1', notice: { fr: 'Passez à la suite.', en: 'Move on.' } };
  const row = (basic: 'COVERED' | 'NOT_COVERED' | 'EXCLUDED') => [
    { plan: 'BASIC' as const, verdict: basic, clauseNumber: basic === 'EXCLUDED' ? '3.4' : null },
    { plan: 'PREMIUM' as const, verdict: 'COVERED' as const, clauseNumber: null },
  ];
  const problem = (basic: 'COVERED' | 'NOT_COVERED' | 'EXCLUDED') =>
    admit(
      { ...REQUEST, sku: 'NOT-SUBSCRIBED' },
      { ...FACTS, plan: 'BASIC', coverage: row(basic), exclusion },
    );
  for (const basic of ['COVERED', 'NOT_COVERED'] as const) {
    expect(problem(basic)).toMatchObject({ code: 'NOT_COVERED', clauseNumber: '6', requiredPlan: null });
  }
  expect(problem('EXCLUDED')).toMatchObject({ code: 'OUT_OF_SCOPE', clauseNumber: '3.4' });
});
