import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { tellDeadlines } from './clocks.ts';

const BATCH = 200;

/**
 * Writes down every promise that has come to be at risk or is broken by `now` (C31, C32). Several processes may do so
 * at once, and stop half way: a ticket at hand elsewhere is passed over, and each batch is one transaction.
 *
 * @returns how many clocks it found
 */
export async function fireDeadlines(db: PrismaClient, now: Date): Promise<number> {
  let fired = 0;
  for (;;) {
    const { found } = await transact(bySystem(db, now), async (tx) => {
      const due = await tx.$queryRaw<{ id: string }[]>`
        select c."id" from "Clock" c join "Ticket" t on t."id" = c."ticketId"
        where c."endedAt" is null and c."breachToldAt" is null and c."atRiskAt" <= ${now}
          and (c."atRiskToldAt" is null or c."dueAt" < ${now})
        order by c."atRiskAt" limit ${BATCH}
        for update of t skip locked`;
      const clocks = await tx.clock.findMany({
        where: { id: { in: due.map(({ id }) => id) }, endedAt: null },
      });
      return { value: { found: clocks.length }, events: await tellDeadlines(tx, clocks, now) };
    });
    fired += found;
    if (found < BATCH) return fired;
  }
}

/** Tierline itself, with a name for the log. */
function bySystem(db: PrismaClient, now: Date) {
  return { db, now, requestId: 'deadlines', actor: { kind: 'system', id: null } } as const;
}
