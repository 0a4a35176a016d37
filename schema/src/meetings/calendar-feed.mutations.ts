import { builder } from '../builder.ts';
import { InvalidInputProblem } from '../problem.ts';
import { CalendarFeed } from './calendar-feed.types.ts';
import { createCalendarFeed } from './create-calendar-feed.ts';
import { revokeCalendarFeed } from './revoke-calendar-feed.ts';

const NewCalendarFeed = builder.objectRef<{ id: string; url: string }>('NewCalendarFeed').implement({
  description: 'A calendar feed with its address, which is shown this once.',
  fields: (t) => ({
    feed: t.prismaField({
      type: CalendarFeed,
      description: 'The feed.',
      resolve: (query, { id }, _args, { db }) =>
        db.calendarFeed.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    url: t.exposeString('url', {
      description:
        'Subscribe to it in a calendar program. Whoever holds it sees your meetings; it is kept nowhere.',
    }),
  }),
});

builder.mutationField('createCalendarFeed', (t) =>
  t.field({
    type: NewCalendarFeed,
    description:
      'Makes the address at which your calendar program reads your meetings, and shows it, once. A former address ends at once: so it is rotated too. Event: `calendar_feed.created`.',
    authScopes: { signedIn: true },
    errors: {
      types: [InvalidInputProblem],
      dataField: { name: 'created', description: 'The feed and its address.' },
      result: { description: 'The address works.' },
      union: { description: 'The feed, or why there is none.' },
    },
    resolve: (_root, _args, ctx) => createCalendarFeed(ctx),
  }),
);

builder.mutationField('revokeCalendarFeed', (t) =>
  t.prismaField({
    type: CalendarFeed,
    description:
      'Ends the address of your calendar feed at once; one that has ended stays so. Event: `calendar_feed.revoked`.',
    authScopes: { signedIn: true },
    errors: {
      types: [InvalidInputProblem],
      dataField: {
        name: 'feed',
        description: 'The feed as it is now.',
      },
      result: { description: 'The address leads nowhere.' },
      union: { description: 'The feed, or why nothing was done.' },
    },
    resolve: async (query, _root, _args, ctx) => {
      const { id } = await revokeCalendarFeed(ctx);
      return ctx.db.calendarFeed.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
