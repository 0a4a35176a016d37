import { builder } from '../builder.ts';
import { MoneyInput } from '../money.types.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { APPLY_AMENDMENT_PROBLEMS, applyAmendment } from './apply-amendment.ts';
import { Contract } from './contract.types.ts';
import { PLACE_SERVICE_ORDER_PROBLEMS, placeServiceOrder } from './place-service-order.ts';
import { PUBLISH_RATES_PROBLEMS, publishRates } from './publish-rates.ts';
import { RateTable } from './rate.types.ts';
import { RECORD_ANNUAL_FEES_PROBLEMS, recordAnnualFees } from './record-annual-fees.ts';
import { RENEW_CONTRACT_PROBLEMS, renewContract } from './renew-contract.ts';
import { TERMINATE_CONTRACT_PROBLEMS, terminateContract } from './terminate-contract.ts';

const AGREED = {
  dataField: { name: 'contract', description: 'The contract, with the new line.' },
  result: { description: 'The line of the quote stands in the contract.' },
  union: { description: 'The contract, or why it is as it was.' },
};

const PlaceServiceOrderInput = builder.inputType('PlaceServiceOrderInput', {
  description: 'A quote of a service order.',
  fields: (t) => ({ quoteId: t.id({ required: true, description: 'Starts with `quo_`.' }) }),
});

builder.mutationField('placeServiceOrder', (t) =>
  t.prismaField({
    type: Contract,
    description:
      'Places the service order of a quote, under the terms that the quote names: the contract begins, and with its first day the plan (S86, S114, B12). For managers, and for administrators in their account. Events: `contract.ordered` and what follows from it.',
    authScopes: { signedIn: true },
    errors: { types: PLACE_SERVICE_ORDER_PROBLEMS, ...AGREED },
    args: { input: t.arg({ type: PlaceServiceOrderInput, required: true, description: 'Which quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await placeServiceOrder(ctx, input);
      return ctx.db.contract.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const ApplyAmendmentInput = builder.inputType('ApplyAmendmentInput', {
  description: 'A quote of an amendment.',
  fields: (t) => ({ quoteId: t.id({ required: true, description: 'Starts with `quo_`.' }) }),
});

builder.mutationField('applyAmendment', (t) =>
  t.prismaField({
    type: Contract,
    description:
      'Applies the amendment of a quote. Running clocks follow a better plan when it begins and keep their promise under a lesser one (S115, S116, C26, B12). For managers, and for administrators in their account. Event: `contract.amended`.',
    authScopes: { signedIn: true },
    errors: { types: APPLY_AMENDMENT_PROBLEMS, ...AGREED },
    args: { input: t.arg({ type: ApplyAmendmentInput, required: true, description: 'Which quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await applyAmendment(ctx, input);
      return ctx.db.contract.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RenewContractInput = builder.inputType('RenewContractInput', {
  description: 'A quote of a renewal.',
  fields: (t) => ({ quoteId: t.id({ required: true, description: 'Starts with `quo_`.' }) }),
});

builder.mutationField('renewContract', (t) =>
  t.prismaField({
    type: Contract,
    description:
      'Renews a contract as quoted: the new term follows the last one without a gap (S115, B12). For managers, and for administrators in their account. Event: `contract.renewed`.',
    authScopes: { signedIn: true },
    errors: { types: RENEW_CONTRACT_PROBLEMS, ...AGREED },
    args: { input: t.arg({ type: RenewContractInput, required: true, description: 'Which quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await renewContract(ctx, input);
      return ctx.db.contract.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const TerminateContractInput = builder.inputType('TerminateContractInput', {
  description: 'A quote of a termination.',
  fields: (t) => ({ quoteId: t.id({ required: true, description: 'Starts with `quo_`.' }) }),
});

builder.mutationField('terminateContract', (t) =>
  t.prismaField({
    type: Contract,
    description:
      'Terminates a contract as quoted. Support runs to the day that the quote names; nothing is refunded (S117, PR5). For managers, and for administrators in their account. Event: `contract.terminated`.',
    authScopes: { signedIn: true },
    errors: { types: TERMINATE_CONTRACT_PROBLEMS, ...AGREED },
    args: { input: t.arg({ type: TerminateContractInput, required: true, description: 'Which quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await terminateContract(ctx, input);
      return ctx.db.contract.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const RecordAnnualFeesInput = builder.inputType('RecordAnnualFeesInput', {
  description: 'What an account pays a year for the vendor’s products.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'Which account.' }),
    annualFees: t.field({ type: MoneyInput, required: true, description: 'The annual subscription fees.' }),
    effectiveOn: t.field({
      type: 'LocalDate',
      description: 'From this local date; today unless told, never earlier.',
    }),
  }),
});

builder.mutationField('recordAnnualFees', (t) =>
  t.prismaField({
    type: 'Account',
    description:
      'Records the annual subscription fees of an account. No price changes by it: only an order, an amendment or a renewal assesses one (S115). Managers only. Event: `account.fees_recorded`.',
    authScopes: { manager: true },
    errors: {
      types: RECORD_ANNUAL_FEES_PROBLEMS,
      dataField: { name: 'account', description: 'The account.' },
      result: { description: 'It is on record.' },
      union: { description: 'The account, or why nothing was recorded.' },
    },
    args: { input: t.arg({ type: RecordAnnualFeesInput, required: true, description: 'The fees.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { accountId } = await recordAnnualFees(ctx, input);
      return ctx.db.account.findUniqueOrThrow({ ...reread(query), where: { id: accountId } });
    },
  }),
);

const RateInput = builder.inputType('RateInput', {
  description: 'The price of a plan as a share of the annual fees.',
  fields: (t) => ({
    planCode: t.field({
      type: PlanCode,
      required: true,
      description: 'The plan; Basic is free and has no rate.',
    }),
    currency: t.string({ required: true, description: 'For fees in this currency, ISO 4217.' }),
    basisPoints: t.int({
      required: true,
      description: 'Hundredths of a per cent: 1250 is 12.5 %. 1 to 10,000.',
    }),
  }),
});

const PublishRatesInput = builder.inputType('PublishRatesInput', {
  description: 'A whole table of rates: a plan and currency that it leaves out has no rate.',
  fields: (t) => ({
    effectiveOn: t.field({
      type: 'LocalDate',
      description: 'From this date; today in UTC unless told, never earlier.',
    }),
    note: t.string({ description: 'What you say of it, for colleagues: a line of up to 500 characters.' }),
    rates: t.field({ type: [RateInput], required: true, description: 'The rates, at most 400.' }),
  }),
});

builder.mutationField('publishRates', (t) =>
  t.prismaField({
    type: RateTable,
    description:
      'Publishes a table of rates for good. Orders and renewals from its date on are priced by it; terms that run keep theirs (S113, S114, PR1). Managers only. Event: `rates.published`.',
    authScopes: { manager: true },
    errors: {
      types: PUBLISH_RATES_PROBLEMS,
      dataField: { name: 'rateTable', description: 'The table.' },
      result: { description: 'It is published.' },
      union: { description: 'The table, or why nothing was published.' },
    },
    args: { input: t.arg({ type: PublishRatesInput, required: true, description: 'The rates.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { version } = await publishRates(ctx, input);
      return ctx.db.rateTable.findUniqueOrThrow({ ...query, where: { version } });
    },
  }),
);
