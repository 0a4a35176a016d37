import type { Prisma } from '@tierline/prisma/database';
import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { localInstant } from '../calendar/local-instant.rules.ts';
import { Meeting, pageOfMeetings } from '../meetings/meeting.types.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import {
  EngagementNotOpenProblem,
  NoTamProblem,
  type TamEngagementState,
  type TamEngagementType,
} from './engagement.rules.ts';

const TamEngagementTypeEnum = builder.enumType('TamEngagementType', {
  description: 'Which service of the Technical Account Manager (S71).',
  values: {
    NEW_FEATURE_PRESENTATION: { description: 'New features are presented (S73).' },
    RECURRING_TECHNICAL_MEETING: { description: 'A technical meeting that comes back (S74).' },
    CUSTOM_INCIDENT_MANAGEMENT: {
      description: 'A severe incident, handled as agreed with the account (S75).',
    },
    REGULAR_CHECK_IN: { description: 'The TAM asks how things are (S79).' },
    AD_HOC_QUESTION: { description: 'A question to the TAM: its ticket is `ticket` (S80).' },
    OTHER_MEETING: { description: 'Any other meeting that the customer asks for by a ticket (S81).' },
    SUPPORT_REQUEST_REVIEW: { description: 'The review of the month’s requests is gone through (S72).' },
  } satisfies Record<TamEngagementType, { description: string }>,
});

const TamEngagementStateEnum = builder.enumType('TamEngagementState', {
  description: 'Where a service of the Technical Account Manager stands.',
  values: {
    REQUESTED: { description: 'Asked for by a ticket.' },
    PROPOSED: { description: 'The TAM proposed times: the customer chooses one (S81).' },
    PLANNED: { description: 'A meeting is ahead, a series goes on, or an incident is being handled.' },
    HELD: { description: 'Given.' },
    MISSED: { description: 'The meeting did not take place (S72).' },
    CANCELLED: { description: 'Called off.' },
  } satisfies Record<TamEngagementState, { description: string }>,
});

interface Feature {
  title: string;
  detail: string | null;
  url: string | null;
}

const PresentedFeature = builder.objectRef<Feature>('PresentedFeature').implement({
  description: 'What a presentation shows: a feature or an item of a release (S73).',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'What it is called.' }),
    detail: t.exposeString('detail', { nullable: true, description: 'What it does, in a line.' }),
    url: t.exposeString('url', { nullable: true, description: 'Where it is documented.' }),
  }),
});

builder.prismaObject('ProposedSlot', {
  description: 'A time that the Technical Account Manager proposed for a meeting (S81).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `slo_`: choose it by `chooseMeetingSlot`.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When the meeting would begin.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it would end.' }),
    startsAtCustomerLocal: t.string({
      description: 'Its beginning by the customer’s clock, with its offset.',
      select: { startsAt: true, engagement: { select: { account: { select: { timeZone: true } } } } },
      resolve: ({ startsAt, engagement }) => localInstant(startsAt.getTime(), engagement.account.timeZone),
    }),
  }),
});

builder.prismaObject('MeetingSeries', {
  description:
    'Meetings that come back by a rule in the customer’s wall clock, so that they stay at the same local time when clocks change (S74).',
  fields: (t) => ({
    rule: t.exposeString('rule', {
      description: 'RRULE of RFC 5545, such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`.',
    }),
    startsAtLocal: t.exposeString('startsAtLocal', {
      description: 'Local time of the first occurrence: `2026-03-02T10:00`.',
    }),
    timeZone: t.exposeString('timeZone', { description: 'The IANA zone of that local time.' }),
    durationMinutes: t.exposeInt('durationMinutes', { description: 'How long each lasts, unless moved.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'No occurrence begins from then on, whatever the rule says; null while it goes on.',
    }),
    occurrences: t.connection({
      type: Meeting,
      description:
        'Its meetings, the earliest first: moved ones where they stand now, cancelled ones too. They are entered 400 days ahead.',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Only those that begin at this instant or later.' }),
        to: t.arg({ type: 'DateTime', description: 'Only those that begin before this instant.' }),
      },
      resolve: ({ id: seriesId }, { from, to, ...args }, ctx, info) =>
        pageOfMeetings(
          { seriesId, startsAt: { ...(from && { gte: from }), ...(to && { lt: to }) } },
          args,
          ctx,
          info,
        ),
    }),
  }),
});

