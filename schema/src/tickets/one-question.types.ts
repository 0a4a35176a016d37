import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { MergeTargetProblem, TicketCycleProblem } from './merge.rules.ts';
import { AlreadySplitProblem } from './split.rules.ts';
import { Message, Ticket } from './ticket.types.ts';

builder.prismaObjectField(Ticket, 'splitFrom', (t) =>
  t.field({
    type: [Message],
    description:
      'The messages of another ticket from which it was split off, the oldest first; empty unless it was (C21, S89).',
    select: (_args, _ctx, nested) => ({
      splitFrom: { select: { message: nested() }, orderBy: { message: { sentAt: 'asc' } } },
    }),
    // Loaded as far as Message asks, which the type of `nested()` does not say.
    resolve: ({ splitFrom }) => splitFrom.map(({ message }) => message),
  }),
);

builder.prismaObjectField(Ticket, 'absorbed', (t) =>
  t.connection({
    type: Ticket,
    description: 'The tickets that go on in it or repeat it: merged into it, or duplicates of it (C20, C24).',
    resolve: ({ id }, args, ctx, info) => {
      const mine = { belongsToId: id };
      return keysetPage(
        args,
        [['id', 'asc', 'text']],
        mine,
        (page) => ctx.db.ticket.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.ticket.count({ where: mine }),
      );
    },
  }),
);

builder.objectType(TicketCycleProblem, {
  name: 'TicketCycleProblem',
  description: 'The ticket would belong to itself, in one step or in several (C20).',
  interfaces: [ProblemInterface],
});

const MergeObstacle = builder.enumType('MergeObstacle', {
  description: 'Why a ticket cannot go on in another one.',
  values: {
    TARGET_OVER: { description: 'The other ticket is over.' },
    OTHER_ACCOUNT: { description: 'The other ticket is of another account.' },
  } as const,
});

builder.objectType(MergeTargetProblem, {
  name: 'MergeTargetProblem',
  description: 'The ticket in which it was to go on cannot take it (C20).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    obstacle: t.expose('obstacle', { type: MergeObstacle, description: 'What stands in the way.' }),
  }),
});

builder.objectType(AlreadySplitProblem, {
  name: 'AlreadySplitProblem',
  description:
    'The question went to a ticket of its own already, which waits for its own answer. A message can hold another one: write that as `question` (S89).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    ticket: t.prismaField({
      type: Ticket,
      description: 'Where the question goes on.',
      resolve: (query, { ticketId }, _args, { db }) =>
        db.ticket.findUniqueOrThrow({ ...query, where: { id: ticketId } }),
    }),
  }),
});
