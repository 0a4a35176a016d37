import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { lastChanges } from '../calendar/holiday-corrections.ts';
import { countedOn } from '../calendar/support-calendar.ts';
import type { Tx } from '../event.ts';
import { recountClocks } from './recounts.ts';

const BATCH = 100;

/**
 * Counts the running clocks anew that were counted on older calendar data than there are: a correction reaches them
 * within a minute of being published, or of the start of the release that brings it (C28). Several processes may do so
 * at once, of different releases too: none goes back to older data. A ticket at hand elsewhere is passed over until the
 * next time.
 *
 * @returns how many clocks it counted
 */
export async function recountOutdated(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'recounts', actor: { kind: 'system', id: null } } as const;
  for (let counted = 0; ;) {
    const { found, concerned } = await transact(origin, async (tx) => {
      const changes = await lastChanges(tx);
      const current = countedOn(Math.max(0, ...changes.values()));
      const outdated = await tx.$queryRaw<{ id: string; country: string; countedOn: string }[]>`
        select c."id", k."country", c."countedOn"
        from "Clock" c join "Ticket" t on t."id" = c."ticketId" join "Calendar" k on k."id" = c."calendarId"
        where c."endedAt" is null and c."countedOn" collate "C" < ${current}
        limit ${BATCH} for update of t skip locked`;
      const isConcerned = (clock: { country: string; countedOn: string }) =>
        clock.countedOn < countedOn(changes.get(clock.country) ?? 0);
      const ids = outdated.filter(isConcerned).map(({ id }) => id);
      await stamp(
        tx,
        outdated.filter((clock) => !isConcerned(clock)).map(({ id }) => id),
        current,
      );
      return {
        value: { found: outdated.length, concerned: ids.length },
        events: await recountClocks(tx, ids, now),
      };
    });
    counted += concerned;
    if (found < BATCH) return counted;
  }
}

/** What was counted since the last correction of its own country is up to date, whatever was corrected elsewhere. */
async function stamp(tx: Tx, ids: readonly string[], current: string): Promise<void> {
  if (ids.length === 0) return;
  await tx.clock.updateMany({ where: { id: { in: [...ids] } }, data: { countedOn: current } });
}
