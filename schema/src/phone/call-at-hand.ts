import type { SignedInActor } from '../access.ts';
import { happenedAtVendor, type NewEvent, type Tx } from '../event.ts';
import { found } from '../problem.ts';
import { checkCallOpen } from './phone.rules.ts';

/** The calls that somebody may see: staff all, a contact the own ones, as a `where`. */
export function visibleCalls(actor: Pick<SignedInActor, 'kind' | 'id'>): { contactId?: string } {
  return actor.kind === 'staff' ? {} : { contactId: actor.id };
}

/**
 * A call that waits for somebody to say what it is, locked until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 * @throws PhoneCallClosedProblem
 */
export async function callAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`select 1 from "PhoneCall" where "id" = ${id} for update`;
  const call = found(
    await tx.phoneCall.findFirst({ where: { id, ...visibleCalls(actor) } }),
    'phone call',
    id,
  );
  checkCallOpen(call.state);
  return call;
}

/** Makes a call at hand part of a ticket, and its account's with it. */
export async function joinCall(
  tx: Tx,
  call: { id: string; contactId: string | null },
  ticket: { id: string; accountId: string; requesterId: string },
): Promise<NewEvent> {
  const { id: ticketId, accountId, requesterId } = ticket;
  await tx.phoneCall.update({
    where: { id: call.id },
    data: { state: 'OPENED', settleAt: null, ticketId, accountId, contactId: call.contactId ?? requesterId },
  });
  return { ...happenedAtVendor('phone_call.linked', call.id, { ticketId }), accountId };
}
