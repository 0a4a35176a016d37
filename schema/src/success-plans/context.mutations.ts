import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { ContextTopicEnum } from './context.types.ts';
import { WRITE_ACCOUNT_CONTEXT_PROBLEMS, writeAccountContext } from './write-account-context.ts';

const ContextSectionInput = builder.inputType('ContextSectionInput', {
  description: 'What is known on a topic.',
  fields: (t) => ({
    topic: t.field({ type: ContextTopicEnum, required: true, description: 'On what.' }),
    text: t.string({ required: true, description: 'All that is known, 1 to 8,000 characters.' }),
    shared: t.boolean({ required: true, description: 'Whether the customer’s administrators read it too.' }),
    version: t.int({ description: 'The version that you read; none, or 0, for the first one.' }),
  }),
});

const WriteAccountContextInput = builder.inputType('WriteAccountContextInput', {
  description: 'What is known of an account.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account; on Premium.' }),
    sections: t.field({
      type: [ContextSectionInput],
      required: true,
      description: 'By topic, each once: 1 to 4. Topics that are not named stay as they are.',
    }),
  }),
});

builder.mutationField('writeAccountContext', (t) =>
  t.prismaField({
    type: Account,
    description:
      'Writes what the TAM knows of an account, as new versions (S76): all of it, or nothing where somebody else wrote meanwhile. Premium only. For TAMs and managers. Event: `account.context_written`.',
    authScopes: { staff: true },
    errors: {
      types: WRITE_ACCOUNT_CONTEXT_PROBLEMS,
      dataField: { name: 'account', description: 'The account with its context.' },
      result: { description: 'It is written.' },
      union: { description: 'The account, or why nothing was written.' },
    },
    args: {
      input: t.arg({ type: WriteAccountContextInput, required: true, description: 'What is known.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await writeAccountContext(ctx, input);
      return ctx.db.account.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
