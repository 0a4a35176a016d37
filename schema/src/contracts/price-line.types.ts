import { TERMINATION_REASONS, type TerminationReason } from '@tierline/prisma/catalogue/contract-rules';
import { builder } from '../builder.ts';
import { asSet } from '../french.ts';
import { localeArg, localized } from '../localized.ts';
import { Money } from '../money.types.ts';
import { described, PlanCode } from '../plans/plan.types.ts';
import { Clause, Terms } from '../programme/terms.types.ts';
import { derivationOf } from './agreed-lines.ts';
import type { Line } from './contract.rules.ts';

export const ContractLineKind = builder.enumType('ContractLineKind', {
  description: 'What an act does to a contract.',
  values: {
    SERVICE_ORDER: { description: 'Begins it: a plan for a first service term (S114).' },
    AMENDMENT: { description: 'Changes annual fees or plan within a term (S115, S116).' },
    RENEWAL: { description: 'Adds a further term, priced anew (S115).' },
    TERMINATION: { description: 'Ends it, without a refund (S117).' },
  } as const,
});

export const TerminationReasonCode = builder.enumType('TerminationReason', {
  description:
    'Why a contract is terminated. The reason says when support ends; nothing is refunded for any (S117).',
  values: described(TERMINATION_REASONS, ({ label, ends, byCustomer }) =>
    [
      `${label.en}.`,
      ends === 'WITH_THE_TERM'
        ? 'Support runs to the end of the service term.'
        : 'Support ends on the day declared.',
      ...(byCustomer ? ['Customers may declare it.'] : []),
    ].join(' '),
  ),
});

const ProrationMethod = builder.enumType('ProrationMethod', {
  description: 'How a part of a term is counted (PR2).',
  values: {
    CALENDAR_DAYS: { description: 'By calendar days of the account, first and last included.' },
  } as const,
});

const AppliedRate = builder.objectRef<{ version: number; basisPoints: number }>('AppliedRate').implement({
  description: 'The rate that a price was assessed by (S113, S114).',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Version of the published rates.' }),
    basisPoints: t.exposeInt('basisPoints', {
      description: 'Hundredths of a per cent of the annual fees: 1250 is 12.5 %.',
    }),
  }),
});

