import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { AFTER, follow, POSITION, typesOf } from '../events/event-live.types.ts';
import { Event } from '../events/event.types.ts';
import type { LoggedEvent } from '../feed.ts';
import { found } from '../problem.ts';
import { Ticket } from './ticket.types.ts';

interface Change {
  position: bigint;
  events: LoggedEvent[];
}

const TicketChange = builder.objectRef<Change>('TicketChange').implement({
  description:
    'A ticket changed. What happened together comes together, and who reads slowly gets more at once.',
  fields: (t) => ({
    position: t.string({ description: POSITION, resolve: ({ position }) => String(position) }),
    events: t.field({
      type: [Event],
      description: 'What happened to it, in order: at least one event.',
      resolve: ({ events }) => events,
    }),
    ticket: t.prismaField({
      type: Ticket,
      description: 'The ticket as it is now.',
      resolve: async (query, { events }, _args, { db, actor }) => {
        const id = events[0]!.subject;
        const where = { AND: [{ id }, visibleRows(actor)] };
        return found(await db.ticket.findFirst({ ...query, where }), 'ticket', id);
      },
    }),
  }),
});

builder.subscriptionField('ticketChanged', (t) =>
  t.field({
    type: TicketChange,
    description:
      'Changes of a ticket, its messages and its clocks as they happen. An id that is absent or not yours is NOT_FOUND.',
    authScopes: { signedIn: true },
    args: {
      id: t.arg.id({ required: true, description: 'Starts with `tkt_`.' }),
      after: t.arg.string({ description: AFTER }),
    },
    subscribe: async (_root, { id, after }, ctx) => {
      const { actor, db } = ctx;
      const where = { AND: [{ id }, visibleRows(actor)] };
      found(await db.ticket.findFirst({ where, select: { id: true } }), 'ticket', id);
      return changes(await follow(ctx, { seenBy: actor, subject: id }, after));
    },
    resolve: (change: Change) => change,
  }),
);

const QueueChange = builder.objectRef<Change>('QueueChange').implement({
  description: 'Something happened to tickets of the desk: read the part of the queue again that you show.',
  fields: (t) => ({
    position: t.string({ description: POSITION, resolve: ({ position }) => String(position) }),
    ticketIds: t.idList({
      description: 'The tickets, each once.',
      resolve: ({ events }) => [...new Set(events.map(({ subject }) => subject))],
    }),
    events: t.field({
      type: [Event],
      description: 'What happened, in order: at least one event.',
      resolve: ({ events }) => events,
    }),
  }),
});

const OF_THE_DESK = typesOf('ticket', 'clock');

builder.subscriptionField('queueChanged', (t) =>
  t.field({
    type: QueueChange,
    description:
      'Changes of tickets and clocks of all customers as they happen, deadlines that pass among them: whatever moves a ticket in the queue. Staff only.',
    authScopes: { staff: true },
    args: { after: t.arg.string({ description: AFTER }) },
    subscribe: async (_root, { after }, ctx) =>
      changes(await follow(ctx, { seenBy: ctx.actor, types: OF_THE_DESK }, after)),
    resolve: (change: Change) => change,
  }),
);

async function* changes(batches: AsyncGenerator<LoggedEvent[]>): AsyncGenerator<Change> {
  for await (const events of batches) yield { position: events.at(-1)!.position, events };
}
