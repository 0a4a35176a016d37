import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { happened, type NewEvent, type Tx } from '../event.ts';
import type { ObligationKind } from './obligation.rules.ts';
import { keepObligation, regenerateObligations, toTell } from './regenerate-obligations.ts';
import { tellObligations } from './tell-obligations.ts';

const originOf = (db: PrismaClient, now: Date) =>
  ({ db, now, requestId: 'obligations', actor: { kind: 'system', id: null } }) as const;

/**
 * Makes the obligations of the plans, contract years and assignments that have begun by `now` (B7). One account a
 * transaction; several processes may do so at once.
 *
 * @returns how many accounts were settled
 */
export async function settleObligations(db: PrismaClient, now: Date): Promise<number> {
  for (let count = 0; ; count += 1) {
    const { done } = await transact(originOf(db, now), async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        select "id" from "Account" where "obligationsDueAt" <= ${now}
        order by "obligationsDueAt" limit 1 for no key update skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      const events = await regenerateObligations(tx, next.id, now, 'PLAN_CHANGED');
      return { value: { done: false }, events };
    });
    if (done) return count;
  }
}

/**
 * Tells of obligations whose time has come by `now`: ahead on the days of the catalogue, and once when they are overdue.
 * One account a transaction; of reminders that were missed together one is told.
 *
 * @returns of how many accounts
 */
export async function remindOfObligations(db: PrismaClient, now: Date): Promise<number> {
  for (let count = 0; ; count += 1) {
    const { done } = await transact(originOf(db, now), async (tx) => {
      const [next] = await tx.$queryRaw<{ accountId: string }[]>`
        select o."accountId" from "Obligation" o join "Account" a on a."id" = o."accountId"
        where o."tellAt" <= ${now}
        order by o."tellAt", o."id" limit 1 for no key update of a skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      return { value: { done: false }, events: await tell(tx, next.accountId, now) };
    });
    if (done) return count;
  }
}

async function tell(tx: Tx, accountId: string, now: Date): Promise<NewEvent[]> {
  const { timeZone } = await tx.account.findUniqueOrThrow({ where: { id: accountId } });
  const due = await tx.obligation.findMany({
    where: { accountId, tellAt: { lte: now } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const ahead = due.filter(({ dueAt }) => dueAt > now);
  const late = due.filter(({ dueAt, kind }) => dueAt <= now && kind !== 'SEATS_EXPIRE');
  const seats = due.filter(({ dueAt, kind }) => dueAt <= now && kind === 'SEATS_EXPIRE');
  for (const one of ahead) {
    await tx.obligation.update({ where: { id: one.id }, data: { tellAt: toTell(one, timeZone, now) } });
  }
  await tx.obligation.updateMany({ where: { id: { in: late.map(({ id }) => id) } }, data: { tellAt: null } });
  await tellObligations(
    tx,
    accountId,
    [
      ...ahead.map((one) => ({ ...one, what: 'OBLIGATION_DUE' as const })),
      ...late.map((one) => ({ ...one, what: 'OBLIGATION_OVERDUE' as const })),
    ],
    now,
  );
  const events: NewEvent[] = due
    .filter((one) => !seats.includes(one))
    .map(({ id, kind, dueAt }) =>
      happened(
        dueAt > now ? 'obligation.due_soon' : 'obligation.overdue',
        { id, accountId },
        { kind, dueAt: dueAt.toISOString() },
      ),
    );
  for (const one of seats) events.push(await settleSeats(tx, one));
  return events;
}

/** The year is over: its seats were used, or have expired after its people were reminded. The ledger proves which (E2). */
async function settleSeats(
  tx: Tx,
  obligation: { id: string; accountId: string; kind: ObligationKind; startsAt: Date; dueAt: Date },
): Promise<NewEvent> {
  const { accountId, startsAt: yearStartsAt, dueAt } = obligation;
  const line = await tx.ledgerLine.findFirst({
    where: { accountId, yearStartsAt, benefitCode: 'INSTRUCTOR_LED_SEATS', at: { lte: dueAt } },
    orderBy: { sequence: 'desc' },
  });
  return keepObligation(tx, obligation, dueAt, { type: 'LEDGER_LINE', id: line?.id ?? '' });
}
