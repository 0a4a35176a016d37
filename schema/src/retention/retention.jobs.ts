import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { happenedAtVendor } from '../event.ts';

const DAY_MS = 86_400_000;

/** Deletes what was kept long enough at `now`: each kind by its own period, budgets once they are whole. Several processes may do so at once. */
export async function sweepRetention(db: PrismaClient, now: Date): Promise<void> {
  await db.costBudget.deleteMany({ where: { wholeAt: { lt: now } } });
  for (const { kind, days } of await db.retentionPeriod.findMany()) {
    const before = new Date(now.getTime() - days * DAY_MS);
    switch (kind) {
      case 'IDEMPOTENCY_KEY':
        await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
        break;
      case 'REQUEST_ADDRESS':
        // Events are never changed by this role: one function of the owner forgets addresses, and nothing else.
        await db.$executeRaw`select tierline_forget_addresses(${before})`;
        break;
      case 'OUTGOING_MAIL':
        await db.outgoingMail.deleteMany({ where: { state: { not: 'QUEUED' }, createdAt: { lt: before } } });
        break;
      case 'INCOMING_MAIL':
        await forgetMails(db, before, now);
        break;
      case 'QUARANTINED_MAIL':
        await discardUndecided(db, before, now);
        break;
      case 'PHONE_CALL':
        await forgetCalls(db, before);
        break;
      case 'WEBHOOK_DELIVERY':
        await db.webhookDelivery.deleteMany({
          where: { state: { in: ['DELIVERED', 'FAILED'] }, endedAt: { lt: before } },
        });
    }
  }
}

/**
 * Empties mails that were decided about before that: their bytes go within seconds. What waits for people stays, and of the
 * others which mail it was and of what ticket, so that none comes in again and answers still find theirs.
 */
async function forgetMails(db: PrismaClient, before: Date, now: Date): Promise<void> {
  await db.incomingMail.updateMany({
    where: {
      state: { in: ['ACCEPTED', 'DISCARDED'] },
      receivedAt: { lt: before },
      AND: [
        { OR: [{ decidedAt: null }, { decidedAt: { lt: before } }] },
        { OR: [{ erasedAt: null }, { fromAddress: { not: null } }] },
      ],
    },
    data: { ...EMPTY, erasedAt: now },
  });
}

const EMPTY = {
  ...{ subject: null, text: null, quoted: null, fileNames: [], detail: null },
  ...{ fromAddress: null, envelopeFrom: '', recipients: [], remoteAddress: null, helo: null },
};

/** So many are discarded together. */
const MAILS = 100;

/** Discards and empties mails that came in before that, and that nobody decided about. */
async function discardUndecided(db: PrismaClient, before: Date, now: Date): Promise<void> {
  const origin = { db, now, requestId: 'retention', actor: { kind: 'system', id: null } } as const;
  for (let isMore = true; isMore;) {
    ({ isMore } = await transact(origin, async (tx) => {
      const mails = await tx.$queryRaw<{ id: string }[]>`
        select "id" from "IncomingMail" where "state" = 'QUARANTINED' and "receivedAt" < ${before}
        order by "receivedAt", "id" limit ${MAILS}::int for update skip locked`;
      await tx.incomingMail.updateMany({
        where: { id: { in: mails.map(({ id }) => id) } },
        data: { ...EMPTY, erasedAt: now, state: 'DISCARDED', reason: null, decidedAt: now },
      });
      return {
        value: { isMore: mails.length === MAILS },
        events: mails.map(({ id }) => happenedAtVendor('mail.discarded', id, {})),
      };
    }));
  }
}

/** Forgets who called, and what they said, of calls of which nothing comes. */
async function forgetCalls(db: PrismaClient, before: Date): Promise<void> {
  await db.phoneCall.updateMany({
    where: {
      state: { in: ['DISCARDED', 'ABANDONED'] },
      startedAt: { lt: before },
      OR: [{ fromNumber: { not: null } }, { transcript: { not: null } }],
    },
    data: { fromNumber: null, transcript: null },
  });
}
