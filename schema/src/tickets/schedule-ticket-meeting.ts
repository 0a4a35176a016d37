import * as z from 'zod';
import { allow } from '../access.ts';
import { calendarOf } from '../calendar/calendar-of.ts';
import { checkNear } from '../calendar/near.rules.ts';
import { supportCalendar } from '../calendar/support-calendar.ts';
import type { Context } from '../context.ts';
import { happened, transact, type Tx } from '../event.ts';
import { InvalidInputProblem, parse } from '../problem.ts';
import { regionCalendar } from '../regions/region-calendars.ts';
import { meetingAtHand } from './meeting-at-hand.ts';
import { inviteToTicketMeeting, releaseOrganizer } from './meeting-invitation.ts';
import {
  checkMeeting,
  checkMeetingHours,
  MeetingNotOpenProblem,
  type MeetingHours,
} from './meeting.rules.ts';

export const SCHEDULE_TICKET_MEETING_PROBLEMS = [InvalidInputProblem, MeetingNotOpenProblem];

const scheduleTicketMeetingInput = z.object({
  meetingId: z.string(),
  startsAt: z.date(),
  durationMinutes: z.number().int(),
  joinLink: z.string().trim().max(2_000),
});

/**
 * Gives the meeting that a review needs its date and the link that the engineer made for it, or others than before
 * (S91), within the hours of the customer and of the engineer's region (S108). Throws one of SCHEDULE_TICKET_MEETING_PROBLEMS.
 */
export async function scheduleTicketMeeting(
  ctx: Context,
  raw: z.input<typeof scheduleTicketMeetingInput>,
): Promise<{ id: string }> {
  const { actor, now } = ctx;
  allow(actor, 'ticket.work');
  const { meetingId, ...plan } = parse(scheduleTicketMeetingInput, raw);
  checkMeeting(plan, now);
  checkNear('startsAt', plan.startsAt, now);
  return transact(ctx, actor, async (tx) => {
    const { ticket, meeting } = await meetingAtHand(tx, actor, meetingId, now);
    checkMeetingHours(plan, await hoursOf(tx, ticket, actor.id));
    await tx.ticketMeeting.update({
      where: { id: meeting.id },
      data: {
        ...plan,
        state: 'SCHEDULED',
        organizerId: actor.id,
        ...(meeting.state === 'SCHEDULED' && { sequence: { increment: 1 } }),
      },
    });
    await inviteToTicketMeeting(tx, meeting.id, 'REQUEST', now);
    if (meeting.organizerId && meeting.organizerId !== actor.id) {
      await releaseOrganizer(tx, meeting.id, meeting.organizerId, now);
    }
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

/** Of the customer, where the requester works, and of the engineer who sets the date. */
async function hoursOf(
  tx: Tx,
  { accountId, siteId }: { accountId: string; siteId: string | null },
  engineerId: string,
): Promise<[MeetingHours, MeetingHours]> {
  const spec = await calendarOf(tx, { accountId, siteId });
  const { region } = await tx.staffMember.findUniqueOrThrow({
    where: { id: engineerId },
    select: { region: { include: { hours: true } } },
  });
  return [
    {
      name: { fr: 'client', en: 'customer' },
      timeZone: spec.timeZone,
      calendar: supportCalendar(spec),
    },
    {
      name: { fr: `région ${region.code}`, en: `region ${region.code}` },
      timeZone: region.timeZone,
      calendar: await regionCalendar(tx, region),
    },
  ];
}
