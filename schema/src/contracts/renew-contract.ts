import type { Context } from '../context.ts';
import { APPLY_QUOTE_PROBLEMS, applyQuote } from './apply-quote.ts';
import { QUOTE_RENEWAL_PROBLEMS } from './quote-renewal.ts';

export const RENEW_CONTRACT_PROBLEMS = [...new Set([...APPLY_QUOTE_PROBLEMS, ...QUOTE_RENEWAL_PROBLEMS])];

/** Renews a contract as a quote offers (S115, B12). Throws one of RENEW_CONTRACT_PROBLEMS. */
export async function renewContract(ctx: Context, { quoteId }: { quoteId: string }): Promise<{ id: string }> {
  return applyQuote(ctx, 'RENEWAL', quoteId);
}
