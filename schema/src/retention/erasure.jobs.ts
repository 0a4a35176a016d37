import type { PrismaClient } from '@tierline/prisma/database';
import { continueErasure } from './continue-erasure.ts';

/** The other jobs wait meanwhile. */
const PATIENCE_MS = 1_000;

/** Goes on with the oldest erasure that is not finished: nobody waits for it any more, or who did has died (B24). */
export async function continueErasures(db: PrismaClient, now: Date): Promise<void> {
  const oldest = await db.erasure.findFirst({ where: { finishedAt: null }, orderBy: { requestedAt: 'asc' } });
  if (oldest) await continueErasure(db, oldest.id, now, PATIENCE_MS);
}
