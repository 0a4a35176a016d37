import { builder } from '../builder.ts';
import { ProblemInterface } from '../problem.types.ts';
import { NotRequesterProblem, RatingClosedProblem } from './satisfaction.rules.ts';
import { Ticket } from './ticket.types.ts';

const Satisfaction = builder.prismaObject('Satisfaction', {
  description:
    'How the requester rates what became of a ticket: asked once, when it was first resolved (S2).',
  fields: (t) => ({
    askedAt: t.expose('askedAt', { type: 'DateTime', description: 'When the requester was asked.' }),
    closesAt: t.expose('closesAt', {
      type: 'DateTime',
      description: 'The last instant at which a rating is taken: 14 days after the latest resolution.',
    }),
    score: t.exposeInt('score', {
      nullable: true,
      description: '1, very dissatisfied, to 5, very satisfied; null while not answered.',
    }),
    comment: t.exposeString('comment', { nullable: true, description: 'What the requester said about it.' }),
    ratedAt: t.expose('ratedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was rated, or the rating last changed; null while not answered.',
    }),
  }),
});

builder.prismaObjectField(Ticket, 'satisfaction', (t) =>
  t.relation('satisfaction', {
    type: Satisfaction,
    nullable: true,
    description: 'How it is rated; null while it was never resolved, and so nobody was asked (S2).',
  }),
);

builder.objectType(RatingClosedProblem, {
  name: 'RatingClosedProblem',
  description: 'The ticket cannot be rated now: it is not resolved, or was for more than 14 days.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when it could be rated; null while it is not resolved.',
    }),
  }),
});

builder.objectType(NotRequesterProblem, {
  name: 'NotRequesterProblem',
  description: 'Only the person who made the request rates it.',
  interfaces: [ProblemInterface],
});
