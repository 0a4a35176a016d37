import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { PUBLISH_RUNBOOK_PROBLEMS, publishRunbook } from './publish-runbook.ts';
import { IncidentChecklist, Runbook } from './runbook.types.ts';
import { TICK_RUNBOOK_STEP_PROBLEMS, tickRunbookStep } from './tick-runbook-step.ts';

const RunbookContactInput = builder.inputType('RunbookContactInput', {
  description: 'Whom to call in a severe incident. Exactly one person, of either side.',
  fields: (t) => ({
    role: t.string({ required: true, description: 'What for, one line of 1 to 100 characters.' }),
    contactId: t.id({ description: 'A person of the customer.' }),
    staffId: t.id({ description: 'A person of the vendor.' }),
  }),
});

const PublishRunbookInput = builder.inputType('PublishRunbookInput', {
  description: 'How severe incidents of an account are handled.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'The account; on Premium.' }),
    contacts: t.field({
      type: [RunbookContactInput],
      required: true,
      description: 'Whom to call, in this order: 1 to 20.',
    }),
    steps: t.stringList({
      required: true,
      description: 'What to do, in this order: 1 to 50 lines of 500 characters.',
    }),
    cadenceMinutes: t.int({
      required: true,
      description: 'How often the customer is told how things stand: 15 to 600 business minutes.',
    }),
  }),
});

builder.mutationField('publishRunbook', (t) =>
  t.prismaField({
    type: Runbook,
    description:
      'Publishes how severe incidents of an account are handled from now on; incidents that are open keep their steps (S75). Premium only. For the TAM, the backup and managers. Event: `runbook.published`.',
    authScopes: { staff: true },
    errors: {
      types: PUBLISH_RUNBOOK_PROBLEMS,
      dataField: { name: 'runbook', description: 'The new version.' },
      result: { description: 'It is published.' },
      union: { description: 'The runbook, or why nothing was published.' },
    },
    args: { input: t.arg({ type: PublishRunbookInput, required: true, description: 'The runbook.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await publishRunbook(ctx, input);
      return ctx.db.runbook.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const TickRunbookStepInput = builder.inputType('TickRunbookStepInput', {
  description: 'Which step is done.',
  fields: (t) => ({ stepId: t.id({ required: true, description: 'The step; starts with `stp_`.' }) }),
});

builder.mutationField('tickRunbookStep', (t) =>
  t.prismaField({
    type: IncidentChecklist,
    description:
      'Ticks a step of a severe incident as done, with who and when; what is ticked stays so. Staff only. Event: `incident.step_ticked`.',
    authScopes: { staff: true },
    errors: {
      types: TICK_RUNBOOK_STEP_PROBLEMS,
      dataField: { name: 'checklist', description: 'The checklist as it is now.' },
      result: { description: 'It is ticked.' },
      union: { description: 'The checklist, or why nothing was ticked.' },
    },
    args: { input: t.arg({ type: TickRunbookStepInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await tickRunbookStep(ctx, input);
      return ctx.db.incidentChecklist.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
