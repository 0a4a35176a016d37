import type { PlanCode, Severity } from './plans/plan.rules.ts';
import type { Text } from './problem.ts';

// What things are called in sentences and on pages, for rules and for the server.

/** Plans are called the same in both languages. */
export const PLAN_NAMES: Record<PlanCode, string> = {
  BASIC: 'Basic',
  ENHANCED: 'Enhanced',
  PREMIUM: 'Premium',
};

/** What severities are called as labels. */
export const SEVERITY_LABELS: Record<Severity, Text> = {
  SEVERE: { fr: 'Sévère', en: 'Severe' },
  MODERATE: { fr: 'Modéré', en: 'Moderate' },
  LIMITED: { fr: 'Limité', en: 'Limited' },
};
