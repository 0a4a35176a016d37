import type { Prisma } from '@tierline/prisma/database';
import { forbidden, isVendorStaff, STAFF } from '../access.ts';
import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Locale, localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import {
  ArticleStateProblem,
  openVersion,
  OwnArticleProblem,
  textIn,
  type ArticleVersionState,
  type Language,
} from './article.rules.ts';
import { readableArticles } from './reader.ts';

const ArticleVersionStateType = builder.enumType('ArticleVersionState', {
  description: 'Where a version of an article stands on its way to readers.',
  values: {
    DRAFT: { description: 'It is being written.' },
    IN_REVIEW: { description: 'Somebody who did not write it is to approve it.' },
    SCHEDULED: { description: 'It is approved, and is published by itself when its time comes.' },
    PUBLISHED: { description: 'It is what readers read.' },
    SUPERSEDED: { description: 'A later version was published.' },
  } satisfies Record<ArticleVersionState, { description: string }>,
});

interface Text {
  versionId: string;
  locale: Language;
  slug: string;
  title: string;
  summary: string;
  isFallback: boolean;
}

const ArticleText = builder.objectRef<Text>('ArticleText').implement({
  description: 'What an article says in a language.',
  fields: (t) => ({
    locale: t.expose('locale', { type: Locale, description: 'The language in which it is.' }),
    isFallback: t.exposeBoolean('isFallback', {
      description: 'True where the article is not there in the language asked for.',
    }),
    slug: t.exposeString('slug', {
      description: 'Its name in addresses. Former names lead to the article for ever: see `articleBySlug`.',
    }),
    title: t.exposeString('title', { description: 'Its title.' }),
    summary: t.exposeString('summary', { description: 'What it says, in a sentence or two.' }),
    body: t.string({
      description: 'All of it, in Markdown. HTML in it is text: escape it.',
      resolve: async ({ versionId, locale }, _args, { db }) => {
        const text = await db.articleText.findUniqueOrThrow({
          where: { versionId_locale: { versionId, locale } },
          select: { body: true },
        });
        return text.body;
      },
    }),
  }),
});

const TEXTS = {
  texts: { select: { versionId: true, locale: true, slug: true, title: true, summary: true } },
} as const;

export const ArticleCategory = builder.prismaObject('ArticleCategory', {
  description: 'What articles are about (S37).',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names it; never changes with the language.' }),
    name: t.string({
      description: 'The category in words.',
      args: localeArg(),
      resolve: ({ nameFr, nameEn }, { locale }, ctx) => localized({ fr: nameFr, en: nameEn }, locale, ctx),
    }),
    children: t.relation('children', {
      description: 'Those below it, in order; one of the lower level has none.',
      query: { orderBy: { position: 'asc' } },
    }),
  }),
});

const ArticleVersion = builder.prismaObject('ArticleVersion', {
  description: 'What an article says from when it is published until the next version is.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `arv_`.' }),
    number: t.exposeInt('number', { description: 'From 1.' }),
    state: t.expose('state', { type: ArticleVersionStateType, description: 'Where it stands.' }),
    text: t.field({
      type: ArticleText,
      description: 'What it says.',
      args: localeArg(),
      select: TEXTS,
      resolve: ({ texts }, { locale }, ctx) => textIn(texts, locale ?? ctx.locale),
    }),
    locales: t.field({
      type: [Locale],
      description: 'In which languages it is.',
      select: TEXTS,
      resolve: ({ texts }) => texts.map(({ locale }) => locale).toSorted(),
    }),
    authors: t.field({
      type: [StaffMember],
      description: 'Everybody who wrote on it, by name: none of them approves it.',
      resolve: ({ authorIds }, _args, { db }) =>
        db.staffMember.findMany({
          where: { id: { in: authorIds } },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        }),
    }),
    reviewer: t.relation('reviewer', {
      nullable: true,
      description: 'Who approved it, or gave it back last; null until somebody did.',
    }),
    returnReason: t.exposeString('returnReason', {
      nullable: true,
      description: 'Why it was given back to its authors; null unless it was.',
    }),
    writtenAt: t.expose('writtenAt', { type: 'DateTime', description: 'When it was written on last.' }),
    publishAt: t.expose('publishAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is to be published; null until it is approved.',
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was published; null until it is.',
    }),
    supersededAt: t.expose('supersededAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next version was published; null until then.',
    }),
  }),
});

