import { builder } from './builder.ts';
import { localeArg, localized } from './localized.ts';
import { InvalidInputProblem, type InputIssue, type Problem } from './problem.ts';

export const ProblemInterface = builder.interfaceRef<Problem>('Problem').implement({
  description: 'Why a mutation did nothing, in a form that the caller can act on. Nothing was written.',
  resolveType: (problem) => problem.name,
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names the problem; never changes with the language.' }),
    message: t.string({
      description: 'One sentence for a person.',
      args: localeArg(),
      resolve: (problem, { locale }, ctx) => localized(problem.text, locale, ctx),
    }),
  }),
});

export const InputIssueType = builder.objectRef<InputIssue>('InputIssue').implement({
  description: 'One value of the input that cannot be accepted.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Where in the input, such as `contact.email`.' }),
    code: t.exposeString('code', {
      description:
        'What is wrong: REQUIRED, UNKNOWN, TAKEN, TOO_SMALL, TOO_BIG, INVALID_FORMAT, INVISIBLE_CHARACTERS and the like.',
    }),
    message: t.string({
      description: 'One sentence for a person.',
      args: localeArg(),
      resolve: (issue, { locale }, ctx) => localized(issue.text, locale, ctx),
    }),
  }),
});

builder.objectType(InvalidInputProblem, {
  name: 'InvalidInputProblem',
  description: 'The input has the right shape, but values that cannot be accepted. All of them are listed.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssueType],
      description: 'Every value that cannot be accepted.',
      resolve: (problem) => [...problem.issues],
    }),
  }),
});
