import { builder } from '../builder.ts';
import { Severity } from '../plans/plan.types.ts';
import { CONTEST_SEVERITY_PROBLEMS, contestSeverity } from './contest-severity.ts';
import { DECIDE_CONTEST_PROBLEMS, decideContest } from './decide-contest.ts';
import { LOWER_SEVERITY_PROBLEMS, lowerSeverity } from './lower-severity.ts';
import { ContestDecision } from './severity.types.ts';
import { ticketId, ticketMutation } from './ticket.mutations.ts';

const LowerSeverityInput = builder.inputType('LowerSeverityInput', {
  description: 'How bad it really is, and why.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    severity: t.field({
      type: Severity,
      required: true,
      description: 'The new severity, lower than before.',
    }),
    reason: t.string({
      required: true,
      description: 'Why, for the customer to read; 1 to 2,000 characters.',
    }),
  }),
});

ticketMutation(lowerSeverity, {
  name: 'lowerSeverity',
  description:
    'Lowers the severity of an open ticket. The customer is told why and may contest it once. A promise that still runs counts the new target from the receipt; a broken one stays broken (C17). Staff only.',
  scope: 'staff',
  input: LowerSeverityInput,
  problems: LOWER_SEVERITY_PROBLEMS,
  success: 'The severity was lowered, and the customer told.',
  result: 'The ticket, or why its severity stays.',
});

const ContestSeverityInput = builder.inputType('ContestSeverityInput', {
  description: 'Why the severity should not have been lowered.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters.' }),
  }),
});

ticketMutation(contestSeverity, {
  name: 'contestSeverity',
  description:
    'Contests the latest lowering of the severity, once; somebody else of the vendor’s staff decides (C17). For customers.',
  scope: 'signedIn',
  input: ContestSeverityInput,
  problems: CONTEST_SEVERITY_PROBLEMS,
  success: 'The vendor is to decide.',
  result: 'The ticket, or why there is nothing to contest.',
});

const DecideContestInput = builder.inputType('DecideContestInput', {
  description: 'What you decide of a contested severity.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    decision: t.field({ type: ContestDecision, required: true, description: 'Whether it stays lowered.' }),
    reason: t.string({
      required: true,
      description: 'Why, for the customer to read; 1 to 2,000 characters.',
    }),
  }),
});

ticketMutation(decideContest, {
  name: 'decideContest',
  description:
    'Decides what a customer contests; not by whoever lowered the severity. Restored, severity and running promise are as if it had never been lowered (C17). Staff only.',
  scope: 'staff',
  input: DecideContestInput,
  problems: DECIDE_CONTEST_PROBLEMS,
  success: 'It was decided, and the customer told.',
  result: 'The ticket, or why nothing was decided.',
});
