import { EntitlementRequiredProblem } from '../entitlements/entitlement-required.rules.ts';
import type { Tx } from '../event.ts';
import { planAt } from '../plans/plan-at.ts';

/**
 * Confirms that the plan of an account brings scheduled meetings at an instant: Enhanced and Premium do (S27).
 *
 * @throws EntitlementRequiredProblem naming ENHANCED
 */
export async function requireMeetings(tx: Tx, accountId: string, at: Date): Promise<void> {
  const plan = await planAt(tx, accountId, at);
  if (plan === 'BASIC') throw new EntitlementRequiredProblem(MEETINGS, plan, 'ENHANCED');
}

const MEETINGS = { fr: 'Des réunions planifiées', en: 'Scheduled meetings' };
