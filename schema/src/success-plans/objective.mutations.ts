import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { ANSWER_OBJECTIVE_PROBLEMS, answerObjective } from './answer-objective.ts';
import { CHANGE_OBJECTIVE_PROBLEMS, changeObjective } from './change-objective.ts';
import { CLOSE_OBJECTIVE_PROBLEMS, closeObjective } from './close-objective.ts';
import { LINK_OBJECTIVE_PROBLEMS, linkObjective } from './link-objective.ts';
import { SuccessObjective } from './objective.types.ts';
import { PROPOSE_OBJECTIVE_PROBLEMS, proposeObjective } from './propose-objective.ts';
import { REPORT_OBJECTIVE_PROGRESS_PROBLEMS, reportObjectiveProgress } from './report-objective-progress.ts';

const ProposeObjectiveInput = builder.inputType('ProposeObjectiveInput', {
  description: 'What is to be achieved.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account, on any plan.' }),
    outcome: t.string({
      required: true,
      description: 'The business outcome that is aimed at, 1 to 2,000 characters (S78).',
    }),
    measure: t.string({ required: true, description: 'By what it is measured, one line of 500 characters.' }),
    targetOn: t.field({ type: 'LocalDate', required: true, description: 'By the end of this day.' }),
    ownerContactId: t.id({ description: 'Who owns it, of the customer; or `ownerStaffId`.' }),
    ownerStaffId: t.id({ description: 'Who owns it, of the vendor; or `ownerContactId`.' }),
    note: t.string({ description: 'What is to be said of it, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('proposeObjective', (t) =>
  t.prismaField({
    type: SuccessObjective,
    description:
      'Proposes to a customer what to achieve (S8, S78). For TAMs and managers. Event: `objective.proposed`.',
    authScopes: { staff: true },
    errors: {
      types: PROPOSE_OBJECTIVE_PROBLEMS,
      dataField: { name: 'objective', description: 'The objective as it is now.' },
      result: { description: 'It is proposed.' },
      union: { description: 'The objective, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: ProposeObjectiveInput, required: true, description: 'What is to be achieved.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await proposeObjective(ctx, input);
      return ctx.db.successObjective.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ChangeObjectiveInput = builder.inputType('ChangeObjectiveInput', {
  description: 'What is to be achieved, in place of what was said.',
  fields: (t) => ({
    objectiveId: t.id({ required: true, description: 'Starts with `obj_`.' }),
    version: t.int({ required: true, description: 'The version that you read.' }),
    outcome: t.string({
      required: true,
      description: 'The business outcome that is aimed at, 1 to 2,000 characters (S78).',
    }),
    measure: t.string({ required: true, description: 'By what it is measured, one line of 500 characters.' }),
    targetOn: t.field({ type: 'LocalDate', required: true, description: 'By the end of this day.' }),
    ownerContactId: t.id({ description: 'Who owns it, of the customer; or `ownerStaffId`.' }),
    ownerStaffId: t.id({ description: 'Who owns it, of the vendor; or `ownerContactId`.' }),
    note: t.string({ description: 'What is to be said of it, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('changeObjective', (t) =>
  t.prismaField({
    type: SuccessObjective,
    description:
      'Changes an objective that has not ended: it is proposed anew, for the customer to agree to (S8). For TAMs and managers. Event: `objective.changed`.',
    authScopes: { staff: true },
    errors: {
      types: CHANGE_OBJECTIVE_PROBLEMS,
      dataField: { name: 'objective', description: 'The objective as it is now.' },
      result: { description: 'It is proposed anew.' },
      union: { description: 'The objective, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: ChangeObjectiveInput,
        required: true,
        description: 'What is to be achieved, in place of what was said.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await changeObjective(ctx, input);
      return ctx.db.successObjective.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const AnswerObjectiveInput = builder.inputType('AnswerObjectiveInput', {
  description: 'Whether the customer agrees.',
  fields: (t) => ({
    objectiveId: t.id({ required: true, description: 'Starts with `obj_`.' }),
    version: t.int({ required: true, description: 'The version that you read.' }),
    agreed: t.boolean({ required: true, description: 'Whether you agree; else you decline.' }),
    note: t.string({ description: 'What is to be said of it, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('answerObjective', (t) =>
  t.prismaField({
    type: SuccessObjective,
    description:
      'Agrees to an objective that was proposed, or declines it (S8). For the customer’s administrators. Event: `objective.answered`.',
    authScopes: { signedIn: true },
    errors: {
      types: ANSWER_OBJECTIVE_PROBLEMS,
      dataField: { name: 'objective', description: 'The objective as it is now.' },
      result: { description: 'It is answered.' },
      union: { description: 'The objective, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: AnswerObjectiveInput,
        required: true,
        description: 'Whether the customer agrees.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await answerObjective(ctx, input);
      return ctx.db.successObjective.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReportObjectiveProgressInput = builder.inputType('ReportObjectiveProgressInput', {
  description: 'How far an objective has come.',
  fields: (t) => ({
    objectiveId: t.id({ required: true, description: 'Starts with `obj_`.' }),
    version: t.int({ required: true, description: 'The version that you read.' }),
    progress: t.int({ required: true, description: '0 to 100 %.' }),
    note: t.string({ description: 'What is to be said of it, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('reportObjectiveProgress', (t) =>
  t.prismaField({
    type: SuccessObjective,
    description:
      'Says how far an agreed objective has come (S8). For whoever owns it, the customer’s administrators, TAMs and managers. Event: `objective.progressed`.',
    authScopes: { signedIn: true },
    errors: {
      types: REPORT_OBJECTIVE_PROGRESS_PROBLEMS,
      dataField: { name: 'objective', description: 'The objective as it is now.' },
      result: { description: 'It is written.' },
      union: { description: 'The objective, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: ReportObjectiveProgressInput,
        required: true,
        description: 'How far an objective has come.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await reportObjectiveProgress(ctx, input);
      return ctx.db.successObjective.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ObjectiveEnd = builder.enumType('ObjectiveEnd', {
  description: 'How an objective ends.',
  values: {
    ACHIEVED: { description: 'What was aimed at has come about.' },
    NOT_ACHIEVED: { description: 'Over, and not achieved.' },
    DROPPED: { description: 'No longer aimed at.' },
  } as const,
});

const CloseObjectiveInput = builder.inputType('CloseObjectiveInput', {
  description: 'How an objective ends.',
  fields: (t) => ({
    objectiveId: t.id({ required: true, description: 'Starts with `obj_`.' }),
    version: t.int({ required: true, description: 'The version that you read.' }),
    status: t.field({ type: ObjectiveEnd, required: true, description: 'How.' }),
    note: t.string({ required: true, description: 'Why, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('closeObjective', (t) =>
  t.prismaField({
    type: SuccessObjective,
    description:
      'Ends an objective for good: achieved, not achieved or dropped (S8). For TAMs and managers. Event: `objective.closed`.',
    authScopes: { staff: true },
    errors: {
      types: CLOSE_OBJECTIVE_PROBLEMS,
      dataField: { name: 'objective', description: 'The objective as it is now.' },
      result: { description: 'It has ended.' },
      union: { description: 'The objective, or why nothing was changed.' },
    },
    args: {
      input: t.arg({ type: CloseObjectiveInput, required: true, description: 'How an objective ends.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await closeObjective(ctx, input);
      return ctx.db.successObjective.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ObjectiveLinkInput = builder.inputType('ObjectiveLinkInput', {
  description: 'Where an objective was spoken of: exactly one of them.',
  isOneOf: true,
  fields: (t) => ({
    meetingId: t.id({ description: 'A meeting of the account; starts with `mee_`.' }),
    monthlyReviewId: t.id({ description: 'A monthly review of it; starts with `mrv_`.' }),
    healthReviewId: t.id({ description: 'A health review of it; starts with `hrv_`.' }),
  }),
});

const LinkObjectiveInput = builder.inputType('LinkObjectiveInput', {
  description: 'Where an objective was spoken of.',
  fields: (t) => ({
    objectiveId: t.id({ required: true, description: 'Starts with `obj_`.' }),
    to: t.field({ type: ObjectiveLinkInput, required: true, description: 'The meeting or review.' }),
  }),
});

builder.mutationField('linkObjective', (t) =>
  t.prismaField({
    type: SuccessObjective,
    description:
      'Links an objective with a meeting or review in which it was spoken of (S8, S10). For TAMs and managers. Event: `objective.linked`.',
    authScopes: { staff: true },
    errors: {
      types: LINK_OBJECTIVE_PROBLEMS,
      dataField: { name: 'objective', description: 'The objective as it is now.' },
      result: { description: 'It is linked.' },
      union: { description: 'The objective, or why nothing was changed.' },
    },
    args: {
      input: t.arg({
        type: LinkObjectiveInput,
        required: true,
        description: 'Where an objective was spoken of.',
      }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await linkObjective(ctx, input);
      return ctx.db.successObjective.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
