import { builder } from '../builder.ts';
import { ProblemInterface } from '../problem.types.ts';
import { ScopeVerdict, TicketMove, TicketState } from './ticket-state.types.ts';
import { AlreadyReviewedProblem } from './reclassify.rules.ts';
import { IllegalMoveProblem, ResponseMissingProblem, ScopeReviewMissingProblem } from './ticket.rules.ts';

builder.objectType(IllegalMoveProblem, {
  name: 'IllegalMoveProblem',
  description: 'The ticket’s state does not allow what was asked.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', { type: TicketState, description: 'The state that the ticket is in.' }),
    legalMoves: t.field({
      type: [TicketMove],
      description:
        'The moves that you can make instead; `Ticket.legalMoves` names everything that you can do with it.',
      resolve: ({ legalMoves }) => [...legalMoves],
    }),
  }),
});

builder.objectType(ScopeReviewMissingProblem, {
  name: 'ScopeReviewMissingProblem',
  description:
    'No review of its scope lets the work be done: nobody reviewed it yet, or the latest review found it out of scope. Review it, also in one call with a reply, or reject it (S90, S93).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    scopeVerdict: t.expose('scopeVerdict', {
      type: ScopeVerdict,
      nullable: true,
      description: 'What the latest review says; null when there is none.',
    }),
  }),
});

builder.objectType(AlreadyReviewedProblem, {
  name: 'AlreadyReviewedProblem',
  description:
    'The scope was reviewed as what the ticket is now: another type or service takes a `review` along (S90).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    scopeVerdict: t.expose('scopeVerdict', { type: ScopeVerdict, description: 'What the review says.' }),
  }),
});

builder.objectType(ResponseMissingProblem, {
  name: 'ResponseMissingProblem',
  description: 'A promise still waits for an answer: the vendor cannot close the ticket without one (C24).',
  interfaces: [ProblemInterface],
});
