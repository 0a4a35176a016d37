import { newId } from '@tierline/prisma/ids';
import * as z from 'zod';
import { allow, ownedBy } from '../access.ts';
import type { Context } from '../context.ts';
import { happenedAtVendor, transact, unlessTaken } from '../event.ts';
import { line } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { checkFilter, TICKET_ORDERS, type TicketFilterShape } from '../tickets/ticket-filter.rules.ts';
import { checkShared, keptFilter } from './saved-filter-input.ts';

export const CREATE_SAVED_FILTER_PROBLEMS = [InvalidInputProblem];

const MAX_PER_PERSON = 100;

const createSavedFilterInput = z.object({
  name: line(100),
  filter: z.custom<TicketFilterShape>(),
  orderBy: z.enum(TICKET_ORDERS),
  teamId: z.string().nullish(),
});

/** Keeps a filter under a name, for oneself or, for staff, for a team too. Throws one of CREATE_SAVED_FILTER_PROBLEMS. */
export async function createSavedFilter(
  ctx: Context,
  raw: z.input<typeof createSavedFilterInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'savedFilter.keep');
  const { name, filter, orderBy, teamId = null } = parse(createSavedFilterInput, raw);
  checkFilter(filter);
  return transact(ctx, actor, async (tx) => {
    await checkShared(tx, actor, teamId);
    if ((await tx.savedFilter.count({ where: ownedBy(actor) })) >= MAX_PER_PERSON) throw tooMany();
    const id = newId('flt');
    const accountId = actor.kind === 'contact' ? actor.accountId : null;
    await unlessTaken(
      { name: 'name' },
      tx.savedFilter.create({
        data: {
          id,
          ...ownedBy(actor),
          accountId,
          name,
          filter: keptFilter(filter),
          orderBy,
          teamId,
          createdAt: now,
        },
      }),
    );
    const created = happenedAtVendor('saved_filter.created', id, { teamId });
    return { value: { id }, events: [{ ...created, accountId }] };
  });
}

function tooMany(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'name',
      code: 'TOO_MANY_FILTERS',
      text: {
        fr: `serait plus que le ${MAX_PER_PERSON}e filtre : supprimez-en un.`,
        en: `would be one more than ${MAX_PER_PERSON} filters: delete one.`,
      },
    },
  ]);
}
