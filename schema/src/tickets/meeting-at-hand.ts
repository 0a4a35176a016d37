import type { SignedInActor } from '../access.ts';
import type { Tx } from '../event.ts';
import { found } from '../problem.ts';
import { checkAhead } from './meeting.rules.ts';
import { ticketAtHand } from './ticket-at-hand.ts';

/**
 * A meeting that is still ahead, with its ticket, both as they stay until the transaction ends.
 *
 * @throws RequestError NOT_FOUND for one that is absent or not the actor's
 * @throws MeetingNotOpenProblem
 */
export async function meetingAtHand(tx: Tx, actor: SignedInActor, id: string, now: Date) {
  const where = { id };
  const { ticketId } = found(await tx.ticketMeeting.findUnique({ where }), 'meeting', id);
  const ticket = await ticketAtHand(tx, actor, ticketId);
  // Read after the ticket was locked: nobody else changes it now.
  const meeting = await tx.ticketMeeting.findUniqueOrThrow({ where });
  checkAhead(meeting, now);
  return { ticket, meeting };
}
