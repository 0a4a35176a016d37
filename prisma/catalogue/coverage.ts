import type { PlanCode } from '../src/generated/client/client.ts';
import type { RequestTypeCode } from './request-types.ts';

/** What a plan makes of a request type: covers it, does not, or excludes it by the clause of this number. */
export type CoverageCell = 'COVERED' | 'NOT_COVERED' | { excludedBy: string };

/** The whole matrix: every request type has a cell for every plan (S42). */
export const COVERAGE: Record<RequestTypeCode, Record<PlanCode, CoverageCell>> = {
  LOGIN_ISSUE: from('BASIC'), // S43
  PLATFORM_DOWN_VENDOR_CAUSE: from('BASIC'), // S44
  PRODUCT_ACTIVATION: from('BASIC'), // S45
  PRODUCT_DEACTIVATION: from('BASIC'), // S45
  PLATFORM_DOWN_CUSTOMER_CAUSE: from('ENHANCED'), // S58
  CONFIGURATION_TROUBLESHOOTING: from('ENHANCED'), // S59
  HOW_TO: from('ENHANCED'), // S59
  EXPERT_ADVICE: from('PREMIUM'), // S34
  OPTIMISATION_SUPPORT: from('PREMIUM'), // S34
  CUSTOM_INCIDENT_MANAGEMENT: from('PREMIUM'), // S34
  AD_HOC_QUESTION: from('PREMIUM'), // S80
  OTHER_MEETING: from('PREMIUM'), // S81
  WELLNESS_REVIEW: { ...everywhereExcludedBy('3.6'), PREMIUM: 'COVERED' }, // S104, S82
  CONFIGURATION_AUDIT: { ...everywhereExcludedBy('3.7'), PREMIUM: 'COVERED' }, // S105, Q12
  NEW_DESIGN_OR_CONFIGURATION: everywhereExcludedBy('3.1'), // S96
  ADDITIONAL_USE_CASES: everywhereExcludedBy('3.2'), // S97
  TECHNICAL_SERVICES: everywhereExcludedBy('3.3'), // S98
  NEW_DATA_SOURCE: everywhereExcludedBy('3.3a'), // S99
  ADDITIONAL_VENDOR_INTEGRATION: everywhereExcludedBy('3.3b'), // S100
  NEW_USE_CASE_CONFIGURATION: everywhereExcludedBy('3.3c'), // S101
  OTHER_TECHNICAL_SERVICE: everywhereExcludedBy('3.3'), // S98
  ARCHITECTURE_CONSULTING: everywhereExcludedBy('3.4'), // S102
  IMPLEMENTATION: everywhereExcludedBy('3.5'), // S4, S103
  HANDS_ON_KEYBOARD: everywhereExcludedBy('3.8'), // S106
};

/** Covered by the lowest plan named and by those that include it (S26, S29). */
function from(lowest: PlanCode): Record<PlanCode, CoverageCell> {
  return {
    BASIC: lowest === 'BASIC' ? 'COVERED' : 'NOT_COVERED',
    ENHANCED: lowest === 'PREMIUM' ? 'NOT_COVERED' : 'COVERED',
    PREMIUM: 'COVERED',
  };
}

function everywhereExcludedBy(clause: string): Record<PlanCode, CoverageCell> {
  return {
    BASIC: { excludedBy: clause },
    ENHANCED: { excludedBy: clause },
    PREMIUM: { excludedBy: clause },
  };
}
