import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { MeetingNotOpenProblem, type MeetingState } from './meeting.rules.ts';
import { MeetingPurpose, ScopeReview } from './scope-review.types.ts';
import { Ticket } from './ticket.types.ts';

const MeetingStateType = builder.enumType('TicketMeetingState', {
  description: 'Where a meeting about a request stands.',
  values: {
    REQUESTED: { description: 'A review needs it; it has no date yet.' },
    SCHEDULED: { description: 'It has a date and a link.' },
    CANCELLED: {
      description: 'Called off, no longer needed by a later review, or the ticket ended before it.',
    },
  } satisfies Record<MeetingState, { description: string }>,
});

const TicketMeeting = builder.prismaObject('TicketMeeting', {
  description: 'A meeting that the review of a request found necessary (S91).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `mtg_`.' }),
    purpose: t.expose('purpose', { type: MeetingPurpose, description: 'What it is for.' }),
    state: t.expose('state', { type: MeetingStateType, description: 'Where it stands.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When a review asked for it.' }),
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it begins; null until it has a date.',
    }),
    durationMinutes: t.exposeInt('durationMinutes', {
      nullable: true,
      description: 'How long it lasts, in minutes; null until it has a date.',
    }),
    joinLink: t.exposeString('joinLink', {
      nullable: true,
      description: 'The link that the engineer made for it, to join by; null until it has a date.',
    }),
    organizer: t.relation('organizer', {
      nullable: true,
      description: 'Who of the staff set the date; null until somebody has.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was cancelled; null unless it was.',
    }),
    cancelReason: t.exposeString('cancelReason', {
      nullable: true,
      description: 'Why it was called off; null unless an engineer did.',
    }),
  }),
});

builder.prismaObjectField(ScopeReview, 'meeting', (t) =>
  t.relation('meeting', {
    type: TicketMeeting,
    nullable: true,
    description: 'The meeting that it needs; null exactly when it needs none (S91).',
  }),
);

builder.prismaObjectField(Ticket, 'meetings', (t) =>
  t.connection({
    type: TicketMeeting,
    description:
      'The meetings that its reviews asked for, the oldest first (S91). One that the request itself asked for stands in `tamEngagement` (S81).',
    resolve: ({ id }, args, ctx, info) => {
      const mine = { ticketId: id };
      return keysetPage(
        args,
        [
          ['requestedAt', 'asc', 'instant'],
          ['id', 'asc', 'text'],
        ],
        mine,
        (page) => ctx.db.ticketMeeting.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.ticketMeeting.count({ where: mine }),
      );
    },
  }),
);

builder.objectType(MeetingNotOpenProblem, {
  name: 'MeetingNotOpenProblem',
  description: 'The meeting was cancelled, or has begun: nothing of it can be changed.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', { type: MeetingStateType, description: 'The state of the meeting.' }),
  }),
});
