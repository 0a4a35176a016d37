import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { END_SOLUTION_EXCLUSION_PROBLEMS, endSolutionExclusion } from './end-solution-exclusion.ts';
import { EXCLUDE_SOLUTION_PROBLEMS, excludeSolution } from './exclude-solution.ts';
import { SolutionExclusion } from './solution-exclusion.types.ts';

const ExcludeSolutionInput = builder.inputType('ExcludeSolutionInput', {
  description: 'Which solution is not covered any more, for whom, from when, and why.',
  fields: (t) => ({
    solution: t.string({ required: true, description: 'Code of the solution.' }),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'From when; never in the past.' }),
    accountIds: t.idList({ description: 'The accounts that it concerns, 1 to 1,000; all unless told.' }),
    reasonFr: t.string({ required: true, description: 'Why, in French; 1 to 5,000 characters.' }),
    reasonEn: t.string({ required: true, description: 'The same in English.' }),
    noticeFr: t.string({
      required: true,
      description: 'What customers are to do about it, in French; 1 to 5,000 characters.',
    }),
    noticeEn: t.string({ required: true, description: 'The same in English.' }),
  }),
});

builder.mutationField('excludeSolution', (t) =>
  t.prismaField({
    type: SolutionExclusion,
    description:
      'Announces that the plans do not cover requests about a solution from an instant on, for all accounts or some; what was received before is not touched (S110, terms 6). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: EXCLUDE_SOLUTION_PROBLEMS,
      dataField: { name: 'exclusion', description: 'The exclusion as it was announced.' },
      result: { description: 'The exclusion is announced.' },
      union: { description: 'The exclusion, or why there is none.' },
    },
    args: { input: t.arg({ type: ExcludeSolutionInput, required: true, description: 'What to exclude.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await excludeSolution(ctx, input);
      return ctx.db.solutionExclusion.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const EndSolutionExclusionInput = builder.inputType('EndSolutionExclusionInput', {
  description: 'Which exclusion ends, and when.',
  fields: (t) => ({
    exclusionId: t.id({ required: true, description: 'The exclusion.' }),
    endsAt: t.field({
      type: 'DateTime',
      description: 'From when the solution is covered again; now unless told, never in the past.',
    }),
  }),
});

builder.mutationField('endSolutionExclusion', (t) =>
  t.prismaField({
    type: SolutionExclusion,
    description:
      'Lets the plans cover a solution again from an instant on; before its start that takes the exclusion back (S110). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: END_SOLUTION_EXCLUSION_PROBLEMS,
      dataField: { name: 'exclusion', description: 'The exclusion as it is now.' },
      result: { description: 'The end is set.' },
      union: { description: 'The exclusion, or why it goes on.' },
    },
    args: {
      input: t.arg({ type: EndSolutionExclusionInput, required: true, description: 'Which, and when.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await endSolutionExclusion(ctx, input);
      return ctx.db.solutionExclusion.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
