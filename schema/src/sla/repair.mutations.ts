import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { DECIDE_CLOCK_REPAIR_PROBLEMS, decideClockRepair } from './decide-clock-repair.ts';
import { REPAIR_CLOCK_PROBLEMS, repairClock } from './repair-clock.ts';
import { ClockRepair } from './repair.types.ts';

const ClockCorrectionInput = builder.inputType('ClockCorrectionInput', {
  description: 'What the correction sets: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    respondedAt: t.field({
      type: 'DateTime',
      description: 'When the vendor responded: not before the clock started, and not in the future.',
    }),
    dueAt: t.field({
      type: 'DateTime',
      description: 'By when the vendor had to respond, at least a business minute after it counts.',
    }),
    cancel: t.boolean({ description: 'True: the clock gives no verdict.' }),
  }),
});

const RepairClockInput = builder.inputType('RepairClockInput', {
  description: 'A correction of a clock, with its reason.',
  fields: (t) => ({
    clockId: t.id({ required: true, description: 'The clock.' }),
    correction: t.field({ type: ClockCorrectionInput, required: true, description: 'What it sets.' }),
    reason: t.string({
      required: true,
      description: 'Why, 1 to 2,000 characters; the customer reads it on the receipt.',
    }),
  }),
});

builder.mutationField('repairClock', (t) =>
  t.prismaField({
    type: ClockRepair,
    description:
      'Proposes a correction of a clock. Nothing changes before another person approves it with `decideClockRepair` (C33). Staff only.',
    authScopes: { staff: true },
    errors: {
      types: REPAIR_CLOCK_PROBLEMS,
      dataField: { name: 'repair', description: 'The correction, which waits for another person.' },
      result: { description: 'It was proposed.' },
      union: { description: 'The correction, or why it cannot be.' },
    },
    args: { input: t.arg({ type: RepairClockInput, required: true, description: 'The correction.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await repairClock(ctx, input);
      return ctx.db.clockRepair.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RepairDecision = builder.enumType('RepairDecision', {
  description: 'What the second person says.',
  values: {
    APPROVED: { description: 'The clock is corrected.' },
    REFUSED: { description: 'Nothing changes.' },
  } as const,
});

const DecideClockRepairInput = builder.inputType('DecideClockRepairInput', {
  description: 'What the second person says to a correction.',
  fields: (t) => ({
    repairId: t.id({ required: true, description: 'The correction.' }),
    decision: t.field({ type: RepairDecision, required: true, description: 'Yes or no.' }),
    reason: t.string({ description: 'Why, at most 2,000 characters.' }),
  }),
});

builder.mutationField('decideClockRepair', (t) =>
  t.prismaField({
    type: ClockRepair,
    description:
      'Approves or refuses a correction that somebody else proposed: the only way in which a verdict changes (C33). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: DECIDE_CLOCK_REPAIR_PROBLEMS,
      dataField: { name: 'repair', description: 'The correction as it is now.' },
      result: { description: 'It was decided.' },
      union: { description: 'The correction, or why it is not decided.' },
    },
    args: { input: t.arg({ type: DecideClockRepairInput, required: true, description: 'The decision.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await decideClockRepair(ctx, input);
      return ctx.db.clockRepair.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
