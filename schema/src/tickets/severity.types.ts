import { Contact, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Severity } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import {
  type CONTEST_OBSTACLES,
  ContestPendingProblem,
  NoContestProblem,
  NotContestableProblem,
  SeverityNotLoweredProblem,
  SeverityNotRaisedProblem,
} from './severity.rules.ts';
import { Ticket } from './ticket.types.ts';

export const ContestDecision = builder.enumType('ContestDecision', {
  description: 'What became of a contest (C17).',
  values: {
    UPHELD: { description: 'The lowered severity stays.' },
    RESTORED: { description: 'Severity and promise are as if it had never been lowered.' },
  } as const,
});

const SeverityLowering = builder.prismaObject('SeverityLowering', {
  description:
    'A severity that the vendor lowered, and what became of it when the customer contested it (C17).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `low_`.' }),
    before: t.expose('before', { type: Severity, description: 'The severity until then.' }),
    after: t.expose('after', { type: Severity, description: 'The severity from then on.' }),
    reason: t.exposeString('reason', { description: 'Why it was lowered.' }),
    loweredBy: t.relation('loweredBy', { type: StaffMember, description: 'Who lowered it.' }),
    loweredAt: t.expose('loweredAt', { type: 'DateTime', description: 'When.' }),
    contestReason: t.exposeString('contestReason', {
      nullable: true,
      description: 'Why the customer contests it; null while it is not contested.',
    }),
    contestedBy: t.relation('contestedBy', {
      type: Contact,
      nullable: true,
      description: 'Who contested it.',
    }),
    contestedAt: t.expose('contestedAt', { type: 'DateTime', nullable: true, description: 'When.' }),
    decision: t.expose('decision', {
      type: ContestDecision,
      nullable: true,
      description: 'What was decided; null while nobody has, or nobody contests it.',
    }),
    decisionReason: t.exposeString('decisionReason', { nullable: true, description: 'Why so.' }),
    decidedBy: t.relation('decidedBy', {
      type: StaffMember,
      nullable: true,
      description: 'Who decided: never who had lowered it.',
    }),
    decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true, description: 'When.' }),
  }),
});

builder.prismaObjectField(Ticket, 'severityLowerings', (t) =>
  t.relation('lowerings', {
    type: SeverityLowering,
    query: { orderBy: [{ loweredAt: 'asc' }, { id: 'asc' }] },
    description: 'Each time that the vendor lowered the severity, the first one first (C17).',
  }),
);

builder.objectType(SeverityNotRaisedProblem, {
  name: 'SeverityNotRaisedProblem',
  description: 'The severity asked for is not higher than that of the ticket.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    severity: t.expose('severity', { type: Severity, description: 'The severity that the ticket has.' }),
  }),
});

builder.objectType(SeverityNotLoweredProblem, {
  name: 'SeverityNotLoweredProblem',
  description: 'The severity asked for is not lower than that of the ticket.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    severity: t.expose('severity', { type: Severity, description: 'The severity that the ticket has.' }),
  }),
});

const ContestObstacle = builder.enumType('ContestObstacle', {
  description: 'Why a lowered severity cannot be contested.',
  values: {
    NOTHING_LOWERED: { description: 'The severity was never lowered.' },
    CONTESTED_ALREADY: { description: 'The latest lowering was contested before: that is possible once.' },
    CHANGED_SINCE: { description: 'The severity has changed since.' },
    TICKET_OVER: { description: 'The ticket is over.' },
  } satisfies Record<(typeof CONTEST_OBSTACLES)[number], { description: string }>,
});

builder.objectType(NotContestableProblem, {
  name: 'NotContestableProblem',
  description: 'There is nothing to contest, or no longer (C17).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    obstacle: t.expose('obstacle', { type: ContestObstacle, description: 'What stands in the way.' }),
  }),
});

builder.objectType(ContestPendingProblem, {
  name: 'ContestPendingProblem',
  description: 'The customer’s contest waits for a decision: until then nobody lowers again (C17).',
  interfaces: [ProblemInterface],
});

builder.objectType(NoContestProblem, {
  name: 'NoContestProblem',
  description: 'No contest waits for a decision.',
  interfaces: [ProblemInterface],
});
