import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { catalogueVersion } from '../calendar/support-calendar.ts';
import { recountClocks } from './recounts.ts';

const BATCH = 100;

/**
 * Counts the running clocks anew that were counted on older calendar data than this release has: a correction of the
 * catalogue reaches them within a minute of its start (C28). Several processes may do so at once, of different releases
 * too: none goes back to older data. A ticket at hand elsewhere is passed over until the next time.
 *
 * @returns how many clocks it counted
 */
export async function recountOutdated(
  db: PrismaClient,
  now: Date,
  current = catalogueVersion(),
): Promise<number> {
  const origin = { db, now, requestId: 'recounts', actor: { kind: 'system', id: null } } as const;
  for (let counted = 0; ;) {
    const { found } = await transact(origin, async (tx) => {
      const outdated = await tx.$queryRaw<{ id: string }[]>`
        select c."id" from "Clock" c join "Ticket" t on t."id" = c."ticketId"
        where c."endedAt" is null and c."countedOn" collate "C" < ${current}
        limit ${BATCH} for update of t skip locked`;
      const ids = outdated.map(({ id }) => id);
      return { value: { found: ids.length }, events: await recountClocks(tx, ids, now) };
    });
    counted += found;
    if (found < BATCH) return counted;
  }
}
