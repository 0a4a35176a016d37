import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { CANCEL_ENGAGEMENT_PROBLEMS, cancelEngagement } from './cancel-engagement.ts';
import { CHOOSE_MEETING_SLOT_PROBLEMS, chooseMeetingSlot } from './choose-meeting-slot.ts';
import { END_MEETING_SERIES_PROBLEMS, endMeetingSeries } from './end-meeting-series.ts';
import { TamEngagement } from './engagement.types.ts';
import { PLAN_ENGAGEMENT_PROBLEMS, planEngagement } from './plan-engagement.ts';
import { PROPOSE_MEETING_SLOTS_PROBLEMS, proposeMeetingSlots } from './propose-meeting-slots.ts';
import {
  SCHEDULE_REQUESTED_MEETING_PROBLEMS,
  scheduleRequestedMeeting,
} from './schedule-requested-meeting.ts';

/** A mutation over a verb: the input goes in, and the engagement is read again after the commit. */
function engagementMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string }>,
  options: {
    name: string;
    description: string;
    scope: 'signedIn' | 'staff';
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
    success: string;
    result: string;
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.prismaField({
      type: TamEngagement,
      description: options.description,
      authScopes: { [options.scope]: true },
      errors: {
        types: options.problems,
        dataField: { name: 'engagement', description: 'The engagement as it is now.' },
        result: { description: options.success },
        union: { description: options.result },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.tamEngagement.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

const PlannedEngagementType = builder.enumType('PlannedEngagementType', {
  description:
    'What a Technical Account Manager plans; the other services come about by a ticket, as the intake process demands (S87).',
  values: {
    NEW_FEATURE_PRESENTATION: { description: 'New features are presented (S73).' },
    RECURRING_TECHNICAL_MEETING: { description: 'A technical meeting that comes back (S74).' },
    REGULAR_CHECK_IN: { description: 'The TAM asks how things are (S79).' },
    SUPPORT_REQUEST_REVIEW: { description: 'The review of the month’s requests is gone through (S72).' },
  } as const,
});

const PresentedFeatureInput = builder.inputType('PresentedFeatureInput', {
  description: 'What a presentation shows.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'What it is called, 1 to 200 characters.' }),
    detail: t.string({ description: 'What it does, one line of 1 to 1,000 characters.' }),
    url: t.string({ description: 'Where it is documented: an https address.' }),
  }),
});

const PlanEngagementInput = builder.inputType('PlanEngagementInput', {
  description: 'A service of the Technical Account Manager, and its meeting.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The customer; on Premium then.' }),
    type: t.field({ type: PlannedEngagementType, required: true, description: 'Which service.' }),
    title: t.string({ required: true, description: 'What it is about, one line of 1 to 200 characters.' }),
    purpose: t.string({ description: 'What it is for, 1 to 2,000 characters.' }),
    features: t.field({
      type: [PresentedFeatureInput],
      description: 'What a presentation shows, 1 to 50; only for NEW_FEATURE_PRESENTATION (S73).',
    }),
    agenda: t.string({ description: 'What is to be talked about, 1 to 10,000 characters.' }),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'When it begins, the first time: ahead, and within two years.',
    }),
    durationMinutes: t.int({ required: true, description: 'How long it lasts: 5 to 480 minutes.' }),
    recurrence: t.string({
      description:
        'How it comes back, an RRULE of RFC 5545 in the customer’s wall clock: `FREQ=MONTHLY;BYDAY=1TU;COUNT=12`. FREQ is DAILY, WEEKLY or MONTHLY, with INTERVAL, COUNT or UNTIL, BYDAY, BYMONTHDAY, BYSETPOS, WKST. Once unless told (S74).',
    }),
    joinLink: t.string({
      description:
        'Your own link to join it: an https address. What comes back needs one; for a single meeting, without one, the provider that the vendor set up makes a room.',
    }),
    contactIds: t.idList({ description: 'Who of the customer takes part: 50 people at most.' }),
    staffIds: t.idList({ description: 'Who of the vendor takes part besides the TAM: 50 at most.' }),
  }),
});

engagementMutation(planEngagement, {
  name: 'planEngagement',
  description:
    'Plans a service of the account’s TAM with its meeting or meetings (S71–S74, S79). Premium only. For the TAM, the backup and managers: customers ask by `openTicket` instead (S87). Events: `engagement.planned`, `meeting.scheduled` or `engagement.occurrences_written`.',
  scope: 'staff',
  input: PlanEngagementInput,
  problems: PLAN_ENGAGEMENT_PROBLEMS,
  success: 'It is planned.',
  result: 'The engagement, or why there is none.',
});

