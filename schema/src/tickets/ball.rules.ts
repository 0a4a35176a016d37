import { isOpen, TICKET_STATES, type TicketState } from './ticket.rules.ts';

/** Whose turn it is. */
export const SIDES = ['VENDOR', 'CUSTOMER', 'THIRD_PARTY'] as const;
export type Side = (typeof SIDES)[number];

/** Something that may hand the ball on: the ticket came into a state, or to somebody of the staff. */
export interface Handover {
  at: Date;
  state?: TicketState;
  assigneeId?: string | null;
}

/** A stretch in which one side, and of the vendor one person or nobody yet, had the next step. */
export interface Holding {
  side: Side;
  /** Of the staff; null for the other sides, and while the ticket is given to nobody. */
  holderId: string | null;
  from: Date;
  /** Exclusive. */
  to: Date;
}

/**
 * Who held the ball from receipt to an instant, without a gap and without an overlap. Waiting states give it to whom
 * they wait for; otherwise an open ticket is the vendor's. One that is over is the customer's, to agree or to object:
 * that counts only where the ticket was re-opened.
 *
 * @param handovers in the order of the log; one that is dated earlier than its forerunner happened with it (C35)
 * @param until not before the receipt; what comes later is left out
 * Source: B15.
 */
export function holdings(receivedAt: Date, handovers: readonly Handover[], until: Date): Holding[] {
  const spans: Holding[] = [];
  let [state, assigneeId, from]: [TicketState, string | null, Date] = ['RECEIVED', null, receivedAt];
  const hold = (to: Date) => {
    const side = sideOf(state);
    const holderId = side === 'VENDOR' ? assigneeId : null;
    const last = spans.at(-1);
    if (last?.side === side && last.holderId === holderId) last.to = to;
    else if (to > from) spans.push({ side, holderId, from, to });
    from = to;
  };
  for (const handover of handovers) {
    if (handover.at > from) hold(handover.at < until ? handover.at : until);
    state = handover.state ?? state;
    if (handover.assigneeId !== undefined) assigneeId = handover.assigneeId;
    if (handover.at >= until) break;
  }
  if (until > from) hold(until);
  return spans;
}

/** Whose turn it is in a state. */
function sideOf(state: TicketState): Side {
  if (state === 'WAITING_ON_THIRD_PARTY') return 'THIRD_PARTY';
  return state === 'WAITING_ON_CUSTOMER' || !isOpen(state) ? 'CUSTOMER' : 'VENDOR';
}

/** A holding with the business milliseconds in it. */
export type Counted = Holding & { businessMs: number };

/** What the holdings of one key have in all, in the order in which the keys first come. */
export function totals<Key>(spans: readonly Counted[], keyOf: (span: Counted) => Key): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const span of spans) sums.set(keyOf(span), (sums.get(keyOf(span)) ?? 0) + span.businessMs);
  return sums;
}

/** What of a ticket's events may hand the ball on: every one that leads into a state, and each assignment. */
export function handoversOf(
  events: readonly { type: string; occurredAt: Date; payload: unknown }[],
): Handover[] {
  return events.flatMap(({ type, occurredAt: at, payload }): Handover[] => {
    const { after, resolvedAt } = payload as { after?: unknown; resolvedAt?: string | null };
    if (type === 'ticket.imported')
      return resolvedAt ? [{ at: new Date(resolvedAt), state: 'RESOLVED' }] : [];
    if (type === 'ticket.assigned') {
      return [{ at, assigneeId: (after as { assigneeId: string | null }).assigneeId }];
    }
    return isState(after) ? [{ at, state: after }] : [];
  });
}

function isState(value: unknown): value is TicketState {
  return (TICKET_STATES as readonly unknown[]).includes(value);
}
