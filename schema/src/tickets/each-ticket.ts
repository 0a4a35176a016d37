import { ownProblem, ticketsAtOnce, type TicketOutcome } from './ticket-bulk.rules.ts';

/**
 * Does one thing with many tickets, one after the other, each in its own transaction: one that cannot be done undoes
 * none of the others, and no ticket stays locked while the rest are worked on. Under an Idempotency-Key each is done
 * once: sent again, what is done stays done, and the rest is tried.
 *
 * @param verb opens exactly one transaction, so that the same ticket is the same change when the request is sent again
 * @throws InvalidInputProblem for none, and for more than 100
 */
export async function eachTicket(
  ids: readonly string[],
  verb: (ticketId: string) => Promise<unknown>,
): Promise<TicketOutcome[]> {
  const outcomes: TicketOutcome[] = [];
  for (const ticketId of ticketsAtOnce(ids)) {
    try {
      await verb(ticketId);
      outcomes.push({ ticketId });
    } catch (error) {
      const problem = ownProblem(error, ticketId);
      if (!problem) throw error;
      outcomes.push({ ticketId, problem });
    }
  }
  return outcomes;
}
