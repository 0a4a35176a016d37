import { Prisma } from '@tierline/prisma/database';
import { builder } from '../builder.ts';
import { RequestError } from '../problem.ts';
import { sqlPage } from '../sql-paging.ts';
import { effects, effectsOf, type Effect } from './article-effect.ts';
import { Article } from './article.types.ts';

const ArticleEffect = builder.objectRef<Effect>('ArticleEffect').implement({
  description:
    'What an article did in a time. A ticket is saved where its writer said that the article helped, or read it while writing and then let a day pass, and made no request meanwhile: a ticket made within a day after all saves none, whatever was said. Each ticket that was being written counts once, for the article that helped, else for the one read last.',
  fields: (t) => ({
    article: t.prismaField({
      type: Article,
      description: 'The article.',
      resolve: (query, { id }, _args, { db }) => db.article.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    views: t.exposeInt('views', {
      description:
        'How often customers read it, each person once a day (UTC). Readers without a token are not counted.',
    }),
    readers: t.exposeInt('readers', { description: 'How many customers’ people read it.' }),
    helpful: t.exposeInt('helpful', {
      description: 'How many said that it helped, each person once for each version.',
    }),
    unhelpful: t.exposeInt('unhelpful', { description: 'How many said that it did not.' }),
    draftsRead: t.exposeInt('draftsRead', {
      description: 'How many tickets were being written when it was read, or helped.',
    }),
    ticketsSaved: t.exposeInt('ticketsSaved', { description: 'How many of them were saved.' }),
    draftsPending: t.exposeInt('draftsPending', {
      description: 'How many of them may yet be: the day is not over.',
    }),
  }),
});

const THIRTY_DAYS_MS = 30 * 86_400_000;

builder.queryField('articleEffects', (t) =>
  t.connection({
    type: ArticleEffect,
    description: 'What articles did, those first that saved most tickets. Staff only.',
    authScopes: { staff: true },
    args: {
      from: t.arg({ type: 'DateTime', description: 'From when on; thirty days before `to` unless told.' }),
      to: t.arg({ type: 'DateTime', description: 'Until when, excluded; now unless told.' }),
    },
    extensions: { cost: 5 },
    resolve: (_root, { from, to, ...args }, { db, now }) => {
      const table = effectsBetween(from, to, now);
      return sqlPage<Effect>(
        db,
        args,
        {
          direction: 'desc',
          keys: [
            { kind: 'integer', sql: Prisma.sql`e."ticketsSaved"` },
            { kind: 'integer', sql: Prisma.sql`e."views"` },
            { kind: 'text', sql: Prisma.sql`e."id"` },
          ],
        },
        { id: Prisma.sql`e."id"`, from: Prisma.sql`${table} e`, where: Prisma.sql`true` },
        (ids) => effectsOf(db, ids, table),
      );
    },
  }),
);

builder.queryField('articleEffect', (t) =>
  t.field({
    type: ArticleEffect,
    nullable: true,
    description: 'What an article did; null where there is none. Staff only.',
    authScopes: { staff: true },
    args: {
      articleId: t.arg.id({ required: true, description: 'Starts with `art_`.' }),
      from: t.arg({ type: 'DateTime', description: 'From when on; thirty days before `to` unless told.' }),
      to: t.arg({ type: 'DateTime', description: 'Until when, excluded; now unless told.' }),
    },
    extensions: { cost: 5 },
    resolve: async (_root, { articleId, from, to }, { db, now }) =>
      (await effectsOf(db, [articleId], effectsBetween(from, to, now)))[0] ?? null,
  }),
);

/** @throws RequestError BAD_USER_INPUT when the time is empty */
function effectsBetween(from: Date | null | undefined, to: Date | null | undefined, now: Date): Prisma.Sql {
  const end = to ?? new Date(now.getTime() + 1); // what happens now counts
  const start = from ?? new Date(end.getTime() - THIRTY_DAYS_MS);
  if (start < end) return effects(start, end, now);
  throw new RequestError('BAD_USER_INPUT', {
    fr: '`from` doit précéder `to`.',
    en: '`from` must be before `to`.',
  });
}
