import type { Tx } from '../event.ts';

/**
 * A ticket and all that it was split off from, that was split off from it, or was merged with it, step by step: what was
 * written on one of them may stand on any. Always in the same order, so that no two who lock them wait for each other.
 */
export async function ticketFamily(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with recursive family as (
      select ${id}::text as "id"
      union
      select other."id" from family f cross join lateral (
        select t."id" from "Ticket" t where t."belongsToId" = f."id" and t."cancellation" = 'MERGED'
        union all
        select t."belongsToId" from "Ticket" t where t."id" = f."id" and t."cancellation" = 'MERGED'
        union all
        select t."id" from "Ticket" t
        where t."relatedToId" = f."id" and exists (select 1 from "SplitMessage" s where s."ticketId" = t."id")
        union all
        select t."relatedToId" from "Ticket" t
        where t."id" = f."id" and exists (select 1 from "SplitMessage" s where s."ticketId" = t."id")) other)
    select "id" from family where "id" is not null order by "id"`;
  return rows.map((row) => row.id);
}
