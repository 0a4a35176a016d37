import { visibleRows } from '../access.ts';
import { Account } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { inForce } from '../plans/plan-at.ts';

const TamAssignment = builder.prismaNode('TamAssignment', {
  description: 'Who is an account’s Technical Account Manager, from one instant to another (S66).',
  id: { field: 'id', description: 'Starts with `tam_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    tam: t.relation('tam', { description: 'The Technical Account Manager.' }),
    backup: t.relation('backup', {
      nullable: true,
      description: 'Who stands in while the TAM is absent; null without one.',
    }),
    experienceSince: t.expose('experienceSince', {
      type: 'LocalDate',
      description: 'Since when the TAM has done such work: an experienced one is promised (S66).',
    }),
    qualification: t.exposeString('qualification', {
      nullable: true,
      description: 'What the TAM is qualified by, such as a certificate.',
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant, inclusive.' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Until this instant, exclusive; null while no end is known.',
    }),
  }),
});

builder.prismaObjectFields(Account, (t) => ({
  tam: t.field({
    type: TamAssignment,
    nullable: true,
    description: 'Its Technical Account Manager; null while none is assigned. Premium only (S66).',
    args: { at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told (B13).' }) },
    select: ({ at }, { now }, nested) => ({
      tamAssignments: { ...nested(), where: inForce(at ?? now), take: 1 },
    }),
    // Loaded as far as TamAssignment asks, which the type of `nested()` does not say.
    resolve: ({ tamAssignments }) => tamAssignments[0] ?? null,
  }),
}));

builder.prismaObjectField(Account, 'tamHistory', (t) =>
  t.connection({
    type: TamAssignment,
    description: 'Who was, is and will be its Technical Account Manager, the latest first (S66).',
    resolve: ({ id: accountId }, args, ctx, info) =>
      keysetPage(
        args,
        [
          ['startsAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        { accountId },
        (page) => ctx.db.tamAssignment.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.tamAssignment.count({ where: { accountId } }),
      ),
  }),
);
