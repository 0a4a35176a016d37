import * as z from 'zod';
import { allow } from '../access.ts';
import { checkPlace, placeInput } from '../calendar/place.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { regenerateObligations } from '../obligations/regenerate-obligations.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';

export const RELOCATE_ACCOUNT_PROBLEMS = [InvalidInputProblem];

const relocateAccountInput = z.object({ accountId: z.string(), ...placeInput });

/**
 * Moves an account to another zone or region. Running clocks keep the calendar that they started with; later
 * tickets use the new one (C29). Months to review become those of the new zone (S83). Throws one of RELOCATE_ACCOUNT_PROBLEMS.
 */
export async function relocateAccount(
  ctx: Context,
  raw: z.input<typeof relocateAccountInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'account.edit');
  const { accountId: id, ...input } = parse(relocateAccountInput, raw);
  checkPlace(input);
  return transact(ctx, actor, async (tx) => {
    const before = await accountAtHand(tx, actor, id);
    const after = {
      timeZone: input.timeZone,
      country: input.country,
      subdivision: input.subdivision ?? null,
    };
    await tx.account.update({ where: { id }, data: after });
    return {
      value: { id },
      events: [
        happened(
          'account.relocated',
          { id, accountId: id },
          {
            before: { timeZone: before.timeZone, country: before.country, subdivision: before.subdivision },
            after,
          },
        ),
        ...(await regenerateObligations(tx, id, now, 'ACCOUNT_MOVED')),
      ],
    };
  });
}
