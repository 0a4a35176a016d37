import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { ANALYSE_CLUSTER_PROBLEMS, analyseCluster } from './analyse-cluster.ts';
import { COMPLETE_MONTHLY_REVIEW_PROBLEMS, completeMonthlyReview } from './complete-monthly-review.ts';
import { DISMISS_CLUSTER_PROBLEMS, dismissCluster } from './dismiss-cluster.ts';
import { MERGE_CLUSTERS_PROBLEMS, mergeClusters } from './merge-clusters.ts';
import { MOVE_TO_CLUSTER_PROBLEMS, moveToCluster } from './move-to-cluster.ts';
import { OPEN_MONTHLY_REVIEW_PROBLEMS, openMonthlyReview } from './open-monthly-review.ts';
import { REVIEW_REQUESTS_PROBLEMS, reviewRequests } from './review-requests.ts';
import { MonthlyReview } from './review.types.ts';

const OpenMonthlyReviewInput = builder.inputType('OpenMonthlyReviewInput', {
  description: 'Which month of whom.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account; on Premium in the month.' }),
    month: t.field({
      type: 'Month',
      required: true,
      description: 'A month that has begun, of the account’s zone.',
    }),
  }),
});

builder.mutationField('openMonthlyReview', (t) =>
  t.prismaField({
    type: MonthlyReview,
    description:
      'Opens the review of a month, and finds its recurring issues (S83, S84); opened again, it places what has come in since. For TAMs and managers.',
    authScopes: { staff: true },
    errors: {
      types: OPEN_MONTHLY_REVIEW_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is open.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: OpenMonthlyReviewInput, required: true, description: 'Which month of whom.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await openMonthlyReview(ctx, input);
      return ctx.db.monthlyReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReviewLineInput = builder.inputType('ReviewLineInput', {
  description: 'What was found of one request.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'A request of the month.' }),
    note: t.string({ required: true, description: 'What was found, 1 to 2,000 characters.' }),
    revision: t.int({ description: 'That of the line as you read it; none, or 0, for a new one.' }),
  }),
});

const ReviewRequestsInput = builder.inputType('ReviewRequestsInput', {
  description: 'What was found of requests.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Starts with `mrv_`.' }),
    lines: t.field({ type: [ReviewLineInput], required: true, description: '1 to 100 lines.' }),
  }),
});

builder.mutationField('reviewRequests', (t) =>
  t.prismaField({
    type: MonthlyReview,
    description:
      'Says of requests of the month what the review found (S83): all of them or none. For TAMs and managers.',
    authScopes: { staff: true },
    errors: {
      types: REVIEW_REQUESTS_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'The lines are written.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: ReviewRequestsInput, required: true, description: 'What was found of requests.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await reviewRequests(ctx, input);
      return ctx.db.monthlyReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const MoveToClusterInput = builder.inputType('MoveToClusterInput', {
  description: 'Which request goes where.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Starts with `mrv_`.' }),
    ticketId: t.id({ required: true, description: 'A request of the month.' }),
    clusterId: t.id({ description: 'A cluster of the review; one of its own unless told.' }),
  }),
});

builder.mutationField('moveToCluster', (t) =>
  t.prismaField({
    type: MonthlyReview,
    description: 'Puts a request into another cluster, or into one of its own (S84). For TAMs and managers.',
    authScopes: { staff: true },
    errors: {
      types: MOVE_TO_CLUSTER_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It was moved.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: MoveToClusterInput, required: true, description: 'Which request goes where.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await moveToCluster(ctx, input);
      return ctx.db.monthlyReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const MergeClustersInput = builder.inputType('MergeClustersInput', {
  description: 'Which clusters become one.',
  fields: (t) => ({
    clusterId: t.id({ required: true, description: 'Starts with `clu_`.' }),
    intoId: t.id({
      required: true,
      description: 'The one that takes its requests, and whose analysis stands.',
    }),
  }),
});

builder.mutationField('mergeClusters', (t) =>
  t.prismaField({
    type: MonthlyReview,
    description: 'Makes one recurring issue of two (S84). For TAMs and managers.',
    authScopes: { staff: true },
    errors: {
      types: MERGE_CLUSTERS_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'They are one.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: MergeClustersInput, required: true, description: 'Which clusters become one.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await mergeClusters(ctx, input);
      return ctx.db.monthlyReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const DismissClusterInput = builder.inputType('DismissClusterInput', {
  description: 'Which cluster is no recurring issue.',
  fields: (t) => ({
    clusterId: t.id({ required: true, description: 'Starts with `clu_`.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 500 characters.' }),
  }),
});

builder.mutationField('dismissCluster', (t) =>
  t.prismaField({
    type: MonthlyReview,
    description: 'Says that requests that look alike are no recurring issue (S84). For TAMs and managers.',
    authScopes: { staff: true },
    errors: {
      types: DISMISS_CLUSTER_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is dismissed.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: DismissClusterInput,
        required: true,
        description: 'Which cluster is no recurring issue.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await dismissCluster(ctx, input);
      return ctx.db.monthlyReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const AnalyseClusterInput = builder.inputType('AnalyseClusterInput', {
  description: 'Why an issue recurs, and what is done.',
  fields: (t) => ({
    clusterId: t.id({ required: true, description: 'Starts with `clu_`.' }),
    analysis: t.string({ required: true, description: 'Why it recurs, 1 to 4,000 characters.' }),
    action: t.string({ required: true, description: 'What is done about it, 1 to 2,000 characters.' }),
    revision: t.int({ description: 'That of the cluster as you read it; 0 unless told.' }),
  }),
});

builder.mutationField('analyseCluster', (t) =>
  t.prismaField({
    type: MonthlyReview,
    description: 'Writes why an issue recurs and what is done about it (S84). For TAMs and managers.',
    authScopes: { staff: true },
    errors: {
      types: ANALYSE_CLUSTER_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is written.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: AnalyseClusterInput,
        required: true,
        description: 'Why an issue recurs, and what is done.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await analyseCluster(ctx, input);
      return ctx.db.monthlyReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const CompleteMonthlyReviewInput = builder.inputType('CompleteMonthlyReviewInput', {
  description: 'Which review is complete.',
  fields: (t) => ({
    reviewId: t.id({ required: true, description: 'Starts with `mrv_`.' }),
    summary: t.string({
      required: true,
      description: 'What the month says, for the customer: 1 to 4,000 characters.',
    }),
  }),
});

builder.mutationField('completeMonthlyReview', (t) =>
  t.prismaField({
    type: MonthlyReview,
    description:
      'Completes a review for good: every request has its line, every recurring issue its analysis and action (S83, S84, B6). It keeps the obligation of the month. For TAMs and managers.',
    authScopes: { staff: true },
    errors: {
      types: COMPLETE_MONTHLY_REVIEW_PROBLEMS,
      dataField: { name: 'review', description: 'The review as it is now.' },
      result: { description: 'It is completed.' },
      union: { description: 'The review, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: CompleteMonthlyReviewInput,
        required: true,
        description: 'Which review is complete.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await completeMonthlyReview(ctx, input);
      return ctx.db.monthlyReview.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
