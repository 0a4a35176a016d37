import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';

export const Label = builder.prismaNode('Label', {
  description: 'A word that staff put on tickets, to find and to count them. Customers never see it.',
  id: { field: 'id', description: 'Starts with `lab_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id: actor.kind === 'staff' ? id : '' }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it says; no other label says the same.' }),
    colour: t.exposeString('colour', {
      nullable: true,
      description: 'Its colour as style sheets write it, such as `#b91c1c`.',
    }),
  }),
});

builder.queryField('labels', (t) =>
  t.connection({
    type: Label,
    description: 'The labels of the desk by name. Staff only.',
    authScopes: { staff: true },
    resolve: (_root, args, ctx, info) =>
      keysetPage(
        args,
        [['name', 'asc', 'text']],
        {},
        (page) => ctx.db.label.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.label.count(),
      ),
  }),
);
