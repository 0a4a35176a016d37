import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow } from '../access.ts';
import { checkPlace, placeInput } from '../calendar/place.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { accountAtHand } from './account-at-hand.ts';

export const ADD_SITE_PROBLEMS = [InvalidInputProblem];

const addSiteInput = z.object({ accountId: z.string(), name: line(200), ...placeInput });

/** Adds a place with its own zone and holidays (C3). Throws one of ADD_SITE_PROBLEMS. */
export async function addSite(ctx: Context, raw: z.input<typeof addSiteInput>): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'account.edit');
  const { accountId, ...input } = parse(addSiteInput, raw);
  checkPlace(input);
  return transact(ctx, actor, async (tx) => {
    await accountAtHand(tx, actor, accountId);
    const site = { ...input, id: newId('sit'), accountId, subdivision: input.subdivision ?? null };
    await tx.site.create({ data: site });
    return {
      value: { id: accountId },
      events: [happened('account.site_added', { id: accountId, accountId }, site)],
    };
  });
}
