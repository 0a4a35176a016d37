import './scalars.ts';
import './problem.types.ts';
import './calendar/calendar.types.ts';
import './calendar/region.types.ts';
import './accounts/account.types.ts';
import './accounts/account.mutations.ts';
import './teams/team.types.ts';
import './teams/team.mutations.ts';
import './plans/plan.types.ts';
import './plans/request-type.types.ts';
import './programme/terms.types.ts';
import './programme/programme.types.ts';
import './plans/account-plan.types.ts';
import './plans/plan.mutations.ts';
import './plans/comparison.types.ts';
import './plans/recommendation.types.ts';
import './entitlements/coverage.types.ts';
import './entitlements/ledger.types.ts';
import './sla/clock.types.ts';
import './sla/preview.types.ts';
import './tickets/ticket.types.ts';
import './tickets/ticket-problems.types.ts';
import './tickets/ticket-list.types.ts';
import './tickets/queue.types.ts';
import './tickets/ticket.mutations.ts';
import { builder } from './builder.ts';

/** The whole API. Every file of types and mutations registers itself by being imported above. */
export const schema = builder.toSchema();
