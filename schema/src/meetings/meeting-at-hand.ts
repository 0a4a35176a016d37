import { reach, type SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';

/**
 * The meeting with its people, locked until the transaction ends: changes of one meeting happen one after the other.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 */
export async function meetingAtHand(tx: Tx, actor: SignedInActor, id: string) {
  await tx.$queryRaw`select 1 from "Meeting" where "id" = ${id} for update`;
  const meeting = found(
    await tx.meeting.findUnique({ where: { id }, include: { attendees: true, account: true } }),
    'meeting',
    id,
  );
  reach(actor, meeting.accountId);
  return meeting;
}
