import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { AFTER, follow, POSITION, typesOf } from '../events/event-live.types.ts';
import { Event } from '../events/event.types.ts';
import type { LoggedEvent } from '../feed.ts';
import { Clock } from './clock.types.ts';

interface Change {
  position: bigint;
  clockId: string;
  events: LoggedEvent[];
}

const ClockChange = builder.objectRef<Change>('SlaClockChange').implement({
  description: 'A clock started, ended, moved its deadline, came to be at risk or broke its promise.',
  fields: (t) => ({
    position: t.string({ description: POSITION, resolve: ({ position }) => String(position) }),
    ticketId: t.id({ description: 'Its ticket.', resolve: ({ events }) => events[0]!.subject }),
    events: t.field({
      type: [Event],
      description: 'What happened to it, in order: at least one event.',
      resolve: ({ events }) => events,
    }),
    clock: t.prismaField({
      type: Clock,
      nullable: true,
      description: 'The clock as it is now; null where it is no longer yours to see.',
      resolve: (query, { clockId: id }, _args, { db, actor }) =>
        db.clock.findFirst({ ...query, where: { AND: [{ id }, visibleRows(actor)] } }),
    }),
  }),
});

const OF_CLOCKS = typesOf('clock');

builder.subscriptionField('clockChanged', (t) =>
  t.field({
    type: ClockChange,
    description:
      'Changes of clocks as they happen (B10, C31, C32): of one ticket, or of all that you may see.',
    authScopes: { signedIn: true },
    args: {
      ticketId: t.arg.id({ description: 'Only clocks of this ticket.' }),
      after: t.arg.string({ description: AFTER }),
    },
    subscribe: async (_root, { ticketId, after }, ctx) =>
      eachClock(
        await follow(ctx, { seenBy: ctx.actor, types: OF_CLOCKS, subject: ticketId ?? undefined }, after),
      ),
    resolve: (change: Change) => change,
  }),
);

/** One change for each clock of a batch, in the order of their last events: no position leaves out an earlier one. */
async function* eachClock(batches: AsyncGenerator<LoggedEvent[]>): AsyncGenerator<Change> {
  for await (const batch of batches) {
    const clocks = new Map<string, LoggedEvent[]>();
    for (const event of batch) {
      const { clockId } = event.payload as { clockId?: string };
      if (clockId !== undefined) clocks.set(clockId, [...(clocks.get(clockId) ?? []), event]);
    }
    const changes = [...clocks].map(([clockId, events]) => ({
      clockId,
      events,
      position: events.at(-1)!.position,
    }));
    yield* changes.toSorted((a, b) => Number(a.position - b.position));
  }
}
