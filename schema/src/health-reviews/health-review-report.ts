import { visibleReviews } from '../access.ts';
import type { Context } from '../context.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { reference } from '../tickets/ticket.rules.ts';
import { healthReviewState, type HealthReviewState } from './health-review.rules.ts';

/** A health review as a whole, for a page (S82, S111). */
export interface HealthReviewReport {
  accountName: string;
  timeZone: string;
  state: HealthReviewState;
  /** When the contract year began whose unit it took (E5). */
  yearStartsAt: Date;
  plannedOn: string | null;
  /** Null while it is open: then only staff reads it. */
  completedAt: Date | null;
  completedBy: string | null;
  summary: string | null;
  /** By which request it was asked for; null where the TAM planned it. */
  askedBy: string | null;
  /** By name. */
  profiles: {
    name: string;
    /** Null until it was examined. */
    note: string | null;
    findings: { severity: Severity; finding: string; recommendation: string; doneAt: Date | null }[];
  }[];
}

/** Null where it is absent, or the actor may not read it. */
export async function healthReviewReport(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  reviewId: string,
): Promise<HealthReviewReport | null> {
  const review = await db.healthReview.findFirst({
    where: { AND: [{ id: reviewId }, visibleReviews(actor)] },
    include: {
      account: true,
      completedBy: true,
      ticket: true,
      profiles: {
        orderBy: { profile: { name: 'asc' } },
        include: { profile: true, findings: { orderBy: { position: 'asc' } } },
      },
    },
  });
  if (!review) return null;
  const { account, yearStartsAt, plannedOn, completedAt, completedBy, summary, ticket, profiles } = review;
  return {
    accountName: account.name,
    timeZone: account.timeZone,
    state: healthReviewState(review),
    yearStartsAt,
    plannedOn: plannedOn?.toISOString().slice(0, 10) ?? null,
    completedAt,
    completedBy: completedBy?.name ?? null,
    summary,
    askedBy: ticket && reference(ticket.number),
    profiles: profiles.map(({ profile, note, findings }) => ({ name: profile.name, note, findings })),
  };
}
