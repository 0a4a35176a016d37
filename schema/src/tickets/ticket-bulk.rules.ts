import { InvalidInputProblem, Problem, RequestError } from '../problem.ts';

/** How many tickets one request may change. */
export const MAX_AT_ONCE = 100;

/** What became of one ticket of many: done, unless there is a problem. */
export type TicketOutcome = { ticketId: string } | { ticketId: string; problem: Problem };

/** One of many tickets is absent, or not the caller's. */
export class TicketNotFoundProblem extends Problem {
  readonly code = 'NOT_FOUND';

  constructor(id: string) {
    super({ fr: `Aucun ticket ${id}.`, en: `No ticket ${id}.` });
  }
}

/**
 * Each ticket once, in the order asked.
 *
 * @throws InvalidInputProblem for none, and for more than 100
 */
export function ticketsAtOnce(ids: readonly string[]): string[] {
  const asked = [...new Set(ids)];
  if (asked.length >= 1 && asked.length <= MAX_AT_ONCE) return asked;
  throw new InvalidInputProblem([
    {
      path: 'ticketIds',
      code: asked.length === 0 ? 'TOO_SMALL' : 'TOO_BIG',
      text: { fr: 'nomme 1 à 100 tickets.', en: 'names 1 to 100 tickets.' },
    },
  ]);
}

/** Why one ticket of many stays as it was; null for what concerns them all, such as a right that is missing. */
export function ownProblem(error: unknown, ticketId: string): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof RequestError && error.code === 'NOT_FOUND') return new TicketNotFoundProblem(ticketId);
  return null;
}
