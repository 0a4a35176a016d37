import { builder } from '../builder.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Clause } from '../programme/terms.types.ts';
import { AccountLimitProblem, ProfileLimitProblem } from './admission-problems.rules.ts';
import { currentClause, NextStep } from './coverage.types.ts';

builder.objectType(ProfileLimitProblem, {
  name: 'ProfileLimitProblem',
  description: 'A health review covers at most five profiles, and the request names more (S111).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'How many it covers: 5.' }),
    named: t.exposeInt('named', { description: 'How many the request names, each counted once.' }),
    clause: t.field({
      type: Clause,
      description: 'The clause that says so.',
      resolve: ({ clauseNumber }, _args, { db }) => currentClause(db, clauseNumber),
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});

builder.objectType(AccountLimitProblem, {
  name: 'AccountLimitProblem',
  description:
    'A health review covers one account, and the request names profiles of another that you may see too (S111).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'How many accounts it covers: 1.' }),
    clause: t.field({
      type: Clause,
      description: 'The clause that says so.',
      resolve: ({ clauseNumber }, _args, { db }) => currentClause(db, clauseNumber),
    }),
    nextStep: t.expose('nextStep', { type: NextStep, description: 'What to do instead.' }),
  }),
});
