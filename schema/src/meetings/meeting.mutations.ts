import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import { ADD_ACTION_ITEM_PROBLEMS, addActionItem } from './add-action-item.ts';
import { ADD_MEETING_MATERIALS_PROBLEMS, addMeetingMaterials } from './add-meeting-materials.ts';
import { CANCEL_MEETING_PROBLEMS, cancelMeeting } from './cancel-meeting.ts';
import { COMPLETE_ACTION_ITEM_PROBLEMS, completeActionItem } from './complete-action-item.ts';
import { ActionItem, Meeting } from './meeting.types.ts';
import { RECORD_MEETING_HELD_PROBLEMS, recordMeetingHeld } from './record-meeting-held.ts';
import { RECORD_MEETING_MISSED_PROBLEMS, recordMeetingMissed } from './record-meeting-missed.ts';
import { RESCHEDULE_MEETING_PROBLEMS, rescheduleMeeting } from './reschedule-meeting.ts';
import { RETRY_MEETING_ROOM_PROBLEMS, retryMeetingRoom } from './retry-meeting-room.ts';
import { SCHEDULE_MEETING_PROBLEMS, scheduleMeeting } from './schedule-meeting.ts';

/** A mutation over a verb: the input goes in, and the meeting is read again after the commit. */
function meetingMutation<Input>(
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
      type: Meeting,
      description: options.description,
      authScopes: { [options.scope]: true },
      errors: {
        types: options.problems,
        dataField: { name: 'meeting', description: 'The meeting as it is now.' },
        result: { description: options.success },
        union: { description: options.result },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.meeting.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

const meetingId = { required: true, description: 'The meeting; starts with `mee_`.' } as const;

const ScheduleMeetingInput = builder.inputType('ScheduleMeetingInput', {
  description: 'A meeting with a customer.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The customer; on Enhanced or Premium then (S27).' }),
    organizerId: t.id({ description: 'Who of the staff holds it: you unless told. Managers name others.' }),
    title: t.string({ required: true, description: 'What it is about, one line of 1 to 200 characters.' }),
    agenda: t.string({ description: 'What is to be talked about, 1 to 10,000 characters.' }),
    startsAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'When it begins: ahead, within two years, in the hours of the organizer’s region (S108).',
    }),
    durationMinutes: t.int({ required: true, description: 'How long it lasts: 5 to 480 minutes.' }),
    joinLink: t.string({
      description:
        'Your own link to join it, an https address of at most 2,000 characters. Without one, the provider that the vendor set up makes a room.',
    }),
    contactIds: t.idList({ description: 'Who of the customer takes part: 50 people at most.' }),
    staffIds: t.idList({ description: 'Who of the vendor takes part besides the organizer: 50 at most.' }),
  }),
});

meetingMutation(scheduleMeeting, {
  name: 'scheduleMeeting',
  description:
    'Schedules a meeting with a customer on Enhanced or Premium (S27), at a time at which the organizer works and is free (S108). A TAM’s services are planned by `planEngagement`. Staff only. Event: `meeting.scheduled`.',
  scope: 'staff',
  input: ScheduleMeetingInput,
  problems: SCHEDULE_MEETING_PROBLEMS,
  success: 'The meeting is scheduled.',
  result: 'The meeting, or why there is none.',
});

const RescheduleMeetingInput = builder.inputType('RescheduleMeetingInput', {
  description: 'When a meeting takes place instead.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'When it begins now.' }),
    durationMinutes: t.int({ description: 'How long it lasts, 5 to 480 minutes; as before unless told.' }),
    joinLink: t.string({
      description:
        'Another link of your own to join it, instead of the former one or the provider’s room; the same unless told.',
    }),
  }),
});

meetingMutation(rescheduleMeeting, {
  name: 'rescheduleMeeting',
  description:
    'Moves a meeting that is ahead; of a series, this occurrence alone (S74). Staff only. Event: `meeting.rescheduled`.',
  scope: 'staff',
  input: RescheduleMeetingInput,
  problems: RESCHEDULE_MEETING_PROBLEMS,
  success: 'The meeting is moved.',
  result: 'The meeting, or why it stays where it is.',
});

const CancelMeetingInput = builder.inputType('CancelMeetingInput', {
  description: 'Which meeting to call off, and why.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters; both sides read it.' }),
  }),
});

meetingMutation(cancelMeeting, {
  name: 'cancelMeeting',
  description:
    'Calls off a meeting that is ahead, for whoever of either side; of a series, this occurrence alone (S74). Event: `meeting.cancelled`.',
  scope: 'signedIn',
  input: CancelMeetingInput,
  problems: CANCEL_MEETING_PROBLEMS,
  success: 'The meeting is called off.',
  result: 'The meeting, or why it stands.',
});

const RetryMeetingRoomInput = builder.inputType('RetryMeetingRoomInput', {
  description: 'Whose room to ask for again.',
  fields: (t) => ({ meetingId: t.id(meetingId) }),
});

