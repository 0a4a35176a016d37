import { Prisma } from '@tierline/prisma/database';
import { queryFromInfo } from '@pothos/plugin-prisma';
import { builder } from '../builder.ts';
import { sqlPage } from '../sql-paging.ts';
import { checkSearchText } from '../input.ts';
import {
  BETWEEN,
  HEADLINE,
  partsOf,
  SearchExcerpt,
  type ExcerptPart,
} from '../tickets/ticket-search.types.ts';
import { ForumPost } from './forum.types.ts';

interface Hit {
  id: string;
  post: typeof ForumPost.$inferType;
  excerpt: ExcerptPart[];
}

const ForumHit = builder.objectRef<Hit>('ForumHit').implement({
  description: 'A post that was found, and where.',
  fields: (t) => ({
    post: t.field({ type: ForumPost, description: 'The post.', resolve: ({ post }) => post }),
    excerpt: t.field({
      type: SearchExcerpt,
      description: 'The passage that says most of it.',
      resolve: ({ excerpt }) => excerpt,
    }),
  }),
});

builder.queryField('searchForum', (t) =>
  t.connection({
    type: ForumHit,
    description:
      'Posts with these words in them, or in the title of the topic that they started, the best first: in French and English, as in `searchTickets`. Held, hidden and withdrawn posts are not found. For every plan (S38).',
    authScopes: { signedIn: true },
    args: {
      text: t.arg.string({ required: true, description: 'What to search for, 1 to 500 characters.' }),
      category: t.arg.string({ description: 'Only in the category of that code; everywhere unless told.' }),
    },
    extensions: { cost: 5 },
    resolve: (_root, { text, category, ...args }, ctx, info) => {
      const { db } = ctx;
      checkSearchText(text);
      return sqlPage<Hit>(
        db,
        args,
        {
          direction: 'desc',
          keys: [
            { kind: 'integer', sql: Prisma.sql`(ts_rank(p."words", q.query) * 1000000)::int` },
            { kind: 'instant', sql: Prisma.sql`p."postedAt"` },
            { kind: 'text', sql: Prisma.sql`p."id"` },
          ],
        },
        {
          id: Prisma.sql`p."id"`,
          from: Prisma.sql`(select tierline_query(${text}) as query) q
            join "ForumPost" p on p."words" @@ q.query
            join "ForumTopic" t on t."id" = p."topicId"
            join "ForumPost" f on f."topicId" = t."id" and f."isQuestion"`,
          where: Prisma.sql`p."heldAt" is null and p."hiddenAt" is null and p."deletedAt" is null
            and f."heldAt" is null and f."hiddenAt" is null
            and ${category ?? null}::text is not distinct from
              case when ${category ?? null}::text is null then null else t."categoryCode" end`,
        },
        async (ids) => {
          if (ids.length === 0) return [];
          const paths = [
            ['nodes', 'post'],
            ['edges', 'node', 'post'],
          ];
          const query: object = queryFromInfo({ context: ctx, info, paths, typeName: 'ForumPost' });
          const posts = await db.forumPost.findMany({ ...query, where: { id: { in: ids } } });
          const excerpts = await db.$queryRaw<{ id: string; excerpt: string }[]>`
            select p."id", translate(ts_headline(
              case when to_tsvector('tierline_en', tierline_spaced(p."body")) @@ q.english
                then 'tierline_en'::regconfig else 'tierline_fr'::regconfig end,
              tierline_spaced(p."body"), q.words, ${HEADLINE}), ${BETWEEN}, '') as excerpt
            from "ForumPost" p
            cross join (select tierline_query(${text}) || tierline_query(tierline_spaced(${text})) as words,
              websearch_to_tsquery('tierline_en', tierline_spaced(${text})) as english) q
            where p."id" = any (${ids}::text[])`;
          const byId = new Map(excerpts.map(({ id, excerpt }) => [id, partsOf(excerpt)]));
          return posts.map((post) => ({ id: post.id, post, excerpt: byId.get(post.id) ?? [] }));
        },
      );
    },
  }),
);
