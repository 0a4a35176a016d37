import type { Prisma } from '@tierline/prisma/database';
import { switchProduct } from '../accounts/switch-product.ts';
import { settleHealthReview } from '../entitlements/health-review.ts';
import { followTicket } from '../engagements/ticket-engagement.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { dropHealthReview } from '../health-reviews/ticket-health-review.ts';
import { followIncident } from '../runbooks/incident.ts';
import { resumeResolution, type RunningClock } from '../sla/clocks.ts';
import { endPause, keepPause, startPause } from '../sla/pauses.ts';
import { dropMeetings } from './ticket-meeting.ts';
import { askSatisfaction } from './ask-satisfaction.ts';
import { isOpen, isWaiting, type TicketState } from './ticket.rules.ts';

/** What entering a state is called; leaving a wait to go on is resuming, whatever the state. */
const EVENT_TYPES = {
  RECEIVED: 'ticket.opened',
  IN_REVIEW: 'ticket.review_begun',
  IN_PROGRESS: 'ticket.work_started',
  WAITING_ON_CUSTOMER: 'ticket.waiting',
  WAITING_ON_THIRD_PARTY: 'ticket.waiting',
  RESOLVED: 'ticket.resolved',
  CLOSED: 'ticket.closed',
  REJECTED_OUT_OF_SCOPE: 'ticket.rejected',
  WITHDRAWN: 'ticket.withdrawn',
  CANCELLED: 'ticket.cancelled',
} as const satisfies Record<TicketState, string>;

/**
 * Brings a ticket into another state, and begins or ends its pause with it: leaving a waiting state, for whatever
 * state, ends one; moving between two waiting states is one; and the time that a re-opened ticket was resolved is one
 * (C12, C13, C22). Meetings that are ahead end with it. Ending clocks is left to the verb. What changes with the state,
 * and only with it, is `cancellation`.
 */
export async function moveTicket(
  tx: Tx,
  ticket: {
    id: string;
    accountId: string;
    state: TicketState;
    endedAt: Date | null;
    requestTypeCode: string;
    skuCode: string;
    clocks: readonly RunningClock[];
  },
  after: TicketState,
  at: Date,
  payload: Prisma.InputJsonObject = {},
  cancellation: Pick<Prisma.TicketUncheckedUpdateInput, 'cancellation' | 'belongsToId'> = {},
): Promise<[NewEvent, ...NewEvent[]]> {
  const before = ticket.state;
  const change = { before, after, ...payload };
  const open = isOpen(after);
  const reopens = open && ticket.endedAt !== null;
  await tx.ticket.update({
    where: { id: ticket.id },
    data: {
      ...cancellation,
      state: after,
      endedAt: open ? null : (ticket.endedAt ?? at),
      ...(reopens && { reopenedAt: at, reopenings: { increment: 1 } }),
    },
  });
  if (isWaiting(before) && !isWaiting(after)) await endPause(tx, ticket, at);
  if (!isWaiting(before) && isWaiting(after)) await startPause(tx, ticket, at);
  if (!open || !ticket.endedAt) {
    const resumed = isWaiting(before) && open && !isWaiting(after);
    return [
      happened(resumed ? 'ticket.resumed' : EVENT_TYPES[after], ticket, change),
      ...(open ? [] : await dropMeetings(tx, ticket, at, 'TICKET_ENDED')),
      ...(await settleHealthReview(tx, ticket, after, at)),
      ...(open ? [] : await dropHealthReview(tx, ticket, after, at)),
      ...(open ? [] : await followTicket(tx, ticket, after, at)),
      ...(open ? [] : await followIncident(tx, ticket, open, at)),
      ...(after === 'RESOLVED' ? await switchProduct(tx, ticket, at) : []),
      ...(after === 'RESOLVED' ? await askSatisfaction(tx, ticket, at) : []),
    ];
  }
  // A reply that came in before the resolution, and was taken up after it, leaves nothing to pause (C35).
  const ended = { startedAt: ticket.endedAt, endedAt: at, whileEnded: true };
  if (ended.startedAt < at) await keepPause(tx, ticket, ended);
  return [
    happened('ticket.reopened', ticket, change),
    ...(await resumeResolution(tx, ticket, at)),
    ...(await followTicket(tx, ticket, after, at)),
    ...(await followIncident(tx, ticket, open, at)),
  ];
}