meetingMutation(retryMeetingRoom, {
  name: 'retryMeetingRoom',
  description:
    'Asks the provider again for what it did not do for a meeting. Where nothing failed, nothing happens. Staff only. Event: `meeting.room_retried`.',
  scope: 'staff',
  input: RetryMeetingRoomInput,
  problems: RETRY_MEETING_ROOM_PROBLEMS,
  success: 'The provider is asked again.',
  result: 'The meeting, or why nothing was asked.',
});

const ActionItemInput = builder.inputType('ActionItemInput', {
  description: 'What somebody took on. Exactly one owner, of either side.',
  fields: (t) => ({
    text: t.string({ required: true, description: 'What is to be done, one line of 1 to 500 characters.' }),
    ownerContactId: t.id({ description: 'Who of the customer took it on.' }),
    ownerStaffId: t.id({ description: 'Who of the vendor took it on.' }),
    dueOn: t.field({ type: 'LocalDate', required: true, description: 'Until when: the end of this day.' }),
  }),
});

const RecordMeetingHeldInput = builder.inputType('RecordMeetingHeldInput', {
  description: 'What came of a meeting.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    minutes: t.string({ required: true, description: 'What was said, 1 to 50,000 characters.' }),
    decisions: t.stringList({ description: 'What was decided, up to 50 lines of 500 characters.' }),
    absentIds: t.idList({ description: 'Who was invited and did not come: ids of contacts and of staff.' }),
    actionItems: t.field({ type: [ActionItemInput], description: 'Who took on what: up to 50.' }),
  }),
});

meetingMutation(recordMeetingHeld, {
  name: 'recordMeetingHeld',
  description:
    'Records, once, that a meeting took place, with its minutes, decisions and action items. An engagement of the TAM is held with it (S73, S74, S79). Staff only. Events: `meeting.held`, `meeting.action_item_added`.',
  scope: 'staff',
  input: RecordMeetingHeldInput,
  problems: RECORD_MEETING_HELD_PROBLEMS,
  success: 'It is recorded.',
  result: 'The meeting, or why nothing was recorded.',
});

const RecordMeetingMissedInput = builder.inputType('RecordMeetingMissedInput', {
  description: 'Why a meeting did not take place.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters; both sides read it.' }),
  }),
});

meetingMutation(recordMeetingMissed, {
  name: 'recordMeetingMissed',
  description:
    'Records, once, that a meeting did not take place: missed ones stay visible to both sides (S72). Staff only. Event: `meeting.missed`.',
  scope: 'staff',
  input: RecordMeetingMissedInput,
  problems: RECORD_MEETING_MISSED_PROBLEMS,
  success: 'It is recorded.',
  result: 'The meeting, or why nothing was recorded.',
});

const AddMeetingMaterialsInput = builder.inputType('AddMeetingMaterialsInput', {
  description: 'Files for a meeting.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    attachmentIds: t.idList({
      required: true,
      description: 'Files of yours that `completeUpload` took, 1 to 10 at a time.',
    }),
  }),
});

meetingMutation(addMeetingMaterials, {
  name: 'addMeetingMaterials',
  description:
    'Adds files to a meeting, before or after it; both sides may, and both see them (S73). Event: `meeting.materials_added`.',
  scope: 'signedIn',
  input: AddMeetingMaterialsInput,
  problems: ADD_MEETING_MATERIALS_PROBLEMS,
  success: 'The files are added.',
  result: 'The meeting, or why nothing was added.',
});

const AddActionItemInput = builder.inputType('AddActionItemInput', {
  description: 'What somebody took on in a meeting. Exactly one owner, of either side.',
  fields: (t) => ({
    meetingId: t.id(meetingId),
    text: t.string({ required: true, description: 'What is to be done, one line of 1 to 500 characters.' }),
    ownerContactId: t.id({ description: 'Who of the customer took it on.' }),
    ownerStaffId: t.id({ description: 'Who of the vendor took it on.' }),
    dueOn: t.field({ type: 'LocalDate', required: true, description: 'Until when: the end of this day.' }),
  }),
});

meetingMutation(addActionItem, {
  name: 'addActionItem',
  description: 'Adds what somebody took on in a meeting. Staff only. Event: `meeting.action_item_added`.',
  scope: 'staff',
  input: AddActionItemInput,
  problems: ADD_ACTION_ITEM_PROBLEMS,
  success: 'It is added.',
  result: 'The meeting, or why nothing was added.',
});

const CompleteActionItemInput = builder.inputType('CompleteActionItemInput', {
  description: 'Which action is done.',
  fields: (t) => ({ actionItemId: t.id({ required: true, description: 'The action; starts with `act_`.' }) }),
});

builder.mutationField('completeActionItem', (t) =>
  t.prismaField({
    type: ActionItem,
    description:
      'Marks as done what somebody took on; both sides may. What is done stays done. Event: `meeting.action_item_done`.',
    authScopes: { signedIn: true },
    errors: {
      types: COMPLETE_ACTION_ITEM_PROBLEMS,
      dataField: { name: 'actionItem', description: 'The action as it is now.' },
      result: { description: 'It is done.' },
      union: { description: 'The action, or why nothing was marked.' },
    },
    args: { input: t.arg({ type: CompleteActionItemInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await completeActionItem(ctx, input);
      return ctx.db.actionItem.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
