import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { answered } from '../calendar/calendar.types.ts';
import { elapsedEver } from '../calendar/horizon.rules.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import { keptSpec } from '../sla/kept-calendars.ts';
import { handoversOf, holdings, SIDES, totals, type Counted, type Side } from './ball.rules.ts';
import { Ticket } from './ticket.types.ts';

const BallSide = builder.enumType('BallSide', {
  description: 'Who has the next step (B15).',
  values: {
    VENDOR: { description: 'The vendor: the ticket is open, and waits for nobody else.' },
    CUSTOMER: {
      description: 'The customer: the vendor waits for a reply, or a resolved ticket was re-opened later.',
    },
    THIRD_PARTY: { description: 'Somebody who is neither.' },
  } satisfies Record<Side, { description: string }>,
});

const holder = (id: string | null, { db }: Context) =>
  id === null ? null : db.staffMember.findUnique({ where: { id } });

const BallHolding = builder.objectRef<Counted>('BallHolding').implement({
  description: 'A stretch in which one side, and of the vendor one person or nobody yet, had the next step.',
  fields: (t) => ({
    side: t.expose('side', { type: BallSide, description: 'Whose turn it was.' }),
    holder: t.field({
      type: StaffMember,
      nullable: true,
      description: 'Who of the vendor; null while nobody was assigned, and for the other sides.',
      resolve: ({ holderId }, _args, ctx) => holder(holderId, ctx),
    }),
    from: t.expose('from', { type: 'DateTime', description: 'From when.' }),
    to: t.expose('to', { type: 'DateTime', description: 'Until when, exclusive.' }),
    businessSeconds: t.float({
      description: 'Business seconds of the customer’s calendar in it.',
      resolve: ({ businessMs }) => businessMs / 1000,
    }),
  }),
});

const BallSideTotal = builder.objectRef<{ side: Side; businessMs: number }>('BallSideTotal').implement({
  description: 'How long one side had the next step, in all.',
  fields: (t) => ({
    side: t.expose('side', { type: BallSide, description: 'The side.' }),
    businessSeconds: t.float({
      description: 'Business seconds, in all.',
      resolve: ({ businessMs }) => businessMs / 1000,
    }),
  }),
});

const BallHolderTotal = builder
  .objectRef<{ holderId: string | null; businessMs: number }>('BallHolderTotal')
  .implement({
    description: 'How long one person of the vendor, or nobody there, had the next step.',
    fields: (t) => ({
      holder: t.field({
        type: StaffMember,
        nullable: true,
        description: 'Who; null for the time in which it was the vendor’s turn and nobody was assigned.',
        resolve: ({ holderId }, _args, ctx) => holder(holderId, ctx),
      }),
      businessSeconds: t.float({
        description: 'Business seconds, in all.',
        resolve: ({ businessMs }) => businessMs / 1000,
      }),
    }),
  });

interface Ball {
  holdings: Counted[];
  over: boolean;
  until: Date;
}

const BallInCourt = builder.objectRef<Ball>('BallInCourt').implement({
  description:
    'Who holds the ball: who had the next step from receipt until the end, or until now. The parts add up to all business time in between (B15).',
  fields: (t) => ({
    side: t.field({
      type: BallSide,
      nullable: true,
      description: 'Whose turn it is now; null once the ticket is over.',
      resolve: ({ holdings: spans, over }) => (over ? null : (spans.at(-1)?.side ?? 'VENDOR')),
    }),
    holder: t.field({
      type: StaffMember,
      nullable: true,
      description: 'Who of the vendor has it now; null for the other sides, for nobody, and once it is over.',
      resolve: ({ holdings: spans, over }, _args, ctx) =>
        over ? null : holder(spans.at(-1)?.holderId ?? null, ctx),
    }),
    until: t.expose('until', {
      type: 'DateTime',
      description: 'Until when it is counted: the end of the ticket, else the instant of this answer.',
    }),
    businessSeconds: t.float({
      description:
        'All business seconds from receipt to `until`: the sum of the sides, and of the stretches.',
      resolve: ({ holdings: spans }) => spans.reduce((sum, { businessMs }) => sum + businessMs, 0) / 1000,
    }),
    bySide: t.field({
      type: [BallSideTotal],
      description: 'How much of it each of the three sides had.',
      resolve: ({ holdings: spans }) =>
        SIDES.map((side) => ({ side, businessMs: totals(spans, (span) => span.side).get(side) ?? 0 })),
    }),
    byHolder: t.field({
      type: [BallHolderTotal],
      description: 'How much of the vendor’s part each person had, in the order in which they first had it.',
      resolve: ({ holdings: spans }) =>
        [
          ...totals(
            spans.filter(({ side }) => side === 'VENDOR'),
            ({ holderId }) => holderId,
          ),
        ].map(([holderId, businessMs]) => ({ holderId, businessMs })),
    }),
    holdings: t.field({
      type: [BallHolding],
      description: 'The stretches in order, without a gap.',
      resolve: ({ holdings: spans }) => spans,
    }),
  }),
});

/** It reads the log of the ticket. */
const DEAR = { cost: 1 };

builder.prismaObjectField(Ticket, 'ballInCourt', (t) =>
  t.field({
    type: BallInCourt,
    description: 'Who holds the ball, and held it for how long (B15). The customer sees it as staff do.',
    extensions: DEAR,
    select: {
      // The one that runs as long as the ticket: the days that were closed meanwhile are part of its calendar (C28).
      clocks: { where: { metric: 'RESOLUTION' }, include: { calendar: true } },
    },
    resolve: async ({ id, receivedAt, endedAt, clocks }, _args, { db, now }) => {
      // Also the events that are for staff only: who was assigned is on the ticket for customers to see.
      const events = await db.event.findMany({
        where: { subject: id, type: { startsWith: 'ticket.' } },
        orderBy: { sequence: 'asc' },
        select: { type: true, occurredAt: true, payload: true },
      });
      const until = endedAt ?? now;
      const calendar = supportCalendar(keptSpec(clocks[0]!.calendar));
      const spans = holdings(receivedAt, handoversOf(events), until < receivedAt ? receivedAt : until);
      return {
        holdings: spans.map((span) => ({
          ...span,
          businessMs: answered(() => elapsedEver(calendar, span.from.getTime(), span.to.getTime())),
        })),
        over: endedAt !== null,
        until,
      };
    },
  }),
);
