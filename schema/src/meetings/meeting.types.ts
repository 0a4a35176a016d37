import type { Prisma } from '@tierline/prisma/database';
import type { GraphQLResolveInfo } from 'graphql';
import { ownedBy, visibleRows } from '../access.ts';
import { Account, Contact, StaffMember } from '../accounts/account.types.ts';
import { Attachment } from '../attachments/attachment.types.ts';
import { builder } from '../builder.ts';
import { localInstant } from '../calendar/local-instant.rules.ts';
import type { Context } from '../context.ts';
import { itemQuery, keysetPage, type PageArgs } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import {
  EngineerUnavailableProblem,
  MeetingClosedProblem,
  standingOfMeeting,
  type MeetingStanding,
  type UnavailableReason,
} from './meeting.rules.ts';

const MeetingStateType = builder.enumType('MeetingState', {
  description: 'Where a meeting stands.',
  values: {
    SCHEDULED: { description: 'Ahead, or going on.' },
    UNRECORDED: { description: 'Over, and nobody has recorded yet whether it took place.' },
    HELD: { description: 'It took place; its minutes say what came of it.' },
    MISSED: { description: 'It did not take place (S72).' },
    CANCELLED: { description: 'Called off before it began.' },
  } satisfies Record<MeetingStanding, { description: string }>,
});

export const PersonOfMeeting = builder.unionType('PersonOfMeeting', {
  description: 'A person of the customer or of the vendor.',
  types: [Contact, StaffMember],
  resolveType: (person) => ('accountId' in person ? Contact : StaffMember),
});

builder.prismaObject('MeetingAttendee', {
  description: 'Somebody who takes part in a meeting.',
  fields: (t) => ({
    person: t.field({
      type: PersonOfMeeting,
      description: 'Who.',
      select: { contact: true, staff: true },
      // The database keeps exactly one of both.
      resolve: ({ contact, staff }) => (contact ?? staff)!,
    }),
    attended: t.exposeBoolean('attended', {
      nullable: true,
      description: 'Whether the person came; null until that is recorded.',
    }),
  }),
});

export const ActionItem = builder.prismaNode('ActionItem', {
  description: 'What somebody took on in a meeting: one owner, on either side.',
  id: { field: 'id', description: 'Starts with `act_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    text: t.exposeString('text', { description: 'What is to be done, in one line.' }),
    owner: t.field({
      type: PersonOfMeeting,
      description: 'Who took it on.',
      select: { ownerContact: true, ownerStaff: true },
      resolve: ({ ownerContact, ownerStaff }) => (ownerContact ?? ownerStaff)!,
    }),
    dueOn: t.expose('dueOn', { type: 'LocalDate', description: 'Until when: the end of this day.' }),
    doneAt: t.expose('doneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was marked as done; null until then.',
    }),
    meeting: t.relation('meeting', { description: 'The meeting in which it was taken on.' }),
  }),
});

export const Meeting = builder.prismaNode('Meeting', {
  description:
    'A meeting of the vendor with a customer that has a date. Enhanced and Premium have them (S27); those of the Technical Account Manager belong to an engagement (S71).',
  id: { field: 'id', description: 'Starts with `mee_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    account: t.relation('account', { description: 'The customer.' }),
    title: t.exposeString('title', { description: 'What it is about, in one line.' }),
    agenda: t.exposeString('agenda', { nullable: true, description: 'What is to be talked about.' }),
    state: t.field({
      type: MeetingStateType,
      description: 'Where it stands.',
      select: { status: true, endsAt: true },
      resolve: (meeting, _args, { now }) => standingOfMeeting(meeting, now),
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When it begins.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', description: 'When it ends.' }),
    durationMinutes: t.int({
      description: 'How long it lasts, in minutes.',
      select: { startsAt: true, endsAt: true },
      resolve: ({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 60_000,
    }),
    startsAtCustomerLocal: t.string({
      description:
        'Its beginning by the customer’s clock, with its offset: `2026-07-15T09:00:00+02:00` (B14).',
      select: { startsAt: true, account: { select: { timeZone: true } } },
      resolve: ({ startsAt, account }) => localInstant(startsAt.getTime(), account.timeZone),
    }),
    startsAtEngineerLocal: t.string({
      description: 'Its beginning by the clock of the organizer’s region, with its offset (B14, S108).',
      select: {
        startsAt: true,
        organizer: { select: { region: { select: { timeZone: true } } } },
      },
      resolve: ({ startsAt, organizer }) => localInstant(startsAt.getTime(), organizer.region.timeZone),
    }),
    joinLink: t.exposeString('joinLink', {
      nullable: true,
      description: 'Where to join it; null while its room is being made.',
    }),
    organizer: t.relation('organizer', { description: 'Who of the staff holds it.' }),
    attendees: t.relation('attendees', {
      description: 'Who takes part, the organizer among them: 101 people at most.',
      query: { orderBy: { id: 'asc' } },
    }),
    scheduledAt: t.expose('scheduledAt', { type: 'DateTime', description: 'When it was scheduled.' }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was called off; null unless it was.',
    }),
    cancelReason: t.exposeString('cancelReason', {
      nullable: true,
      description: 'Why it was called off; null unless it was.',
    }),
    recordedAt: t.expose('recordedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was recorded as held or missed; null until then.',
    }),
    recordedBy: t.relation('recordedBy', {
      nullable: true,
      description: 'Who recorded it; null until somebody has.',
    }),
    minutes: t.exposeString('minutes', {
      nullable: true,
      description: 'What was said; null unless it was held.',
    }),
    decisions: t.exposeStringList('decisions', { description: 'What was decided, a line each.' }),
    missedReason: t.exposeString('missedReason', {
      nullable: true,
      description: 'Why it did not take place; null unless it was missed.',
    }),
    actionItems: t.relation('actionItems', {
      description: 'Who took on what, the earliest due first.',
      query: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] },
    }),
    materials: t.field({
      type: [Attachment],
      description: 'Its files: slides, a recording (S73).',
      select: (_args, _ctx, nested) => ({
        materials: { ...nested(), orderBy: [{ attachedAt: 'asc' }, { id: 'asc' }] },
      }),
      resolve: ({ materials }) => materials as never,
    }),
  }),
});

