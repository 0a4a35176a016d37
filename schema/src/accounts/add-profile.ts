import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';

export const ADD_PROFILE_PROBLEMS = [InvalidInputProblem];

const addProfileInput = z.object({ accountId: z.string(), name: line(200) });

/** Lists a profile of the platform in the account (S77). Throws one of ADD_PROFILE_PROBLEMS. */
export async function addProfile(
  ctx: Context,
  raw: z.input<typeof addProfileInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'account.edit');
  const { accountId, name } = parse(addProfileInput, raw);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    const id = newId('prf');
    await unlessTaken({ name: 'name' }, tx.profile.create({ data: { id, accountId, name } }));
    return {
      value: { id: accountId },
      events: [happened('account.profile_added', { id: accountId, accountId }, { profileId: id, name })],
    };
  });
}
