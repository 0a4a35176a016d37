import './scalars.ts';
import './problem.types.ts';
import './accounts/account.types.ts';
import './plans/plan.types.ts';
import './plans/request-type.types.ts';
import './programme/terms.types.ts';
import './programme/programme.types.ts';
import { builder } from './builder.ts';

/** The whole API. Every file of types and mutations registers itself by being imported above. */
export const schema = builder.toSchema();