/** One page of meetings, the earliest first. */
export function pageOfMeetings(scope: object, args: PageArgs, ctx: Context, info: GraphQLResolveInfo) {
  return keysetPage<Prisma.MeetingGetPayload<object>>(
    args,
    [
      ['startsAt', 'asc', 'instant'],
      ['id', 'asc', 'text'],
    ],
    scope as Record<string, unknown>,
    (page) => ctx.db.meeting.findMany({ ...itemQuery(ctx, info), ...page }),
    () => ctx.db.meeting.count({ where: scope }),
  );
}

/** Meetings that begin in a span, as a `where`. */
function beginning(from: Date | null | undefined, to: Date | null | undefined) {
  return { startsAt: { ...(from && { gte: from }), ...(to && { lt: to }) } };
}

builder.prismaObjectField(Account, 'meetings', (t) =>
  t.connection({
    type: Meeting,
    description: 'Its meetings, the earliest first; cancelled ones too (S27).',
    args: {
      from: t.arg({ type: 'DateTime', description: 'Only those that begin at this instant or later.' }),
      to: t.arg({ type: 'DateTime', description: 'Only those that begin before this instant.' }),
    },
    resolve: ({ id: accountId }, { from, to, ...args }, ctx, info) =>
      pageOfMeetings({ accountId, ...beginning(from, to) }, args, ctx, info),
  }),
);

builder.queryField('meetings', (t) =>
  t.connection({
    type: Meeting,
    description:
      'The meetings in which you take part, the earliest first; cancelled ones too. `account.meetings` has those of an account.',
    authScopes: { signedIn: true },
    args: {
      from: t.arg({ type: 'DateTime', description: 'Only those that begin at this instant or later.' }),
      to: t.arg({ type: 'DateTime', description: 'Only those that begin before this instant.' }),
    },
    resolve: (_root, { from, to, ...args }, ctx, info) =>
      pageOfMeetings(
        { ...visibleRows(ctx.actor), attendees: { some: ownedBy(ctx.actor) }, ...beginning(from, to) },
        args,
        ctx,
        info,
      ),
  }),
);

builder.queryField('meeting', (t) =>
  t.prismaField({
    type: Meeting,
    nullable: true,
    description: 'A meeting by its id; null when absent or not yours.',
    authScopes: { signedIn: true },
    args: { id: t.arg.id({ required: true, description: 'Starts with `mee_`.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.meeting.findFirst({ ...query, where: { AND: [{ id }, visibleRows(actor)] } }),
  }),
);

builder.prismaObjectField(Account, 'actionItems', (t) =>
  t.connection({
    type: ActionItem,
    description: 'What people of either side took on in its meetings, the earliest due first.',
    args: {
      done: t.arg.boolean({ description: 'Only what is done (true) or open (false); all unless told.' }),
    },
    resolve: ({ id: accountId }, { done, ...args }, ctx, info) => {
      const mine = { accountId, ...(done != null && { doneAt: done ? { not: null } : null }) };
      return keysetPage<Prisma.ActionItemGetPayload<object>>(
        args,
        [
          ['dueOn', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        mine,
        (page) => ctx.db.actionItem.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.actionItem.count({ where: mine }),
      );
    },
  }),
);

builder.objectType(MeetingClosedProblem, {
  name: 'MeetingClosedProblem',
  description: 'The meeting is no longer, or not yet, where this can be done.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    reason: t.expose('reason', {
      type: builder.enumType('MeetingClosedReason', {
        description: 'Why it cannot be done.',
        values: {
          CANCELLED: { description: 'It is cancelled.' },
          BEGUN: { description: 'It has begun already.' },
          NOT_BEGUN: { description: 'It has not begun yet.' },
          RECORDED: { description: 'It is recorded as held or missed.' },
        } as const,
      }),
      description: 'Why.',
    }),
  }),
});

builder.objectType(EngineerUnavailableProblem, {
  name: 'EngineerUnavailableProblem',
  description:
    'The engineer cannot be met then: engineers work by their region’s hours without its holidays, and never 24/7 (S108, S109). `meetingSlots` finds a time.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    reason: t.expose('reason', {
      type: builder.enumType('EngineerUnavailableReason', {
        description: 'Why an engineer cannot be met.',
        values: {
          OUTSIDE_REGION_HOURS: { description: 'Outside the hours of the region, or on its holiday (S108).' },
          ABSENT: { description: 'The engineer is away.' },
          OTHER_MEETING: { description: 'The engineer has another meeting.' },
        } satisfies Record<UnavailableReason, { description: string }>,
      }),
      description: 'Why.',
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'When the meeting was to begin.' }),
  }),
});
