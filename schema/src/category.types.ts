import { builder } from './builder.ts';
import { CategoryInUseProblem } from './category.rules.ts';
import { ProblemInterface } from './problem.types.ts';

builder.objectType(CategoryInUseProblem, {
  name: 'CategoryInUseProblem',
  description:
    'Something is in the category still: say with `moveTo` where it goes. Categories below it are removed, or put elsewhere, first.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    count: t.exposeInt('count', {
      description: 'How many articles or topics are in it, or how many categories below it.',
    }),
  }),
});
