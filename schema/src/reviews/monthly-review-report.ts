import { visibleReviews } from '../access.ts';
import type { Context } from '../context.ts';
import type { Severity } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';
import { reference } from '../tickets/ticket.rules.ts';
import { ofMonth } from './requests-of-month.ts';
import { recurs } from './review.rules.ts';

/** A monthly review as a whole, for a page (S83, S84, B6). */
export interface MonthlyReviewReport {
  accountName: string;
  month: string;
  timeZone: string;
  /** Null while it is open: then only staff reads it. */
  completedAt: Date | null;
  completedBy: string | null;
  summary: string | null;
  /** All requests of the month, the earliest first. */
  requests: {
    reference: string;
    subject: string;
    type: Text;
    severity: Severity;
    receivedAt: Date;
    /** What the review found; null where the line is missing. */
    note: string | null;
    /** Whether it is of a recurring issue. */
    recurring: boolean;
  }[];
  /** The recurring issues, as they were found. */
  clusters: { references: string[]; analysis: string | null; action: string | null }[];
  /** Requests that look alike and are no recurring issue after all. */
  dismissed: { references: string[]; reason: string | null }[];
}

/** Null where it is absent, or the actor may not read it. */
export async function monthlyReviewReport(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  reviewId: string,
): Promise<MonthlyReviewReport | null> {
  const review = await db.monthlyReview.findFirst({
    where: { AND: [{ id: reviewId }, visibleReviews(actor)] },
    include: {
      account: true,
      completedBy: true,
      clusters: {
        where: { tickets: { some: {} } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        include: { tickets: { include: { ticket: true }, orderBy: { ticket: { receivedAt: 'asc' } } } },
      },
    },
  });
  if (!review) return null;
  const { account, month, timeZone, completedAt, completedBy, summary } = review;
  const tickets = await db.ticket.findMany({
    where: ofMonth(review),
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    include: { requestType: true, reviewLines: { where: { reviewId } } },
  });
  const recurring = review.clusters.filter(recurs);
  const inCluster = new Set(recurring.flatMap((cluster) => cluster.tickets.map(({ ticketId }) => ticketId)));
  const referencesOf = (cluster: (typeof recurring)[number]) =>
    cluster.tickets.map(({ ticket }) => reference(ticket.number));
  return {
    accountName: account.name,
    month,
    timeZone,
    completedAt,
    completedBy: completedBy?.name ?? null,
    summary,
    requests: tickets.map(({ id, number, subject, requestType, severity, receivedAt, reviewLines }) => ({
      reference: reference(number),
      subject,
      type: { fr: requestType.labelFr, en: requestType.labelEn },
      severity,
      receivedAt,
      note: reviewLines[0]?.note ?? null,
      recurring: inCluster.has(id),
    })),
    clusters: recurring.map((cluster) => {
      const { analysis, action } = cluster;
      return { references: referencesOf(cluster), analysis, action };
    }),
    dismissed: review.clusters
      .filter(({ dismissedAt }) => dismissedAt)
      .map((cluster) => ({ references: referencesOf(cluster), reason: cluster.dismissReason })),
  };
}
