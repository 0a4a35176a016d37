import { reach, SIGN_IN } from '../access.ts';
import type { Context } from '../context.ts';
import { found, RequestError } from '../problem.ts';

/**
 * Confirms that the caller may read of an account, for a query that names one.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the caller's; UNAUTHENTICATED without a token
 */
export async function reachAccount({ actor, db }: Pick<Context, 'actor' | 'db'>, id: string): Promise<void> {
  if (actor.kind === 'anonymous') throw new RequestError('UNAUTHENTICATED', SIGN_IN);
  reach(actor, id);
  found(await db.account.findUnique({ where: { id }, select: { id: true } }), 'account', id);
}
