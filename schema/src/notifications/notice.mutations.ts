import { builder } from '../builder.ts';
import { Inbox } from './notice.types.ts';
import { MARK_NOTICES_READ_PROBLEMS, markNoticesRead } from './mark-notices-read.ts';

const MarkNoticesReadInput = builder.inputType('MarkNoticesReadInput', {
  description: 'Which notices were read.',
  fields: (t) => ({
    noticeIds: t.idList({ description: 'These, 1 to 100; all that the inbox shows unless told.' }),
  }),
});

builder.mutationField('markNoticesRead', (t) =>
  t.field({
    type: Inbox,
    description: 'Marks notices of your inbox as read. One that is read already stays as it is.',
    authScopes: { signedIn: true },
    errors: {
      types: MARK_NOTICES_READ_PROBLEMS,
      dataField: { name: 'inbox', description: 'The inbox as it is now.' },
      result: { description: 'They are read.' },
      union: { description: 'The inbox, or why nothing was marked.' },
    },
    args: { input: t.arg({ type: MarkNoticesReadInput, required: true, description: 'Which ones.' }) },
    resolve: (_root, { input }, ctx) => markNoticesRead(ctx, input),
  }),
);
