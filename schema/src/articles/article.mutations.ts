import { builder } from '../builder.ts';
import { Locale } from '../localized.ts';
import { PlanCode, RequestTypeCode } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { APPROVE_ARTICLE_PROBLEMS, approveArticle } from './approve-article.ts';
import { ARCHIVE_ARTICLE_PROBLEMS, archiveArticle } from './archive-article.ts';
import { DRAFT_ARTICLE_PROBLEMS, draftArticle } from './draft-article.ts';
import { FILE_ARTICLE_PROBLEMS, fileArticle } from './file-article.ts';
import { RATE_ARTICLE_PROBLEMS, rateArticle } from './rate-article.ts';
import { READ_ARTICLE_PROBLEMS, readArticle } from './read-article.ts';
import { RETURN_ARTICLE_PROBLEMS, returnArticle } from './return-article.ts';
import { REVISE_ARTICLE_PROBLEMS, reviseArticle } from './revise-article.ts';
import { SUBMIT_ARTICLE_PROBLEMS, submitArticle } from './submit-article.ts';
import { Article } from './article.types.ts';

const ArticleTextInput = builder.inputType('ArticleTextInput', {
  description: 'What an article says in a language.',
  fields: (t) => ({
    locale: t.field({ type: Locale, required: true, description: 'The language.' }),
    title: t.string({ required: true, description: '1 to 200 characters.' }),
    summary: t.string({
      required: true,
      description: 'What it says in a sentence or two, 1 to 500 characters.',
    }),
    body: t.string({ required: true, description: 'All of it in Markdown, 1 to 50,000 characters.' }),
    slug: t.string({
      description:
        'Its name in addresses: `a-z`, `0-9` and single hyphens, at most 80 characters. The one that it has unless told; at first it is made of the title. Former names go on leading here.',
    }),
  }),
});

type Fields = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** Where an article belongs, and who reads it. */
function placeFields(t: Fields) {
  return {
    category: t.string({ required: true, description: 'The code of its category: see `articleCategories`.' }),
    requiredPlan: t.field({
      type: PlanCode,
      description:
        'From which plan on customers read it: `BASIC` is every customer; everybody, also without a token, unless told.',
    }),
    skus: t.stringList({ description: 'Codes of the services that it helps with, at most 20.' }),
    requestTypes: t.field({
      type: [RequestTypeCode],
      description: 'The types of requests that it helps with, at most 20.',
    }),
  };
}

const DraftArticleInput = builder.inputType('DraftArticleInput', {
  description: 'A new article.',
  fields: (t) => ({
    ...placeFields(t),
    texts: t.field({
      type: [ArticleTextInput],
      required: true,
      description: 'What it says, in one language or both.',
    }),
  }),
});

