import { newId } from '@tierline/prisma/ids';
import { isHealthReview } from '../entitlements/health-review.rules.ts';
import { ledgerAsOf } from '../entitlements/ledger.ts';
import { runningYear } from '../entitlements/ledger.rules.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { found } from '../problem.ts';

// What this term offers to tickets: a health review that a customer asks for is one, and follows its ticket (S82, E5).

interface NewHealthReview {
  id: string;
  accountId: string;
  profileIds: readonly string[];
  plannedOn?: string;
  ticketId?: string;
}

/** Writes down a review of the contract year that runs, in which its unit is taken. The account is locked. */
export async function writeHealthReview(
  tx: Tx,
  { id, accountId, profileIds, plannedOn, ticketId }: NewHealthReview,
  now: Date,
): Promise<NewEvent> {
  const { years } = await ledgerAsOf(tx, accountId, now);
  const year = found(runningYear(years, now) ?? years.at(-1), 'contract year of', accountId);
  await tx.healthReview.create({
    data: {
      id,
      accountId,
      yearStartsAt: year.startsAt,
      ticketId: ticketId ?? null,
      createdAt: now,
      plannedOn: plannedOn === undefined ? null : new Date(`${plannedOn}T00:00:00Z`),
      profiles: { create: profileIds.map((profileId) => ({ profileId, accountId })) },
    },
  });
  return happened(
    'health_review.planned',
    { id, accountId },
    { profileIds: [...profileIds], plannedOn: plannedOn ?? null, ticketId: ticketId ?? null },
  );
}

interface Request {
  id: string;
  accountId: string;
  requestTypeCode: string;
}

/** Lets a request for a health review, whose unit is taken, be one; nothing for any other request. */
export async function healthReviewFor(
  tx: Tx,
  { id: ticketId, accountId, requestTypeCode }: Request,
  profileIds: readonly string[],
  now: Date,
): Promise<NewEvent[]> {
  if (!isHealthReview(requestTypeCode)) return [];
  const id = newId('hrv');
  return [await writeHealthReview(tx, { id, accountId, profileIds, ticketId }, now)];
}

/**
 * Lets a health review follow its ticket: resolved, the review goes on until it is completed; ended otherwise while the
 * review is open, it is cancelled. One that is cancelled stays so: the unit is back, for another.
 */
export async function dropHealthReview(
  tx: Tx,
  ticket: Request & { state: string },
  after: string,
  at: Date,
): Promise<NewEvent[]> {
  if (!isHealthReview(ticket.requestTypeCode)) return [];
  if (after === 'RESOLVED' || ticket.state === 'RESOLVED') return [];
  await tx.$queryRaw`select 1 from "Account" where "id" = ${ticket.accountId} for no key update`;
  const review = await tx.healthReview.findUnique({ where: { ticketId: ticket.id } });
  if (!review || review.completedAt || review.cancelledAt) return [];
  const { id, accountId } = review;
  await tx.healthReview.update({ where: { id }, data: { cancelledAt: at, cancelReason: TICKET_ENDED } });
  return [happened('health_review.cancelled', { id, accountId }, { reason: TICKET_ENDED })];
}

const TICKET_ENDED = 'Ticket ended / Ticket clos';
