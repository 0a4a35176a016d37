import { allow, reach } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { planPrice } from '../contracts/plan-price.ts';
import { PlanPrice } from '../contracts/plan-price.types.ts';
import { localeArg, localized } from '../localized.ts';
import { Channel, PlanCode, RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { IntakeForm } from '../plans/request-type.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { InvalidInputProblem, RequestError } from '../problem.ts';
import { ContactPoint, Sku } from '../programme/programme.types.ts';
import { Clause } from '../programme/terms.types.ts';
import {
  type AdmissionProblem,
  AllowanceExhaustedProblem,
  ChannelNotIncludedProblem,
  NotCoveredProblem,
  OutOfScopeProblem,
  ProcessOutdatedProblem,
  SkuNotSubscribedProblem,
} from './admission-problems.rules.ts';
import { decideAdmission, type Admission } from './admit.ts';

export const NextStep = builder.enumType('NextStep', {
  description: 'What to do about a request that is not admitted: no answer is a dead end.',
  values: {
    TECHNICAL_SERVICES_ENGAGEMENT: {
      description: 'Order a new technical services engagement (S107, terms 4).',
    },
    HIGHER_PLAN: { description: 'Move to the plan named as `requiredPlan`.' },
    SUBSCRIBED_SKU: { description: 'Name a service that the account subscribes to, or subscribe (S88).' },
    SUPPORT_PORTAL: { description: 'Make the request at the support portal (S40, S50).' },
    CURRENT_PROCESS: { description: 'Answer what the current intake form asks (S87).' },
    FEWER_PROFILES: { description: 'Name one to five profiles of the one account (S111, terms 7).' },
  } as const,
});

builder.objectType(NotCoveredProblem, {
  name: 'NotCoveredProblem',
  description: 'The plan does not cover this type of request; a higher one does (S42).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    plan: t.expose('plan', { type: PlanCode, description: 'The plan that the account is on.' }),
    requiredPlan: t.expose('requiredPlan', {
      type: PlanCode,
      description: 'The lowest plan that covers it.',
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

builder.objectType(OutOfScopeProblem, {
  name: 'OutOfScopeProblem',
  description:
    'A clause of the terms excludes the work: it takes a technical services engagement (S95, S107).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    clause: t.field({
      type: Clause,
      description: 'The clause that excludes it.',
      resolve: ({ clauseNumber }, _args, { db }) => currentClause(db, clauseNumber),
    }),
    includedInPlan: t.expose('requiredPlan', {
      type: PlanCode,
      nullable: true,
      description:
        'A plan that includes it, such as Premium a wellness review; null when no plan does (S104).',
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

builder.objectType(SkuNotSubscribedProblem, {
  name: 'SkuNotSubscribedProblem',
  description:
    'The request names a service that the account does not subscribe to at this moment (S88, Q18).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    sku: t.exposeString('sku', { description: 'The code of the service, as sent.' }),
    subscribedSkus: t.field({
      type: [Sku],
      description: 'The services that a request may name now.',
      resolve: ({ subscribedSkus }, _args, { db }) => skus(db, subscribedSkus),
    }),
    clause: t.field({
      type: Clause,
      description: 'The clause that says so.',
      resolve: ({ clauseNumber }, _args, { db }) => currentClause(db, clauseNumber),
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

builder.objectType(ChannelNotIncludedProblem, {
  name: 'ChannelNotIncludedProblem',
  description: 'The plan lets no request of this severity in this way; the portal takes it (S40, S50).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    channel: t.expose('channel', { type: Channel, description: 'The way that was tried.' }),
    severities: t.field({
      type: [Severity],
      description: 'The severities that the plan lets in this way; empty when it lets in none.',
      resolve: ({ severities }) => severities,
    }),
    portal: t.field({
      type: ContactPoint,
      description: 'Where every request can be made.',
      resolve: (_problem, _args, { db }) => db.contactPoint.findUniqueOrThrow({ where: { code: 'PORTAL' } }),
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

builder.objectType(ProcessOutdatedProblem, {
  name: 'ProcessOutdatedProblem',
  description: 'The request follows a version of the intake process that is not the current one (S87).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    currentIntake: t.field({
      type: IntakeForm,
      description: 'The current process.',
      resolve: (problem, _args, { db }) => intakeForm(db, problem.requestType, problem.currentVersion),
    }),
    clause: t.field({
      type: Clause,
      description: 'The clause that says so.',
      resolve: ({ clauseNumber }, _args, { db }) => currentClause(db, clauseNumber),
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

const AdmissionVerdict = builder.enumType('AdmissionVerdict', {
  description: 'Whether a request would be admitted, and if not, the first reason why (B4).',
  values: {
    ALLOWED: { description: 'It would be admitted.' },
    OUT_OF_SCOPE: { description: 'A clause excludes the work; see OutOfScopeProblem.' },
    NOT_COVERED: { description: 'The plan does not cover it; see NotCoveredProblem.' },
    SKU_NOT_SUBSCRIBED: { description: 'The service is not subscribed; see SkuNotSubscribedProblem.' },
    CHANNEL_NOT_INCLUDED: { description: 'Not in this way; see ChannelNotIncludedProblem.' },
    PROCESS_OUTDATED: { description: 'By an outdated process; see ProcessOutdatedProblem.' },
    ALLOWANCE_EXHAUSTED: {
      description: 'What the plan grants by the year is used up; see AllowanceExhaustedProblem.',
    },
    PROFILE_LIMIT: { description: 'Too many profiles for one review; see ProfileLimitProblem.' },
    ACCOUNT_LIMIT: { description: 'Profiles of another account too; see AccountLimitProblem.' },
  } as const,
});

builder.objectType(AllowanceExhaustedProblem, {
  name: 'AllowanceExhaustedProblem',
  description:
    'The plan covers it, but what it grants by the contract year is used up, or taken by another request (S82, E5).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    allowance: t.int({
      description: 'How many the plan allows in a contract year.',
      resolve: ({ counted }) => counted.allowance,
    }),
    renewsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When there is a new one; null when no plan is agreed that would grant it (E3).',
      resolve: ({ counted }) => counted.renewsAt,
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

interface CoverageCheckShape extends Omit<Admission, 'problem'> {
  problem: AdmissionProblem | null;
  accountId: string;
  requestType: string;
  asOf: Date;
}

const CoverageCheck = builder.objectRef<CoverageCheckShape>('CoverageCheck').implement({
  description: 'What would happen to a request if it were made now, decided as openTicket decides (B4).',
  fields: (t) => ({
    verdict: t.field({
      type: AdmissionVerdict,
      description: 'Admitted, or the first reason why not; the most final reason comes first.',
      resolve: ({ problem }) => problem?.code ?? 'ALLOWED',
    }),
    plan: t.expose('plan', { type: PlanCode, description: 'The plan that the account is on.' }),
    requiredPlan: t.field({
      type: PlanCode,
      nullable: true,
      description: 'The lowest plan that would cover it; null when the plan is not the reason, or none does.',
      resolve: ({ problem }) => problem?.requiredPlan ?? null,
    }),
    requiredPlanPrice: t.field({
      type: PlanPrice,
      nullable: true,
      description: 'What that plan would cost the account from today on; null without such a plan (B4).',
      resolve: ({ problem, accountId }, _args, ctx) =>
        problem?.requiredPlan ? planPrice(ctx, accountId, problem.requiredPlan) : null,
    }),
    clause: t.field({
      type: Clause,
      nullable: true,
      description: 'The clause of the terms that stands against it; null where none does (S86).',
      resolve: ({ problem }, _args, { db }) =>
        problem?.clauseNumber ? currentClause(db, problem.clauseNumber) : null,
    }),
    nextStep: t.field({
      type: NextStep,
      nullable: true,
      description: 'What to do instead; null when allowed.',
      resolve: ({ problem }) => problem?.nextStep ?? null,
    }),
    renewsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the plan grants a new unit, where the allowance is exhausted; else null (E5).',
      resolve: ({ problem }) =>
        problem instanceof AllowanceExhaustedProblem ? problem.counted.renewsAt : null,
    }),
    subscribedSkus: t.field({
      type: [Sku],
      description: 'The services that a request may name now (S88).',
      resolve: ({ subscribedSkus }, _args, { db }) => skus(db, subscribedSkus),
    }),
    currentIntake: t.field({
      type: IntakeForm,
      description: 'The current process for this type of request (S87).',
      resolve: ({ requestType, intakeVersion }, _args, { db }) => intakeForm(db, requestType, intakeVersion),
    }),
    message: t.string({
      description: 'The verdict as one sentence for a person.',
      args: localeArg(),
      resolve: ({ problem }, { locale }, ctx) => localized(problem?.text ?? ALLOWED, locale, ctx),
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'The instant for which this holds.' }),
  }),
});

const ALLOWED = { fr: 'La demande est couverte.', en: 'The request is covered.' };

const CheckCoverageInput = builder.inputType('CheckCoverageInput', {
  description: 'A request as it would be made.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'For which account.' }),
    requestType: t.field({ type: RequestTypeCode, required: true, description: 'What would be asked for.' }),
    severity: t.field({ type: Severity, required: true, description: 'How badly the customer is hit.' }),
    channel: t.field({
      type: Channel,
      required: true,
      defaultValue: 'WEB',
      description: 'By which way it would come in.',
    }),
    sku: t.string({ required: true, description: 'The code of the service that it is about (S88).' }),
    intakeVersion: t.int({
      description:
        'The version of the intake process that it would follow; the current one unless told (S87).',
    }),
    profileIds: t.idList({
      description: 'The profiles that a WELLNESS_REVIEW would cover: one to five of the account (S111).',
    }),
  }),
});

builder.queryField('checkCoverage', (t) =>
  t.field({
    type: CoverageCheck,
    description:
      'Whether a request would be admitted, without making it. Decides by the same code as openTicket, so the answers never differ (B4).',
    authScopes: { signedIn: true },
    args: { input: t.arg({ type: CheckCoverageInput, required: true, description: 'The request.' }) },
    resolve: async (_root, { input }, { db, actor, now }) => {
      allow(actor, 'ticket.open');
      reach(actor, input.accountId, 'ticket.open');
      const { problem, ...admission } = await decideAdmission(db, { ...input, at: now }, actor);
      // A query carries no problems: what a mutation answers as one is the developer's to mend here.
      if (problem instanceof InvalidInputProblem) throw new RequestError('BAD_USER_INPUT', problem.text);
      const { accountId, requestType } = input;
      return { ...admission, problem, accountId, requestType, asOf: now };
    },
  }),
);

export function currentClause(db: Context['db'], number: string) {
  return db.clause.findFirstOrThrow({ where: { number, terms: { programmes: { some: {} } } } });
}

function skus(db: Context['db'], codes: readonly string[]) {
  return db.sku.findMany({ where: { code: { in: [...codes] } }, orderBy: { code: 'asc' } });
}

function intakeForm(db: Context['db'], requestTypeCode: string, version: number) {
  return db.intakeForm.findUniqueOrThrow({
    where: { requestTypeCode_version: { requestTypeCode, version } },
  });
}
