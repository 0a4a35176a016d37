import { builder } from '../builder.ts';
import { PlanCode, Severity } from '../plans/plan.types.ts';
import { EscalationRecipient, EscalationTable, EscalationTrigger } from './escalation.types.ts';
import { PUBLISH_ESCALATION_RULES_PROBLEMS, publishEscalationRules } from './publish-escalation-rules.ts';

const EscalationRuleInput = builder.inputType('EscalationRuleInput', {
  description: 'Who is told of what.',
  fields: (t) => ({
    trigger: t.field({ type: EscalationTrigger, required: true, description: 'Of what.' }),
    afterBusinessMinutes: t.int({
      description:
        'The business minutes of silence, 1 to 150,000: required for ASSIGNEE_SILENT, else refused.',
    }),
    plans: t.field({ type: [PlanCode], description: 'For tickets of these plans; of all unless told.' }),
    severities: t.field({
      type: [Severity],
      description: 'For tickets of these severities; of all unless told.',
    }),
    tell: t.field({ type: [EscalationRecipient], required: true, description: 'Who is told; at least one.' }),
  }),
});

const PublishEscalationRulesInput = builder.inputType('PublishEscalationRulesInput', {
  description: 'The whole table of who is told of what.',
  fields: (t) => ({
    rules: t.field({
      type: [EscalationRuleInput],
      required: true,
      description: 'All rules, at most 100; without any, nobody is told.',
    }),
  }),
});

builder.mutationField('publishEscalationRules', (t) =>
  t.prismaField({
    type: EscalationTable,
    description:
      'Publishes the table of who is told when a deadline is at risk or missed, or when a customer waits in silence (C32). In force from now on, also for what waits already; what was told is not told again. Managers only.',
    authScopes: { manager: true },
    errors: {
      types: PUBLISH_ESCALATION_RULES_PROBLEMS,
      dataField: { name: 'table', description: 'The table, now in force.' },
      result: { description: 'It is published.' },
      union: { description: 'The table, or why the former one stays in force.' },
    },
    args: {
      input: t.arg({ type: PublishEscalationRulesInput, required: true, description: 'The table.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { version } = await publishEscalationRules(ctx, input);
      return ctx.db.escalationTable.findUniqueOrThrow({ ...query, where: { version } });
    },
  }),
);
