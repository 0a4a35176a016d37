import type { Prisma } from '@tierline/prisma/database';
import { visibleReviews } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { Severity } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import {
  ExaminationChangedProblem,
  HealthReviewEndedProblem,
  healthReviewState,
  ProfilesUnexaminedProblem,
  type HealthReviewState,
} from './health-review.rules.ts';

const HealthReviewStateEnum = builder.enumType('HealthReviewState', {
  description: 'Where a health review stands.',
  values: {
    PLANNED: { description: 'Planned, or asked for by a ticket; nothing is examined yet.' },
    UNDER_WAY: { description: 'A profile was examined.' },
    COMPLETED: { description: 'Done; it does not change any more.' },
    CANCELLED: { description: 'Called off: its unit is back (E5).' },
  } satisfies Record<HealthReviewState, { description: string }>,
});

builder.prismaObject('HealthFinding', {
  description: 'What a health review found in a profile, and what it recommends.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `hfd_`: mark it as done by `followRecommendation`.' }),
    severity: t.expose('severity', { type: Severity, description: 'How grave it is.' }),
    finding: t.exposeString('finding', { description: 'What was found.' }),
    recommendation: t.exposeString('recommendation', { description: 'What is to be done about it.' }),
    doneAt: t.expose('doneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When that was done; null until then.',
    }),
  }),
});

builder.prismaObject('HealthReviewProfile', {
  description: 'A profile that a health review covers (S111).',
  fields: (t) => ({
    profile: t.relation('profile', { description: 'The profile.' }),
    examinedAt: t.expose('examinedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last examined; null until then.',
    }),
    examinedBy: t.relation('examinedBy', { nullable: true, description: 'By whom; null until then.' }),
    note: t.exposeString('note', { nullable: true, description: 'What was looked at; null until then.' }),
    nothingFound: t.boolean({
      description: 'Whether it was examined and nothing was found.',
      select: { examinedAt: true, _count: { select: { findings: true } } },
      resolve: ({ examinedAt, _count }) => examinedAt !== null && _count.findings === 0,
    }),
    revision: t.exposeInt('revision', {
      description:
        'Counts the examinations: name it when you write another, so that nothing written is lost.',
    }),
    findings: t.relation('findings', {
      query: { orderBy: { position: 'asc' } },
      description: 'What was found, as it was written.',
      extensions: { items: 5 },
    }),
  }),
});

