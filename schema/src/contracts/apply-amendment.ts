import type { Context } from '../context.ts';
import { APPLY_QUOTE_PROBLEMS, applyQuote } from './apply-quote.ts';
import { QUOTE_AMENDMENT_PROBLEMS } from './quote-amendment.ts';

export const APPLY_AMENDMENT_PROBLEMS = [...new Set([...APPLY_QUOTE_PROBLEMS, ...QUOTE_AMENDMENT_PROBLEMS])];

/** Applies the amendment that a quote offers (S115, S116, B12). Throws one of APPLY_AMENDMENT_PROBLEMS. */
export async function applyAmendment(
  ctx: Context,
  { quoteId }: { quoteId: string },
): Promise<{ id: string }> {
  return applyQuote(ctx, 'AMENDMENT', quoteId);
}
