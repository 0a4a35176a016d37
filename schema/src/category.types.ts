import { builder } from './builder.ts';
import { CategoryInUseProblem } from './category.rules.ts';
import { ProblemInterface } from './problem.types.ts';

builder.objectType(CategoryInUseProblem, {
  name: 'CategoryInUseProblem',
  description: 'Something is in the category still: say with `moveTo` where it goes.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    count: t.exposeInt('count', {
      description: 'How many articles or topics, and categories below it, are in it.',
    }),
  }),
});
