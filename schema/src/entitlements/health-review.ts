import type { NewEvent, Tx } from '../event.ts';
import { AllowanceExhaustedProblem } from './admission-problems.rules.ts';
import { isHealthReview } from './health-review.rules.ts';
import { consumeUnit, releaseUnit, reserveUnit } from './ledger.ts';

// What this term offers to tickets: the request for a health review takes the unit of the contract year (E5).

interface Request {
  id: string;
  accountId: string;
  requestTypeCode: string;
}

/**
 * Takes the year's unit for a request that was admitted; nothing for any other request. The account is locked.
 *
 * @throws AllowanceExhaustedProblem
 */
export async function reserveHealthReview(tx: Tx, ticket: Request, now: Date): Promise<NewEvent[]> {
  if (!isHealthReview(ticket.requestTypeCode)) return [];
  const use = { cause: 'TICKET', id: ticket.id } as const;
  return reserveUnit(
    tx,
    ticket.accountId,
    'ANNUAL_HEALTH_REVIEW',
    use,
    now,
    (counted) => new AllowanceExhaustedProblem(counted),
  );
}

/**
 * Lets the unit follow its request: resolved, the review was done and used it up; rejected, withdrawn or closed without
 * a resolution, it was not, and gives it back (E5). Re-opening leaves a unit that is used up as it is.
 */
export async function settleHealthReview(
  tx: Tx,
  ticket: Request & { state: string },
  after: string,
  at: Date,
): Promise<NewEvent[]> {
  const { id, accountId, requestTypeCode, state } = ticket;
  if (!isHealthReview(requestTypeCode)) return [];
  const done = after === 'RESOLVED';
  const dropped =
    ['REJECTED_OUT_OF_SCOPE', 'WITHDRAWN', 'CANCELLED'].includes(after) ||
    (after === 'CLOSED' && state !== 'RESOLVED' && state !== 'REJECTED_OUT_OF_SCOPE');
  if (!done && !dropped) return [];
  await tx.$queryRaw`select 1 from "Account" where "id" = ${accountId} for no key update`;
  return done ? consumeUnit(tx, accountId, id, at) : releaseUnit(tx, accountId, id, at);
}
