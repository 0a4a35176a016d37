import type { Prisma } from '@tierline/prisma/database';
import { transact as transactIn, type NewEvent, type Tx } from '@tierline/prisma/transact';
import type { SignedInActor } from './access.ts';
import type { Context } from './context.ts';
import { InvalidInputProblem } from './problem.ts';

export type { NewEvent, Tx };

/** One change and its events, all or nothing; see @tierline/prisma/transact. The body gets only `tx`. */
export function transact<T>(
  ctx: Context,
  actor: SignedInActor,
  body: (tx: Tx) => Promise<{ value: T; events: [NewEvent, ...NewEvent[]] }>,
): Promise<T> {
  return transactIn({ ...ctx, actor }, body);
}

/** An event that the customer sees too. */
export function happened(
  type: string,
  subject: { id: string; accountId: string },
  payload: Prisma.InputJsonObject,
): NewEvent {
  return { type, subject: subject.id, accountId: subject.accountId, visibleToCustomer: true, payload };
}

/** An event for the vendor's eyes: internal notes, assignments. */
export function happenedInternally(
  type: string,
  subject: { id: string; accountId: string },
  payload: Prisma.InputJsonObject,
): NewEvent {
  return { ...happened(type, subject, payload), visibleToCustomer: false };
}

/**
 * Awaits a write to a column that is unique.
 *
 * @throws InvalidInputProblem TAKEN at `path` when the value stands elsewhere already
 */
export async function unlessTaken<T>(path: string, write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if ((error as { code?: string }).code !== 'P2002') throw error;
    throw new InvalidInputProblem([
      { path, code: 'TAKEN', text: { fr: 'est déjà utilisé.', en: 'is already in use.' } },
    ]);
  }
}
