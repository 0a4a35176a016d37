import { builder } from '../builder.ts';
import type { Problem } from '../problem.ts';
import { ProblemInterface } from '../problem.types.ts';
import { NotOnTheirDeskProblem } from './hand-over.rules.ts';
import { TicketNotFoundProblem, type TicketOutcome as Outcome } from './ticket-bulk.rules.ts';
import { Ticket } from './ticket.types.ts';

export type TicketOutcomes = Outcome[];

builder.objectType(TicketNotFoundProblem, {
  name: 'TicketNotFoundProblem',
  description: 'One of the tickets is absent or not yours.',
  interfaces: [ProblemInterface],
});

builder.objectType(NotOnTheirDeskProblem, {
  name: 'NotOnTheirDeskProblem',
  description: 'The ticket is over, or not assigned to the person who is to hand it over.',
  interfaces: [ProblemInterface],
});

const TicketChanged = builder.objectRef<{ ticketId: string }>('TicketChanged').implement({
  description: 'A ticket with which it was done.',
  fields: (t) => ({
    ticket: t.prismaField({
      type: Ticket,
      description: 'The ticket as it is now.',
      resolve: (query, { ticketId }, _args, { db }) =>
        db.ticket.findUniqueOrThrow({ ...query, where: { id: ticketId } }),
    }),
  }),
});

const TicketUnchanged = builder
  .objectRef<{ ticketId: string; problem: Problem }>('TicketUnchanged')
  .implement({
    description: 'A ticket that stays as it was, and why.',
    fields: (t) => ({
      ticketId: t.exposeID('ticketId', { description: 'The ticket, as it was asked for.' }),
      problem: t.field({
        type: ProblemInterface,
        description: 'Why: what the same mutation for one ticket would answer.',
        // A copy: GraphQL takes every value that is an Error for one that was thrown.
        resolve: ({ problem }) => ({ ...problem }),
      }),
    }),
  });

export const TicketOutcome = builder.unionType('TicketOutcome', {
  description: 'What became of one ticket of many.',
  types: [TicketChanged, TicketUnchanged],
  resolveType: (outcome) => ('problem' in outcome ? TicketUnchanged : TicketChanged),
});