export const Article = builder.prismaObject('Article', {
  description:
    'Something that the vendor knows and tells: an entry of the knowledge base (S37). What you may not read looks absent.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `art_`.' }),
    category: t.relation('category', { description: 'What it is about.' }),
    requiredPlan: t.expose('planCode', {
      type: PlanCode,
      nullable: true,
      description:
        'From which plan on customers read it; null for everybody, also without a token. `BASIC` is every customer.',
    }),
    skus: t.exposeStringList('skus', { description: 'Codes of the services that it helps with.' }),
    requestTypes: t.exposeStringList('requestTypes', {
      description: 'Codes of the request types that it helps with.',
    }),
    text: t.field({
      type: ArticleText,
      description:
        'What it says: the published version, or the latest one while none is. In the language asked for, else in English, else in the one that there is.',
      args: localeArg(),
      select: {
        publishedVersion: { select: TEXTS },
        versions: { select: TEXTS, orderBy: { number: 'desc' }, take: 1 },
      },
      resolve: ({ publishedVersion, versions }, { locale }, ctx) =>
        textIn((publishedVersion ?? versions[0]!).texts, locale ?? ctx.locale),
    }),
    publishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When what it says was published; null while nothing is.',
      select: { publishedVersion: { select: { publishedAt: true } } },
      resolve: ({ publishedVersion }) => publishedVersion?.publishedAt ?? null,
    }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken from readers; null unless it was.',
    }),
    successor: t.relation('successor', {
      nullable: true,
      authScopes: { vendorStaff: true },
      description: 'Where links to an archived one lead; null for nowhere. Staff only.',
    }),
    nextVersion: t.field({
      type: ArticleVersion,
      nullable: true,
      authScopes: { vendorStaff: true },
      description: 'The version that is being written, reviewed or is scheduled; null for none. Staff only.',
      select: (_args, _ctx, nested) => ({
        versions: nested({ orderBy: { number: 'desc' }, take: 1 }),
      }),
      resolve: ({ versions }) => openVersion(versions) ?? null,
    }),
    isHelpful: t.boolean({
      nullable: true,
      description: 'What you said of the published version; null where you said nothing.',
      resolve: async ({ publishedVersionId: versionId }, _args, { actor, db }) => {
        if (actor.kind !== 'contact' || versionId === null) return null;
        const contactId_versionId = { contactId: actor.id, versionId };
        return (await db.articleFeedback.findUnique({ where: { contactId_versionId } }))?.isHelpful ?? null;
      },
    }),
  }),
});

builder.prismaObjectField(Article, 'versions', (t) =>
  t.connection({
    type: ArticleVersion,
    description: 'All its versions, the latest first. Staff only.',
    authScopes: { vendorStaff: true },
    resolve: ({ id: articleId }, args, ctx, info) =>
      keysetPage<Prisma.ArticleVersionGetPayload<object>>(
        args,
        [['number', 'desc', 'integer']],
        { articleId },
        (page) => ctx.db.articleVersion.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.articleVersion.count({ where: { articleId } }),
      ),
  }),
);

builder.queryField('articleCategories', (t) =>
  t.prismaField({
    type: [ArticleCategory],
    description: 'What articles are about: the upper level, each with those below it. Open to everybody.',
    resolve: (query, _root, _args, { db }) =>
      db.articleCategory.findMany({ ...query, where: { parentCode: null }, orderBy: { position: 'asc' } }),
  }),
);

builder.queryField('article', (t) =>
  t.prismaField({
    type: Article,
    nullable: true,
    description:
      'An article by its id; null where there is none for you. Staff see drafts and archived ones too. Open to everybody, as far as they may read it (S37).',
    args: { id: t.arg.id({ required: true, description: 'Starts with `art_`.' }) },
    resolve: async (query, _root, { id }, ctx) => {
      const seen = isVendorStaff(ctx.actor) ? {} : await readableArticles(ctx.db, ctx);
      return ctx.db.article.findFirst({ ...query, where: { AND: [{ id }, seen] } });
    },
  }),
);

builder.queryField('articleBySlug', (t) =>
  t.prismaField({
    type: Article,
    nullable: true,
    description:
      'The article that an address names: by any name that it ever had in any language, and the successor of one that was archived, so that no link dies. Where `text.slug` differs, send the reader there. Null where there is none for you. Open to everybody, as far as they may read it (S37).',
    args: {
      slug: t.arg.string({ required: true, description: 'As the address has it.' }),
      locale: t.arg({
        type: Locale,
        description: 'In which language the name is, where both languages may know it; yours unless told.',
      }),
    },
    resolve: async (query, _root, { slug, locale }, ctx) => {
      const names = await ctx.db.articleSlug.findMany({ where: { slug }, include: { article: true } });
      const name = names.find((one) => one.locale === (locale ?? ctx.locale)) ?? names[0];
      if (!name) return null;
      const { article } = name;
      const id = article.archivedAt && article.successorId ? article.successorId : article.id;
      return ctx.db.article.findFirst({
        ...query,
        where: { AND: [{ id }, await readableArticles(ctx.db, ctx)] },
      });
    },
  }),
);

builder.queryField('articles', (t) =>
  t.connection({
    type: Article,
    description:
      'Articles that you may read, the newest first. Open to everybody, as far as they may read them (S37).',
    args: {
      category: t.arg.string({
        description: 'Only those of the category of that code, and of those below it; all unless told.',
      }),
      states: t.arg({
        type: [ArticleVersionStateType],
        description:
          'Staff only: all articles with a version that stands at one of these, drafts and archived ones too.',
      }),
    },
    resolve: async (_root, { category, states, ...args }, ctx, info) => {
      if (states && !isVendorStaff(ctx.actor)) throw forbidden(STAFF);
      const seen: Prisma.ArticleWhereInput = {
        AND: [
          states ? { versions: { some: { state: { in: states } } } } : await readableArticles(ctx.db, ctx),
        ],
        ...(category != null && {
          category: { OR: [{ code: category }, { parentCode: category }] },
        }),
      };
      return keysetPage<Prisma.ArticleGetPayload<object>>(
        args,
        [
          ['createdAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        { AND: [seen] },
        (page) => ctx.db.article.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.article.count({ where: seen }),
      );
    },
  }),
);

builder.objectType(ArticleStateProblem, {
  name: 'ArticleStateProblem',
  description: 'No version of the article stands where this can be done.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', {
      type: ArticleVersionStateType,
      nullable: true,
      description: 'Where the version that is not published stands; null where there is none.',
    }),
  }),
});

builder.objectType(OwnArticleProblem, {
  name: 'OwnArticleProblem',
  description: 'You wrote on this version: somebody else must approve it.',
  interfaces: [ProblemInterface],
});
