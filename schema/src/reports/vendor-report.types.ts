import { builder } from '../builder.ts';
import { PlanCode, Severity } from '../plans/plan.types.ts';
import { PromiseTally, SatisfactionFiguresType } from './support-report.types.ts';
import type { Cell, VendorFigures } from './vendor-figures.rules.ts';
import { vendorReport, type VendorReport } from './vendor-report.ts';

const tickets = { description: 'How many requests were received.' } as const;
const promises = { type: PromiseTally, description: 'How their promises stand.' } as const;

const VendorCell = builder.objectRef<Cell>('VendorCell').implement({
  description: 'The requests of one month, plan and severity.',
  fields: (t) => ({
    month: t.expose('month', {
      type: 'Month',
      description: 'The month of receipt, in the zone of each account.',
    }),
    plan: t.expose('plan', { type: PlanCode, description: 'The plan that made the promise.' }),
    severity: t.expose('severity', { type: Severity, description: 'As the tickets have it now.' }),
    tickets: t.exposeInt('tickets', tickets),
    promises: t.expose('promises', promises),
  }),
});

const VendorMonth = builder.objectRef<VendorFigures['byMonth'][number]>('VendorMonth').implement({
  description: 'The requests of one month.',
  fields: (t) => ({
    month: t.expose('month', {
      type: 'Month',
      description: 'The month of receipt, in the zone of each account.',
    }),
    tickets: t.exposeInt('tickets', tickets),
    promises: t.expose('promises', promises),
  }),
});

const VendorPlan = builder.objectRef<VendorFigures['byPlan'][number]>('VendorPlan').implement({
  description: 'The requests of one plan.',
  fields: (t) => ({
    plan: t.expose('plan', { type: PlanCode, description: 'The plan that made the promises.' }),
    tickets: t.exposeInt('tickets', tickets),
    promises: t.expose('promises', promises),
  }),
});

const VendorReportType = builder.objectRef<VendorReport>('VendorReport').implement({
  description:
    'How well all customers were supported in some months, by the rules of `supportReport` (S2, C36).',
  fields: (t) => ({
    from: t.expose('from', { type: 'Month', description: 'The first month.' }),
    to: t.expose('to', { type: 'Month', description: 'The last month, included.' }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'The instant for which it was computed (C37).' }),
    tickets: t.int({ ...tickets, resolve: ({ figures }) => figures.total.tickets }),
    promises: t.field({ ...promises, resolve: ({ figures }) => figures.total.promises }),
    byMonth: t.field({
      type: [VendorMonth],
      description: 'Every month in order, also without a request.',
      resolve: ({ figures }) => figures.byMonth,
    }),
    byPlan: t.field({
      type: [VendorPlan],
      description: 'Every plan, Premium first.',
      resolve: ({ figures }) => figures.byPlan,
    }),
    cells: t.field({
      type: [VendorCell],
      description: 'Every month, plan and severity, in this order, also without a request.',
      resolve: ({ figures }) => figures.cells,
    }),
    satisfaction: t.field({
      type: SatisfactionFiguresType,
      description: 'What requesters say of the tickets that were resolved.',
      resolve: ({ figures }) => figures.satisfaction,
    }),
  }),
});

/** It reads every ticket of a year. */
const DEAR = { cost: 50 };

builder.queryField('vendorReport', (t) =>
  t.field({
    type: VendorReportType,
    description:
      'How well all customers were supported, by month, plan and severity; at most 13 months that have begun. For all staff: they see every account’s report as it is. As a page with charts: `createReportLink`.',
    authScopes: { staff: true },
    extensions: DEAR,
    args: {
      from: t.arg({ type: 'Month', required: true, description: 'The first month.' }),
      to: t.arg({ type: 'Month', required: true, description: 'The last month, included.' }),
    },
    resolve: (_root, args, ctx) => vendorReport(ctx, args),
  }),
);
