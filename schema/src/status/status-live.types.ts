import { builder } from '../builder.ts';
import { AFTER, follow, POSITION, typesOf } from '../events/event-live.types.ts';
import type { LoggedEvent } from '../feed.ts';
import { StatusEvent } from './status.types.ts';

interface Change {
  position: bigint;
  statusEventId: string;
}

const StatusChange = builder.objectRef<Change>('StatusChange').implement({
  description: 'Something began to happen to the platform, changed, or is over.',
  fields: (t) => ({
    position: t.string({ description: POSITION, resolve: ({ position }) => String(position) }),
    statusEvent: t.prismaField({
      type: StatusEvent,
      description: 'What happens, as it is now.',
      resolve: (query, { statusEventId: id }, _args, { db }) =>
        db.statusEvent.findUniqueOrThrow({ ...query, where: { id } }),
    }),
  }),
});

const OF_STATUS = typesOf('status');

builder.subscriptionField('statusChanged', (t) =>
  t.field({
    type: StatusChange,
    description: 'What happens to the platform, as it happens. Open to everybody (S7, S52).',
    args: { after: t.arg.string({ description: AFTER }) },
    // Everybody sees what happens to the platform, and nobody but staff who said so.
    subscribe: async (_root, { after }, ctx) =>
      each(await follow(ctx, { seenBy: null, types: OF_STATUS }, after)),
    resolve: (change: Change) => change,
  }),
);

async function* each(batches: AsyncGenerator<LoggedEvent[]>): AsyncGenerator<Change> {
  for await (const batch of batches) {
    for (const { position, subject } of batch) {
      if (subject.startsWith('ste_')) yield { position, statusEventId: subject };
    }
  }
}
