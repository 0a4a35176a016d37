import { reachAccount } from '../accounts/reach-account.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { planAt } from '../plans/plan-at.ts';
import { Benefit, benefitsOf, PlanCode } from '../plans/plan.types.ts';
import type { ContractYear } from './contract-year.rules.ts';
import {
  COUNTED_BENEFITS,
  countedAt,
  runningYear,
  type Balance,
  type Counted,
  type CountedBenefit,
  type LedgerCause,
  type LedgerLineKind,
} from './ledger.rules.ts';
import { ledgerAsOf } from './ledger.ts';

export const CountedBenefitCode = builder.enumType('CountedBenefit', {
  description: 'A benefit that is counted by the contract year. All others are not counted at all (E6).',
  values: {
    INSTRUCTOR_LED_SEATS: {
      description: 'Free seats in instructor-led courses: Enhanced 2 a year, Premium 4 (S64, S85, E4).',
    },
    ANNUAL_HEALTH_REVIEW: { description: 'The health review of the account: Premium 1 a year (S82, E5).' },
  } satisfies Record<CountedBenefit, { description: string }>,
});

export const LedgerLineKindEnum = builder.enumType('LedgerLineKind', {
  description: 'Which way units move (E1).',
  values: {
    GRANT: { description: 'The plan grants them: at the start of a contract year, or by an upgrade (E4).' },
    RESERVE: { description: 'Something takes them: a booking, a review that was asked for.' },
    CONSUME: { description: 'What had reserved them uses them up; changes nothing of what is available.' },
    RELEASE: { description: 'What had taken them gives them back.' },
    EXPIRE: { description: 'Nobody can use them any more: the year is over, or the plan allows fewer.' },
  } satisfies Record<LedgerLineKind, { description: string }>,
});

export const LedgerCauseEnum = builder.enumType('LedgerCause', {
  description: 'Why units moved.',
  values: {
    CONTRACT_YEAR: { description: 'A contract year began or ended (E3).' },
    PLAN_CHANGE: { description: 'The plan changed within the year (E4).' },
    BOOKING: { description: 'Somebody booked a training seat, used it or gave it back (E2).' },
    TICKET: { description: 'A ticket asked for it.' },
    HEALTH_REVIEW: { description: 'The TAM planned a health review, did it or called it off (E5).' },
  } satisfies Record<LedgerCause, { description: string }>,
});

export const ContractYearType = builder.objectRef<ContractYear>('ContractYear').implement({
  description:
    'A year in which units are counted: from the start of the contract, or an anniversary of it, to the next one, by the wall clock of the account. 29 February becomes 28 February (E3).',
  fields: (t) => ({
    ordinal: t.exposeInt('ordinal', { description: '1, 2, 3 … since the contract began.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime', description: 'From this instant, inclusive.' }),
    endsAt: t.expose('endsAt', {
      type: 'DateTime',
      description:
        'Until this instant, exclusive: what is unused then expires (E2). A new service order ends it earlier.',
    }),
    timeZone: t.exposeString('timeZone', { description: 'The zone by whose wall clock it is a year.' }),
  }),
});

export const BalanceType = builder.objectRef<Balance>('EntitlementBalance').implement({
  description: 'What the units of the running contract year have become: sums of ledger lines (E1).',
  fields: (t) => ({
    granted: t.exposeInt('granted', { description: 'Units granted so far in the year.' }),
    reserved: t.exposeInt('reserved', { description: 'Units taken and not used up yet.' }),
    consumed: t.exposeInt('consumed', { description: 'Units used up.' }),
    expired: t.exposeInt('expired', { description: 'Units that nobody can use any more.' }),
    available: t.exposeInt('available', {
      description: 'What is left: granted less reserved, consumed and expired. Never below zero.',
    }),
  }),
});

const LedgerLine = builder.prismaObject('LedgerLine', {
  description: 'One movement of units in the ledger of an account. Never changed, never deleted (E1, B8).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `lin_`.' }),
    sequence: t.exposeInt('sequence', { description: '1, 2, 3 … in this account, in the order of writing.' }),
    benefit: t.field({
      type: CountedBenefitCode,
      description: 'Units of what.',
      resolve: ({ benefitCode }) => benefitCode as CountedBenefit,
    }),
    kind: t.expose('kind', { type: LedgerLineKindEnum, description: 'Which way they move.' }),
    units: t.exposeInt('units', { description: 'How many, at least 1.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it took effect.' }),
    contractYear: t.field({
      type: ContractYearType,
      description: 'The contract year whose units they are.',
      select: { year: true },
      resolve: ({ year }) => year,
    }),
    cause: t.expose('cause', { type: LedgerCauseEnum, description: 'Why.' }),
    ticket: t.relation('ticket', {
      nullable: true,
      description: 'The ticket that took the unit; null for every other cause.',
    }),
    booking: t.relation('booking', {
      nullable: true,
      description: 'The training booking that took the unit; null for every other cause (E2).',
    }),
  }),
});

interface EntitlementsShape {
  plan: typeof PlanCode.$inferType;
  accountId: string;
  asOf: Date;
}

