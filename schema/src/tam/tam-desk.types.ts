import type { Prisma } from '@tierline/prisma/database';
import { Account, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { HealthReview } from '../health-reviews/health-review.types.ts';
import { Meeting } from '../meetings/meeting.types.ts';
import { inStates } from '../obligations/obligation.rules.ts';
import { Obligation } from '../obligations/obligation.types.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { inForce } from '../plans/plan-at.ts';
import { found, RequestError } from '../problem.ts';
import { MonthlyReview } from '../reviews/review.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';

/** A week of the desk: seven days from now. */
const WEEK_MS = 7 * 86_400_000;

const weekFrom = (now: Date) => new Date(now.getTime() + WEEK_MS);
/** Accounts whose TAM the person is, or stands in for, at an instant. */
const lookedAfterBy = (staffId: string, at: Date) => ({
  tamAssignments: { some: { AND: [inForce(at), { OR: [{ tamId: staffId }, { backupId: staffId }] }] } },
});

const TamDesk = builder.objectRef<{ staffId: string }>('TamDesk').implement({
  description: 'What a Technical Account Manager has to look after now, of all own accounts at once.',
  fields: (t) => ({
    tam: t.field({
      type: StaffMember,
      description: 'Whose desk it is.',
      resolve: ({ staffId }, _args, { db }) => db.staffMember.findUniqueOrThrow({ where: { id: staffId } }),
    }),
    accounts: t.connection({
      type: Account,
      description: 'The accounts whose TAM or backup the person is now, by name (S66).',
      resolve: ({ staffId }, args, ctx, info) => {
        const where = lookedAfterBy(staffId, ctx.now);
        return keysetPage<Prisma.AccountGetPayload<object>>(
          args,
          [
            ['name', 'asc', 'text'],
            ['id', 'asc', 'text'],
          ],
          where,
          (page) => ctx.db.account.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.account.count({ where }),
        );
      },
    }),
    dueThisWeek: t.connection({
      type: Obligation,
      description: 'What is promised and open: overdue, or due within seven days, the earliest first (B7).',
      resolve: ({ staffId }, args, ctx, info) => {
        const where = {
          account: lookedAfterBy(staffId, ctx.now),
          dueAt: { lt: weekFrom(ctx.now) },
          ...inStates(['DUE', 'OVERDUE'], ctx.now),
        };
        return keysetPage<Prisma.ObligationGetPayload<object>>(
          args,
          [
            ['dueAt', 'asc', 'instant'],
            ['id', 'asc', 'text'],
          ],
          where,
          (page) => ctx.db.obligation.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.obligation.count({ where }),
        );
      },
    }),
    severeTickets: t.connection({
      type: Ticket,
      description: 'Severe tickets that have not ended, the earliest first (S75).',
      resolve: ({ staffId }, args, ctx, info) => {
        const where = {
          account: lookedAfterBy(staffId, ctx.now),
          severity: 'SEVERE' as const,
          endedAt: null,
        };
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
    openReviews: t.connection({
      type: MonthlyReview,
      description:
        'Monthly reviews that are open, with their recurring issues, the earliest month first (S83, S84).',
      resolve: ({ staffId }, args, ctx, info) => {
        const where = { account: lookedAfterBy(staffId, ctx.now), completedAt: null };
        return keysetPage<Prisma.MonthlyReviewGetPayload<object>>(
          args,
          [
            ['month', 'asc', 'text'],
            ['id', 'asc', 'text'],
          ],
          where,
          (page) => ctx.db.monthlyReview.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.monthlyReview.count({ where }),
        );
      },
    }),
    openHealthReviews: t.connection({
      type: HealthReview,
      description: 'Health reviews that are planned or under way, the earliest planned first (S82).',
      resolve: ({ staffId }, args, ctx, info) => {
        const where = { account: lookedAfterBy(staffId, ctx.now), completedAt: null, cancelledAt: null };
        return keysetPage<Prisma.HealthReviewGetPayload<object>>(
          args,
          [
            ['createdAt', 'asc', 'instant'],
            ['id', 'asc', 'text'],
          ],
          where,
          (page) => ctx.db.healthReview.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.healthReview.count({ where }),
        );
      },
    }),
    meetings: t.connection({
      type: Meeting,
      description:
        'Meetings with the accounts that are scheduled within seven days, the earliest first (S74).',
      resolve: ({ staffId }, args, ctx, info) => {
        const where = {
          account: lookedAfterBy(staffId, ctx.now),
          status: 'SCHEDULED' as const,
          endsAt: { gt: ctx.now },
          startsAt: { lt: weekFrom(ctx.now) },
        };
        return keysetPage<Prisma.MeetingGetPayload<object>>(
          args,
          [
            ['startsAt', 'asc', 'instant'],
            ['id', 'asc', 'text'],
          ],
          where,
          (page) => ctx.db.meeting.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.meeting.count({ where }),
        );
      },
    }),
  }),
});

builder.queryField('tamDesk', (t) =>
  t.field({
    type: TamDesk,
    description:
      'The desk of a Technical Account Manager: accounts, what is due, severe tickets, open reviews, meetings. Yours unless told; staff only.',
    authScopes: { staff: true },
    args: { tamId: t.arg.id({ description: 'Of this member of staff; of yourself unless told.' }) },
    resolve: async (_root, { tamId }, { actor, db }) => {
      if (actor.kind !== 'staff') throw new RequestError('FORBIDDEN', 'Staff only.');
      const staffId = tamId ?? actor.id;
      found(await db.staffMember.findUnique({ where: { id: staffId } }), 'member of staff', staffId);
      return { staffId };
    },
  }),
);
