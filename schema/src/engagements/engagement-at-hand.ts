import { reach, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The engagement, locked until the transaction ends, and before it the ticket that asked for it: in that order a ticket that
 * ends takes its engagement along.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function engagementAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`
    select 1 from "Ticket" where "id" = (select "ticketId" from "TamEngagement" where "id" = ${id}) for update`;
  await tx.$queryRaw`select 1 from "TamEngagement" where "id" = ${id} for update`;
  const engagement = found(
    await tx.tamEngagement.findUnique({ where: { id }, include: { ticket: true, series: true } }),
    'engagement',
    id,
  );
  reach(actor, engagement.accountId);
  return engagement;
}
