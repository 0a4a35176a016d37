import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { settleLedger } from './ledger.ts';

/**
 * Lets contract years begin and end whose instant has come by `now`: units are granted, and what is left expires
 * (E2, E3). One account a transaction; several processes may do so at once. An account at hand elsewhere is passed
 * over, and settled by whoever has it or a second later.
 *
 * @returns how many accounts were settled
 */
export async function settleLedgers(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'ledger', actor: { kind: 'system', id: null } } as const;
  for (let count = 0; ; count += 1) {
    const { done } = await transact(origin, async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        select "id" from "Account" where "ledgerDueAt" <= ${now}
        order by "ledgerDueAt" limit 1 for no key update skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      return { value: { done: false }, events: await settleLedger(tx, next.id, now) };
    });
    if (done) return count;
  }
}
