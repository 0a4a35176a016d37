import { builder } from '../builder.ts';
import { Clause, clausesOf } from '../programme/terms.types.ts';
import { differences, type Difference } from './plan.rules.ts';
import {
  Benefit,
  benefitsOf,
  InitialResponseTarget,
  Plan,
  PlanChannel,
  PlanCode,
  targetsOf,
} from './plan.types.ts';
import { CoverageCell } from './request-type.types.ts';

const BEFORE = 'As the first plan has it; null when it does not.';
const AFTER = 'As the second plan has it; null when it does not.';

const BenefitDifference = builder
  .objectRef<Difference<typeof Benefit.$inferType>>('BenefitDifference')
  .implement({
    description: 'A benefit that only one of the plans grants, or each in another number (E4).',
    fields: (t) => ({
      before: t.expose('before', { type: Benefit, nullable: true, description: BEFORE }),
      after: t.expose('after', { type: Benefit, nullable: true, description: AFTER }),
    }),
  });

const CoverageDifference = builder
  .objectRef<Difference<typeof CoverageCell.$inferType>>('CoverageDifference')
  .implement({
    description: 'A request type of which the plans make something else.',
    fields: (t) => ({
      before: t.expose('before', { type: CoverageCell, nullable: true, description: BEFORE }),
      after: t.expose('after', { type: CoverageCell, nullable: true, description: AFTER }),
    }),
  });

const ChannelDifference = builder
  .objectRef<Difference<typeof PlanChannel.$inferType>>('ChannelDifference')
  .implement({
    description: 'A way into the desk that the plans open to other severities.',
    fields: (t) => ({
      before: t.expose('before', { type: PlanChannel, nullable: true, description: BEFORE }),
      after: t.expose('after', { type: PlanChannel, nullable: true, description: AFTER }),
    }),
  });

const TargetDifference = builder
  .objectRef<Difference<typeof InitialResponseTarget.$inferType>>('TargetDifference')
  .implement({
    description: 'A severity for which the plans promise another initial response time.',
    fields: (t) => ({
      before: t.expose('before', { type: InitialResponseTarget, nullable: true, description: BEFORE }),
      after: t.expose('after', { type: InitialResponseTarget, nullable: true, description: AFTER }),
    }),
  });

const ClauseDifference = builder
  .objectRef<Difference<typeof Clause.$inferType>>('ClauseDifference')
  .implement({
    description: 'A clause that applies to one of the plans only.',
    fields: (t) => ({
      before: t.expose('before', { type: Clause, nullable: true, description: BEFORE }),
      after: t.expose('after', { type: Clause, nullable: true, description: AFTER }),
    }),
  });

interface Pair {
  from: typeof PlanCode.$inferType;
  to: typeof PlanCode.$inferType;
}

const PlanComparison = builder.objectRef<Pair>('PlanComparison').implement({
  description: 'Every difference in what two plans entitle to; what both have alike is left out (S6).',
  fields: (t) => ({
    from: t.prismaField({
      type: Plan,
      description: 'The first plan.',
      resolve: (query, { from }, _args, { db }) =>
        db.plan.findUniqueOrThrow({ ...query, where: { code: from } }),
    }),
    to: t.prismaField({
      type: Plan,
      description: 'The second plan.',
      resolve: (query, { to }, _args, { db }) => db.plan.findUniqueOrThrow({ ...query, where: { code: to } }),
    }),
    benefits: t.field({
      type: [BenefitDifference],
      description: 'Benefits gained, lost, or granted in another number.',
      resolve: async ({ from, to }, _args, { db }) =>
        differences(
          await benefitsOf(db, from),
          await benefitsOf(db, to),
          ({ code }) => code,
          ({ quantity }) => String(quantity),
        ),
    }),
    requestTypes: t.field({
      type: [CoverageDifference],
      description: 'Request types that are covered, not covered or excluded otherwise.',
      resolve: async ({ from, to }, _args, { db }) => {
        const cells = await db.coverage.findMany({ orderBy: { requestType: { position: 'asc' } } });
        return differences(
          cells.filter(({ planCode }) => planCode === from),
          cells.filter(({ planCode }) => planCode === to),
          ({ requestTypeCode }) => requestTypeCode,
          ({ verdict }) => verdict,
        );
      },
    }),
    channels: t.field({
      type: [ChannelDifference],
      description: 'Ways into the desk that are open to other severities (S40).',
      resolve: async ({ from, to }, _args, { db }) => {
        const channels = await db.planChannel.findMany({ orderBy: { channel: 'asc' } });
        return differences(
          channels.filter(({ planCode }) => planCode === from),
          channels.filter(({ planCode }) => planCode === to),
          ({ channel }) => channel,
          ({ severities }) => severities.join(),
        );
      },
    }),
    initialResponseTargets: t.field({
      type: [TargetDifference],
      description: 'Initial response times that are promised otherwise, or by one plan only (S60).',
      resolve: async ({ from, to }, _args, { db, now }) =>
        differences(
          await targetsOf(db, from, now),
          await targetsOf(db, to, now),
          ({ severity }) => severity,
          ({ businessMinutes }) => String(businessMinutes),
        ),
    }),
    clauses: t.field({
      type: [ClauseDifference],
      description: 'Clauses of the current terms that apply to one of the plans only (S104, S105, S112).',
      resolve: async ({ from, to }, _args, { db }) =>
        differences(
          await clausesOf(db, from),
          await clausesOf(db, to),
          ({ id }) => id,
          ({ id }) => id,
        ),
    }),
  }),
});

builder.queryField('comparePlans', (t) =>
  t.field({
    type: PlanComparison,
    description: 'What changes between two plans. Open to everybody (S6, S35).',
    args: {
      from: t.arg({ type: PlanCode, required: true, description: 'The first plan.' }),
      to: t.arg({ type: PlanCode, required: true, description: 'The second plan.' }),
    },
    resolve: (_root, pair) => pair,
  }),
);
