import { builder } from '../builder.ts';
import { Region } from '../programme/programme.types.ts';
import { SET_REGION_HOURS_PROBLEMS, setRegionHours } from './set-region-hours.ts';

const RegionHoursInput = builder.inputType('RegionHoursInput', {
  description: 'A window of a weekday, in the region’s local time.',
  fields: (t) => ({
    weekday: t.int({
      required: true,
      description: '1 is Monday. Only Monday to Friday are accepted (S108).',
    }),
    opensAt: t.string({ required: true, description: 'Local time `HH:mm`, included.' }),
    closesAt: t.string({
      required: true,
      description: 'Local time `HH:mm`, not included; after the opening.',
    }),
  }),
});

const SetRegionHoursInput = builder.inputType('SetRegionHoursInput', {
  description: 'When the engineers of a region work.',
  fields: (t) => ({
    region: t.string({ required: true, description: 'Code of the region, such as `EMEA`.' }),
    windows: t.field({
      type: [RegionHoursInput],
      required: true,
      description: 'All windows of the week, 1 to 20; a day without any is free. Ten hours a day at most.',
    }),
  }),
});

builder.mutationField('setRegionHours', (t) =>
  t.prismaField({
    type: Region,
    description:
      'Sets when the engineers of a region work (S108, Q6): who is told of what, and who is assigned, follows it; no clock of a ticket does (Q5). 24/7 is refused (S109). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: SET_REGION_HOURS_PROBLEMS,
      dataField: { name: 'region', description: 'The region as it is now.' },
      result: { description: 'The hours were set.' },
      union: { description: 'The region, or why its hours were not set.' },
    },
    args: { input: t.arg({ type: SetRegionHoursInput, required: true, description: 'The hours.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { code } = await setRegionHours(ctx, input);
      return ctx.db.region.findUniqueOrThrow({ ...query, where: { code } });
    },
  }),
);
