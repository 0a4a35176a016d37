import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { claimRooms, settleRoom } from '@tierline/schema/meetings/rooms.jobs';
import type { Logger } from './log.ts';
import type { RoomProvider } from './zoom.ts';

const EVERY_MS = 1_000;

export interface RoomOptions {
  database: Database;
  provider: RoomProvider;
  log: Logger;
  clock?: () => Date;
}

/** Has the provider do what meetings need, from now on. Every process may: each takes what no other has taken. */
export function startRooms(options: RoomOptions): { stop(): Promise<void> } {
  let stopped = false;
  let wake = () => {};
  const working = (async () => {
    while (!stopped) {
      try {
        await makeRooms(options);
      } catch (err) {
        options.log.error({ err }, 'rooms of meetings not looked after');
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, EVERY_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await working;
    },
  };
}

/** Does everything that is due now, once: what fails is due later. */
export async function makeRooms({
  database,
  provider,
  clock = () => new Date(),
}: RoomOptions): Promise<number> {
  const tasks = await asTenant('every-account', () => claimRooms(database.client, clock()));
  await Promise.all(
    tasks.map(async (task) => {
      const outcome = await provider(task, clock());
      await asTenant('every-account', () => settleRoom(database.client, clock(), task, outcome));
    }),
  );
  return tasks.length;
}
