import { builder } from '../builder.ts';
import { ProblemInterface } from '../problem.types.ts';
import { StillHasAccessProblem } from './erasure.rules.ts';

builder.objectType(StillHasAccessProblem, {
  name: 'StillHasAccessProblem',
  description: 'A member of staff is erased only once their access has ended: see `endAccess`.',
  interfaces: [ProblemInterface],
});
