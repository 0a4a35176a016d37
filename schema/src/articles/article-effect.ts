import { Prisma, type PrismaClient } from '@tierline/prisma/database';

export interface Effect {
  id: string;
  views: number;
  readers: number;
  helpful: number;
  unhelpful: number;
  draftsRead: number;
  ticketsSaved: number;
  draftsPending: number;
}

/**
 * What articles did in a time, one row each, as a table: recomputed from what was read, rated and asked. Each ticket that
 * was being written counts once, for the article that helped, else for the one read last. It was saved where its writer
 * said that an article helped, or read and then let a day pass, and where the same person made no request from the
 * first article read for it until a day after the last: a ticket made after all saves none, whatever was said.
 */
export function effects(from: Date, to: Date, now: Date): Prisma.Sql {
  const span = (column: Prisma.Sql) => Prisma.sql`${column} >= ${from} and ${column} < ${to}`;
  return Prisma.sql`(
    with drafts as (
      select distinct on (d."contactId", d."draft") d."contactId", d."articleId", d."helpedAt",
        min(d."readAt") over whole as first, greatest(max(d."readAt") over whole, max(d."helpedAt") over whole) as last
      from "DraftRead" d
      where ${span(Prisma.sql`d."readAt"`)}
      window whole as (partition by d."contactId", d."draft")
      order by d."contactId", d."draft", d."helpedAt" desc nulls last, d."readAt" desc, d."articleId"
    ), ended as (
      select d."articleId", d."helpedAt" is not null as helped, d.last + interval '1 day' <= ${now} as over,
        exists (select 1 from "Ticket" t where t."requesterId" = d."contactId"
          and t."receivedAt" >= d.first and t."receivedAt" <= d.last + interval '1 day') as asked
      from drafts d
    )
    select a."id",
      coalesce(r.views, 0) as views, coalesce(r.readers, 0) as readers,
      coalesce(f.helpful, 0) as helpful, coalesce(f.unhelpful, 0) as unhelpful,
      coalesce(e.read, 0) as "draftsRead", coalesce(e.saved, 0) as "ticketsSaved", coalesce(e.pending, 0) as "draftsPending"
    from "Article" a
    left join (select "articleId", count(*)::int as views, count(distinct "contactId")::int as readers
      from "ArticleRead" r where ${span(Prisma.sql`r."readAt"`)} group by 1) r on r."articleId" = a."id"
    left join (select "articleId", count(*) filter (where "isHelpful")::int as helpful,
      count(*) filter (where not "isHelpful")::int as unhelpful
      from "ArticleFeedback" f where ${span(Prisma.sql`f."givenAt"`)} group by 1) f on f."articleId" = a."id"
    left join (select "articleId", count(*)::int as read,
      count(*) filter (where not asked and (helped or over))::int as saved,
      count(*) filter (where not asked and not helped and not over)::int as pending
      from ended group by 1) e on e."articleId" = a."id")`;
}

export async function effectsOf(
  db: Pick<PrismaClient, '$queryRaw'>,
  ids: readonly string[],
  table: Prisma.Sql,
): Promise<Effect[]> {
  return db.$queryRaw`select * from ${table} e where e."id" = any (${[...ids]}::text[])`;
}
