import { builder } from '../builder.ts';
import { Severity } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { CANCEL_HEALTH_REVIEW_PROBLEMS, cancelHealthReview } from './cancel-health-review.ts';
import { COMPLETE_HEALTH_REVIEW_PROBLEMS, completeHealthReview } from './complete-health-review.ts';
import { EXAMINE_PROFILE_PROBLEMS, examineProfile } from './examine-profile.ts';
import { FOLLOW_RECOMMENDATION_PROBLEMS, followRecommendation } from './follow-recommendation.ts';
import { HealthReview } from './health-review.types.ts';
import { PLAN_HEALTH_REVIEW_PROBLEMS, planHealthReview } from './plan-health-review.ts';
import { SCHEDULE_HEALTH_REVIEW_PROBLEMS, scheduleHealthReview } from './schedule-health-review.ts';

const PlanHealthReviewInput = builder.inputType('PlanHealthReviewInput', {
  description: 'Whose health is reviewed when, and which profiles.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account; on Premium.' }),
    profileIds: t.idList({ required: true, description: 'One to five of its profiles (S111).' }),
    plannedOn: t.field({
      type: 'LocalDate',
      required: true,
      description: 'The local day on which it is to be done: today or later.',
    }),
  }),
});

builder.mutationField('planHealthReview', (t) =>
  t.prismaField({
    type: HealthReview,
    description:
      'Plans the health review of the running contract year and takes its unit: one to five profiles of exactly one account (S82, S111, E5). Premium only. What a customer asks for by a `WELLNESS_REVIEW` ticket is planned by that. For TAMs and managers. Event: `health_review.planned`.',
    authScopes: { staff: true },
    errors: {
      types: PLAN_HEALTH_REVIEW_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is planned.' },
      union: { description: 'The review, or why nothing was planned.' },
    },
    args: {
      input: t.arg({
        type: PlanHealthReviewInput,
        required: true,
        description: 'Whose, when, which profiles.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await planHealthReview(ctx, input);
      return ctx.db.healthReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ScheduleHealthReviewInput = builder.inputType('ScheduleHealthReviewInput', {
  description: 'When a health review is to be done.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Starts with `hrv_`.' }),
    plannedOn: t.field({ type: 'LocalDate', required: true, description: 'The local day: today or later.' }),
  }),
});

builder.mutationField('scheduleHealthReview', (t) =>
  t.prismaField({
    type: HealthReview,
    description:
      'Says on which day a health review is to be done. For TAMs and managers. Event: `health_review.scheduled`.',
    authScopes: { staff: true },
    errors: {
      types: SCHEDULE_HEALTH_REVIEW_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It has its day.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: ScheduleHealthReviewInput, required: true, description: 'Which, and when.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await scheduleHealthReview(ctx, input);
      return ctx.db.healthReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const HealthFindingInput = builder.inputType('HealthFindingInput', {
  description: 'What was found in a profile.',
  fields: (t) => ({
    severity: t.field({ type: Severity, required: true, description: 'How grave it is.' }),
    finding: t.string({ required: true, description: 'What was found, 1 to 2,000 characters.' }),
    recommendation: t.string({
      required: true,
      description: 'What is to be done about it, 1 to 2,000 characters.',
    }),
    done: t.boolean({ description: 'Whether that is done already; not unless told.' }),
  }),
});

const ExamineProfileInput = builder.inputType('ExamineProfileInput', {
  description: 'What was looked at in a profile, and all that was found there.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Starts with `hrv_`.' }),
    profileId: t.id({ required: true, description: 'A profile that the review covers.' }),
    note: t.string({ required: true, description: 'What was looked at, 1 to 2,000 characters.' }),
    findings: t.field({
      type: [HealthFindingInput],
      required: true,
      description: 'All that was found, 50 at most, in place of what stood there; empty with `nothingFound`.',
    }),
    nothingFound: t.boolean({ description: 'That nothing was found; not unless told.' }),
    revision: t.int({ description: 'That of the profile as you read it; none, or 0, for the first time.' }),
  }),
});

builder.mutationField('examineProfile', (t) =>
  t.prismaField({
    type: HealthReview,
    description:
      'Writes what was looked at in a profile and all that was found: findings with severity and recommendation, or that there is nothing (S82). The first one lets the review be under way. For TAMs and managers. Event: `health_review.profile_examined`.',
    authScopes: { staff: true },
    errors: {
      types: EXAMINE_PROFILE_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is written.' },
      union: { description: 'The review, or why nothing was written.' },
    },
    args: { input: t.arg({ type: ExamineProfileInput, required: true, description: 'What was found.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await examineProfile(ctx, input);
      return ctx.db.healthReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CompleteHealthReviewInput = builder.inputType('CompleteHealthReviewInput', {
  description: 'Which health review is complete.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Starts with `hrv_`.' }),
    summary: t.string({
      required: true,
      description: 'How the account is, for the customer: 1 to 4,000 characters.',
    }),
  }),
});

builder.mutationField('completeHealthReview', (t) =>
  t.prismaField({
    type: HealthReview,
    description:
      'Completes a health review for good, once every profile was examined: its unit is used up, and the obligation of the contract year is kept (S82, E5, B7). For TAMs and managers. Event: `health_review.completed`.',
    authScopes: { staff: true },
    errors: {
      types: COMPLETE_HEALTH_REVIEW_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is completed.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: CompleteHealthReviewInput,
        required: true,
        description: 'Which review is complete.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await completeHealthReview(ctx, input);
      return ctx.db.healthReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CancelHealthReviewInput = builder.inputType('CancelHealthReviewInput', {
  description: 'Which health review is called off, and why.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Starts with `hrv_`.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 500 characters.' }),
  }),
});

builder.mutationField('cancelHealthReview', (t) =>
  t.prismaField({
    type: HealthReview,
    description:
      'Calls off a health review that the TAM planned, and gives its unit back (E5); one that a ticket asked for is cancelled with that. For TAMs and managers. Event: `health_review.cancelled`.',
    authScopes: { staff: true },
    errors: {
      types: CANCEL_HEALTH_REVIEW_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is called off.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: { input: t.arg({ type: CancelHealthReviewInput, required: true, description: 'Which, and why.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await cancelHealthReview(ctx, input);
      return ctx.db.healthReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const FollowRecommendationInput = builder.inputType('FollowRecommendationInput', {
  description: 'Which recommendation was followed.',
  fields: (t) => ({
    findingId: t.id({ required: true, description: 'The finding; starts with `hfd_`.' }),
  }),
});

builder.mutationField('followRecommendation', (t) =>
  t.prismaField({
    type: HealthReview,
    description:
      'Marks as done what a health review recommended; it stays so. For both sides; the customer once the review is completed. Event: `health_review.recommendation_followed`.',
    authScopes: { signedIn: true },
    errors: {
      types: FOLLOW_RECOMMENDATION_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is done.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: FollowRecommendationInput, required: true, description: 'Which recommendation.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await followRecommendation(ctx, input);
      return ctx.db.healthReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
