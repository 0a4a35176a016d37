import type { Prisma } from '@tierline/prisma/database';
import { isVisibleTo, visibleToActor, type Actor } from './access.ts';
import { RequestError } from './problem.ts';

/** An event as a row of the log. */
export type LoggedEvent = Prisma.EventGetPayload<object>;

/** Of which events somebody wants to be told. */
export interface Wish {
  /** Whoever is shown the events; null where only what they are about is shown. */
  seenBy: Actor | null;
  types?: readonly string[] | undefined;
  subject?: string | undefined;
  accountId?: string | undefined;
}

/** The log as it grows, for one subscription. */
export interface Feed {
  /**
   * What is wished for, oldest first, as it comes: from behind `after`, or from now on. Who reads slowly gets larger
   * batches, of at most 100: nothing waits in memory.
   *
   * @throws RequestError BAD_USER_INPUT for a position that the log has not reached
   */
  follow(wish: Wish, after: bigint | null): Promise<AsyncGenerator<LoggedEvent[]>>;
}

/** What is wished for, as a `where` of the log. */
export function whereWished({ seenBy, types, subject, accountId }: Wish) {
  return {
    AND: [
      seenBy ? visibleToActor(seenBy) : {},
      ...(types ? [{ type: { in: [...types] } }] : []),
      ...(subject === undefined ? [] : [{ subject }]),
      ...(accountId === undefined ? [] : [{ accountId }]),
    ],
  };
}

/** Whether an event is wished for: the same as `whereWished` finds. */
export function isWished(
  event: { type: string; subject: string; accountId: string | null; visibleToCustomer: boolean },
  { seenBy, types, subject, accountId }: Wish,
): boolean {
  return (
    (seenBy === null || isVisibleTo(seenBy, event)) &&
    (types?.includes(event.type) ?? true) &&
    (subject ?? event.subject) === event.subject &&
    (accountId ?? event.accountId) === event.accountId
  );
}

/** @throws RequestError BAD_USER_INPUT for what is no position of the feed */
export function feedPosition(cursor: string): bigint {
  if (!/^\d{1,18}$/.test(cursor)) {
    throw new RequestError('BAD_USER_INPUT', {
      fr: `Ce n’est pas une position du fil : « ${cursor.slice(0, 60)} ».`,
      en: `Not a position of the feed: “${cursor.slice(0, 60)}”.`,
    });
  }
  return BigInt(cursor);
}
