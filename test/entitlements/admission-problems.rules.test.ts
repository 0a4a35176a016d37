import { AllowanceExhaustedProblem } from '@tierline/schema/entitlements/admission-problems.rules';
import { expect, test } from 'vitest';

test('S82 E5 a review that is taken says from when there is a new one, and where none is to come, only what it takes', () => {
  const balance = { granted: 1, reserved: 0, consumed: 1, expired: 0, available: 0 };
  const counted = { allowance: 1, balance, allowances: [], renewsAt: new Date('2027-03-02T09:00:00Z') };
  expect(new AllowanceExhaustedProblem(counted).text).toEqual({
    fr: 'L’examen de l’année de contrat est déjà pris\u00a0: le forfait en accorde 1. Un nouveau à partir du 2027-03-02T09:00:00.000Z. Avant cela, un nouvel engagement de services techniques est nécessaire.',
    en: 'The review of the contract year is taken already: the plan grants 1. There is a new one from 2027-03-02T09:00:00.000Z. Before that it takes a new technical services engagement.',
  });
  expect(new AllowanceExhaustedProblem({ ...counted, renewsAt: null }).text).toEqual({
    fr: 'L’examen de l’année de contrat est déjà pris\u00a0: le forfait en accorde 1. Un nouvel engagement de services techniques est nécessaire.',
    en: 'The review of the contract year is taken already: the plan grants 1. It takes a new technical services engagement.',
  });
});