builder.mutationField('draftArticle', (t) =>
  t.prismaField({
    type: Article,
    description: 'Begins an article: a draft, which staff alone see. Staff only. Event: `article.drafted`.',
    authScopes: { staff: true },
    errors: {
      types: DRAFT_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article.' },
      result: { description: 'It is begun.' },
      union: { description: 'The article, or why it was not begun.' },
    },
    args: { input: t.arg({ type: DraftArticleInput, required: true, description: 'The article.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await draftArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReviseArticleInput = builder.inputType('ReviseArticleInput', {
  description: 'What the next version says.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
    texts: t.field({
      type: [ArticleTextInput],
      required: true,
      description: 'All that it says, in one language or both: what is left out goes.',
    }),
  }),
});

builder.mutationField('reviseArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Writes what the next version says: a new draft, or the one that there is. Readers go on with what is published. Staff only. Event: `article.revised`.',
    authScopes: { staff: true },
    errors: {
      types: REVISE_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article as it is now.' },
      result: { description: 'It is written.' },
      union: { description: 'The article, or why nothing was written.' },
    },
    args: { input: t.arg({ type: ReviseArticleInput, required: true, description: 'What it says.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await reviseArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const SubmitArticleInput = builder.inputType('SubmitArticleInput', {
  description: 'Which article.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
  }),
});

builder.mutationField('submitArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Asks for the review of a draft, which nobody changes meanwhile. Staff only. Event: `article.submitted`.',
    authScopes: { staff: true },
    errors: {
      types: SUBMIT_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article as it is now.' },
      result: { description: 'It is in review.' },
      union: { description: 'The article, or why it is not in review.' },
    },
    args: { input: t.arg({ type: SubmitArticleInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await submitArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReturnArticleInput = builder.inputType('ReturnArticleInput', {
  description: 'What goes back, and why.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
    reason: t.string({ required: true, description: 'What is to be done, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('returnArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Gives a version that is in review, or scheduled, back to its authors as a draft. Staff only. Event: `article.returned`.',
    authScopes: { staff: true },
    errors: {
      types: RETURN_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article as it is now.' },
      result: { description: 'It is a draft again.' },
      union: { description: 'The article, or why it was not given back.' },
    },
    args: { input: t.arg({ type: ReturnArticleInput, required: true, description: 'Which one, and why.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await returnArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ApproveArticleInput = builder.inputType('ApproveArticleInput', {
  description: 'What is approved.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
    publishAt: t.field({ type: 'DateTime', description: 'When to publish it; at once unless told.' }),
  }),
});

builder.mutationField('approveArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Approves a version that is in review and publishes it, at once or at a time to come: somebody who wrote nothing of it does. What was archived is there again. Staff only. Events: `article.approved`, `article.published`.',
    authScopes: { staff: true },
    errors: {
      types: APPROVE_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article as it is now.' },
      result: { description: 'It is approved.' },
      union: { description: 'The article, or why it was not approved.' },
    },
    args: {
      input: t.arg({ type: ApproveArticleInput, required: true, description: 'Which one, and when.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await approveArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const FileArticleInput = builder.inputType('FileArticleInput', {
  description: 'Where an article belongs.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
    ...placeFields(t),
  }),
});

builder.mutationField('fileArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Says anew where an article belongs and who reads it, at once and for all versions. Staff only. Event: `article.filed`.',
    authScopes: { staff: true },
    errors: {
      types: FILE_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article as it is now.' },
      result: { description: 'It is filed.' },
      union: { description: 'The article, or why nothing changed.' },
    },
    args: { input: t.arg({ type: FileArticleInput, required: true, description: 'Where it belongs.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await fileArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ArchiveArticleInput = builder.inputType('ArchiveArticleInput', {
  description: 'What readers no longer need.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
    successorId: t.id({
      description: 'A published article that links lead to instead; nowhere unless told.',
    }),
  }),
});

builder.mutationField('archiveArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Takes an article from readers; links to it lead to its successor. Publishing a version brings it back. Staff only. Event: `article.archived`.',
    authScopes: { staff: true },
    errors: {
      types: ARCHIVE_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article as it is now.' },
      result: { description: 'It is archived.' },
      union: { description: 'The article, or why it stays.' },
    },
    args: { input: t.arg({ type: ArchiveArticleInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await archiveArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ReadArticleInput = builder.inputType('ReadArticleInput', {
  description: 'What you read.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
    draft: t.string({
      description:
        'A code of your choice for the ticket that you are writing: 1 to 64 of `A-Za-z0-9_-`, anew for each.',
    }),
  }),
});

builder.mutationField('readArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Says that you read an article, perhaps while writing a ticket: see `ArticleEffect`. For people of customers, who count once a day. No event tells what somebody reads.',
    authScopes: { signedIn: true },
    errors: {
      types: READ_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article.' },
      result: { description: 'It is counted.' },
      union: { description: 'The article, or why nothing was counted.' },
    },
    args: { input: t.arg({ type: ReadArticleInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await readArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RateArticleInput = builder.inputType('RateArticleInput', {
  description: 'Whether it helped.',
  fields: (t) => ({
    articleId: t.id({ required: true, description: 'Starts with `art_`.' }),
    isHelpful: t.boolean({ required: true, description: 'Whether it helped.' }),
    comment: t.string({ description: 'What you would say to its authors, 1 to 2,000 characters.' }),
    draft: t.string({
      description: 'The code of the ticket that you were writing, as `readArticle` was told it.',
    }),
  }),
});

builder.mutationField('rateArticle', (t) =>
  t.prismaField({
    type: Article,
    description:
      'Says whether an article helped, once for each version: said again, it replaces what you said. With `draft`, also that the ticket is not needed any more. For people of customers. Event: `article.rated`.',
    authScopes: { signedIn: true },
    errors: {
      types: RATE_ARTICLE_PROBLEMS,
      dataField: { name: 'article', description: 'The article.' },
      result: { description: 'It is recorded.' },
      union: { description: 'The article, or why nothing was recorded.' },
    },
    args: { input: t.arg({ type: RateArticleInput, required: true, description: 'What you say.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await rateArticle(ctx, input);
      return ctx.db.article.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
