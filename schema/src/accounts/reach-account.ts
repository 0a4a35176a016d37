import { checkStanding, reach } from '../access.ts';
import type { Context } from '../context.ts';
import { found } from '../problem.ts';

/**
 * Confirms that the caller may read of an account, for a query that names one.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the caller's; UNAUTHENTICATED or CERTIFICATION_REQUIRED
 */
export async function reachAccount({ actor, db }: Pick<Context, 'actor' | 'db'>, id: string): Promise<void> {
  checkStanding(actor);
  reach(actor, id, 'account.read');
  found(await db.account.findUnique({ where: { id }, select: { id: true } }), 'account', id);
}
