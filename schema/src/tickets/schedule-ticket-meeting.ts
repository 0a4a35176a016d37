import * as z from 'zod';
import { allow } from '../access.ts';
import type { Context } from '../context.ts';
import { happened, transact } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { checkMeeting, MeetingNotOpenProblem } from './meeting.rules.ts';

export const SCHEDULE_TICKET_MEETING_PROBLEMS = [InvalidInputProblem, MeetingNotOpenProblem];

const scheduleTicketMeetingInput = z.object({
  meetingId: z.string(),
  startsAt: z.date(),
  durationMinutes: z.number().int(),
  joinLink: z.string().trim().max(2_000),
});

/**
 * Gives the meeting that a review needs its date and the link that the engineer made for it, or others than before
 * (S91). Throws one of SCHEDULE_TICKET_MEETING_PROBLEMS.
 */
export async function scheduleTicketMeeting(
  ctx: Context,
  raw: z.input<typeof scheduleTicketMeetingInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.work');
  const { meetingId, ...plan } = parse(scheduleTicketMeetingInput, raw);
  checkMeeting(plan, now);
  return transact(ctx, actor, async (tx) => {
    const { ticket, meeting } = await meetingAtHand(tx, actor, meetingId, now);
    await tx.ticketMeeting.update({
      where: { id: meeting.id },
      data: { ...plan, state: 'SCHEDULED', organizerId: actor.id },
    });
    return {
      value: { id: ticket.id },
      events: [
        happened('ticket.meeting_scheduled', ticket, {
          meetingId: meeting.id,
          startsAt: plan.startsAt.toISOString(),
          durationMinutes: plan.durationMinutes,
          organizerId: actor.id,
          before: meeting.startsAt?.toISOString() ?? null,
        }),
      ],
    };
  });
}
