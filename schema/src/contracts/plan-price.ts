import { may } from '../access.ts';
import type { Context } from '../context.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { Problem } from '../problem.ts';
import { contractAt } from './agreed-lines.ts';
import { FeesUnknownProblem, RateMissingProblem } from './contract-problems.rules.ts';
import type { Line } from './contract.rules.ts';
import { draftLine, type QuoteRequest } from './draft-line.ts';
import { dateAt, lastDayOfYears } from './term.rules.ts';

/** Why the price of a plan is not known, or not told. */
export type PriceUnknown = 'ADMINISTRATORS_ONLY' | 'FEES_UNKNOWN' | 'RATE_MISSING' | 'NOT_POSSIBLE_NOW';

/**
 * What a plan would cost an account from today on: as an amendment where a contract runs, else as an order for a year.
 * Decided by the code that quotes, without keeping anything.
 *
 * @throws RequestError NOT_FOUND for an account that is absent or not the actor's
 */
export async function planPrice(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  accountId: string,
  planCode: PlanCode,
): Promise<{ line: Line | null; unknown: PriceUnknown | null }> {
  if (actor.kind === 'anonymous' || !may(actor, 'contract.read'))
    return { line: null, unknown: 'ADMINISTRATORS_ONLY' };
  const account = await db.account.findUniqueOrThrow({ where: { id: accountId } });
  const running = await contractAt(db, accountId, now);
  const request: QuoteRequest = running
    ? {
        kind: 'AMENDMENT',
        contractId: running.contract.id,
        effectiveOn: dateAt(now, running.contract.timeZone),
        planCode,
        annualFees: null,
      }
    : orderForAYear(planCode, dateAt(now, account.timeZone));
  try {
    return { line: await draftLine(db, account, request, now), unknown: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { line: null, unknown: unknownBecause(error) };
  }
}

function orderForAYear(planCode: PlanCode, firstDay: string): QuoteRequest {
  const lastDay = lastDayOfYears(firstDay, 1);
  return { kind: 'SERVICE_ORDER', planCode, firstDay, lastDay, annualFees: null, autoRenew: false };
}

function unknownBecause(problem: Problem): PriceUnknown {
  if (problem instanceof FeesUnknownProblem) return 'FEES_UNKNOWN';
  return problem instanceof RateMissingProblem ? 'RATE_MISSING' : 'NOT_POSSIBLE_NOW';
}
