import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { CHOOSE_PLAN_PROBLEMS, choosePlan } from './choose-plan.ts';
import { PlanCode } from './plan.types.ts';

const ChoosePlanInput = builder.inputType('ChoosePlanInput', {
  description: 'A plan for an account.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account.' }),
    planCode: t.field({
      type: PlanCode,
      required: true,
      description: 'The plan. Basic purchases nothing: it ends what runs.',
    }),
    startsAt: t.field({
      type: 'DateTime',
      description:
        'From this instant; now unless told. Never in the past: what held does not change any more.',
    }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'Until this instant, exclusive; without an end unless told. Not with Basic.',
    }),
  }),
});

builder.mutationField('choosePlan', (t) =>
  t.prismaField({
    type: 'Account',
    description:
      'Puts an account on a plan from an instant without an order, for a pilot or as goodwill (S5). Not where a contract says which plan holds. The period that runs then ends there; one that starts at that very instant is replaced; after the end given, Basic stands (S19). Managers only. Event: `plan.chosen`.',
    authScopes: { manager: true },
    errors: {
      types: CHOOSE_PLAN_PROBLEMS,
      dataField: { name: 'account', description: 'The account as it is now.' },
      result: { description: 'It was done.' },
      union: { description: 'The account, or why nothing was done.' },
    },
    args: { input: t.arg({ type: ChoosePlanInput, required: true, description: 'Which plan, and when.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { accountId } = await choosePlan(ctx, input);
      return ctx.db.account.findUniqueOrThrow({ ...reread(query), where: { id: accountId } });
    },
  }),
);
