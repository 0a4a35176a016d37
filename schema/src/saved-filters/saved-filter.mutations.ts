import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { TicketFilter, TicketOrder } from '../tickets/ticket-filter.types.ts';
import { CHANGE_SAVED_FILTER_PROBLEMS, changeSavedFilter } from './change-saved-filter.ts';
import { CREATE_SAVED_FILTER_PROBLEMS, createSavedFilter } from './create-saved-filter.ts';
import { DELETE_SAVED_FILTER_PROBLEMS, deleteSavedFilter } from './delete-saved-filter.ts';
import { SavedFilter } from './saved-filter.types.ts';

const CreateSavedFilterInput = builder.inputType('CreateSavedFilterInput', {
  description: 'A filter to keep.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'What to call it, 1 to 100 characters; unique among yours.',
    }),
    filter: t.field({ type: TicketFilter, required: true, description: 'Which tickets it finds.' }),
    orderBy: t.field({
      type: TicketOrder,
      required: true,
      defaultValue: 'NEWEST_FIRST',
      description: 'In which order.',
    }),
    teamId: t.id({ description: 'Staff only: a team of yours to share it with; managers name any.' }),
  }),
});

builder.mutationField('createSavedFilter', (t) =>
  t.prismaField({
    type: SavedFilter,
    description: 'Keeps a filter under a name, for yourself or, for staff, for a team too. Up to 100 each.',
    authScopes: { signedIn: true },
    errors: {
      types: CREATE_SAVED_FILTER_PROBLEMS,
      dataField: { name: 'savedFilter', description: 'The filter as it is kept.' },
      result: { description: 'The filter was kept.' },
      union: { description: 'The filter, or why it was not kept.' },
    },
    args: { input: t.arg({ type: CreateSavedFilterInput, required: true, description: 'What to do.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await createSavedFilter(ctx, input);
      return ctx.db.savedFilter.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ChangeSavedFilterInput = builder.inputType('ChangeSavedFilterInput', {
  description: 'What a saved filter is from now on; what is left out stays as it was.',
  fields: (t) => ({
    savedFilterId: t.id({
      required: true,
      description: 'The filter: your own, or for managers a shared one.',
    }),
    name: t.string({ description: 'What to call it, 1 to 100 characters.' }),
    filter: t.field({ type: TicketFilter, description: 'Which tickets it finds.' }),
    orderBy: t.field({ type: TicketOrder, description: 'In which order.' }),
    teamId: t.id({ description: 'The team that it is shared with; nobody when null.' }),
  }),
});

builder.mutationField('changeSavedFilter', (t) =>
  t.prismaField({
    type: SavedFilter,
    description: 'Renames a saved filter, changes what it finds, or with whom it is shared.',
    authScopes: { signedIn: true },
    errors: {
      types: CHANGE_SAVED_FILTER_PROBLEMS,
      dataField: { name: 'savedFilter', description: 'The filter as it is now.' },
      result: { description: 'The filter was changed.' },
      union: { description: 'The filter, or why it stays as it was.' },
    },
    args: { input: t.arg({ type: ChangeSavedFilterInput, required: true, description: 'What to do.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await changeSavedFilter(ctx, input);
      return ctx.db.savedFilter.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const DeleteSavedFilterInput = builder.inputType('DeleteSavedFilterInput', {
  description: 'Which saved filter to forget.',
  fields: (t) => ({
    savedFilterId: t.id({
      required: true,
      description: 'The filter: your own, or for managers a shared one.',
    }),
  }),
});

builder.mutationField('deleteSavedFilter', (t) =>
  t.field({
    type: 'ID',
    description: 'Forgets a saved filter, for everybody it was shared with.',
    authScopes: { signedIn: true },
    errors: {
      types: DELETE_SAVED_FILTER_PROBLEMS,
      dataField: { name: 'savedFilterId', description: 'The filter that is no more.' },
      result: { description: 'The filter was deleted.' },
      union: { description: 'Which filter is no more, or why it stays.' },
    },
    args: { input: t.arg({ type: DeleteSavedFilterInput, required: true, description: 'What to do.' }) },
    resolve: async (_root, { input }, ctx) => (await deleteSavedFilter(ctx, input)).id,
  }),
);
