import { builder } from '../builder.ts';
import { reread } from '../reread.ts';
import { CHANGE_LABEL_PROBLEMS, changeLabel } from './change-label.ts';
import { CREATE_LABEL_PROBLEMS, createLabel } from './create-label.ts';
import { Label } from './label.types.ts';

const colour = 'A colour as style sheets write it, such as `#b91c1c`.';

const CreateLabelInput = builder.inputType('CreateLabelInput', {
  description: 'A new label.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it says, 1 to 50 characters; unique.' }),
    colour: t.string({ description: colour }),
  }),
});

builder.mutationField('createLabel', (t) =>
  t.prismaField({
    type: Label,
    description: 'Creates a label, to be put on tickets. Staff only.',
    authScopes: { staff: true },
    errors: {
      types: CREATE_LABEL_PROBLEMS,
      dataField: { name: 'label', description: 'The new label.' },
      result: { description: 'The label was created.' },
      union: { description: 'The label, or why there is none.' },
    },
    args: { input: t.arg({ type: CreateLabelInput, required: true, description: 'What to do.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await createLabel(ctx, input);
      return ctx.db.label.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ChangeLabelInput = builder.inputType('ChangeLabelInput', {
  description: 'What a label says from now on.',
  fields: (t) => ({
    labelId: t.id({ required: true, description: 'The label.' }),
    name: t.string({ description: 'What it says, 1 to 50 characters; as before when left out.' }),
    colour: t.string({ description: `${colour} As before when left out, none when null.` }),
  }),
});

builder.mutationField('changeLabel', (t) =>
  t.prismaField({
    type: Label,
    description: 'Renames a label or gives it another colour; tickets keep it. Staff only.',
    authScopes: { staff: true },
    errors: {
      types: CHANGE_LABEL_PROBLEMS,
      dataField: { name: 'label', description: 'The label as it is now.' },
      result: { description: 'The label was changed.' },
      union: { description: 'The label, or why it stays as it was.' },
    },
    args: { input: t.arg({ type: ChangeLabelInput, required: true, description: 'What to do.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await changeLabel(ctx, input);
      return ctx.db.label.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
