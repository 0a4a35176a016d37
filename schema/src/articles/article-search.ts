import { Prisma, type PrismaClient } from '@tierline/prisma/database';
import type { Language } from './article.rules.ts';

type Db = Pick<PrismaClient, '$queryRaw'>;

/** The condition of `a` and `t`, an article and its published text in one language: what somebody on these plans reads. */
function readable(plans: readonly string[]): Prisma.Sql {
  return Prisma.sql`t."versionId" = a."publishedVersionId" and a."archivedAt" is null
    and (a."planCode" is null or a."planCode"::text = any (${[...plans]}::text[]))`;
}

/**
 * What is looked for: the words as they were sent, or, where no article that the reader may read has them, with each
 * mistyped one put right by the words that articles use.
 */
export async function wordsToFind(db: Db, text: string, plans: readonly string[]): Promise<string> {
  const [row] = await db.$queryRaw<[{ found: boolean; corrected: string }]>`
    select exists (select 1 from "ArticleText" t join "Article" a on ${readable(plans)}
      where t."words" @@ tierline_query(${text})) as found, tierline_corrected(${text}) as corrected`;
  return row.found ? text : row.corrected;
}

/** Articles with these words and how well they fit, each in the language asked for where that has them. */
export function articlesWith(
  words: string,
  language: Language,
  plans: readonly string[],
  category?: string | null,
) {
  const about =
    category == null
      ? Prisma.empty
      : Prisma.sql`and exists (select 1 from "ArticleCategory" c
          where c."code" = a."categoryCode" and ${category} in (c."code", c."parentCode"))`;
  return Prisma.sql`(
    select distinct on (a."id") a."id", t."locale", (ts_rank(t."words", q.query) * 1000000)::int as rank
    from (select tierline_query(${words}) as query) q
    join "ArticleText" t on t."words" @@ q.query
    join "Article" a on ${readable(plans)}
    where true ${about}
    order by a."id", t."locale"::text = ${language} desc, rank desc)`;
}

/**
 * The articles that a ticket that is being written is most like: by at least two of its words, small ones of either
 * language left out, or by its type and one; those for its type and service first.
 */
export async function articlesLike(
  db: Db,
  draft: { text: string; sku: string | null; requestType: string | null },
  language: Language,
  plans: readonly string[],
  limit: number,
): Promise<{ id: string; locale: Language }[]> {
  return db.$queryRaw`
    with words as (
      select distinct on (lower(w)) tierline_query(w) as query
      from regexp_split_to_table(left(${draft.text}, 5000), '[^[:alnum:]]+') w
      where length(w) > 2 and lower(w) <> 'les' -- which Postgres' list of small words lacks
        and numnode(websearch_to_tsquery('tierline_en', w)) > 0
        and numnode(websearch_to_tsquery('tierline_fr', w)) > 0
      limit 100
    ), q as (select string_agg('(' || query::text || ')', ' | ')::tsquery as query from words)
    select s."id", s."locale" from (
      select distinct on (a."id") a."id", t."locale",
        ts_rank(t."words", q.query)
          + case when ${draft.sku}::text = any (a."skus") then 0.2 else 0 end
          + case when ${draft.requestType}::text = any (a."requestTypes") then 0.4 else 0 end as rank
      from q
      join "ArticleText" t on t."words" @@ q.query
      join "Article" a on ${readable(plans)}
      where (select count(*) from words w where t."words" @@ w.query) >= 2
        or ${draft.requestType}::text = any (a."requestTypes")
      order by a."id", t."locale"::text = ${language} desc, rank desc
    ) s order by s.rank desc, s."id" limit ${limit}`;
}

/** Of each article the passage that says most of the words, with their marks, in the language given. */
export async function excerptsOfArticles(
  db: Db,
  found: readonly { id: string; locale: string }[],
  words: string,
  marks: { between: string; headline: string },
): Promise<Map<string, string>> {
  if (found.length === 0) return new Map();
  const ids = found.map(({ id }) => id);
  const locales = found.map(({ locale }) => locale);
  const rows = await db.$queryRaw<{ id: string; excerpt: string }[]>`
    select a."id", translate(ts_headline(
      case t."locale" when 'FR' then 'tierline_fr'::regconfig else 'tierline_en'::regconfig end,
      tierline_spaced(regexp_replace(t."summary" || E'\n' || t."body", '[#*_\x60|]+', '', 'g')), q.words, ${marks.headline}),
      ${marks.between}, '') as excerpt
    from unnest(${ids}::text[], ${locales}::text[]) f(id, locale)
    join "Article" a on a."id" = f.id
    join "ArticleText" t on t."versionId" = a."publishedVersionId" and t."locale"::text = f.locale
    cross join (select tierline_query(${words}) || tierline_query(tierline_spaced(${words})) as words) q`;
  return new Map(rows.map(({ id, excerpt }) => [id, excerpt]));
}
