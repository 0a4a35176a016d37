import { builder } from '../builder.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { EntitlementRequiredProblem } from './entitlement-required.rules.ts';

builder.objectType(EntitlementRequiredProblem, {
  name: 'EntitlementRequiredProblem',
  description: 'The account’s plan does not bring what is asked for; a higher one does.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    plan: t.field({ type: PlanCode, description: 'The plan of the account.', resolve: ({ plan }) => plan }),
    requiredPlan: t.field({
      type: PlanCode,
      description: 'The lowest plan that brings it.',
      resolve: ({ requiredPlan }) => requiredPlan,
    }),
  }),
});
