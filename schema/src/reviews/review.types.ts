import type { Prisma } from '@tierline/prisma/database';
import { visibleReviews } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import { ofMonth, uncovered } from './requests-of-month.ts';
import {
  lacksAnalysis,
  MonthNotOverProblem,
  RecurrenceOpenProblem,
  recurs,
  RequestsUncoveredProblem,
  ReviewChangedProblem,
  ReviewCompletedProblem,
} from './review.rules.ts';

const ReviewLine = builder.prismaObject('ReviewLine', {
  description: 'What the review found of one request of the month (S83).',
  fields: (t) => ({
    ticket: t.relation('ticket', { description: 'The request.' }),
    note: t.exposeString('note', { description: 'What was found.' }),
    revision: t.exposeInt('revision', {
      description: 'Counts the changes: name it when you change the line, so that nothing written is lost.',
    }),
    reviewedAt: t.expose('reviewedAt', { type: 'DateTime', description: 'When it was last written.' }),
    reviewedBy: t.relation('reviewedBy', { description: 'By whom.' }),
  }),
});

builder.prismaObject('ReviewClusterTicket', {
  name: 'ClusteredRequest',
  description: 'A request of a cluster, with why it belongs there (S84).',
  fields: (t) => ({
    ticket: t.relation('ticket', { description: 'The request.' }),
    nearest: t.relation('nearest', {
      nullable: true,
      description: 'The request that it is most like; null where the TAM put it there.',
    }),
    score: t.exposeFloat('score', {
      nullable: true,
      description:
        'How much both share, 0 to 1: 60 % the text, 20 % the request type, 20 % the SKU; from 0.55 on they belong together. Null where the TAM put it there.',
    }),
    textSimilarity: t.exposeFloat('textSimilarity', {
      nullable: true,
      description: 'How alike subject and question are, 0 to 1, by trigrams.',
    }),
    sameRequestType: t.exposeBoolean('sameRequestType', {
      nullable: true,
      description: 'Whether both are of one request type.',
    }),
    sameSku: t.exposeBoolean('sameSku', { nullable: true, description: 'Whether both are about one SKU.' }),
  }),
});

builder.prismaObject('ReviewCluster', {
  description: 'Requests of a month that belong together: a recurring issue (S84).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `clu_`.' }),
    requests: t.relation('tickets', {
      query: { orderBy: { ticketId: 'asc' } },
      description: 'Its requests, each with why it is here.',
      extensions: { items: 5 },
    }),
    recurring: t.boolean({
      description: 'Whether it is a recurring issue: two requests at least, and not dismissed.',
      select: { dismissedAt: true, tickets: { select: { ticketId: true } } },
      resolve: (cluster) => recurs({ ...cluster, analysis: null, action: null }),
    }),
    lacksAnalysis: t.boolean({
      description: 'Recurring, and without analysis or action: the review cannot be completed yet.',
      select: { dismissedAt: true, analysis: true, action: true, tickets: { select: { ticketId: true } } },
      resolve: (cluster) => lacksAnalysis(cluster),
    }),
    analysis: t.exposeString('analysis', {
      nullable: true,
      description: 'Why it recurs; null until written.',
    }),
    action: t.exposeString('action', {
      nullable: true,
      description: 'What is done about it; null until written.',
    }),
    revision: t.exposeInt('revision', {
      description: 'Counts the changes of analysis and action: name it when you change them.',
    }),
    dismissedAt: t.expose('dismissedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it counts as no recurring issue; null unless it was dismissed.',
    }),
    dismissReason: t.exposeString('dismissReason', {
      nullable: true,
      description: 'Why it is none; null unless it was dismissed.',
    }),
  }),
});

