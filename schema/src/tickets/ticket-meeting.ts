import { newId } from '@tierline/prisma/ids';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { inviteToTicketMeeting } from './meeting-invitation.ts';
import type { MeetingState } from './meeting.rules.ts';

// The meetings that reviews ask for, as reviews and moves of their ticket change them.

interface TicketOfMeetings {
  id: string;
  accountId: string;
}

/**
 * Lets a review have its meeting: the one that is asked for or ahead already, else a new request. A review that needs
 * none cancels it (S91).
 */
export async function meetingOf(
  tx: Tx,
  ticket: TicketOfMeetings,
  { meetingPurpose: purpose }: { meetingPurpose: 'CLARIFY' | 'DISCUSS' | null },
  now: Date,
): Promise<{ id: string | null; events: NewEvent[] }> {
  if (purpose === null) return { id: null, events: await dropMeetings(tx, ticket, now, 'NOT_NEEDED') };
  const [ahead] = await meetingsAhead(tx, ticket, now);
  if (ahead) {
    await tx.ticketMeeting.update({ where: { id: ahead.id }, data: { purpose } });
    return { id: ahead.id, events: [] };
  }
  const id = newId('mtg');
  const { id: ticketId, accountId } = ticket;
  await tx.ticketMeeting.create({
    data: { id, ticketId, accountId, purpose, state: 'REQUESTED', requestedAt: now },
  });
  return { id, events: [happened('ticket.meeting_requested', ticket, { meetingId: id, purpose })] };
}

/** Cancels what is still ahead, because the ticket ended or a later review needs no meeting. */
export async function dropMeetings(
  tx: Tx,
  ticket: TicketOfMeetings,
  at: Date,
  cause: 'NOT_NEEDED' | 'TICKET_ENDED',
): Promise<NewEvent[]> {
  const ahead = await meetingsAhead(tx, ticket, at);
  for (const meeting of ahead) await callOffTicketMeeting(tx, meeting, at);
  return ahead.map(({ id }) => happened('ticket.meeting_cancelled', ticket, { meetingId: id, cause }));
}

/** Cancels a meeting at hand that is ahead, and revokes the invitations to one that has a date. */
export async function callOffTicketMeeting(
  tx: Tx,
  { id, state }: { id: string; state: MeetingState },
  at: Date,
  reason: string | null = null,
): Promise<void> {
  const invited = state === 'SCHEDULED';
  await tx.ticketMeeting.update({
    where: { id },
    data: {
      state: 'CANCELLED',
      cancelledAt: at,
      cancelReason: reason,
      ...(invited && { sequence: { increment: 1 } }),
    },
  });
  if (invited) await inviteToTicketMeeting(tx, id, 'CANCEL', at);
}

/** Asked for, or scheduled and not begun. */
function meetingsAhead(tx: Tx, { id: ticketId }: TicketOfMeetings, now: Date) {
  return tx.ticketMeeting.findMany({
    where: { ticketId, OR: [{ state: 'REQUESTED' }, { state: 'SCHEDULED', startsAt: { gt: now } }] },
    orderBy: { id: 'asc' },
  });
}
