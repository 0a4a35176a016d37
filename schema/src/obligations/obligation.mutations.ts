import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { Obligation } from './obligation.types.ts';
import { WAIVE_OBLIGATION_PROBLEMS, waiveObligation } from './waive-obligation.ts';

const WaiveObligationInput = builder.inputType('WaiveObligationInput', {
  description: 'Which promise is given up, and why.',
  fields: (t) => ({
    obligationId: t.id({ required: true, description: 'Starts with `obl_`; due or overdue.' }),
    reason: t.string({ required: true, description: 'Why, for both sides to read: 1 to 500 characters.' }),
  }),
});

builder.mutationField('waiveObligation', (t) =>
  t.prismaField({
    type: Obligation,
    description:
      'Gives up what was promised (B7): the customer’s administrator renounces it, or a manager of the vendor decides so, of which the administrators are told.',
    authScopes: { signedIn: true },
    errors: {
      types: WAIVE_OBLIGATION_PROBLEMS,
      dataField: { name: 'obligation', description: 'The obligation as it is now.' },
      result: { description: 'It is waived.' },
      union: { description: 'The obligation, or why it was not waived.' },
    },
    args: { input: t.arg({ type: WaiveObligationInput, required: true, description: 'Which, and why.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await waiveObligation(ctx, input);
      return ctx.db.obligation.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
