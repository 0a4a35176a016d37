import { builder } from '../builder.ts';
import { CANCEL_TICKET_MEETING_PROBLEMS, cancelTicketMeeting } from './cancel-ticket-meeting.ts';
import { SCHEDULE_TICKET_MEETING_PROBLEMS, scheduleTicketMeeting } from './schedule-ticket-meeting.ts';
import { ticketMutation } from './ticket.mutations.ts';

const meetingId = { required: true, description: 'The meeting that a review asked for.' } as const;

const ScheduleTicketMeetingInput = builder.inputType('ScheduleTicketMeetingInput', {
  description: 'When a meeting takes place, and where to join it.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description:
        'When it begins: still ahead, and the whole meeting within the hours of the customer and of your region (S108).',
    }),
    durationMinutes: t.int({ required: true, description: 'How long it lasts: 5 to 480 minutes.' }),
    joinLink: t.string({
      required: true,
      description: 'Your own link to join it, an https address of at most 2,000 characters.',
    }),
  }),
});

ticketMutation(scheduleTicketMeeting, {
  name: 'scheduleTicketMeeting',
  description:
    'Gives a meeting that a review asked for its date and link, or others than before, until it begins (S91).',
  scope: 'staff',
  input: ScheduleTicketMeetingInput,
  problems: SCHEDULE_TICKET_MEETING_PROBLEMS,
  success: 'The meeting is scheduled.',
  result: 'The ticket, or why its meeting is not scheduled.',
});

const CancelTicketMeetingInput = builder.inputType('CancelTicketMeetingInput', {
  description: 'Which meeting to call off, and why.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters; the customer reads it.' }),
  }),
});

ticketMutation(cancelTicketMeeting, {
  name: 'cancelTicketMeeting',
  description: 'Calls off a meeting that a review asked for and that is still ahead (S91).',
  scope: 'staff',
  input: CancelTicketMeetingInput,
  problems: CANCEL_TICKET_MEETING_PROBLEMS,
  success: 'The meeting is called off.',
  result: 'The ticket, or why its meeting stands.',
});
