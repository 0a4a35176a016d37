import type { Context } from '../context.ts';
import { APPLY_QUOTE_PROBLEMS, applyQuote } from './apply-quote.ts';
import { QUOTE_TERMINATION_PROBLEMS } from './quote-termination.ts';

export const TERMINATE_CONTRACT_PROBLEMS = [
  ...new Set([...APPLY_QUOTE_PROBLEMS, ...QUOTE_TERMINATION_PROBLEMS]),
];

/** Terminates a contract as a quote says; nothing is refunded (S117, PR5). Throws one of TERMINATE_CONTRACT_PROBLEMS. */
export async function terminateContract(
  ctx: Context,
  { quoteId }: { quoteId: string },
): Promise<{ id: string }> {
  return applyQuote(ctx, 'TERMINATION', quoteId);
}
