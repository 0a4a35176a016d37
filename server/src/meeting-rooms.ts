import type { Database } from '@tierline/prisma/database';
import { asTenant } from '@tierline/prisma/tenancy';
import { claimRooms, settleRoom } from '@tierline/schema/meetings/rooms.jobs';
import type { Logger } from './log.ts';
import { repeat, type Repeated } from './repeat.ts';
import type { RoomProvider } from './zoom.ts';

export interface RoomOptions {
  database: Database;
  provider: RoomProvider;
  log: Logger;
  clock?: () => Date;
}

/** Has the provider do what meetings need, from now on. Every process may: each takes what no other has taken. */
export function startRooms(options: RoomOptions): Repeated {
  return repeat(async () => void (await makeRooms(options)), {
    log: options.log,
    complaint: 'rooms of meetings not looked after',
  });
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
