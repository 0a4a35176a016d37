import type { Prisma } from '@tierline/prisma/database';
import { visibleObjectives, visibleReviews } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { HealthReview } from '../health-reviews/health-review.types.ts';
import { Meeting, PersonOfMeeting } from '../meetings/meeting.types.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { MonthlyReview } from '../reviews/review.types.ts';
import { ObjectiveChangedProblem, ObjectiveStatusProblem, type ObjectiveStatus } from './objective.rules.ts';

const ObjectiveStatusEnum = builder.enumType('ObjectiveStatus', {
  description: 'Where an objective of the success plan stands.',
  values: {
    PROPOSED: { description: 'Proposed, or changed since: the customer’s administrators agree or decline.' },
    AGREED: { description: 'Agreed by both sides, and being worked for.' },
    DECLINED: { description: 'The customer declined it; the TAM may propose it in another form.' },
    ACHIEVED: { description: 'What was aimed at has come about.' },
    NOT_ACHIEVED: { description: 'Over, and not achieved.' },
    DROPPED: { description: 'No longer aimed at.' },
  } satisfies Record<ObjectiveStatus, { description: string }>,
});

const ObjectiveVersion = builder.prismaObject('ObjectiveVersion', {
  description: 'What an objective says from an instant on, and who wrote it. Never changed (B13).',
  fields: (t) => ({
    version: t.exposeInt('version', {
      description: '1, 2, 3 …; the highest stands. Name it when you write, so that nothing written is lost.',
    }),
    outcome: t.exposeString('outcome', { description: 'The business outcome that is aimed at (S78).' }),
    measure: t.exposeString('measure', { description: 'By what it is measured, in one line.' }),
    targetOn: t.expose('targetOn', { type: 'LocalDate', description: 'By the end of this day.' }),
    owner: t.field({
      type: PersonOfMeeting,
      description: 'Who owns it, of either side.',
      select: { ownerContact: true, ownerStaff: true },
      // The database keeps exactly one of both.
      resolve: ({ ownerContact, ownerStaff }) => (ownerContact ?? ownerStaff)!,
    }),
    status: t.expose('status', { type: ObjectiveStatusEnum, description: 'Where it stands.' }),
    progress: t.exposeInt('progress', { description: 'How far it has come: 0 to 100 %.' }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'What is to be said of this version; null where nothing is.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'Since when it says so.' }),
    by: t.field({
      type: PersonOfMeeting,
      description: 'Who wrote it.',
      select: { byContact: true, byStaff: true },
      resolve: ({ byContact, byStaff }) => (byContact ?? byStaff)!,
    }),
  }),
});

const ObjectiveLinkEnd = builder.unionType('ObjectiveLinkEnd', {
  description: 'Where an objective was spoken of.',
  types: [Meeting, MonthlyReview, HealthReview],
  resolveType: (end) => ('month' in end ? MonthlyReview : 'yearStartsAt' in end ? HealthReview : Meeting),
});

export const SuccessObjective = builder.prismaNode('SuccessObjective', {
  description:
    'An objective of the success plan of an account, proposed by the TAM and agreed with the customer (S8, S78). Every plan may have them; both sides read them, partners do not.',
  id: { field: 'id', description: 'Starts with `obj_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleObjectives(actor)] }),
  fields: (t) => ({
    account: t.relation('account', { description: 'Whose.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was first proposed.' }),
    standing: t.field({
      type: ObjectiveVersion,
      nullable: true,
      description: 'What it says; null at an instant before it was proposed.',
      args: { asOf: t.arg({ type: 'DateTime', description: 'At this instant; now unless told (B13).' }) },
      select: ({ asOf }, { now }, nested) => ({
        versions: { ...nested(), where: { at: { lte: asOf ?? now } }, orderBy: { version: 'desc' }, take: 1 },
      }),
      // Loaded as far as ObjectiveVersion asks, which the type of `nested()` does not say.
      resolve: ({ versions }) => versions[0] ?? null,
    }),
    versions: t.connection({
      type: ObjectiveVersion,
      description: 'All that it ever said, the latest first.',
      resolve: ({ id: objectiveId }, args, ctx, info) =>
        keysetPage<Prisma.ObjectiveVersionGetPayload<object>>(
          args,
          [['version', 'desc', 'integer']],
          { objectiveId },
          (page) => ctx.db.objectiveVersion.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.objectiveVersion.count({ where: { objectiveId } }),
        ),
    }),
    linked: t.field({
      type: [ObjectiveLinkEnd],
      description:
        'The meetings and reviews in which it was spoken of, the earliest linked first; for the customer without reviews that are not completed.',
      select: { id: true },
      extensions: { items: 5 },
      resolve: async ({ id: objectiveId }, _args, { db, actor }) => {
        const links = await db.objectiveLink.findMany({
          where: {
            objectiveId,
            ...(actor.kind !== 'staff' && {
              OR: [
                { meetingId: { not: null } },
                { monthlyReview: visibleReviews(actor) },
                { healthReview: visibleReviews(actor) },
              ],
            }),
          },
          orderBy: [{ linkedAt: 'asc' }, { id: 'asc' }],
          include: { meeting: true, monthlyReview: true, healthReview: true },
        });
        return links.flatMap(
          ({ meeting, monthlyReview, healthReview }) => meeting ?? monthlyReview ?? healthReview ?? [],
        );
      },
    }),
  }),
});

builder.queryField('successObjective', (t) =>
  t.prismaField({
    type: SuccessObjective,
    nullable: true,
    description: 'An objective by its id; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `obj_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.successObjective.findFirst({ ...query, where: { AND: [{ id }, visibleObjectives(actor)] } }),
  }),
);

builder.prismaObjectField(Account, 'successPlan', (t) =>
  t.connection({
    type: SuccessObjective,
    description:
      'What the account wants to achieve with the product, as agreed with its TAM, the earliest proposed first (S8, S78). Empty for partners.',
    resolve: async ({ id: accountId }, args, ctx, info) => {
      await reachAccount(ctx, accountId);
      const where = { AND: [{ accountId }, visibleObjectives(ctx.actor)] };
      return keysetPage<Prisma.SuccessObjectiveGetPayload<object>>(
        args,
        [
          ['createdAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        where,
        (page) => ctx.db.successObjective.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.successObjective.count({ where }),
      );
    },
  }),
);

builder.objectType(ObjectiveStatusProblem, {
  name: 'ObjectiveStatusProblem',
  description: 'The objective is not in a status in which this can be done.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    status: t.expose('status', { type: ObjectiveStatusEnum, description: 'Where it stands.' }),
  }),
});

builder.objectType(ObjectiveChangedProblem, {
  name: 'ObjectiveChangedProblem',
  description:
    'Somebody else changed the objective since you read it: nothing was written, and nothing is lost.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'The version that stands now.' }),
  }),
});
