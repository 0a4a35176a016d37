import { replayTicket, type LoggedEvent, type ReplayFacts } from '../sla/replay.rules.ts';
import type { MeasuredClock, MeasuredTicket } from './figures.rules.ts';

/**
 * What reports know of a ticket, from nothing but what happened to it.
 *
 * @param events of one ticket, in order; the first one says that it was opened or imported
 * Source: S2.
 */
export function recount(
  ticketId: string,
  events: readonly [LoggedEvent, ...LoggedEvent[]],
  facts: ReplayFacts,
): MeasuredTicket {
  const [{ payload: received }] = events;
  const { plan, severity, clocks, pauses } = replayTicket(events, facts);
  const asked = events.some(({ type }) => type === 'ticket.rating_asked');
  const rated = events.findLast(({ type }) => type === 'ticket.rated');
  const corrected = events.findLast(({ type }) => type === 'ticket.reclassified')?.payload['after'];
  const { requestType } = (corrected ?? received) as { requestType: string };
  return {
    id: ticketId,
    number: Number(String(received['reference']).replace('T-', '')),
    plan,
    severity,
    requestType,
    receivedAt: new Date(String(received['receivedAt'])),
    clocks: clocks as (MeasuredClock & { metric: string })[],
    pauses,
    satisfaction: asked ? { score: rated ? Number(rated.payload['after']) : null } : null,
  };
}
