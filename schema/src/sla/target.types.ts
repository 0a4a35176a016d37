import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';

export const TargetVersion = builder.prismaObject('TargetVersion', {
  description: 'A published table of initial-response targets. A clock keeps that of its receipt (C27).',
  fields: (t) => ({
    version: t.exposeInt('version', { description: '1, 2, 3 …; never used again.' }),
    effectiveFrom: t.expose('effectiveFrom', {
      type: 'DateTime',
      description: 'It promises what is received from here on, until a later one takes effect.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
    publishedBy: t.relation('publishedBy', {
      type: StaffMember,
      nullable: true,
      description: 'Who published it; null for the table of the programme itself.',
    }),
    atRiskPercent: t.exposeInt('atRiskPercent', {
      description: 'A clock is at risk from this share of its target on (C15).',
    }),
    retiredAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'From when it promises nothing new; what it had promised stands. Null while it may.',
      select: { retirement: true },
      resolve: ({ retirement }) => retirement?.retiredAt ?? null,
    }),
    retirementReason: t.string({
      nullable: true,
      description: 'Why it was retired; null unless it was.',
      select: { retirement: true },
      resolve: ({ retirement }) => retirement?.reason ?? null,
    }),
    targets: t.relation('targets', {
      query: { orderBy: [{ planCode: 'asc' }, { severity: 'asc' }] },
      description: 'Its promises, by plan and severity.',
    }),
  }),
});

builder.queryField('targetVersions', (t) =>
  t.connection({
    type: TargetVersion,
    description:
      'Every table of initial-response targets ever published, the newest first, those to come included (C27). Open to everybody (S35).',
    resolve: (_root, args, ctx, info) =>
      keysetPage(
        args,
        [['version', 'desc', 'integer']],
        {},
        (page) => ctx.db.targetVersion.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.targetVersion.count(),
      ),
  }),
);

builder.queryField('targetVersion', (t) =>
  t.prismaField({
    type: TargetVersion,
    nullable: true,
    description:
      'A table of initial-response targets by its version; null when there is none. Open to everybody.',
    args: { version: t.arg.int({ required: true, description: 'Its version.' }) },
    resolve: (query, _root, { version }, { db }) =>
      db.targetVersion.findUnique({ ...query, where: { version } }),
  }),
);
