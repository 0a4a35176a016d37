import { builder } from '../builder.ts';
import { ForumActType, ForumLimit } from './forum-desk.types.ts';
import { ForumCategory } from './forum.types.ts';
import { REMOVE_FORUM_CATEGORY_PROBLEMS, removeForumCategory } from './remove-forum-category.ts';
import { SET_FORUM_CATEGORY_PROBLEMS, setForumCategory } from './set-forum-category.ts';
import { SET_FORUM_LIMIT_PROBLEMS, setForumLimit } from './set-forum-limit.ts';

const SetForumCategoryInput = builder.inputType('SetForumCategoryInput', {
  description: 'A category of the forum, as it shall be.',
  fields: (t) => ({
    code: t.string({
      required: true,
      description:
        'Names it for programs: a capital letter, then `A-Z`, `0-9` and `_`, at most 40. A new code adds a category.',
    }),
    nameFr: t.string({ required: true, description: 'The category in French, 1 to 80 characters.' }),
    nameEn: t.string({ required: true, description: 'The category in English, 1 to 80 characters.' }),
    position: t.int({
      description: 'Its place, from 1; the others make room. Where it stands unless told, a new one last.',
    }),
  }),
});

builder.mutationField('setForumCategory', (t) =>
  t.prismaField({
    type: ForumCategory,
    description:
      'Adds a category of the forum, or says anew what it is called and where it stands (S38). Managers only. Event: `forum.category_set`.',
    authScopes: { manager: true },
    errors: {
      types: SET_FORUM_CATEGORY_PROBLEMS,
      dataField: { name: 'category', description: 'The category as it is now.' },
      result: { description: 'It is set.' },
      union: { description: 'The category, or why it stays as it was.' },
    },
    args: { input: t.arg({ type: SetForumCategoryInput, required: true, description: 'The category.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { code } = await setForumCategory(ctx, input);
      return ctx.db.forumCategory.findUniqueOrThrow({ ...query, where: { code } });
    },
  }),
);

const RemovedForumCategory = builder
  .objectRef<{ code: string; moved: number }>('RemovedForumCategory')
  .implement({
    description: 'A category of the forum that there was.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Its code; another category may have it from now on.' }),
      moved: t.exposeInt('moved', { description: 'How many topics went to the other category.' }),
    }),
  });

const RemoveForumCategoryInput = builder.inputType('RemoveForumCategoryInput', {
  description: 'Which category goes, and where its topics go.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'The category.' }),
    moveTo: t.string({
      description: 'The code of the category to which its topics go; needed only where there are any.',
    }),
  }),
});

builder.mutationField('removeForumCategory', (t) =>
  t.field({
    type: RemovedForumCategory,
    description:
      'Removes a category of the forum; no topic goes with it (S38). Managers only. Event: `forum.category_removed`.',
    authScopes: { manager: true },
    errors: {
      types: REMOVE_FORUM_CATEGORY_PROBLEMS,
      dataField: { name: 'removed', description: 'What was removed.' },
      result: { description: 'It is removed.' },
      union: { description: 'What was removed, or why it stays.' },
    },
    args: { input: t.arg({ type: RemoveForumCategoryInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, ctx) => removeForumCategory(ctx, input),
  }),
);

const SetForumLimitInput = builder.inputType('SetForumLimitInput', {
  description: 'How often people may do something.',
  fields: (t) => ({
    act: t.field({ type: ForumActType, required: true, description: 'What.' }),
    perHour: t.int({
      description: 'How often within any hour, 1 to 10,000; as often as they like unless told.',
    }),
  }),
});

builder.mutationField('setForumLimit', (t) =>
  t.field({
    type: ForumLimit,
    description:
      'Says how often people of customers may do something in the forum within an hour, from the next time on (S38). Managers only. Event: `forum.limit_set`.',
    authScopes: { manager: true },
    errors: {
      types: SET_FORUM_LIMIT_PROBLEMS,
      dataField: { name: 'limit', description: 'The limit as it is now.' },
      result: { description: 'It is set.' },
      union: { description: 'The limit, or why it stays as it was.' },
    },
    args: { input: t.arg({ type: SetForumLimitInput, required: true, description: 'The limit.' }) },
    resolve: (_root, { input }, ctx) => setForumLimit(ctx, input),
  }),
);
