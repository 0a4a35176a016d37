import { StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { PlanCode } from '../plans/plan.types.ts';

const Rate = builder.prismaObject('Rate', {
  description: 'The price of a plan as a share of the annual subscription fees (S113).',
  fields: (t) => ({
    plan: t.expose('planCode', {
      type: PlanCode,
      description: 'The plan. Basic has no rate: it is free (S20).',
    }),
    currency: t.exposeString('currency', { description: 'For fees in this currency, ISO 4217.' }),
    basisPoints: t.exposeInt('basisPoints', {
      description: 'Hundredths of a per cent of the annual fees: 1250 is 12.5 %.',
    }),
  }),
});

export const RateTable = builder.prismaObject('RateTable', {
  description:
    'A published table of rates, never edited: a later one replaces it for orders and renewals to come (PR1). The programme publishes no rate: these are the vendor’s own (Q15).',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Counts up from 1.' }),
    effectiveOn: t.expose('effectiveOn', {
      type: 'LocalDate',
      description: 'From this local date of whoever orders.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
    publishedBy: t.relation('publishedBy', { type: StaffMember, description: 'Who published it.' }),
    note: t.exposeString('note', { nullable: true, description: 'What the publisher says of it.' }),
    rates: t.relation('rates', {
      query: { orderBy: [{ currency: 'asc' }, { planCode: 'asc' }] },
      type: Rate,
      description: 'The rates, by currency and plan.',
    }),
  }),
});

builder.queryField('rateTable', (t) =>
  t.prismaField({
    type: RateTable,
    nullable: true,
    description: 'A published table of rates; null for a version never published. Staff only.',
    authScopes: { staff: true },
    args: { version: t.arg.int({ description: 'Which version; the one published last unless told.' }) },
    resolve: (query, _root, { version }, { db }) =>
      db.rateTable.findFirst({
        ...query,
        where: version == null ? {} : { version },
        orderBy: { version: 'desc' },
      }),
  }),
);

builder.queryField('rateTables', (t) =>
  t.connection({
    type: RateTable,
    description: 'The published rates, the latest version first. Staff only.',
    authScopes: { staff: true },
    resolve: (_root, args, ctx, info) =>
      keysetPage(
        args,
        [['version', 'desc', 'integer']],
        {},
        (page) => ctx.db.rateTable.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.rateTable.count(),
      ),
  }),
);
