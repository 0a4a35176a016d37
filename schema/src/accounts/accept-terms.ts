import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../event.ts';
import { InvalidInputProblem, parse, unknownValue } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';
import { recordAcceptance } from './record-acceptance.ts';

export const ACCEPT_TERMS_PROBLEMS = [InvalidInputProblem];

const acceptTermsInput = z.object({ accountId: z.string(), version: z.number().int() });

/**
 * Accepts a published version of the terms for an account, later than the one accepted last: from now on its requests
 * are judged by it (S86). What was accepted before stays on record. Throws one of ACCEPT_TERMS_PROBLEMS.
 */
export async function acceptTerms(
  ctx: Context,
  raw: z.input<typeof acceptTermsInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'account.acceptTerms');
  const { accountId: id, version } = parse(acceptTermsInput, raw);
  return transact(ctx, actor, async (tx) => {
    const account = await accountAtHand(tx, actor, id);
    const terms = await tx.termsVersion.findUnique({ where: { version } });
    if (!terms) throw unknownValue('version', String(version));
    if (version <= account.acceptedTermsVersion) throw notLater(account.acceptedTermsVersion);
    return { value: { id }, events: await recordAcceptance(tx, account, version, now) };
  });
}

function notLater(accepted: number): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'version',
      code: 'TOO_SMALL',
      text: {
        fr: `n’est pas postérieure à la version ${accepted}, déjà acceptée.`,
        en: `is not later than version ${accepted}, which is accepted already.`,
      },
    },
  ]);
}
