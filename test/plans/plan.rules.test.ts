import {
  differences,
  grantedBenefits,
  lineage,
  recommendPlan,
  REASON_TEXTS,
  type Inheritance,
  type SelfDescription,
} from '@tierline/schema/plans/plan.rules';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const PLANS: Inheritance[] = [
  { code: 'BASIC', rank: 1, includesCode: null },
  { code: 'ENHANCED', rank: 2, includesCode: 'BASIC' },
  { code: 'PREMIUM', rank: 3, includesCode: 'ENHANCED' },
];
const planCode = fc.constantFrom('BASIC' as const, 'ENHANCED' as const, 'PREMIUM' as const);
const benefits = fc.uniqueArray(
  fc.record({ planCode, code: fc.constantFrom('A', 'B', 'C', 'D', 'E'), quantity: fc.nat(9) }),
  { selector: ({ planCode: plan, code }) => `${plan} ${code}` },
);

test('S26 S29 each plan includes the ones below', () => {
  expect(lineage('BASIC', PLANS)).toEqual(['BASIC']);
  expect(lineage('ENHANCED', PLANS)).toEqual(['ENHANCED', 'BASIC']);
  expect(lineage('PREMIUM', PLANS)).toEqual(['PREMIUM', 'ENHANCED', 'BASIC']);
});

test('S26 S29 S65 whatever the catalogue grants, a higher plan grants every benefit of a lower one', () => {
  fc.assert(
    fc.property(benefits, (rows) => {
      const [basic, enhanced, premium] = PLANS.map(({ code }) =>
        grantedBenefits(code, PLANS, rows).map((benefit) => benefit.code),
      );
      expect(enhanced).toEqual(expect.arrayContaining(basic!));
      expect(premium).toEqual(expect.arrayContaining(enhanced!));
    }),
  );
});

test('E4 S26 a benefit is granted once, in the number of the nearest plan, and says whence it comes', () => {
  fc.assert(
    fc.property(benefits, (rows) => {
      for (const { code: plan } of PLANS) {
        const granted = grantedBenefits(plan, PLANS, rows);
        expect(new Set(granted.map(({ code }) => code)).size).toBe(granted.length);
        for (const { code, quantity, inheritedFrom } of granted) {
          const nearest = lineage(plan, PLANS).find((at) =>
            rows.some((row) => row.planCode === at && row.code === code),
          );
          expect(inheritedFrom ?? plan).toBe(nearest);
          expect(rows).toContainEqual({ planCode: nearest, code, quantity });
        }
      }
    }),
  );
});

test('S6 differences: gained, changed and lost, and nothing of what is alike', () => {
  const named = (name: string, value: number) => ({ name, value });
  const found = differences(
    [named('alike', 1), named('changed', 2), named('lost', 3)],
    [named('gained', 4), named('alike', 1), named('changed', 5)],
    ({ name }) => name,
    ({ value }) => String(value),
  );
  expect(found).toEqual([
    { before: null, after: named('gained', 4) },
    { before: named('changed', 2), after: named('changed', 5) },
    { before: named('lost', 3), after: null },
  ]);
});

describe('which plan is recommended, and why', () => {
  const cases: [ids: string, customer: SelfDescription, plan: string, reasons: string[]][] = [
    ['S19', {}, 'BASIC', ['NOTHING_BEYOND_BASIC']],
    ['S21', { experiencedInternalStaff: true }, 'BASIC', ['EXPERIENCED_INTERNAL_STAFF']],
    ['S22', { certifiedPartner: true }, 'BASIC', ['CERTIFIED_PARTNER']],
    ['S23', { comfortableWithSelfService: true }, 'BASIC', ['COMFORTABLE_WITH_SELF_SERVICE']],
    [
      'S21 S23',
      { experiencedInternalStaff: true, comfortableWithSelfService: true, certifiedPartner: false },
      'BASIC',
      ['EXPERIENCED_INTERNAL_STAFF', 'COMFORTABLE_WITH_SELF_SERVICE'],
    ],
    [
      'S19',
      { experiencedInternalStaff: false, needsResponsiveTeam: false, certifiedPartner: null },
      'BASIC',
      ['NOTHING_BEYOND_BASIC'],
    ],
    ['S25', { needsResponsiveTeam: true, certifiedPartner: true }, 'ENHANCED', ['NEEDS_RESPONSIVE_TEAM']],
    [
      'S21 S22 S23',
      { experiencedInternalStaff: false, certifiedPartner: false, comfortableWithSelfService: false },
      'ENHANCED',
      ['NO_CRITERION_OF_BASIC'],
    ],
    [
      'S32',
      { highlyRegulatedIndustry: true, experiencedInternalStaff: true },
      'PREMIUM',
      ['HIGHLY_REGULATED_INDUSTRY'],
    ],
    [
      'S33',
      { complexImplementation: true, needsResponsiveTeam: true },
      'PREMIUM',
      ['COMPLEX_IMPLEMENTATION'],
    ],
    [
      'S32 S33',
      { highlyRegulatedIndustry: true, complexImplementation: true },
      'PREMIUM',
      ['HIGHLY_REGULATED_INDUSTRY', 'COMPLEX_IMPLEMENTATION'],
    ],
  ];
  for (const [ids, customer, plan, reasons] of cases) {
    test(`S6 ${ids} ${JSON.stringify(customer)} → ${plan}`, () => {
      expect(recommendPlan(customer)).toEqual({ plan, reasons });
    });
  }
});

test('S6 every customer gets a plan with at least one reason, in both languages', () => {
  const answer = fc.option(fc.boolean());
  const customer = fc.record({
    experiencedInternalStaff: answer,
    certifiedPartner: answer,
    comfortableWithSelfService: answer,
    needsResponsiveTeam: answer,
    highlyRegulatedIndustry: answer,
    complexImplementation: answer,
  });
  fc.assert(
    fc.property(customer, (answers) => {
      const { reasons } = recommendPlan(answers);
      expect(reasons.length).toBeGreaterThan(0);
      for (const reason of reasons) {
        expect(REASON_TEXTS[reason].fr).toMatch(/\p{L}.*\.$/u);
        expect(REASON_TEXTS[reason].en).toMatch(/\p{L}.*\.$/u);
      }
    }),
  );
});
