import type { Prisma } from '@tierline/prisma/database';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Clause } from '../programme/terms.types.ts';
import { SolutionExcludedProblem } from './admission-problems.rules.ts';
import { NextStep } from './coverage.types.ts';
import { ExclusionEndedProblem } from './solution-exclusion.rules.ts';

export const SolutionExclusion = builder.prismaObject('SolutionExclusion', {
  description:
    'From an instant on, the plans do not cover requests about a solution, for all accounts or for some (S110, terms 6).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `sxl_`.' }),
    solution: t.relation('solution', { description: 'The solution.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From when, inclusive.' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when, exclusive; null while no end is known. One before its start never holds.',
    }),
    reason: t.string({
      description: 'Why.',
      args: localeArg(),
      resolve: ({ reasonFr: fr, reasonEn: en }, { locale }, ctx) => localized({ fr, en }, locale, ctx),
    }),
    notice: t.string({
      description: 'What customers are told to do about it.',
      args: localeArg(),
      resolve: ({ noticeFr: fr, noticeEn: en }, { locale }, ctx) => localized({ fr, en }, locale, ctx),
    }),
    announcedAt: t.expose('announcedAt', { type: 'DateTime', description: 'When it was announced.' }),
    allAccounts: t.exposeBoolean('allAccounts', {
      description: 'True when it concerns every account, false when it concerns yours, or those of a few.',
    }),
  }),
});

builder.queryField('solutionExclusions', (t) =>
  t.connection({
    type: SolutionExclusion,
    description:
      'Solutions whose coverage is, was or will be excluded, the latest start first: those that concern you (S110).',
    authScopes: { signedIn: true },
    // Which rows concern whom, the database knows: an exclusion of other accounts is not there.
    resolve: (_root, args, ctx, info) =>
      keysetPage<Prisma.SolutionExclusionGetPayload<object>>(
        args,
        [
          ['startsAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        {},
        (page) => ctx.db.solutionExclusion.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.solutionExclusion.count(),
      ),
  }),
);

builder.objectType(SolutionExcludedProblem, {
  name: 'SolutionExcludedProblem',
  description: 'The plans do not cover requests about this solution any more (S110, terms 6).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    exclusion: t.prismaField({
      type: SolutionExclusion,
      description: 'The exclusion in force, with reason and notice.',
      resolve: (query, { exclusionId }, _args, { db }) =>
        db.solutionExclusion.findUniqueOrThrow({ ...query, where: { id: exclusionId } }),
    }),
    clause: t.field({
      type: Clause,
      description: 'The clause that says so: 6.',
      resolve: ({ clauseNumber: number }, _args, { db }) =>
        db.clause.findFirstOrThrow({ where: { number, terms: { programmes: { some: {} } } } }),
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

builder.objectType(ExclusionEndedProblem, {
  name: 'ExclusionEndedProblem',
  description: 'The exclusion has ended already: announce another one.',
  interfaces: [ProblemInterface],
});
