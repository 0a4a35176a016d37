import type { PrismaClient } from '@tierline/prisma/database';
import { transact, type Tx } from '@tierline/prisma/transact';
import { happenedAtVendor, type NewEvent } from '../event.ts';
import type { KeptMail } from './mail-desk.ts';
import { oneLine } from './stored-text.ts';

/** Something about a mail that only people can decide. */
export class Doubt extends Error {
  readonly reason: NonNullable<KeptMail['reason']>;
  constructor(reason: Doubt['reason'], detail = '') {
    super(detail);
    this.reason = reason;
  }
}

/**
 * Sets a mail aside for staff, who learn of it by its event. One that was decided about meanwhile stays as it is.
 *
 * @param besides what else is done where it is set aside, in the same transaction
 */
export async function quarantineMail(
  db: PrismaClient,
  id: string,
  { reason, message }: Doubt,
  now: Date,
  besides: (tx: Tx) => Promise<NewEvent[]> = async () => [],
): Promise<void> {
  const origin = { db, now, requestId: id, actor: { kind: 'system', id: null } } as const;
  await transact(origin, async (tx) => {
    const { count } = await tx.incomingMail.updateMany({
      where: { id, state: 'RECEIVED' },
      data: { state: 'QUARANTINED', reason, detail: oneLine(message, 500), claimedUntil: null },
    });
    if (count === 0) return { value: {}, events: [] };
    return {
      value: {},
      events: [happenedAtVendor('mail.quarantined', id, { reason }), ...(await besides(tx))],
    };
  });
}
