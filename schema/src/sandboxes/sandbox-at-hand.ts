import { sandboxOf, SANDBOX_PREFIX, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found, notFound } from '../problem.ts';

/**
 * Confirms that it may be the id of a sandbox, before anything is done in its name.
 *
 * @throws RequestError NOT_FOUND
 */
export function checkSandboxId(id: string): void {
  if (!id.startsWith(SANDBOX_PREFIX) || !/^[a-z0-9_]{1,60}$/.test(id)) throw notFound('sandbox', id);
}

/** The sandboxes of a partner, and for somebody who is played in one that one, as a `where`. */
function ownSandboxes(actor: SignedInActor): { partnerId?: string; id?: string } {
  const id = sandboxOf(actor);
  if (id !== null) return { id };
  return { partnerId: actor.kind === 'partner' ? actor.partnerId : '' };
}

/**
 * A sandbox, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function sandboxAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`select 1 from "Sandbox" where "id" = ${id} for update`;
  const sandbox = await tx.sandbox.findFirst({ where: { AND: [{ id }, ownSandboxes(actor)] } });
  return found(sandbox, 'sandbox', id);
}