export const MonthlyReview = builder.prismaNode('MonthlyReview', {
  description:
    'The TAM’s review of all support requests of a calendar month (S72, S83). The customer reads it once it is completed; then it does not change any more (B6).',
  id: { field: 'id', description: 'Starts with `mrv_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleReviews(actor)] }),
  fields: (t) => ({
    account: t.relation('account', { description: 'Whose requests.' }),
    month: t.expose('month', { type: 'Month', description: 'The month, of the zone.' }),
    timeZone: t.exposeString('timeZone', { description: 'IANA zone of the account when it was opened.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was opened.' }),
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
      description: 'What the month says, for the customer; null until it is completed.',
    }),
    requestsInPeriod: t.int({
      description: 'How many requests were received in the month, as is known now (B6).',
      select: { accountId: true, startsAt: true, endsAt: true },
      resolve: (review, _args, { db }) => db.ticket.count({ where: ofMonth(review) }),
    }),
    requestsReviewed: t.int({
      description: 'How many of them have their line: all of them, once it is completed (S83).',
      select: { id: true },
      resolve: ({ id }, _args, { db }) => db.reviewLine.count({ where: { reviewId: id } }),
    }),
    uncovered: t.connection({
      type: Ticket,
      description:
        'Requests of the month without a line, the earliest first: also those that were imported or re-dated after the review was completed.',
      select: { id: true, accountId: true, startsAt: true, endsAt: true },
      resolve: (review, args, ctx, info) => {
        const where = uncovered(review);
        return keysetPage<Prisma.TicketGetPayload<object>>(
          args,
          [
            ['receivedAt', 'asc', 'instant'],
            ['id', 'asc', 'text'],
          ],
          where,
          (page) => ctx.db.ticket.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.ticket.count({ where }),
        );
      },
    }),
    lines: t.connection({
      type: ReviewLine,
      description: 'What was found of each request.',
      select: { id: true },
      resolve: ({ id: reviewId }, args, ctx, info) =>
        keysetPage<Prisma.ReviewLineGetPayload<object>>(
          args,
          [['ticketId', 'asc', 'text']],
          { reviewId },
          (page) => ctx.db.reviewLine.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.reviewLine.count({ where: { reviewId } }),
        ),
    }),
    clusters: t.relation('clusters', {
      query: { where: { tickets: { some: {} } }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      description: 'Requests that belong together, those that were dismissed too.',
      extensions: { items: 10 },
    }),
  }),
});

builder.queryField('monthlyReview', (t) =>
  t.prismaField({
    type: MonthlyReview,
    nullable: true,
    description:
      'A monthly review by its id; null when absent, not yours, or not completed and you are the customer.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `mrv_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.monthlyReview.findFirst({ ...query, where: { AND: [{ id }, visibleReviews(actor)] } }),
  }),
);

builder.prismaObjectField(Account, 'monthlyReviews', (t) =>
  t.connection({
    type: MonthlyReview,
    description:
      'The monthly reviews of its requests, the latest first; for the customer those that are completed.',
    resolve: async ({ id: accountId }, args, ctx, info) => {
      await reachAccount(ctx, accountId);
      const where = { AND: [{ accountId }, visibleReviews(ctx.actor)] };
      return keysetPage<Prisma.MonthlyReviewGetPayload<object>>(
        args,
        [['month', 'desc', 'text']],
        where,
        (page) => ctx.db.monthlyReview.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.monthlyReview.count({ where }),
      );
    },
  }),
);

builder.objectType(MonthNotOverProblem, {
  name: 'MonthNotOverProblem',
  description: 'The month has not ended: requests may still come in (S83).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends on the account’s calendar.' }),
  }),
});

const UncoveredRequest = builder
  .objectRef<RequestsUncoveredProblem['tickets'][number]>('UncoveredRequest')
  .implement({
    description: 'A request of the month without a line.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The ticket; starts with `tkt_`.' }),
      reference: t.exposeString('reference', { description: 'Its handle, "T-1042".' }),
    }),
  });

builder.objectType(RequestsUncoveredProblem, {
  name: 'RequestsUncoveredProblem',
  description: 'Not every request of the month has its line (S83, B6).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    tickets: t.expose('tickets', {
      type: [UncoveredRequest],
      description: 'Those that lack it, the earliest first.',
    }),
  }),
});

builder.objectType(RecurrenceOpenProblem, {
  name: 'RecurrenceOpenProblem',
  description: 'A recurring issue lacks its analysis or what is done about it (S84).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    clusterIds: t.exposeStringList('clusterIds', { description: 'Which ones; each starts with `clu_`.' }),
  }),
});

builder.objectType(ReviewCompletedProblem, {
  name: 'ReviewCompletedProblem',
  description: 'The review is completed, and stays as it is (B6).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    completedAt: t.expose('completedAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

builder.objectType(ReviewChangedProblem, {
  name: 'ReviewChangedProblem',
  description: 'Somebody else changed it since you read it: nothing was written, and nothing is lost.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    changedId: t.exposeID('changedId', {
      description: 'The ticket whose line, or the cluster whose text, is another now.',
    }),
    revision: t.exposeInt('revision', { description: 'The revision that it has now.' }),
  }),
});
