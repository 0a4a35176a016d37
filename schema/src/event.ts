import { transact as transactIn, type NewEvent, type Tx } from '@tierline/prisma/transact';
import type { SignedInActor } from './access.ts';
import type { Context } from './context.ts';

export type { NewEvent, Tx };

/**
 * One change and its events, all or nothing; see @tierline/prisma/transact. The body gets only `tx`.
 */
export function transact<T>(
  ctx: Context,
  actor: SignedInActor,
  body: (tx: Tx) => Promise<{ value: T; events: [NewEvent, ...NewEvent[]] }>,
): Promise<T> {
  return transactIn({ ...ctx, actor }, body);
}
