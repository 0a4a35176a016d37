import { visibleReviews } from '../access.ts';
import { builder } from '../builder.ts';
import { Meeting, pageOfMeetings } from '../meetings/meeting.types.ts';
import { monthAt, monthBefore, monthIn, nextMonth } from '../reports/month.rules.ts';
import { MonthlyReview } from './review.types.ts';

// The meetings of SUPPORT_REQUEST_REVIEW go through the review of the month before (S72, S83). The calendar alone says
// which: meetings that come back need no link that somebody would have to write each month.

builder.prismaObjectField(Meeting, 'monthlyReview', (t) =>
  t.prismaField({
    type: MonthlyReview,
    nullable: true,
    description:
      'What a meeting of a `SUPPORT_REQUEST_REVIEW` goes through: the review of the calendar month before the one in which it begins, in the account’s zone (S72). Null for every other meeting, and while that review is not opened; for the customer, until it is completed.',
    select: {
      accountId: true,
      startsAt: true,
      account: { select: { timeZone: true } },
      engagement: { select: { type: true } },
    },
    resolve: (query, { accountId, startsAt, account, engagement }, _args, { db, actor }) => {
      if (engagement?.type !== 'SUPPORT_REQUEST_REVIEW') return null;
      const month = monthBefore(monthAt(startsAt, account.timeZone));
      return db.monthlyReview.findFirst({
        ...query,
        where: { AND: [{ accountId, month }, visibleReviews(actor)] },
      });
    },
  }),
);

builder.prismaObjectField(MonthlyReview, 'meetings', (t) =>
  t.connection({
    type: Meeting,
    description:
      'The meetings in which it is gone through, the earliest first: those of a `SUPPORT_REQUEST_REVIEW` that begin in the month after it (S72).',
    select: { accountId: true, month: true, account: { select: { timeZone: true } } },
    resolve: ({ accountId, month, account }, args, ctx, info) => {
      const { from, to } = monthIn(nextMonth(month), account.timeZone);
      const engagement = { type: 'SUPPORT_REQUEST_REVIEW' };
      return pageOfMeetings({ accountId, engagement, startsAt: { gte: from, lt: to } }, args, ctx, info);
    },
  }),
);
