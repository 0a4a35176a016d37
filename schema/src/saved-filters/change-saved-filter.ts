import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkFilter, TICKET_ORDERS, type TicketFilterShape } from '../tickets/ticket-filter.rules.ts';
import { savedFilterAtHand } from './saved-filter-at-hand.ts';
import { checkShared, keptFilter } from './saved-filter-input.ts';

export const CHANGE_SAVED_FILTER_PROBLEMS = [InvalidInputProblem];

const changeSavedFilterInput = z.object({
  savedFilterId: z.string(),
  name: line(100).nullish(),
  filter: z.custom<TicketFilterShape>().nullish(),
  orderBy: z.enum(TICKET_ORDERS).nullish(),
  teamId: z.string().nullish(),
});

/** Renames a saved filter, changes what it finds, or with whom it is shared. Throws one of CHANGE_SAVED_FILTER_PROBLEMS. */
export async function changeSavedFilter(
  ctx: Context,
  raw: z.input<typeof changeSavedFilterInput>,
): Promise<{ id: string }> {
  const { actor } = ctx;
  allow(actor, 'savedFilter.keep');
  const { savedFilterId, name, filter, orderBy, teamId } = parse(changeSavedFilterInput, raw);
  if (filter) checkFilter(filter);
  return transact(ctx, actor, async (tx) => {
    const saved = await savedFilterAtHand(tx, actor, savedFilterId);
    if (teamId) await checkShared(tx, actor, teamId);
    const shared = teamId === undefined ? saved.teamId : teamId;
    await unlessTaken(
      { name: 'name' },
      tx.savedFilter.update({
        where: { id: saved.id },
        data: {
          name: name ?? saved.name,
          orderBy: orderBy ?? saved.orderBy,
          teamId: shared,
          ...(filter && { filter: keptFilter(filter) }),
        },
      }),
    );
    const changed = happenedAtVendor('saved_filter.changed', saved.id, { teamId: shared });
    return { value: { id: saved.id }, events: [{ ...changed, accountId: saved.accountId }] };
  });
}