export const TamEngagement = builder.prismaNode('TamEngagement', {
  description:
    'A service of the Technical Account Manager: planned by the TAM, or asked for by a ticket, for customers’ requests go through the intake process only (S71, S87). Premium only.',
  id: { field: 'id', description: 'Starts with `eng_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    account: t.relation('account', { description: 'The customer.' }),
    type: t.expose('type', { type: TamEngagementTypeEnum, description: 'Which service.' }),
    title: t.exposeString('title', { description: 'What it is about, in one line.' }),
    purpose: t.exposeString('purpose', {
      nullable: true,
      description: 'What it is for; null where nobody said.',
    }),
    state: t.expose('state', { type: TamEngagementStateEnum, description: 'Where it stands.' }),
    tam: t.relation('tam', {
      nullable: true,
      description: 'Whose it is; null for a request of an account that had no TAM.',
    }),
    ticket: t.relation('ticket', {
      nullable: true,
      description: 'The request that asked for it, or the incident; null for what the TAM planned.',
    }),
    features: t.field({
      type: [PresentedFeature],
      description: 'What a presentation shows; empty for all others (S73).',
      resolve: ({ features }) => features as unknown as Feature[],
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was planned or asked for.' }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was held, missed or cancelled; null until then.',
    }),
    cancelReason: t.exposeString('cancelReason', {
      nullable: true,
      description: 'Why it was called off; null unless it was.',
    }),
    proposedSlots: t.relation('slots', {
      description: 'Times to choose from, the earliest first; empty unless some are proposed (S81).',
      query: { where: { withdrawnAt: null, chosenAt: null }, orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] },
    }),
    series: t.relation('series', {
      nullable: true,
      description: 'How it comes back; null for what takes place once (S74).',
    }),
    meetings: t.connection({
      type: Meeting,
      description: 'Its meetings, the earliest first; cancelled ones too.',
      resolve: ({ id: engagementId }, args, ctx, info) => pageOfMeetings({ engagementId }, args, ctx, info),
    }),
  }),
});

const filterArgs = builder.args((t) => ({
  types: t.field({ type: [TamEngagementTypeEnum], description: 'Only these services; all unless told.' }),
  states: t.field({ type: [TamEngagementStateEnum], description: 'Only in these states; all unless told.' }),
}));

builder.queryField('tamEngagements', (t) =>
  t.connection({
    type: TamEngagement,
    description:
      'Services of Technical Account Managers that you may see, the newest first: those of your account, or for staff of all.',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ description: 'Only of this account.' }),
      ...filterArgs,
    },
    resolve: (_root, { accountId, types, states, ...args }, ctx, info) => {
      const mine = {
        AND: [
          visibleRows(ctx.actor),
          {
            ...(accountId != null && { accountId }),
            ...(types && { type: { in: types } }),
            ...(states && { state: { in: states } }),
          },
        ],
      };
      return keysetPage<Prisma.TamEngagementGetPayload<object>>(
        args,
        [
          ['createdAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        mine,
        (page) => ctx.db.tamEngagement.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.tamEngagement.count({ where: mine }),
      );
    },
  }),
);

builder.queryField('tamEngagement', (t) =>
  t.prismaField({
    type: TamEngagement,
    nullable: true,
    description: 'A service of a Technical Account Manager by its id; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `eng_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.tamEngagement.findFirst({ ...query, where: { AND: [{ id }, visibleRows(actor)] } }),
  }),
);

builder.prismaObjectField(Meeting, 'engagement', (t) =>
  t.relation('engagement', {
    nullable: true,
    description: 'The service of the TAM that it belongs to; null for a meeting of the support desk.',
  }),
);

builder.prismaObjectField(Ticket, 'tamEngagement', (t) =>
  t.relation('tamEngagement', {
    nullable: true,
    description:
      'The service of the TAM that it asks for, or that handles it, with the times that are proposed and the meeting once one is chosen; null without one (S75, S80, S81).',
  }),
);

builder.objectType(EngagementNotOpenProblem, {
  name: 'EngagementNotOpenProblem',
  description: 'The service is not in a state in which this can be done.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', { type: TamEngagementStateEnum, description: 'The state that it is in.' }),
  }),
});

builder.objectType(NoTamProblem, {
  name: 'NoTamProblem',
  description:
    'The account has no Technical Account Manager at present, who alone gives this service (S66, S71).',
  interfaces: [ProblemInterface],
});
