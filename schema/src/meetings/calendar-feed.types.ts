import type { Prisma } from '@tierline/prisma/database';
import type { GraphQLResolveInfo } from 'graphql';
import { ownedBy } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { itemQuery, keysetPage, type PageArgs } from '../paging.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import { Meeting, PersonOfMeeting } from './meeting.types.ts';

export const CalendarFeed = builder.prismaObject('CalendarFeed', {
  description:
    'Where your calendar program reads your meetings: an address with a secret, which is shown once and kept as a hash.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `cal_`.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When you first made one.' }),
    rotatedAt: t.expose('rotatedAt', {
      type: 'DateTime',
      description: 'Since when the present address stands; former ones lead nowhere.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you revoked it; null while it works.',
    }),
  }),
});

builder.queryField('calendarFeed', (t) =>
  t.prismaField({
    type: CalendarFeed,
    nullable: true,
    description: 'Your calendar feed, without its secret; null before you make one. Yours alone.',
    authScopes: { signedIn: true },
    resolve: (query, _root, _args, { db, actor }) =>
      db.calendarFeed.findFirst({ ...query, where: ownedBy(actor) }),
  }),
);

const MeetingInvitation = builder.prismaObject('MeetingInvitation', {
  description: 'What somebody gets by mail of a meeting: an iCalendar object, kept as it was rendered.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `inv_`.' }),
    person: t.field({
      type: PersonOfMeeting,
      description: 'For whom.',
      select: { contact: true, staff: true },
      // The database keeps exactly one of both.
      resolve: ({ contact, staff }) => (contact ?? staff)!,
    }),
    method: t.expose('method', {
      type: builder.enumType('InvitationMethod', {
        description: 'What it is, in the words of RFC 5546.',
        values: {
          REQUEST: { description: 'An invitation, or an update of one.' },
          CANCEL: { description: 'The meeting does not take place.' },
        } as const,
      }),
      description: 'Invitation or cancellation.',
    }),
    sequence: t.exposeInt('sequence', { description: 'How often the meeting had changed: SEQUENCE.' }),
    calendar: t.exposeString('calendar', {
      description: 'The iCalendar object, to save as `invitation.ics` (text/calendar).',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was rendered.' }),
    deliveredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When its mail was sent; null until then.',
      select: { mail: { select: { sentAt: true } } },
      resolve: ({ mail }) => mail?.sentAt ?? null,
    }),
  }),
});

builder.prismaObjectField(Meeting, 'invitations', (t) =>
  t.connection({
    type: MeetingInvitation,
    description: 'The invitations to it, and to its series, the latest first.',
    select: { id: true, seriesId: true },
    resolve: ({ id, seriesId }, args, ctx, info) =>
      pageOfInvitations(seriesId ? [id, seriesId] : [id], args, ctx, info),
  }),
);

builder.prismaObjectField(Ticket, 'meetingInvitations', (t) =>
  t.connection({
    type: MeetingInvitation,
    description:
      'The invitations to the meetings that its reviews asked for and that have a date, the latest first (S91).',
    select: { meetings: { select: { id: true } } },
    resolve: ({ meetings }, args, ctx, info) =>
      pageOfInvitations(
        meetings.map(({ id }) => id),
        args,
        ctx,
        info,
      ),
  }),
);

function pageOfInvitations(subjects: string[], args: PageArgs, ctx: Context, info: GraphQLResolveInfo) {
  const mine = { subject: { in: subjects } };
  return keysetPage<Prisma.MeetingInvitationGetPayload<object>>(
    args,
    [
      ['createdAt', 'desc', 'instant'],
      ['id', 'desc', 'text'],
    ],
    mine,
    (page) => ctx.db.meetingInvitation.findMany({ ...itemQuery(ctx, info), ...page }),
    () => ctx.db.meetingInvitation.count({ where: mine }),
  );
}
