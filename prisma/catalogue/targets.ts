import type { PlanCode, Severity } from '../src/generated/client/client.ts';

interface TargetVersionData {
  version: number;
  publishedAt: string;
  /** A clock is at risk from this share of its target on (C15). */
  atRiskPercent: number;
  /** Business minutes to the initial response. A plan that is absent promises none (S48). */
  businessMinutes: Partial<Record<PlanCode, Record<Severity, number>>>;
}

/**
 * The programme's own table, in force from its publication on; an edited one is refused on load (C27). Later ones are
 * published by a manager while the server runs (`publishTargets`), under the numbers that follow.
 */
export const TARGET_VERSIONS: readonly TargetVersionData[] = [
  {
    version: 1,
    publishedAt: '2020-01-01T00:00:00Z',
    atRiskPercent: 75,
    businessMinutes: {
      ENHANCED: { SEVERE: 120, MODERATE: 240, LIMITED: 480 }, // S61, S62, S63
      PREMIUM: { SEVERE: 60, MODERATE: 120, LIMITED: 240 }, // S68, S69, S70
    },
  },
];
