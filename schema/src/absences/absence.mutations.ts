import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { END_ABSENCE_PROBLEMS, endAbsence } from './end-absence.ts';
import { RECORD_ABSENCE_PROBLEMS, recordAbsence } from './record-absence.ts';

const RecordAbsenceInput = builder.inputType('RecordAbsenceInput', {
  description: 'Who is away, and when.',
  fields: (t) => ({
    staffId: t.id({ required: true, description: 'The member of staff; oneself, or anybody for managers.' }),
    startsAt: t.field({ type: 'DateTime', description: 'From when; now unless told.' }),
    endsAt: t.field({ type: 'DateTime', required: true, description: 'Until when, exclusive; yet to come.' }),
  }),
});

builder.mutationField('recordAbsence', (t) =>
  t.prismaField({
    type: StaffMember,
    description:
      'Records that a member of staff is away: a TAM’s backup stands in, and nobody assigns or tells the person anything. Staff for themselves, managers for all.',
    authScopes: { staff: true },
    errors: {
      types: RECORD_ABSENCE_PROBLEMS,
      dataField: { name: 'staffMember', description: 'The person as things are now.' },
      result: { description: 'The absence was recorded.' },
      union: { description: 'The person, or why nothing was recorded.' },
    },
    args: { input: t.arg({ type: RecordAbsenceInput, required: true, description: 'The absence.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { staffId: id } = await recordAbsence(ctx, input);
      return ctx.db.staffMember.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const EndAbsenceInput = builder.inputType('EndAbsenceInput', {
  description: 'Which absence ends.',
  fields: (t) => ({
    absenceId: t.id({ required: true, description: 'The absence; starts with `abs_`.' }),
  }),
});

builder.mutationField('endAbsence', (t) =>
  t.prismaField({
    type: StaffMember,
    description:
      'Ends an absence now, or takes back one that has not begun. Staff for themselves, managers for all.',
    authScopes: { staff: true },
    errors: {
      types: END_ABSENCE_PROBLEMS,
      dataField: { name: 'staffMember', description: 'The person as things are now.' },
      result: { description: 'The absence ended.' },
      union: { description: 'The person, or why nothing ended.' },
    },
    args: { input: t.arg({ type: EndAbsenceInput, required: true, description: 'Which one.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { staffId: id } = await endAbsence(ctx, input);
      return ctx.db.staffMember.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
