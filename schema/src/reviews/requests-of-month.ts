import type { PrismaClient } from '@tierline/prisma/database';
import type { Tx } from '../event.ts';
import { reference } from '../tickets/ticket.rules.ts';

interface Month {
  id: string;
  accountId: string;
  startsAt: Date;
  endsAt: Date;
}

/** All requests received in the month of a review, as a `where`: whatever came of them, and whenever they came to be known (S83). */
export function ofMonth({ accountId, startsAt, endsAt }: Omit<Month, 'id'>) {
  return { accountId, receivedAt: { gte: startsAt, lt: endsAt } };
}

/** Those that lack their line, as a `where`: also what was imported or re-dated after the review was completed (B6). */
export function uncovered(review: Month) {
  return { ...ofMonth(review), reviewLines: { none: { reviewId: review.id } } };
}

/** Those that lack their line, by name, the earliest first. */
export async function uncoveredTickets(db: Pick<Tx | PrismaClient, 'ticket'>, review: Month) {
  const tickets = await db.ticket.findMany({
    where: uncovered(review),
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, number: true },
  });
  return tickets.map(({ id, number }) => ({ id, reference: reference(number) }));
}
