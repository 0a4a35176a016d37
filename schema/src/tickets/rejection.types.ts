import type { Prisma } from '@tierline/prisma/database';
import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { NextStep } from '../entitlements/coverage.types.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Clause } from '../programme/terms.types.ts';
import { OfferNotOpenProblem, type EngagementState } from './offer.rules.ts';
import { SameReviewerProblem, SecondOpinionSpentProblem } from './second-opinion.rules.ts';
import type { SecondOpinionState } from './ticket.rules.ts';

const SecondOpinionStateType = builder.enumType('SecondOpinionState', {
  description: 'Where the one second opinion on a rejection stands (B5).',
  values: {
    REQUESTED: { description: 'Asked for; another engineer is going to give it.' },
    UPHELD: { description: 'The rejection stands.' },
    OVERTURNED: { description: 'The request is in scope after all.' },
    RENOUNCED: { description: 'The customer accepted the offer instead.' },
  } satisfies Record<SecondOpinionState, { description: string }>,
});

export const SecondOpinionOutcome = builder.enumType('SecondOpinionOutcome', {
  description: 'What a second opinion makes of a rejection (B5).',
  values: {
    UPHELD: { description: 'The rejection stands.' },
    OVERTURNED: { description: 'The request is in scope after all, and is worked on.' },
  } as const,
});

const EngagementStateType = builder.enumType('EngagementState', {
  description: 'Where a technical services engagement stands.',
  values: {
    OFFERED: { description: 'For the customer to decide.' },
    ACCEPTED: { description: 'The customer takes it.' },
    DECLINED: { description: 'The customer does without it.' },
    WITHDRAWN: { description: 'The rejection was overturned: the work is done within the plan (B5).' },
  } satisfies Record<EngagementState, { description: string }>,
});

builder.prismaObject('Rejection', {
  description: 'Why a request is outside the programme, and what is offered instead (S93, S94, B5).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `rej_`.' }),
    clause: t.prismaField({
      type: Clause,
      description: 'The exclusion that it falls under.',
      select: { review: { select: { clauseId: true } } },
      resolve: (query, { review }, _args, { db }) =>
        db.clause.findUniqueOrThrow({ ...query, where: { id: review.clauseId! } }),
    }),
    review: t.relation('review', {
      description: 'The review that found it out of scope, with its engineer.',
    }),
    reason: t.string({
      description: 'What the customer was told.',
      args: localeArg(),
      resolve: ({ reasonFr: fr, reasonEn: en }, { locale }, ctx) => localized({ fr, en }, locale, ctx),
    }),
    nextStep: t.field({
      type: NextStep,
      description: 'What the work takes: always a technical services engagement (S107).',
      resolve: () => 'TECHNICAL_SERVICES_ENGAGEMENT' as const,
    }),
    engagement: t.relation('engagement', {
      nullable: true,
      description: 'The engagement that was offered with it (S94).',
    }),
    secondOpinion: t.relation('secondOpinion', {
      nullable: true,
      description: 'The second opinion that the customer asked for; null when nobody did (B5).',
    }),
    rejectedAt: t.expose('rejectedAt', { type: 'DateTime', description: 'When.' }),
  }),
});

builder.prismaObject('SecondOpinion', {
  description: 'A second look at a rejection, by an engineer who had not judged the request before (B5).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `sop_`.' }),
    state: t.field({
      type: SecondOpinionStateType,
      description: 'Asked for, upheld or overturned.',
      resolve: ({ outcome }) => outcome ?? ('REQUESTED' as const),
    }),
    requestedBy: t.relation('requestedBy', { description: 'Who asked for it.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    question: t.exposeString('reason', { description: 'Why the customer sees it otherwise.' }),
    review: t.relation('review', {
      nullable: true,
      description: 'The second engineer’s review; null until it is given.',
    }),
    reason: t.string({
      nullable: true,
      description: 'What the customer was told; null until it is given.',
      args: localeArg(),
      select: { reasonFr: true, reasonEn: true },
      resolve: ({ reasonFr: fr, reasonEn: en }, { locale }, ctx) =>
        fr !== null && en !== null ? localized({ fr, en }, locale, ctx) : null,
    }),
  }),
});

export const TechnicalServicesEngagement = builder.prismaNode('TechnicalServicesEngagement', {
  description:
    'An engagement of technical services, which excluded work takes: offered with a rejection, for the customer’s administrators to accept or decline (S94, S107).',
  id: { field: 'id', description: 'Starts with `tse_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    state: t.expose('state', { type: EngagementStateType, description: 'Where it stands.' }),
    ticket: t.relation('ticket', { description: 'The request that was rejected.' }),
    account: t.relation('account', { description: 'The customer.' }),
    clause: t.prismaField({
      type: Clause,
      description: 'The exclusion that makes it necessary.',
      select: { rejection: { select: { review: { select: { clauseId: true } } } } },
      resolve: (query, { rejection }, _args, { db }) =>
        db.clause.findUniqueOrThrow({ ...query, where: { id: rejection.review.clauseId! } }),
    }),
    offeredAt: t.expose('offeredAt', { type: 'DateTime', description: 'When it was offered.' }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was accepted, declined or withdrawn; null while it is offered.',
    }),
    decidedBy: t.relation('decidedBy', {
      nullable: true,
      description: 'Who of the customer accepted or declined it.',
    }),
    declineReason: t.exposeString('declineReason', {
      nullable: true,
      description: 'Why it was declined, when the customer said so.',
    }),
  }),
});

builder.queryField('technicalServicesEngagements', (t) =>
  t.connection({
    type: TechnicalServicesEngagement,
    description: 'Engagements that were offered, those that you may see, the newest first (S94).',
    authScopes: { signedIn: true },
    args: {
      states: t.arg({ type: [EngagementStateType], description: 'In one of these states; all unless told.' }),
    },
    resolve: (_root, { states, ...args }, ctx, info) => {
      const asked = { ...(states && { state: { in: states } }), ...visibleRows(ctx.actor) };
      return keysetPage<Prisma.TechnicalServicesEngagementGetPayload<object>>(
        args,
        [
          ['offeredAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        asked,
        (page) => ctx.db.technicalServicesEngagement.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.technicalServicesEngagement.count({ where: asked }),
      );
    },
  }),
);

builder.objectType(SecondOpinionSpentProblem, {
  name: 'SecondOpinionSpentProblem',
  description: 'The one second opinion was asked for already, or renounced by accepting the offer (B5).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    secondOpinionState: t.expose('secondOpinionState', {
      type: SecondOpinionStateType,
      description: 'Where it stands.',
    }),
  }),
});

builder.objectType(SameReviewerProblem, {
  name: 'SameReviewerProblem',
  description: 'You have judged this request before: a second opinion is another engineer’s (B5).',
  interfaces: [ProblemInterface],
});

builder.objectType(OfferNotOpenProblem, {
  name: 'OfferNotOpenProblem',
  description:
    'The offer can be neither accepted nor declined: it is settled, or waits for a second opinion.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', { type: EngagementStateType, description: 'The state of the engagement.' }),
  }),
});
