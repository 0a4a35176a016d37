import type { Context } from '../context.ts';
import { APPLY_QUOTE_PROBLEMS, applyQuote } from './apply-quote.ts';
import { NoOrderNeededProblem } from './contract-problems.rules.ts';
import { QUOTE_SERVICE_ORDER_PROBLEMS } from './quote-service-order.ts';

export const PLACE_SERVICE_ORDER_PROBLEMS = [
  ...new Set([NoOrderNeededProblem, ...APPLY_QUOTE_PROBLEMS, ...QUOTE_SERVICE_ORDER_PROBLEMS]),
];

/** Places the service order that a quote offers: the contract begins with it (S114, B12). Throws one of PLACE_SERVICE_ORDER_PROBLEMS. */
export async function placeServiceOrder(
  ctx: Context,
  { quoteId }: { quoteId: string },
): Promise<{ id: string }> {
  return applyQuote(ctx, 'SERVICE_ORDER', quoteId);
}
