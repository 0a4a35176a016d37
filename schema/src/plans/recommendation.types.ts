import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { REASON_TEXTS, recommendPlan } from './plan.rules.ts';
import { Plan } from './plan.types.ts';

const RecommendationReasonCode = builder.enumType('RecommendationReasonCode', {
  description: 'Why a plan is recommended. Five of the reasons are the programme’s own criteria.',
  values: {
    EXPERIENCED_INTERNAL_STAFF: { description: 'A criterion of Basic (S21).' },
    CERTIFIED_PARTNER: { description: 'A criterion of Basic (S22).' },
    COMFORTABLE_WITH_SELF_SERVICE: { description: 'A criterion of Basic (S23).' },
    NOTHING_BEYOND_BASIC: { description: 'Nothing was said that asks for more than Basic (S19).' },
    NEEDS_RESPONSIVE_TEAM: { description: 'The responsive team comes with Enhanced (S25).' },
    NO_CRITERION_OF_BASIC: { description: 'All three criteria of Basic were answered with no.' },
    HIGHLY_REGULATED_INDUSTRY: { description: 'A criterion of Premium (S32).' },
    COMPLEX_IMPLEMENTATION: { description: 'A criterion of Premium (S33).' },
  } as const,
});

const RecommendationReason = builder
  .objectRef<typeof RecommendationReasonCode.$inferType>('RecommendationReason')
  .implement({
    description: 'A reason for which a plan is recommended.',
    fields: (t) => ({
      code: t.field({
        type: RecommendationReasonCode,
        description: 'Names the reason.',
        resolve: (code) => code,
      }),
      text: t.string({
        description: 'The reason in words.',
        args: localeArg(),
        resolve: (code, { locale }, ctx) => localized(REASON_TEXTS[code], locale, ctx),
      }),
    }),
  });

const Recommendation = builder.objectRef<ReturnType<typeof recommendPlan>>('PlanRecommendation').implement({
  description: 'The plan that fits a customer, and why (S6).',
  fields: (t) => ({
    plan: t.prismaField({
      type: Plan,
      description: 'The plan.',
      resolve: (query, { plan }, _args, { db }) =>
        db.plan.findUniqueOrThrow({ ...query, where: { code: plan } }),
    }),
    reasons: t.field({
      type: [RecommendationReason],
      description: 'Every reason that led to it, at least one.',
      resolve: ({ reasons }) => reasons,
    }),
  }),
});

const RecommendPlanInput = builder.inputType('RecommendPlanInput', {
  description: 'What a customer says of itself. What is left out counts as not known.',
  fields: (t) => ({
    experiencedInternalStaff: t.boolean({ description: 'Has experienced internal staff (S21).' }),
    certifiedPartner: t.boolean({ description: 'A certified partner provides the support (S22).' }),
    comfortableWithSelfService: t.boolean({ description: 'Is comfortable with self-service (S23).' }),
    needsResponsiveTeam: t.boolean({
      description: 'Wants the responsive team, and response times (S25, S60).',
    }),
    highlyRegulatedIndustry: t.boolean({ description: 'Works in a highly regulated industry (S32).' }),
    complexImplementation: t.boolean({ description: 'Has a complex implementation (S33).' }),
  }),
});

builder.queryField('recommendPlan', (t) =>
  t.field({
    type: Recommendation,
    description:
      'The plan that fits a customer. A criterion of Premium decides; then the wish for the responsive team, or that no criterion of Basic is true; all else is Basic. Open to everybody (S6, S35).',
    args: {
      input: t.arg({
        type: RecommendPlanInput,
        required: true,
        description: 'What the customer says of itself.',
      }),
    },
    resolve: (_root, { input }) => recommendPlan(input),
  }),
);
