import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { HolidayCorrection, HolidayCorrectionAction } from './holiday-correction.types.ts';
import {
  PUBLISH_HOLIDAY_CORRECTION_PROBLEMS,
  publishHolidayCorrection,
} from './publish-holiday-correction.ts';
import {
  WITHDRAW_HOLIDAY_CORRECTION_PROBLEMS,
  withdrawHolidayCorrection,
} from './withdraw-holiday-correction.ts';

const PublishHolidayCorrectionInput = builder.inputType('PublishHolidayCorrectionInput', {
  description: 'What is wrong with a country’s public holidays, and where the truth is published.',
  fields: (t) => ({
    country: t.string({ required: true, description: 'ISO 3166-1 code, such as `FR`.' }),
    subdivision: t.string({
      description:
        'State or region, such as `BY` for Bavaria, with all its parts; the whole country unless told.',
    }),
    action: t.field({ type: HolidayCorrectionAction, required: true, description: 'What is to be done.' }),
    on: t.field({
      type: 'LocalDate',
      required: true,
      description:
        'The local date: a working day from a year ago to ten years ahead. One that is past gives running clocks the time back (C28).',
    }),
    closesFrom: t.string({
      description: 'For CLOSE_EARLY alone: local time `HH:mm`, from 08:01 to 17:59.',
    }),
    nameFr: t.string({
      description: 'What the day is called in French, 1 to 200 characters; not for REMOVE.',
    }),
    nameEn: t.string({
      description: 'What the day is called in English, 1 to 200 characters; not for REMOVE.',
    }),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters.' }),
    source: t.string({ required: true, description: 'The address where the truth is published.' }),
  }),
});

builder.mutationField('publishHolidayCorrection', (t) =>
  t.prismaField({
    type: HolidayCorrection,
    description:
      'Corrects a country’s or a region’s public holidays from now on, without a release. Running clocks are counted anew within a minute, with one event each; no promise breaks by it, and what was explained before stays (K9, C28). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: PUBLISH_HOLIDAY_CORRECTION_PROBLEMS,
      dataField: { name: 'correction', description: 'The correction.' },
      result: { description: 'It was published.' },
      union: { description: 'The correction, or why it was not published.' },
    },
    args: {
      input: t.arg({ type: PublishHolidayCorrectionInput, required: true, description: 'The correction.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { version } = await publishHolidayCorrection(ctx, input);
      return ctx.db.holidayCorrection.findUniqueOrThrow({ ...reread(query, 'version'), where: { version } });
    },
  }),
);

const WithdrawHolidayCorrectionInput = builder.inputType('WithdrawHolidayCorrectionInput', {
  description: 'Which correction to withdraw, and why.',
  fields: (t) => ({
    version: t.int({ required: true, description: 'Its number.' }),
    reason: t.string({ required: true, description: 'Why, 1 to 2,000 characters.' }),
  }),
});

builder.mutationField('withdrawHolidayCorrection', (t) =>
  t.prismaField({
    type: HolidayCorrection,
    description:
      'Withdraws a correction: the day is again what it was without it, and running clocks are counted anew within a minute (K9, C28). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: WITHDRAW_HOLIDAY_CORRECTION_PROBLEMS,
      dataField: { name: 'correction', description: 'The correction as it is now.' },
      result: { description: 'It was withdrawn.' },
      union: { description: 'The correction, or why it stands.' },
    },
    args: {
      input: t.arg({ type: WithdrawHolidayCorrectionInput, required: true, description: 'Which one.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const { version } = await withdrawHolidayCorrection(ctx, input);
      return ctx.db.holidayCorrection.findUniqueOrThrow({ ...reread(query, 'version'), where: { version } });
    },
  }),
);
