import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { countedAt } from '../entitlements/ledger.rules.ts';
import { consumeUnit, ledgerAsOf, reserveUnit, settleLedger } from '../entitlements/ledger.ts';
import { happened, type NewEvent } from '../event.ts';
import { occupancyOf, sessionAtHand } from './session-at-hand.ts';
import { SeatsExhaustedProblem } from './training.rules.ts';

const originOf = (db: PrismaClient, now: Date) =>
  ({ db, now, requestId: 'training', actor: { kind: 'system', id: null } }) as const;

/**
 * Uses up the units of the seats whose session has started by `now`, as of that start (E2). One seat a transaction;
 * several processes may do so at once. A seat of an account at hand elsewhere is passed over until the next second.
 *
 * @returns how many
 */
export async function consumeSeats(db: PrismaClient, now: Date): Promise<number> {
  for (let count = 0; ; count += 1) {
    const { done } = await transact(originOf(db, now), async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string; accountId: string; startsAt: Date }[]>`
        select b."id", b."accountId", s."startsAt" from "TrainingBooking" b
          join "TrainingSession" s on s."id" = b."sessionId" join "Account" a on a."id" = b."accountId"
        where b."bookedAt" is not null and b."cancelledAt" is null and b."consumedAt" is null
          and s."cancelledAt" is null and s."startsAt" <= ${now}
        order by s."startsAt", b."id" limit 1 for no key update of b, a skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      await tx.trainingBooking.update({ where: { id: next.id }, data: { consumedAt: now } });
      const events = await consumeUnit(tx, next.accountId, next.id, next.startsAt);
      return { value: { done: false }, events };
    });
    if (done) return count;
  }
}

/**
 * Gives the seats that became free to those who wait, in the order in which they came. Somebody whose account has no
 * unit left is passed over, and goes behind the others from then on.
 *
 * @returns how many got a seat
 */
export async function promoteWaiting(db: PrismaClient, now: Date): Promise<number> {
  const candidates = await db.$queryRaw<{ id: string }[]>`
    select b."id" from "TrainingBooking" b join "TrainingSession" s on s."id" = b."sessionId"
    where b."bookedAt" is null and b."cancelledAt" is null and s."cancelledAt" is null and s."startsAt" > ${now}
      and (select o.booked from tierline_training_occupancy(s."id") o) < s."seats"
    order by b."passedOverAt" nulls first, b."requestedAt", b."id"`;
  let promoted = 0;
  for (const { id } of candidates) promoted += await promote(db, id, now);
  return promoted;
}

async function promote(db: PrismaClient, id: string, now: Date): Promise<number> {
  const { promoted } = await transact(originOf(db, now), async (tx) => {
    const nothing = { value: { promoted: 0 }, events: [] as NewEvent[] };
    const [held] = await tx.$queryRaw<{ accountId: string; sessionId: string; contactId: string }[]>`
      select b."accountId", b."sessionId", b."contactId" from "TrainingBooking" b
        join "Account" a on a."id" = b."accountId"
      where b."id" = ${id} and b."bookedAt" is null and b."cancelledAt" is null
      for no key update of b, a skip locked`;
    if (!held) return nothing;
    const { accountId, sessionId, contactId } = held;
    const session = await sessionAtHand(tx, sessionId);
    const { booked } = await occupancyOf(tx, sessionId);
    if (session.cancelledAt || session.startsAt <= now || booked >= session.seats) return nothing;
    const settled = await settleLedger(tx, accountId, now);
    const counted = countedAt(await ledgerAsOf(tx, accountId, now), 'INSTRUCTOR_LED_SEATS', now);
    if (counted.balance.available < 1) {
      await tx.trainingBooking.update({ where: { id }, data: { passedOverAt: now } });
      return { value: { promoted: 0 }, events: settled };
    }
    const reserved = await reserveUnit(
      tx,
      accountId,
      'INSTRUCTOR_LED_SEATS',
      { cause: 'BOOKING', id },
      now,
      (left) => new SeatsExhaustedProblem(left),
    );
    await tx.trainingBooking.update({ where: { id }, data: { bookedAt: now } });
    const payload = { bookingId: id, sessionId, contactId };
    const subject = { id: accountId, accountId };
    return {
      value: { promoted: 1 },
      events: [...settled, happened('training.seat_promoted', subject, payload), ...reserved],
    };
  });
  return promoted;
}
