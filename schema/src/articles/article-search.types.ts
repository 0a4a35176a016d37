import { Prisma } from '@tierline/prisma/database';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Locale } from '../localized.ts';
import { RequestTypeCode } from '../plans/plan.types.ts';
import { RequestError } from '../problem.ts';
import { sqlPage } from '../sql-paging.ts';
import { checkSearchText } from '../input.ts';
import {
  BETWEEN,
  HEADLINE,
  partsOf,
  SearchExcerpt,
  type ExcerptPart,
} from '../tickets/ticket-search.types.ts';
import { articlesLike, articlesWith, excerptsOfArticles, wordsToFind } from './article-search.ts';
import type { Language } from './article.rules.ts';
import { Article } from './article.types.ts';
import { plansOf } from './reader.ts';

interface Hit {
  id: string;
  article: typeof Article.$inferType;
  locale: Language;
  excerpt: ExcerptPart[];
}

const ArticleHit = builder.objectRef<Hit>('ArticleHit').implement({
  description: 'An article that was found, and where.',
  fields: (t) => ({
    article: t.field({ type: Article, description: 'The article.', resolve: ({ article }) => article }),
    locale: t.expose('locale', {
      type: Locale,
      description: 'In which language it was found: ask for its `text` in this one.',
    }),
    excerpt: t.field({
      type: SearchExcerpt,
      description: 'The passage that says most of it.',
      resolve: ({ excerpt }) => excerpt,
    }),
  }),
});

async function hitsOf(
  ctx: Context,
  info: GraphQLResolveInfo,
  paths: string[][],
  found: readonly { id: string; locale: Language }[],
  words: string,
): Promise<Hit[]> {
  const { db } = ctx;
  const query: object = queryFromInfo({ context: ctx, info, paths, typeName: 'Article' });
  const ids = found.map(({ id }) => id);
  const articles = await db.article.findMany({ ...query, where: { id: { in: ids } } });
  const byId = new Map(articles.map((article) => [article.id, article]));
  const excerpts = await excerptsOfArticles(db, found, words, { between: BETWEEN, headline: HEADLINE });
  return found.flatMap(({ id, locale }) => {
    const article = byId.get(id);
    return article ? [{ id, article, locale, excerpt: partsOf(excerpts.get(id) ?? '') }] : [];
  });
}

builder.queryField('searchArticles', (t) =>
  t.connection({
    type: ArticleHit,
    description:
      'Articles with these words, the best first: whatever is inflected, in French and English, with and without accents; `"a phrase"`, `or` and `-without` as in a search engine. Where nothing has them, mistyped words are put right. Open to everybody, as far as they may read (S37).',
    args: {
      text: t.arg.string({ required: true, description: 'What to search for, 1 to 500 characters.' }),
      locale: t.arg({
        type: Locale,
        description:
          'Which language to show first of an article that has the words in both; yours unless told.',
      }),
      category: t.arg.string({
        description: 'Only in the category of that code and those below it; everywhere unless told.',
      }),
    },
    extensions: { cost: 5 },
    resolve: async (_root, { text, locale, category, ...args }, ctx, info) => {
      checkSearchText(text);
      const language = locale ?? ctx.locale;
      const plans = await plansOf(ctx.db, ctx.actor, ctx.now);
      const words = await wordsToFind(ctx.db, text, plans);
      const found = articlesWith(words, language, plans, category);
      return sqlPage<Hit>(
        ctx.db,
        args,
        {
          direction: 'desc',
          keys: [
            { kind: 'integer', sql: Prisma.sql`s."rank"` },
            { kind: 'text', sql: Prisma.sql`s."id"` },
          ],
        },
        { id: Prisma.sql`s."id"`, from: Prisma.sql`${found} s`, where: Prisma.sql`true` },
        async (ids) => {
          if (ids.length === 0) return [];
          const rows = await ctx.db.$queryRaw<{ id: string; locale: Language }[]>`
            select s."id", s."locale" from ${found} s where s."id" = any (${ids}::text[])`;
          const paths = [
            ['nodes', 'article'],
            ['edges', 'node', 'article'],
          ];
          return hitsOf(ctx, info, paths, rows, words);
        },
      );
    },
  }),
);

builder.queryField('articleSuggestions', (t) =>
  t.field({
    type: [ArticleHit],
    description:
      'Articles that may answer a ticket that you are writing, the best first, at most ten (S37). Say with `readArticle` and `rateArticle` what became of them, under a name for the ticket that is being written: see `ArticleEffect`.',
    authScopes: { signedIn: true },
    args: {
      subject: t.arg.string({ required: true, description: 'Its subject so far, up to 500 characters.' }),
      description: t.arg.string({ description: 'What it says so far; the first 5,000 characters count.' }),
      sku: t.arg.string({ description: 'The code of the service: articles for it come first.' }),
      requestType: t.arg({ type: RequestTypeCode, description: 'Its type: articles for it come first.' }),
      limit: t.arg.int({ description: 'How many at most, 1 to 10; 5 unless told.' }),
    },
    extensions: { cost: 5 },
    resolve: async (_root, { subject, description, sku, requestType, limit }, ctx, info) => {
      const most = limit ?? 5;
      if (subject.length > 500 || most < 1 || most > 10) {
        throw new RequestError('BAD_USER_INPUT', {
          fr: 'Demandez de 1 à 10 articles, pour un sujet de 500 caractères au plus.',
          en: 'Ask for 1 to 10 articles, for a subject of 500 characters at most.',
        });
      }
      const text = [subject, description ?? ''].join('\n').replaceAll('\0', '');
      const plans = await plansOf(ctx.db, ctx.actor, ctx.now);
      const draft = { text, sku: sku ?? null, requestType: requestType ?? null };
      const found = await articlesLike(ctx.db, draft, ctx.locale, plans, most);
      return hitsOf(ctx, info, [['article']], found, text.slice(0, 500).replace(/["-]/g, ' '));
    },
  }),
);
