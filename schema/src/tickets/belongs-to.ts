import type { Tx } from '../event.ts';

/**
 * The tickets to which one belongs, step by step, itself first: where merged and duplicate ones go on (C20, C24). Chains
 * have no cycles, because `mergeTickets` and `cancelTicket` refuse them; a limit keeps a broken one from running on.
 */
export async function chainOf(
  tx: Tx,
  id: string,
  by: readonly ('MERGED' | 'DUPLICATE')[] = ['MERGED', 'DUPLICATE'],
): Promise<[string, ...string[]]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with recursive chain as (
      select t."id", t."belongsToId", t."cancellation", 1 as step from "Ticket" t where t."id" = ${id}
      union all
      select t."id", t."belongsToId", t."cancellation", c.step + 1
      from chain c join "Ticket" t on t."id" = c."belongsToId"
      where c."cancellation"::text = any (${[...by]}) and c.step < 1000)
    select "id" from chain order by step`;
  return [id, ...rows.slice(1).map((row) => row.id)];
}

/** Where what is written on a ticket lands: on the one into which it was merged, however often (C20). */
export async function goesOnIn(tx: Tx, id: string): Promise<string> {
  return (await chainOf(tx, id, ['MERGED'])).at(-1)!;
}
