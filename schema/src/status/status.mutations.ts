import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { END_STATUS_EVENT_PROBLEMS, endStatusEvent } from './end-status-event.ts';
import { REPORT_STATUS_EVENT_PROBLEMS, reportStatusEvent } from './report-status-event.ts';
import { StatusEvent, StatusEventKind } from './status.types.ts';

const ReportStatusEventInput = builder.inputType('ReportStatusEventInput', {
  description: 'What happens to the platform.',
  fields: (t) => ({
    kind: t.field({ type: StatusEventKind, required: true, description: 'What it is.' }),
    titleFr: t.string({ required: true, description: 'In one line in French, 1 to 200 characters.' }),
    titleEn: t.string({ required: true, description: 'In one line in English, 1 to 200 characters.' }),
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

const EndStatusEventInput = builder.inputType('EndStatusEventInput', {
  description: 'What is over.',
  fields: (t) => ({ statusEventId: t.id({ required: true, description: 'Starts with `ste_`.' }) }),
});

builder.mutationField('endStatusEvent', (t) =>
  t.prismaField({
    type: StatusEvent,
    description:
      'Says that something of the platform is over. Its tickets stay linked. Staff only. Event: `status.event_ended`.',
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
