import type { PrismaClient } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { transact } from '@tierline/prisma/transact';
import { NOTHING_HAPPENED, type Tx } from '../event.ts';
import { toldOfErasure } from './erasure-events.ts';
import { PLACES } from './erasure-places.ts';

/** One transaction begins no further rows after that: whoever writes what it holds waits no longer. */
const TURN_MS = 300;

/**
 * Goes on erasing what names a person, in short transactions that say how far they came: whatever dies on the way, another
 * goes on from there. When every place is through, the words are forgotten that were looked for, and `person.erased` tells of
 * it, once. Several processes may do so at once; one does.
 *
 * @param patienceMs begins no further transaction after that
 */
export async function continueErasure(
  db: PrismaClient,
  id: string,
  now: Date,
  patienceMs: number,
): Promise<void> {
  const end = performance.now() + patienceMs;
  const { requestedById } = await db.erasure.findUniqueOrThrow({ where: { id } });
  const origin = { db, now, requestId: 'erasure', actor: { kind: 'staff', id: requestedById } } as const;
  for (let isLeft = true; isLeft && performance.now() < end;) {
    ({ isLeft } = await transact(origin, async (tx) => turn(tx, id, now)));
  }
}

async function turn(tx: Tx, id: string, now: Date) {
  // Whoever holds a row is not waited for with others in hand: the next turn tries again.
  await tx.$executeRaw`set local lock_timeout = '500ms'`;
  const [mine] = await tx.$queryRaw<unknown[]>`
    select 1 from "Erasure" where "id" = ${id} and "finishedAt" is null for update skip locked`;
  if (!mine) return { value: { isLeft: false }, events: NOTHING_HAPPENED };
  const erasure = await tx.erasure.findUniqueOrThrow({ where: { id } });
  const end = performance.now() + TURN_MS;
  let { texts, events, after } = erasure;
  let at = Math.max(
    0,
    PLACES.findIndex(([place]) => place === erasure.place),
  );
  while (at < PLACES.length && performance.now() < end) {
    const swept = await PLACES[at]![1](tx, erasure, after);
    texts += swept.texts ?? 0;
    events += swept.events ?? 0;
    after = swept.reached;
    if (after === null) at += 1;
  }
  const place = PLACES[at]?.[0];
  if (place !== undefined) {
    await tx.erasure.update({ where: { id }, data: { place, after, texts, events } });
    return { value: { isLeft: true }, events: NOTHING_HAPPENED };
  }
  const eventId = newId('evt');
  const told = { place: null, after: null, words: '', texts, events, finishedAt: now, eventId };
  await tx.erasure.update({ where: { id }, data: told });
  const { kind, files, keys } = erasure;
  const event = toldOfErasure('person.erased', erasure, { kind, texts, files, events, keys });
  return { value: { isLeft: false }, events: [{ ...event, id: eventId }] };
}