export const PriceLine = builder.interfaceRef<Line>('PriceLine').implement({
  description:
    'One act of a contract in figures. A quote shows the line that applying it writes: both are computed by the same code on the same basis (B12, PR4).',
  fields: (t) => ({
    kind: t.expose('kind', { type: ContractLineKind, description: 'What the act does.' }),
    effectiveOn: t.expose('effectiveOn', {
      type: 'LocalDate',
      description: 'The first local day on which it holds; of a termination, the last day of support.',
    }),
    firstDay: t.expose('firstDay', {
      type: 'LocalDate',
      description: 'First local day of the service term that it belongs to.',
    }),
    lastDay: t.expose('lastDay', {
      type: 'LocalDate',
      description: 'Last local day of that term, which ends when the day does.',
    }),
    planBefore: t.expose('planBefore', { type: PlanCode, description: 'The plan until then.' }),
    plan: t.expose('planCode', { type: PlanCode, description: 'The plan from then on.' }),
    annualFees: t.field({
      type: Money,
      description: 'The fee basis: what the customer pays a year for the vendor’s products (S113).',
      resolve: ({ annualFeesMinor, currency }) => ({ amountMinor: annualFeesMinor, currency }),
    }),
    rate: t.field({
      type: AppliedRate,
      nullable: true,
      description:
        'The rate applied. A term keeps the rates of its order or renewal (S114); null for Basic, which is free (S20).',
      resolve: ({ rateVersion: version, basisPoints }) =>
        version === null || basisPoints === null ? null : { version, basisPoints },
    }),
    annualPrice: t.field({
      type: Money,
      description: 'Annual fees × rate: the price of the plan for a year, rounded half up (PR1).',
      resolve: ({ annualPriceMinor, currency }) => ({ amountMinor: annualPriceMinor, currency }),
    }),
    assessedPrice: t.field({
      type: Money,
      description:
        'The price of the whole term by this assessment; for a term of one year, the annual price.',
      resolve: ({ assessedMinor, currency }) => ({ amountMinor: assessedMinor, currency }),
    }),
    priceBefore: t.field({
      type: Money,
      description:
        'What was charged for the whole term until then; of a renewal, for the term before it, whose length may differ; 0 on a service order.',
      resolve: ({ priceBeforeMinor, currency }) => ({ amountMinor: priceBeforeMinor, currency }),
    }),
    price: t.field({
      type: Money,
      description: 'What is charged for the whole term from then on. It never falls within a term (PR3).',
      resolve: ({ priceMinor, currency }) => ({ amountMinor: priceMinor, currency }),
    }),
    appliesFromRenewal: t.boolean({
      description:
        'The price assessed is lower than what is charged, and applies from renewal: no credit (PR3).',
      resolve: ({ assessedMinor, priceMinor }) => assessedMinor < priceMinor,
    }),
    days: t.exposeInt('days', {
      description:
        'The days that the amount due is for; of a termination, those left after the end of support.',
    }),
    termDays: t.exposeInt('termDays', { description: 'The days of the term.' }),
    method: t.field({
      type: ProrationMethod,
      description: 'How days are counted.',
      resolve: () => 'CALENDAR_DAYS' as const,
    }),
    due: t.field({
      type: Money,
      description:
        'What the line makes due: of a term its price, of an increase its part for the days left, rounded half up once over all increases of the term (PR2). Never negative.',
      resolve: ({ dueMinor, currency }) => ({ amountMinor: dueMinor, currency }),
    }),
    nonRefundable: t.boolean({
      description:
        'Fees for a purchased plan are never refunded, whatever ends it (S117, PR5). False for Basic, which has no fees.',
      resolve: ({ planCode }) => planCode !== 'BASIC',
    }),
    refund: t.field({
      type: Money,
      nullable: true,
      description: 'What a termination refunds: 0, for every reason (PR5). Null on other lines.',
      resolve: ({ refundMinor, currency }) =>
        refundMinor === null ? null : { amountMinor: refundMinor, currency },
    }),
    terminationReason: t.field({
      type: TerminationReasonCode,
      nullable: true,
      description: 'Why the contract ends; null on other lines.',
      resolve: ({ terminationReason }) => terminationReason as TerminationReason | null,
    }),
    autoRenew: t.exposeBoolean('autoRenew', {
      description:
        'The term renews by itself for a year on its last day, unless it was renewed or terminated before.',
    }),
    endsChosenPlan: t.exposeBoolean('endsChosenPlan', {
      description: 'A plan that was chosen without an order ends when the line takes effect.',
    }),
    terms: t.field({
      type: Terms,
      description:
        'The version of the terms that it is agreed under: the current one, which applying the quote accepts for the account. A termination and a renewal by itself stay under the one accepted before (S86).',
      resolve: ({ termsVersion }, _args, { db }) =>
        db.termsVersion.findUniqueOrThrow({ where: { version: termsVersion } }),
    }),
    additionalTerms: t.field({
      type: [Clause],
      description: 'The additional terms that apply, A1 and A2: to Enhanced and Premium only (S112).',
      resolve: ({ termsVersion, planCode }, _args, { db }) =>
        db.clause.findMany({
          where: {
            version: termsVersion,
            number: { startsWith: 'A' },
            parentId: null,
            planCodes: { has: planCode },
          },
          orderBy: { position: 'asc' },
        }),
    }),
    derivation: t.stringList({
      description: 'How the figures come about, in sentences for a person.',
      args: localeArg(),
      resolve: (line, { locale }, ctx) =>
        derivationOf(line).map((text) => localized(asSet(text), locale, ctx)),
    }),
  }),
});

export const QuoteLine = builder.objectRef<Line>('QuoteLine').implement({
  description: 'A line as it would be written if it were agreed now.',
  interfaces: [PriceLine],
});
