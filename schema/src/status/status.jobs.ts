import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import type { NewEvent } from '../event.ts';
import { moveEvent } from './move-event.ts';

/**
 * Begins maintenance whose time has come, and tells subscribers. It ends when somebody says so: only people know that
 * it did. Several processes may do so at once, and stop half way.
 *
 * @returns how much of it began
 */
export async function beginMaintenance(db: PrismaClient, now: Date, publicUrl: string): Promise<number> {
  const origin = { db, now, requestId: 'status', actor: { kind: 'system', id: null } } as const;
  const { begun } = await transact(origin, async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      select "id" from "StatusEvent" where "stage" = 'SCHEDULED' and "scheduledStartAt" <= ${now}
      order by "scheduledStartAt", "id" limit 50 for update skip locked`;
    const events: NewEvent[] = [];
    for (const { id } of due) {
      const event = await tx.statusEvent.findUniqueOrThrow({ where: { id } });
      events.push(
        ...(await moveEvent(tx, event, { stage: 'IN_PROGRESS', body: BEGINS }, { now, publicUrl })),
      );
    }
    return { value: { begun: due.length }, events };
  });
  return begun;
}

const BEGINS = { fr: 'La maintenance a commencé.', en: 'The maintenance has begun.' };
