import { OBLIGATIONS, REMINDED_AT } from '@tierline/prisma/catalogue/obligations';
import { newId } from '@tierline/prisma/ids';
import { ledgerAsOf } from '../entitlements/ledger.ts';
import { nextChange } from '../entitlements/ledger.rules.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import {
  changeObligations,
  nextAssignment,
  nextToTell,
  promisedBy,
  type ObligationKind,
  type Promised,
} from './obligation.rules.ts';

// What this term offers to others: what changes a plan, a term, a place or a TAM lets the obligations follow, in its own
// transaction.

/** Why obligations change. */
export type ObligationCause = 'PLAN_CHANGED' | 'CONTRACT_CHANGED' | 'ACCOUNT_MOVED' | 'TAM_CHANGED';

/**
 * Brings the obligations of an account to what it is promised now; nothing when they are. What is done or waived stays,
 * what is no longer promised is withdrawn with its cause (B7). The account is locked.
 */
export async function regenerateObligations(
  tx: Tx,
  accountId: string,
  now: Date,
  cause: ObligationCause,
): Promise<NewEvent[]> {
  const ledger = await ledgerAsOf(tx, accountId, now);
  const assignments = await tx.tamAssignment.findMany({ where: { accountId }, orderBy: { startsAt: 'asc' } });
  const standing = await tx.obligation.findMany({ where: { accountId, withdrawnAt: null } });
  const promised = promisedBy({ ...ledger, assignments }, OBLIGATIONS);
  const { added, moved, withdrawn, assigned } = changeObligations(standing, promised, assignments, now);
  const tellAt = (one: Promised) => toTell(one, ledger.timeZone, now);
  const made = added.map(({ kind, key, startsAt, endsAt, dueAt }) => {
    const one = { kind, key, startsAt, endsAt, dueAt };
    return { ...one, id: newId('obl'), accountId, createdAt: now, tellAt: tellAt(one) };
  });
  if (made.length > 0) await tx.obligation.createMany({ data: made });
  for (const { id, to } of moved) {
    const { startsAt, endsAt, dueAt } = to;
    await tx.obligation.update({ where: { id }, data: { startsAt, endsAt, dueAt, tellAt: tellAt(to) } });
  }
  await tx.obligation.updateMany({
    where: { id: { in: withdrawn.map(({ id }) => id) } },
    data: { withdrawnAt: now, withdrawnFor: cause, tellAt: null },
  });
  const kept = [];
  for (const { id, kind, at, assignmentId } of assigned) {
    kept.push(
      await keepObligation(tx, { id, accountId, kind }, at, { type: 'TAM_ASSIGNMENT', id: assignmentId }),
    );
  }
  await tx.account.update({
    where: { id: accountId },
    data: { obligationsDueAt: earlier(nextChange(ledger, now), nextAssignment(assignments, now)) },
  });
  if (made.length + moved.length + withdrawn.length === 0) return kept;
  const changed = happened(
    'obligations.changed',
    { id: accountId, accountId },
    {
      cause,
      added: made.map(inEvent),
      moved: moved.map(({ id, to }) => inEvent({ ...to, id })),
      withdrawn: withdrawn.map(({ id, kind }) => ({ obligationId: id, kind })),
    },
  );
  return [changed, ...kept];
}

/** By what a promise was kept: the id names it. */
export interface Proof {
  type: 'TAM_ASSIGNMENT' | 'MONTHLY_REVIEW' | 'HEALTH_REVIEW' | 'ENGAGEMENT' | 'LEDGER_LINE';
  id: string;
}

/** Writes down that an open obligation was kept. */
export async function keepObligation(
  tx: Tx,
  { id, accountId, kind }: { id: string; accountId: string; kind: ObligationKind },
  at: Date,
  proof: Proof,
): Promise<NewEvent> {
  await tx.obligation.update({
    where: { id },
    data: { doneAt: at, proof: proof.type, proofId: proof.id, tellAt: null },
  });
  return happened(
    'obligation.done',
    { id, accountId },
    { kind, doneAt: at.toISOString(), proof: proof.type, proofId: proof.id },
  );
}

/** When somebody is to be told next of an open obligation that is not overdue yet, or is now. */
export function toTell(one: { kind: ObligationKind; dueAt: Date }, timeZone: string, now: Date): Date {
  return nextToTell(one, OBLIGATIONS[one.kind], { at: REMINDED_AT, timeZone, now });
}

function inEvent({ id, kind, startsAt, endsAt, dueAt }: Promised & { id: string }) {
  return {
    obligationId: id,
    kind,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    dueAt: dueAt.toISOString(),
  };
}

function earlier(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a < b ? a : b) : (a ?? b);
}
