import { Account } from '../accounts/account.types.ts';
import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import { ProblemInterface } from '../problem.types.ts';
import { inForce, planAt } from './plan-at.ts';
import { PlanPeriodOverlapProblem } from './plan-period.rules.ts';
import { Plan, PlanCode } from './plan.types.ts';

const PlanPeriod = builder.prismaObject('PlanPeriod', {
  description:
    'A purchased plan from one instant to another. Where none stands, the account is on Basic (S5, S19).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `per_`.' }),
    plan: t.expose('planCode', { type: PlanCode, description: 'The plan.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant, inclusive.' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until this instant, exclusive; null while no end is known.',
    }),
  }),
});

builder.prismaObjectFields(Account, (t) => ({
  plan: t.field({
    type: Plan,
    description: 'The plan that the account is on: exactly one at any instant (S5).',
    args: {
      at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told (B13).' }),
    },
    select: ({ at }, { now }) => ({
      planPeriods: { where: inForce(at ?? now), select: { planCode: true } },
    }),
    resolve: ({ planPeriods }, _args, { db }) =>
      db.plan.findUniqueOrThrow({ where: { code: planPeriods[0]?.planCode ?? 'BASIC' } }),
  }),
  planPeriods: t.relation('planPeriods', {
    query: { orderBy: { startsAt: 'asc' } },
    description: 'The plans purchased, past and agreed ones too, the earliest first.',
  }),
}));

builder.objectType(PlanPeriodOverlapProblem, {
  name: 'PlanPeriodOverlapProblem',
  description: 'Another plan is already agreed for part of the time: an account is on exactly one plan (S5).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    conflict: t.field({
      type: PlanPeriod,
      description:
        'The earliest period in the way. Let yours end by its start, or start with it to replace it.',
      resolve: ({ conflict }, _args, { db }) =>
        db.planPeriod.findUniqueOrThrow({ where: { id: conflict.id } }),
    }),
  }),
});

builder.queryField('planAt', (t) =>
  t.prismaField({
    type: Plan,
    description:
      'The plan that an account is or was on at an instant: exactly one at any (S5), Basic where none was purchased (S19). What was true stays true; an instant yet to come is answered by what is agreed now (B13).',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id({ required: true, description: 'The account.' }),
      at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told.' }),
    },
    resolve: async (query, _root, { accountId, at }, ctx) => {
      await reachAccount(ctx, accountId);
      const code = await planAt(ctx.db, accountId, at ?? ctx.now);
      return ctx.db.plan.findUniqueOrThrow({ ...query, where: { code } });
    },
  }),
);
