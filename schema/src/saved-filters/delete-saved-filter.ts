import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { savedFilterAtHand } from './saved-filter-at-hand.ts';

export const DELETE_SAVED_FILTER_PROBLEMS = [InvalidInputProblem];

const deleteSavedFilterInput = z.object({ savedFilterId: z.string() });

/** Forgets a saved filter, for everybody it was shared with. Throws one of DELETE_SAVED_FILTER_PROBLEMS. */
export async function deleteSavedFilter(
  ctx: Context,
  raw: z.input<typeof deleteSavedFilterInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'savedFilter.keep');
  const { savedFilterId } = parse(deleteSavedFilterInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { id, accountId } = await savedFilterAtHand(tx, actor, savedFilterId);
    await tx.savedFilter.delete({ where: { id } });
    return { value: { id }, events: [{ ...happenedAtVendor('saved_filter.deleted', id, {}), accountId }] };
  });
}
