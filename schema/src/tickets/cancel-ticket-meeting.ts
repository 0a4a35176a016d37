import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { prose } from '../input.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { MeetingNotOpenProblem } from './meeting.rules.ts';
import { callOffTicketMeeting } from './ticket-meeting.ts';

export const CANCEL_TICKET_MEETING_PROBLEMS = [InvalidInputProblem, MeetingNotOpenProblem];

const cancelTicketMeetingInput = z.object({ meetingId: z.string(), reason: prose(2_000) });

/** Calls off a meeting that is still ahead; the customer sees why. Throws one of CANCEL_TICKET_MEETING_PROBLEMS. */
export async function cancelTicketMeeting(
  ctx: Context,
  raw: z.input<typeof cancelTicketMeetingInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.work');
  const { meetingId, reason } = parse(cancelTicketMeetingInput, raw);
  return transact(ctx, actor, async (tx) => {
    const { ticket, meeting } = await meetingAtHand(tx, actor, meetingId, now);
    await callOffTicketMeeting(tx, meeting, now, reason);
    const payload = { meetingId: meeting.id, cause: 'CALLED_OFF' };
    return { value: { id: ticket.id }, events: [happened('ticket.meeting_cancelled', ticket, payload)] };
  });
}
