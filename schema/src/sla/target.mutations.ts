import { builder } from '../builder.ts';
import { PlanCode, Severity } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { PUBLISH_TARGETS_PROBLEMS, publishTargets } from './publish-targets.ts';
import { RETIRE_TARGETS_PROBLEMS, retireTargets } from './retire-targets.ts';
import { TargetVersion } from './target.types.ts';

const TargetInput = builder.inputType('TargetInput', {
  description: 'What is promised to one plan and severity.',
  fields: (t) => ({
    plan: t.field({
      type: PlanCode,
      required: true,
      description: 'ENHANCED or PREMIUM: Basic promises none.',
    }),
    severity: t.field({ type: Severity, required: true, description: 'How badly the customer is hit.' }),
    businessMinutes: t.int({
      required: true,
      description: 'Business minutes, 1 to 60,000; 480 are eight business hours (C6).',
    }),
  }),
});

const PublishTargetsInput = builder.inputType('PublishTargetsInput', {
  description: 'A whole table of initial-response targets.',
  fields: (t) => ({
    effectiveFrom: t.field({
      type: 'DateTime',
      description: 'It promises what is received from here on; now unless told, and never earlier.',
    }),
    atRiskPercent: t.int({
      required: true,
      defaultValue: 75,
      description: 'A clock is at risk from this share of its target on, 1 to 99 (C15).',
    }),
    targets: t.field({
      type: [TargetInput],
      required: true,
      description:
        'Every severity of Enhanced and Premium, once each; never slower for a worse severity or a better plan.',
    }),
  }),
});

builder.mutationField('publishTargets', (t) =>
  t.prismaField({
    type: TargetVersion,
    description:
      'Publishes a table of initial-response targets under the next version. Running clocks keep theirs (C27). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: PUBLISH_TARGETS_PROBLEMS,
      dataField: { name: 'targetVersion', description: 'The table.' },
      result: { description: 'It was published.' },
      union: { description: 'The table, or why it was not published.' },
    },
    args: { input: t.arg({ type: PublishTargetsInput, required: true, description: 'The table.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { version } = await publishTargets(ctx, input);
      return ctx.db.targetVersion.findUniqueOrThrow({ ...reread(query, 'version'), where: { version } });
    },
  }),
);

const RetireTargetsInput = builder.inputType('RetireTargetsInput', {
  description: 'Which table to retire, and why.',
  fields: (t) => ({
    version: t.int({ required: true, description: 'Its version.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('retireTargets', (t) =>
  t.prismaField({
    type: TargetVersion,
    description:
      'Retires a table: what is received from now on is promised by the one before it, and clocks that keep it stay valid (C27). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: RETIRE_TARGETS_PROBLEMS,
      dataField: { name: 'targetVersion', description: 'The table as it is now.' },
      result: { description: 'It was retired.' },
      union: { description: 'The table, or why it stays.' },
    },
    args: { input: t.arg({ type: RetireTargetsInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { version } = await retireTargets(ctx, input);
      return ctx.db.targetVersion.findUniqueOrThrow({ ...reread(query, 'version'), where: { version } });
    },
  }),
);
