import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { feedPosition, type LoggedEvent, type Wish } from '../feed.ts';
import { matchingTypes } from './event-filter.rules.ts';
import { Event } from './event.types.ts';

/** The argument of every subscription. */
export const AFTER =
  'A position of the feed: begins with what came after it. From now on unless told. The header `last-event-id` says the same.';

/** The position of a message. */
export const POSITION = 'Up to where of the feed it tells, a decimal number: pass it as `after` to go on.';

/** Batches of what is wished for, as they come. */
export async function follow(
  { feed }: Context,
  wish: Wish,
  after: string | null | undefined,
): Promise<AsyncGenerator<LoggedEvent[]>> {
  if (!feed) throw new Error('A subscription runs where there is a feed.');
  return feed.follow(wish, after == null ? null : feedPosition(after));
}

/** Every type of a word, such as `clock`. */
export function typesOf(...words: string[]): string[] {
  return matchingTypes(
    words.map((word) => `${word}.*`),
    Object.keys(EVENT_TYPES),
  );
}

builder.subscriptionField('events', (t) =>
  t.field({
    type: Event,
    description:
      'Every event as it happens, in the order of commits, none left out: contacts see what is meant for their account, staff see all (B11).',
    authScopes: { signedIn: true },
    args: {
      after: t.arg.string({ description: AFTER }),
      types: t.arg.stringList({
        description: 'Only these types: `ticket.opened`, or all of a word as `ticket.*`. All unless told.',
      }),
      subject: t.arg.id({ description: 'Only what happens to this, such as `tkt_…`.' }),
      accountId: t.arg.id({ description: 'Only what belongs to this account.' }),
    },
    subscribe: async (_root, { after, types, subject, accountId }, ctx) =>
      eachOf(
        await follow(
          ctx,
          {
            seenBy: ctx.actor,
            types: types ? matchingTypes(types, Object.keys(EVENT_TYPES)) : undefined,
            subject: subject ?? undefined,
            accountId: accountId ?? undefined,
          },
          after,
        ),
      ),
    resolve: (event: LoggedEvent) => event,
  }),
);

async function* eachOf(batches: AsyncGenerator<LoggedEvent[]>): AsyncGenerator<LoggedEvent> {
  for await (const batch of batches) yield* batch;
}