export const HealthReview = builder.prismaNode('HealthReview', {
  description:
    'The yearly examination of the health of a Premium account: one a contract year, of exactly one account and one to five of its profiles (S82, S111, E5). The customer reads it once it is completed; then it does not change any more, save that a recommendation is done.',
  id: { field: 'id', description: 'Starts with `hrv_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleReviews(actor)] }),
  fields: (t) => ({
    account: t.relation('account', { description: 'Whose health.' }),
    state: t.field({
      type: HealthReviewStateEnum,
      description: 'Where it stands.',
      select: { startedAt: true, completedAt: true, cancelledAt: true },
      resolve: (review) => healthReviewState(review),
    }),
    contractYearStartsAt: t.expose('yearStartsAt', {
      type: 'DateTime',
      description: 'When the contract year began whose unit it took (E5).',
    }),
    ticket: t.relation('ticket', {
      nullable: true,
      description: 'The request by which the customer asked for it; null where the TAM planned it.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was planned or asked for.' }),
    plannedOn: t.expose('plannedOn', {
      type: 'LocalDate',
      nullable: true,
      description: 'The local day on which it is to be done; null until it is said.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the first profile was examined; null until then.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was completed; null until then.',
    }),
    completedBy: t.relation('completedBy', {
      nullable: true,
      description: 'Who completed it; null until then.',
    }),
    summary: t.exposeString('summary', {
      nullable: true,
      description: 'How the account is, for the customer; null until it is completed.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was called off; null unless it was.',
    }),
    cancelReason: t.exposeString('cancelReason', {
      nullable: true,
      description: 'Why; null unless it was called off.',
    }),
    profiles: t.relation('profiles', {
      query: { orderBy: { profile: { name: 'asc' } } },
      description: 'The profiles that it covers, one to five, by name, with what was found in each.',
      extensions: { items: 5 },
    }),
  }),
});

builder.queryField('healthReview', (t) =>
  t.prismaField({
    type: HealthReview,
    nullable: true,
    description:
      'A health review by its id; null when absent, not yours, or not completed and you are the customer.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `hrv_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.healthReview.findFirst({ ...query, where: { AND: [{ id }, visibleReviews(actor)] } }),
  }),
);

builder.prismaObjectField(Account, 'healthReviews', (t) =>
  t.connection({
    type: HealthReview,
    description: 'The health reviews of it, the latest first; for the customer those that are completed.',
    resolve: async ({ id: accountId }, args, ctx, info) => {
      await reachAccount(ctx, accountId);
      const where = { AND: [{ accountId }, visibleReviews(ctx.actor)] };
      return keysetPage<Prisma.HealthReviewGetPayload<object>>(
        args,
        [
          ['createdAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        where,
        (page) => ctx.db.healthReview.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.healthReview.count({ where }),
      );
    },
  }),
);

const PlannedHealthReview = builder
  .objectRef<{ plannedOn: Date; yearStartsAt: Date; profileNames: string[] }>('PlannedHealthReview')
  .implement({
    description:
      'When the health review of an account is to be done: all that its customer sees before it is completed.',
    fields: (t) => ({
      plannedOn: t.expose('plannedOn', {
        type: 'LocalDate',
        description: 'The local day on which it is to be done.',
      }),
      contractYearStartsAt: t.expose('yearStartsAt', {
        type: 'DateTime',
        description: 'When the contract year began whose unit it takes (E5).',
      }),
      profileNames: t.exposeStringList('profileNames', {
        description: 'The profiles that it will cover, by name (S111).',
      }),
    }),
  });

builder.prismaObjectField(Account, 'plannedHealthReview', (t) =>
  t.field({
    type: PlannedHealthReview,
    nullable: true,
    description:
      'The health review that is planned next, for the customer too: its day, and nothing of its draft (S82). Null where no day is said, and once it is completed or called off.',
    resolve: async ({ id: accountId }, _args, ctx) => {
      await reachAccount(ctx, accountId);
      const planned = await ctx.db.healthReview.findFirst({
        where: { accountId, completedAt: null, cancelledAt: null, plannedOn: { not: null } },
        orderBy: [{ plannedOn: 'asc' }, { id: 'asc' }],
        select: {
          plannedOn: true,
          yearStartsAt: true,
          profiles: {
            select: { profile: { select: { name: true } } },
            orderBy: { profile: { name: 'asc' } },
          },
        },
      });
      if (!planned?.plannedOn) return null;
      const { plannedOn, yearStartsAt, profiles } = planned;
      return { plannedOn, yearStartsAt, profileNames: profiles.map(({ profile }) => profile.name) };
    },
  }),
);

builder.prismaObjectField(Ticket, 'healthReview', (t) =>
  t.prismaField({
    type: HealthReview,
    nullable: true,
    description:
      'The health review that it asked for; null for every other request, and for the customer until it is completed.',
    resolve: (query, { id: ticketId }, _args, { db, actor }) =>
      db.healthReview.findFirst({ ...query, where: { AND: [{ ticketId }, visibleReviews(actor)] } }),
  }),
);

const UnexaminedProfile = builder
  .objectRef<ProfilesUnexaminedProblem['profiles'][number]>('UnexaminedProfile')
  .implement({
    description: 'A profile that was not examined.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The profile; starts with `prf_`.' }),
      name: t.exposeString('name', { description: 'Its name.' }),
    }),
  });

builder.objectType(ProfilesUnexaminedProblem, {
  name: 'ProfilesUnexaminedProblem',
  description: 'Not every profile that the review covers was examined (S82).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    profiles: t.expose('profiles', {
      type: [UnexaminedProfile],
      description: 'Those that lack it, by name.',
    }),
  }),
});

builder.objectType(HealthReviewEndedProblem, {
  name: 'HealthReviewEndedProblem',
  description: 'The health review is completed or cancelled, and stays as it is.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', { type: HealthReviewStateEnum, description: 'Which of both.' }),
  }),
});

builder.objectType(ExaminationChangedProblem, {
  name: 'ExaminationChangedProblem',
  description:
    'Somebody else examined the profile since you read it: nothing was written, and nothing is lost.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    revision: t.exposeInt('revision', { description: 'The revision that it has now.' }),
  }),
});
