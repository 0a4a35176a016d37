import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { ASSIGN_TAM_PROBLEMS, assignTam } from './assign-tam.ts';
import { END_TAM_PROBLEMS, endTam } from './end-tam.ts';

const AssignTamInput = builder.inputType('AssignTamInput', {
  description: 'Who becomes an account’s Technical Account Manager.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account; on Premium at the start.' }),
    tamId: t.id({ required: true, description: 'The member of staff; with the role of a TAM.' }),
    backupId: t.id({ description: 'Who stands in while the TAM is absent: another TAM.' }),
    experienceSince: t.field({
      type: 'LocalDate',
      required: true,
      description: 'Since when the TAM has done such work; shown to the customer (S66).',
    }),
    qualification: t.string({ description: 'What the TAM is qualified by, 1 to 200 characters.' }),
    startsAt: t.field({ type: 'DateTime', description: 'From when; now unless told, never in the past.' }),
    endsAt: t.field({ type: 'DateTime', description: 'Until when, exclusive; open unless told.' }),
  }),
});

builder.mutationField('assignTam', (t) =>
  t.prismaField({
    type: Account,
    description:
      'Names an account’s Technical Account Manager from an instant on; the one until then ends there. Premium only (S66). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: ASSIGN_TAM_PROBLEMS,
      dataField: { name: 'account', description: 'The account as it is now.' },
      result: { description: 'The TAM was named.' },
      union: { description: 'The account, or why nobody was named.' },
    },
    args: { input: t.arg({ type: AssignTamInput, required: true, description: 'Who.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { accountId: id } = await assignTam(ctx, input);
      return ctx.db.account.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const EndTamInput = builder.inputType('EndTamInput', {
  description: 'Which assignment ends.',
  fields: (t) => ({
    assignmentId: t.id({ required: true, description: 'The assignment; starts with `tam_`.' }),
  }),
});

builder.mutationField('endTam', (t) =>
  t.prismaField({
    type: Account,
    description:
      'Ends a TAM’s assignment now, or takes back one that has not begun; what was stays in the history. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: END_TAM_PROBLEMS,
      dataField: { name: 'account', description: 'The account as it is now.' },
      result: { description: 'The assignment ended.' },
      union: { description: 'The account, or why nothing ended.' },
    },
    args: { input: t.arg({ type: EndTamInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { accountId: id } = await endTam(ctx, input);
      return ctx.db.account.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
