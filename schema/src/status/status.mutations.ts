import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { END_STATUS_EVENT_PROBLEMS, endStatusEvent } from './end-status-event.ts';
import { POST_STATUS_UPDATE_PROBLEMS, postStatusUpdate } from './post-status-update.ts';
import { REPORT_STATUS_EVENT_PROBLEMS, reportStatusEvent } from './report-status-event.ts';
import { RESCHEDULE_MAINTENANCE_PROBLEMS, rescheduleMaintenance } from './reschedule-maintenance.ts';
import { SCHEDULE_MAINTENANCE_PROBLEMS, scheduleMaintenance } from './schedule-maintenance.ts';
import { StatusEvent, StatusEventKind, StatusStageType } from './status.types.ts';

const ReportStatusEventInput = builder.inputType('ReportStatusEventInput', {
  description: 'What happens to the platform.',
  fields: (t) => ({
    kind: t.field({ type: StatusEventKind, required: true, description: 'What it is.' }),
    titleFr: t.string({ required: true, description: 'In one line in French, 1 to 200 characters.' }),
    titleEn: t.string({ required: true, description: 'In one line in English, 1 to 200 characters.' }),
    bodyFr: t.string({
      description:
        'What there is to say in French, 1 to 5,000 characters; that the cause is looked for unless told.',
    }),
    bodyEn: t.string({ description: 'The same in English; given with `bodyFr` or not at all.' }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'Since when, where it began before it is reported; now unless told.',
    }),
    components: t.stringList({
      required: true,
      description: 'Codes of the parts that it affects, at least one: see `statusComponents`.',
    }),
  }),
});

builder.mutationField('reportStatusEvent', (t) =>
  t.prismaField({
    type: StatusEvent,
    description:
      'Reports that something happens to the platform, from now on; everybody can read it. Open tickets that say that the platform is down are linked with it, and their customers told at once (B18). No clock stops (C30). Staff only. Events: `status.event_reported`, `ticket.known_event_linked`.',
    authScopes: { staff: true },
    errors: {
      types: REPORT_STATUS_EVENT_PROBLEMS,
      dataField: { name: 'statusEvent', description: 'The event.' },
      result: { description: 'It was reported.' },
      union: { description: 'The event, or why it was not reported.' },
    },
    args: { input: t.arg({ type: ReportStatusEventInput, required: true, description: 'What happens.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await reportStatusEvent(ctx, input);
      return ctx.db.statusEvent.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ScheduleMaintenanceInput = builder.inputType('ScheduleMaintenanceInput', {
  description: 'Maintenance to come.',
  fields: (t) => ({
    titleFr: t.string({ required: true, description: 'In one line in French, 1 to 200 characters.' }),
    titleEn: t.string({ required: true, description: 'In one line in English, 1 to 200 characters.' }),
    bodyFr: t.string({ required: true, description: 'What it is about, in French, 1 to 5,000 characters.' }),
    bodyEn: t.string({ required: true, description: 'The same in English.' }),
    components: t.stringList({
      required: true,
      description: 'Codes of the parts that it affects, at least one: see `statusComponents`.',
    }),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'When it is to begin.' }),
    endsAt: t.field({ type: 'DateTime', required: true, description: 'When it should be over.' }),
  }),
});

builder.mutationField('scheduleMaintenance', (t) =>
  t.prismaField({
    type: StatusEvent,
    description:
      'Announces maintenance, and tells subscribers (S53, S55). It begins by itself at its time, and ends when somebody says so. Staff only. Event: `status.maintenance_scheduled`.',
    authScopes: { staff: true },
    errors: {
      types: SCHEDULE_MAINTENANCE_PROBLEMS,
      dataField: { name: 'statusEvent', description: 'The maintenance.' },
      result: { description: 'It is announced.' },
      union: { description: 'The maintenance, or why it was not announced.' },
    },
    args: {
      input: t.arg({ type: ScheduleMaintenanceInput, required: true, description: 'What and when.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await scheduleMaintenance(ctx, input);
      return ctx.db.statusEvent.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RescheduleMaintenanceInput = builder.inputType('RescheduleMaintenanceInput', {
  description: 'Another time for maintenance.',
  fields: (t) => ({
    statusEventId: t.id({ required: true, description: 'Starts with `ste_`.' }),
    startsAt: t.field({ type: 'DateTime', required: true, description: 'When it is to begin.' }),
    endsAt: t.field({ type: 'DateTime', required: true, description: 'When it should be over.' }),
  }),
});

builder.mutationField('rescheduleMaintenance', (t) =>
  t.prismaField({
    type: StatusEvent,
    description:
      'Moves maintenance that has not begun, and tells subscribers (S53, S55); to the time at which it is already it is no move, and nobody is told. Staff only. Event: `status.maintenance_rescheduled`.',
    authScopes: { staff: true },
    errors: {
      types: RESCHEDULE_MAINTENANCE_PROBLEMS,
      dataField: { name: 'statusEvent', description: 'The maintenance as it is now.' },
      result: { description: 'It is moved.' },
      union: { description: 'The maintenance, or why it was not moved.' },
    },
    args: {
      input: t.arg({ type: RescheduleMaintenanceInput, required: true, description: 'Which, and when.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await rescheduleMaintenance(ctx, input);
      return ctx.db.statusEvent.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const PostStatusUpdateInput = builder.inputType('PostStatusUpdateInput', {
  description: 'Something new to say of an event.',
  fields: (t) => ({
    statusEventId: t.id({ required: true, description: 'Starts with `ste_`.' }),
    stage: t.field({
      type: StatusStageType,
      description: 'Where it stands from now on; where it is unless told. The last of its life end it.',
    }),
    bodyFr: t.string({ required: true, description: 'In French, 1 to 5,000 characters of plain text.' }),
    bodyEn: t.string({ required: true, description: 'The same in English.' }),
  }),
});

builder.mutationField('postStatusUpdate', (t) =>
  t.prismaField({
    type: StatusEvent,
    description:
      'Says something new of an event, moves it through its life, ends it or cancels maintenance that has not begun, and tells subscribers, each once (S53, S55). The last update once more is none. Staff only. Events: `status.update_posted`, `status.event_ended`, `ticket.known_event_linked`.',
    authScopes: { staff: true },
    errors: {
      types: POST_STATUS_UPDATE_PROBLEMS,
      dataField: { name: 'statusEvent', description: 'The event as it is now.' },
      result: { description: 'It is said.' },
      union: { description: 'The event, or why nothing was said.' },
    },
    args: {
      input: t.arg({ type: PostStatusUpdateInput, required: true, description: 'Of what, and what.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await postStatusUpdate(ctx, input);
      return ctx.db.statusEvent.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const EndStatusEventInput = builder.inputType('EndStatusEventInput', {
  description: 'What is over.',
  fields: (t) => ({ statusEventId: t.id({ required: true, description: 'Starts with `ste_`.' }) }),
});

builder.mutationField('endStatusEvent', (t) =>
  t.prismaField({
    type: StatusEvent,
    description:
      'Says that something of the platform is over, where there is no more to say of it. Its tickets stay linked, and subscribers are told (S55). Staff only. Events: `status.update_posted`, `status.event_ended`.',
    authScopes: { staff: true },
    errors: {
      types: END_STATUS_EVENT_PROBLEMS,
      dataField: { name: 'statusEvent', description: 'The event as it is now.' },
      result: { description: 'It is over.' },
      union: { description: 'The event, or why it goes on.' },
    },
    args: { input: t.arg({ type: EndStatusEventInput, required: true, description: 'Which event.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await endStatusEvent(ctx, input);
      return ctx.db.statusEvent.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
