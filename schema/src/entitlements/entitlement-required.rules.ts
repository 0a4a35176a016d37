import { PLAN_NAMES } from '../names.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { Problem, type Text } from '../problem.ts';

/** The account's plan does not bring what is asked for. */
export class EntitlementRequiredProblem extends Problem {
  readonly code = 'ENTITLEMENT_REQUIRED';
  readonly plan: PlanCode;
  /** The lowest plan that brings it. */
  readonly requiredPlan: PlanCode;

  constructor(what: Text, plan: PlanCode, requiredPlan: PlanCode) {
    super({
      fr: `${what.fr} : le forfait ${PLAN_NAMES[plan]} ne l’inclut pas ; le forfait ${PLAN_NAMES[requiredPlan]} l’inclut.`,
      en: `${what.en}: the ${PLAN_NAMES[plan]} plan does not include it; the ${PLAN_NAMES[requiredPlan]} plan does.`,
    });
    this.plan = plan;
    this.requiredPlan = requiredPlan;
  }
}
