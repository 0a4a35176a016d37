import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { PUBLISH_INTAKE_FORM_PROBLEMS, publishIntakeForm } from './publish-intake-form.ts';
import { RequestTypeCode } from './plan.types.ts';
import { IntakeForm, IntakeKind } from './request-type.types.ts';

const label = (t: Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0]) => ({
  labelFr: t.string({ required: true, description: 'In French, 1 to 200 characters.' }),
  labelEn: t.string({ required: true, description: 'In English, 1 to 200 characters.' }),
});

const IntakeOptionInput = builder.inputType('IntakeOptionInput', {
  description: 'Something that can be chosen.',
  fields: (t) => ({
    value: t.string({ required: true, description: 'What an answer sends, 1 to 100 characters.' }),
    ...label(t),
  }),
});

const IntakeFieldInput = builder.inputType('IntakeFieldInput', {
  description: 'One question of an intake form.',
  fields: (t) => ({
    key: t.string({
      required: true,
      description: 'Names it in answers: a word of at most 40 letters and digits, such as `preferredOn`.',
    }),
    kind: t.field({ type: IntakeKind, required: true, description: 'What sort of answer it takes.' }),
    required: t.boolean({
      required: true,
      description: 'Whether whoever fills in the form must answer.',
    }),
    ...label(t),
    options: t.field({
      type: [IntakeOptionInput],
      description: 'What can be chosen: 2 to 50 for a CHOICE, none for another kind.',
    }),
  }),
});

const PublishIntakeFormInput = builder.inputType('PublishIntakeFormInput', {
  description: 'The process by which a type of request is made from now on.',
  fields: (t) => ({
    requestType: t.field({ type: RequestTypeCode, required: true, description: 'Which type of request.' }),
    promptFr: t.string({
      required: true,
      description: 'What it has to tell, in French; 1 to 2,000 characters.',
    }),
    promptEn: t.string({ required: true, description: 'The same in English.' }),
    fields: t.field({
      type: [IntakeFieldInput],
      required: true,
      description: 'The questions in their order, at most 30; none when the prompt says it all.',
    }),
  }),
});

builder.mutationField('publishIntakeForm', (t) =>
  t.prismaField({
    type: IntakeForm,
    description:
      'Publishes the next version of an intake form, which is the current one at once: a request by an earlier one is refused with it, and tickets keep theirs (S87). Managers only.',
    authScopes: { manager: true },
    errors: {
      types: PUBLISH_INTAKE_FORM_PROBLEMS,
      dataField: { name: 'intakeForm', description: 'The form as it was published.' },
      result: { description: 'The form is current.' },
      union: { description: 'The form, or why none was published.' },
    },
    args: {
      input: t.arg({ type: PublishIntakeFormInput, required: true, description: 'What it asks.' }),
    },
    resolve: async (query, _root, { input }, ctx) => {
      const key = await publishIntakeForm(ctx, input);
      return ctx.db.intakeForm.findUniqueOrThrow({
        ...reread(query),
        where: { requestTypeCode_version: key },
      });
    },
  }),
);