const engagementId = { required: true, description: 'The engagement; starts with `eng_`.' } as const;

const ProposeMeetingSlotsInput = builder.inputType('ProposeMeetingSlotsInput', {
  description: 'Times for a meeting that a customer asked for.',
  fields: (t) => ({
    engagementId: t.id(engagementId),
    startsAt: t.field({
      type: ['DateTime'],
      required: true,
      description:
        'When it could begin, 1 to 10 times at which the TAM works and is free: see `meetingSlots`.',
    }),
    durationMinutes: t.int({ required: true, description: 'How long it would last: 5 to 480 minutes.' }),
    joinLink: t.string({
      description:
        'Your own link to join it: an https address. Without one, the provider that the vendor set up makes a room.',
    }),
  }),
});

engagementMutation(proposeMeetingSlots, {
  name: 'proposeMeetingSlots',
  description:
    'Proposes times for a meeting that a customer asked for by a ticket; the customer chooses (S81). For the TAM, the backup and managers. Event: `engagement.slots_proposed`.',
  scope: 'staff',
  input: ProposeMeetingSlotsInput,
  problems: PROPOSE_MEETING_SLOTS_PROBLEMS,
  success: 'They are proposed.',
  result: 'The engagement, or why nothing is proposed.',
});

const ChooseMeetingSlotInput = builder.inputType('ChooseMeetingSlotInput', {
  description: 'Which of the proposed times.',
  fields: (t) => ({
    slotId: t.id({ required: true, description: 'The time; starts with `slo_`.' }),
    contactIds: t.idList({ description: 'Who takes part besides you and whoever asked: 50 at most.' }),
  }),
});

engagementMutation(chooseMeetingSlot, {
  name: 'chooseMeetingSlot',
  description:
    'Chooses one of the times that the TAM proposed: the meeting is scheduled (S81). For the customer. Event: `meeting.scheduled`.',
  scope: 'signedIn',
  input: ChooseMeetingSlotInput,
  problems: CHOOSE_MEETING_SLOT_PROBLEMS,
  success: 'The meeting is scheduled.',
  result: 'The engagement, or why there is no meeting.',
});

const ScheduleRequestedMeetingInput = builder.inputType('ScheduleRequestedMeetingInput', {
  description: 'When a meeting that a customer asked for takes place.',
  fields: (t) => ({
    engagementId: t.id(engagementId),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'When it begins.' }),
    durationMinutes: t.int({ required: true, description: 'How long it lasts: 5 to 480 minutes.' }),
    joinLink: t.string({
      description:
        'Your own link to join it: an https address. Without one, the provider that the vendor set up makes a room.',
    }),
  }),
});

engagementMutation(scheduleRequestedMeeting, {
  name: 'scheduleRequestedMeeting',
  description:
    'Accepts a meeting that a customer asked for, at a time that suits both, such as the one preferred (S81). For the TAM, the backup and managers. Event: `meeting.scheduled`.',
  scope: 'staff',
  input: ScheduleRequestedMeetingInput,
  problems: SCHEDULE_REQUESTED_MEETING_PROBLEMS,
  success: 'The meeting is scheduled.',
  result: 'The engagement, or why there is no meeting.',
});

const EndMeetingSeriesInput = builder.inputType('EndMeetingSeriesInput', {
  description: 'Which meetings come back no more, and why.',
  fields: (t) => ({
    engagementId: t.id(engagementId),
    endsAt: t.field({ type: 'DateTime', description: 'None is held from then on; from now on unless told.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters; both sides read it.' }),
  }),
});

engagementMutation(endMeetingSeries, {
  name: 'endMeetingSeries',
  description:
    'Ends meetings that come back; those entered for later are called off (S74). For the TAM, the backup and managers. Events: `engagement.series_ended`, `meeting.cancelled`.',
  scope: 'staff',
  input: EndMeetingSeriesInput,
  problems: END_MEETING_SERIES_PROBLEMS,
  success: 'It ends.',
  result: 'The engagement, or why it goes on.',
});

const CancelEngagementInput = builder.inputType('CancelEngagementInput', {
  description: 'Which service to call off, and why.',
  fields: (t) => ({
    engagementId: t.id(engagementId),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters; both sides read it.' }),
  }),
});

engagementMutation(cancelEngagement, {
  name: 'cancelEngagement',
  description:
    'Calls off a service that the TAM planned, with its meetings ahead; one asked for by a ticket ends with that ticket. For the TAM, the backup and managers. Event: `engagement.moved`.',
  scope: 'staff',
  input: CancelEngagementInput,
  problems: CANCEL_ENGAGEMENT_PROBLEMS,
  success: 'It is called off.',
  result: 'The engagement, or why it stands.',
});
