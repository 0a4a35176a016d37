import { builder } from '../builder.ts';
import { ArticleCategory } from './article.types.ts';
import { REMOVE_ARTICLE_CATEGORY_PROBLEMS, removeArticleCategory } from './remove-article-category.ts';
import { SET_ARTICLE_CATEGORY_PROBLEMS, setArticleCategory } from './set-article-category.ts';

const SetArticleCategoryInput = builder.inputType('SetArticleCategoryInput', {
  description: 'A category of articles, as it shall be.',
  fields: (t) => ({
    code: t.string({
      required: true,
      description:
        'Names it for programs: a capital letter, then `A-Z`, `0-9` and `_`, at most 40. A new code adds a category.',
    }),
    nameFr: t.string({ required: true, description: 'The category in French, 1 to 80 characters.' }),
    nameEn: t.string({ required: true, description: 'The category in English, 1 to 80 characters.' }),
    parent: t.string({
      description: 'The code of the category above it; of the upper level unless told. There are two levels.',
    }),
    position: t.int({
      description:
        'Its place among those beside it, from 1; the others make room. Where it stands unless told, a new one last.',
    }),
  }),
});

builder.mutationField('setArticleCategory', (t) =>
  t.prismaField({
    type: ArticleCategory,
    description:
      'Adds a category of the knowledge base, or says anew what it is called and where it stands (S37). Managers only. Event: `article.category_set`.',
    authScopes: { manager: true },
    errors: {
      types: SET_ARTICLE_CATEGORY_PROBLEMS,
      dataField: { name: 'category', description: 'The category as it is now.' },
      result: { description: 'It is set.' },
      union: { description: 'The category, or why it stays as it was.' },
    },
    args: {
      input: t.arg({ type: SetArticleCategoryInput, required: true, description: 'The category.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { code } = await setArticleCategory(ctx, input);
      return ctx.db.articleCategory.findUniqueOrThrow({ ...query, where: { code } });
    },
  }),
);

const RemovedArticleCategory = builder
  .objectRef<{ code: string; moved: number }>('RemovedArticleCategory')
  .implement({
    description: 'A category of articles that there was.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Its code; another category may have it from now on.' }),
      moved: t.exposeInt('moved', { description: 'How many articles went to the other category.' }),
    }),
  });

const RemoveArticleCategoryInput = builder.inputType('RemoveArticleCategoryInput', {
  description: 'Which category goes, and where its articles go.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'The category.' }),
    moveTo: t.string({
      description: 'The code of the category to which its articles go; needed only where there are any.',
    }),
  }),
});

builder.mutationField('removeArticleCategory', (t) =>
  t.field({
    type: RemovedArticleCategory,
    description:
      'Removes a category of the knowledge base; no article goes with it (S37). Managers only. Event: `article.category_removed`.',
    authScopes: { manager: true },
    errors: {
      types: REMOVE_ARTICLE_CATEGORY_PROBLEMS,
      dataField: { name: 'removed', description: 'What was removed.' },
      result: { description: 'It is removed.' },
      union: { description: 'What was removed, or why it stays.' },
    },
    args: { input: t.arg({ type: RemoveArticleCategoryInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => removeArticleCategory(ctx, input),
  }),
);
