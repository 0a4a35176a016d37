import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { isWished, whereWished, type LoggedEvent, type Wish } from '@tierline/schema/feed';
import { RequestError } from '@tierline/schema/problem';
import type { Logger } from '../log.ts';

/** The end of the log, read once for everybody in this process who follows it. */
export interface LogTail {
  /** Batches for one follower: see `Feed.follow`. */
  follow(follower: Follower, wish: Wish, after: bigint | null): Promise<AsyncGenerator<LoggedEvent[]>>;
  /** Up to where this process knows the log. */
  end(): Promise<bigint>;
  stop(): Promise<void>;
}

/** Somebody who follows the log, and how far. */
export interface Follower {
  /** Up to where everything was taken in; null until it follows. */
  position: bigint | null;
  ended: boolean;
  /** Ends the wait for more. */
  wake(): void;
}

/** Events that stay in memory: who is further behind reads the log itself. */
const KEPT = 1_000;
const READ_AT_ONCE = 500;
const LARGEST_BATCH = 100;

/** Whose log: that of the vendor, or that of all sandboxes (B22). */
const WORLDS = {
  VENDOR: { head: 1, tenant: 'every-account' },
  SANDBOXES: { head: 2, tenant: 'everything' },
} as const;

/** Nothing is read, and no connection listens, before somebody follows. */
export function openLogTail(database: Database, log: Logger, world: keyof typeof WORLDS): LogTail {
  const { client } = database;
  const { head, tenant } = WORLDS[world];
  const waiting = new Set<() => void>();
  let kept: LoggedEvent[] = [];
  let end = 0n;
  let isOpen = false;
  let opening: Promise<{ stop(): Promise<void> }> | null = null;
  let reading: Promise<void> | null = null;
  let readAgain = false;

  const open = () => {
    opening ??= (async () => {
      const signal = await database.onEvents(() => void look());
      end = await asTenant(
        tenant,
        async () => (await client.eventHead.findUniqueOrThrow({ where: { id: head } })).position,
      );
      isOpen = true;
      return signal;
    })();
    opening.catch(() => (opening = null)); // the next follower may have more luck
    return opening;
  };

  /** Reads what is new, once more if it was asked to meanwhile. */
  const look = async () => {
    if (!isOpen) return; // what it was called for lies before the end that is about to be read
    readAgain = true;
    reading ??= (async () => {
      while (readAgain) {
        readAgain = false;
        await read().catch((err: unknown) => log.error({ err }, 'log not read'));
      }
    })().finally(() => (reading = null));
    await reading;
  };
  const read = async () => {
    for (;;) {
      const fresh = await asTenant(tenant, async () =>
        client.event.findMany({
          where: { position: { gt: end } },
          orderBy: { position: 'asc' },
          take: READ_AT_ONCE,
        }),
      );
      const last = fresh.at(-1);
      if (!last) return;
      kept = [...kept, ...fresh].slice(-KEPT);
      end = last.position;
      const woken = [...waiting];
      waiting.clear();
      for (const wake of woken) wake();
    }
  };

  /** What is wished for behind a position, and up to where it was looked for. */
  const behind = async (position: bigint, wish: Wish) => {
    const [first] = kept;
    if (first && first.position <= position + 1n) {
      const from = kept.findLastIndex((event) => event.position <= position) + 1;
      const events = kept.slice(from, from + LARGEST_BATCH);
      return { events: events.filter((event) => isWished(event, wish)), upTo: events.at(-1)!.position };
    }
    const upTo = end;
    const events = await client.event.findMany({
      where: { AND: [{ position: { gt: position, lte: upTo } }, whereWished(wish)] },
      orderBy: { position: 'asc' },
      take: LARGEST_BATCH,
    });
    return { events, upTo: events.length < LARGEST_BATCH ? upTo : events.at(-1)!.position };
  };

  const follow: LogTail['follow'] = async (follower, wish, after) => {
    await open();
    if (after !== null && after > end) await look();
    if (after !== null && after > end) {
      throw new RequestError('BAD_USER_INPUT', {
        fr: `Le fil n’a pas encore atteint la position « ${after} ».`,
        en: `The feed has not reached the position “${after}”.`,
      });
    }
    follower.position = after ?? end;
    return batches(follower, wish, follower.position);
  };

  async function* batches(follower: Follower, wish: Wish, from: bigint) {
    let position = from;
    while (!follower.ended) {
      if (position === end) {
        await new Promise<void>((resolve) => {
          follower.wake = resolve;
          waiting.add(resolve);
        });
        waiting.delete(follower.wake);
        continue;
      }
      const { events, upTo } = await behind(position, wish);
      if (events.length > 0) yield events;
      follower.position = position = upTo; // taken in: nothing is asked for before
    }
  }

  return {
    follow,
    end: async () => {
      await open();
      return end;
    },
    stop: async () => {
      await reading;
      await (await opening?.catch(() => null))?.stop();
    },
  };
}