interface EntitlementShape {
  benefit: typeof Benefit.$inferType;
  plan: typeof PlanCode.$inferType;
  counted: Counted | null;
}

export const CountedEntitlement = builder.objectRef<Counted>('CountedEntitlement').implement({
  description: 'How much of a counted benefit there is.',
  fields: (t) => ({
    allowance: t.exposeInt('allowance', {
      description: 'Units that the plan allows in a contract year (E4).',
    }),
    balance: t.expose('balance', {
      type: BalanceType,
      description: 'What the units of the year have become.',
    }),
    renewsAt: t.expose('renewsAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the next contract year grants new units; null when no plan is agreed that would (E3).',
    }),
  }),
});

const Entitlement = builder.objectRef<EntitlementShape>('Entitlement').implement({
  description: 'A benefit that an account has at an instant.',
  fields: (t) => ({
    benefit: t.expose('benefit', {
      type: Benefit,
      description: 'What it is: class, quantity, and the included plan that it is inherited from (S3).',
    }),
    grantedBy: t.field({
      type: PlanCode,
      description: 'The plan that brings it: the account’s own, or one that it includes (S26, S29).',
      resolve: ({ benefit, plan }) => benefit.inheritedFrom ?? plan,
    }),
    counted: t.expose('counted', {
      type: CountedEntitlement,
      nullable: true,
      description: 'How much there is; null for a benefit that is not counted, which never runs out (E6).',
    }),
  }),
});

const Entitlements = builder.objectRef<EntitlementsShape>('Entitlements').implement({
  description: 'Everything that an account is entitled to at an instant (B13).',
  fields: (t) => ({
    plan: t.expose('plan', { type: PlanCode, description: 'The plan that it is on.' }),
    contractYear: t.field({
      type: ContractYearType,
      nullable: true,
      description: 'The contract year that runs; null where no plan was ever purchased, or its year is over.',
      resolve: async ({ accountId, asOf }, _args, { db }) =>
        runningYear((await ledgerAsOf(db, accountId, asOf)).years, asOf),
    }),
    benefits: t.field({
      type: [Entitlement],
      description: 'Every benefit of the plan, inherited ones first.',
      resolve: (shape, _args, { db }) => entitlementsOf(db, shape),
    }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'The instant for which this holds.' }),
  }),
});

async function entitlementsOf(
  db: Context['db'],
  { accountId, plan, asOf }: EntitlementsShape,
): Promise<EntitlementShape[]> {
  const ledger = await ledgerAsOf(db, accountId, asOf);
  return (await benefitsOf(db, plan)).map((benefit) => {
    const code = COUNTED_BENEFITS.find((counted) => counted === benefit.code);
    return { benefit, plan, counted: code ? countedAt(ledger, code, asOf) : null };
  });
}

const accountIdArg = { required: true, description: 'The account.' } as const;

builder.queryField('entitlementsAt', (t) =>
  t.field({
    type: Entitlements,
    description:
      'Everything that an account is or was entitled to at an instant; what was true then stays true. An instant yet to come is answered by what is agreed now (B13).',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id(accountIdArg),
      at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told.' }),
    },
    resolve: async (_root, { accountId, at }, ctx) => {
      await reachAccount(ctx, accountId);
      const asOf = at ?? ctx.now;
      return { accountId, asOf, plan: await planAt(ctx.db, accountId, asOf) };
    },
  }),
);

builder.queryField('entitlementBalance', (t) =>
  t.field({
    type: CountedEntitlement,
    description:
      'How much there is or was of a counted benefit at an instant: a sum of ledger lines (E1). An instant yet to come is answered by what is agreed and booked now (B8).',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id(accountIdArg),
      benefit: t.arg({ type: CountedBenefitCode, required: true, description: 'Of which benefit.' }),
      at: t.arg({ type: 'DateTime', description: 'At this instant; now unless told.' }),
    },
    resolve: async (_root, { accountId, benefit, at }, ctx) => {
      await reachAccount(ctx, accountId);
      const asOf = at ?? ctx.now;
      return countedAt(await ledgerAsOf(ctx.db, accountId, asOf), benefit, asOf);
    },
  }),
);

builder.queryField('entitlementLedger', (t) =>
  t.connection({
    type: LedgerLine,
    description:
      'The ledger of an account: every movement of the units that its plans grant, the newest first (B8).',
    authScopes: { signedIn: true },
    args: {
      accountId: t.arg.id(accountIdArg),
      benefit: t.arg({ type: CountedBenefitCode, description: 'Only of this benefit.' }),
    },
    resolve: async (_root, { accountId, benefit, ...args }, ctx, info) => {
      await reachAccount(ctx, accountId);
      const mine = { accountId, ...(benefit && { benefitCode: benefit }) };
      const page = await keysetPage(
        args,
        [['sequence', 'desc', 'integer']],
        mine,
        (keyset) => ctx.db.ledgerLine.findMany({ ...itemQuery(ctx, info), ...keyset }),
        () => ctx.db.ledgerLine.count({ where: mine }),
      );
      return page;
    },
  }),
);
