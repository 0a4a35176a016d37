import { builder } from '../builder.ts';
import { MoneyInput } from '../money.types.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { TerminationReasonCode } from './price-line.types.ts';
import { QUOTE_AMENDMENT_PROBLEMS, quoteAmendment } from './quote-amendment.ts';
import { QUOTE_RENEWAL_PROBLEMS, quoteRenewal } from './quote-renewal.ts';
import { QUOTE_SERVICE_ORDER_PROBLEMS, quoteServiceOrder } from './quote-service-order.ts';
import { QUOTE_TERMINATION_PROBLEMS, quoteTermination } from './quote-termination.ts';
import { Quote } from './quote.types.ts';

const QUOTED = {
  dataField: { name: 'quote', description: 'The quote, ready to be applied.' },
  result: { description: 'The quote was made. Nothing is agreed by it.' },
  union: { description: 'The quote, or why there is none.' },
};
const FEES =
  'What the customer pays a year, as the vendor’s staff state it; it goes on record when the quote is applied. The fees on record unless told, and always in a customer’s own quote.';

const QuoteServiceOrderInput = builder.inputType('QuoteServiceOrderInput', {
  description: 'A plan for a first service term.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'For which account.' }),
    planCode: t.field({
      type: PlanCode,
      required: true,
      description: 'The plan. Basic is quoted at 0 and cannot be ordered (S20).',
    }),
    firstDay: t.field({
      type: 'LocalDate',
      description: 'First local day of the term; today unless told, never earlier.',
    }),
    lastDay: t.field({
      type: 'LocalDate',
      description: 'Last local day of the term, included; a year’s unless told, ten years’ at most.',
    }),
    annualFees: t.field({ type: MoneyInput, description: FEES }),
    autoRenew: t.boolean({
      description: 'The term renews by itself for a year, at the price assessed then. Not unless told.',
    }),
  }),
});

builder.mutationField('quoteServiceOrder', (t) =>
  t.prismaField({
    type: Quote,
    description:
      'Quotes a plan for a service term: annual fees × rate, both as of the order date (S113, S114, B12). For managers, and for administrators in their account. Event: `quote.made`.',
    authScopes: { signedIn: true },
    errors: { types: QUOTE_SERVICE_ORDER_PROBLEMS, ...QUOTED },
    args: { input: t.arg({ type: QuoteServiceOrderInput, required: true, description: 'What to quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await quoteServiceOrder(ctx, input);
      return ctx.db.quote.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const QuoteAmendmentInput = builder.inputType('QuoteAmendmentInput', {
  description: 'Other annual fees, another plan, or both, within a service term.',
  fields: (t) => ({
    contractId: t.id({ required: true, description: 'Of which contract.' }),
    effectiveOn: t.field({
      type: 'LocalDate',
      description: 'From this local day of a term on; today unless told, never earlier.',
    }),
    planCode: t.field({ type: PlanCode, description: 'The plan from then on; as it is unless told.' }),
    annualFees: t.field({ type: MoneyInput, description: FEES }),
  }),
});

builder.mutationField('quoteAmendment', (t) =>
  t.prismaField({
    type: Quote,
    description:
      'Quotes a change within a term. A higher price is due for the days left, a lower one applies from renewal (S115, S116, PR2, PR3). For managers, and for administrators in their account. Event: `quote.made`.',
    authScopes: { signedIn: true },
    errors: { types: QUOTE_AMENDMENT_PROBLEMS, ...QUOTED },
    args: { input: t.arg({ type: QuoteAmendmentInput, required: true, description: 'What to quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await quoteAmendment(ctx, input);
      return ctx.db.quote.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const QuoteRenewalInput = builder.inputType('QuoteRenewalInput', {
  description: 'A further service term, right after the last one.',
  fields: (t) => ({
    contractId: t.id({ required: true, description: 'Of which contract.' }),
    lastDay: t.field({
      type: 'LocalDate',
      description: 'Last local day of the new term, included; a year’s unless told, ten years’ at most.',
    }),
    planCode: t.field({ type: PlanCode, description: 'The plan of the new term; as it is unless told.' }),
    annualFees: t.field({ type: MoneyInput, description: FEES }),
    autoRenew: t.boolean({ description: 'The new term renews by itself; as the last one does unless told.' }),
  }),
});

builder.mutationField('quoteRenewal', (t) =>
  t.prismaField({
    type: Quote,
    description:
      'Quotes a further term, with fees and rates as of its first day (S115). For managers, and for administrators in their account. Event: `quote.made`.',
    authScopes: { signedIn: true },
    errors: { types: QUOTE_RENEWAL_PROBLEMS, ...QUOTED },
    args: { input: t.arg({ type: QuoteRenewalInput, required: true, description: 'What to quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await quoteRenewal(ctx, input);
      return ctx.db.quote.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);

const QuoteTerminationInput = builder.inputType('QuoteTerminationInput', {
  description: 'The end of a contract.',
  fields: (t) => ({
    contractId: t.id({ required: true, description: 'Which contract.' }),
    reason: t.field({ type: TerminationReasonCode, required: true, description: 'Why it ends.' }),
    endsOn: t.field({
      type: 'LocalDate',
      description:
        'Last local day of support, where the reason leaves it to be declared; today unless told, never earlier.',
    }),
  }),
});

builder.mutationField('quoteTermination', (t) =>
  t.prismaField({
    type: Quote,
    description:
      'Says what terminating a contract comes to: when support ends, and a refund of 0 (S117, PR5). For managers, and for administrators in their account. Event: `quote.made`.',
    authScopes: { signedIn: true },
    errors: { types: QUOTE_TERMINATION_PROBLEMS, ...QUOTED },
    args: { input: t.arg({ type: QuoteTerminationInput, required: true, description: 'What to quote.' }) },
    resolve: async (query, _root, { input }, ctx) => {
      const { id } = await quoteTermination(ctx, input);
      return ctx.db.quote.findUniqueOrThrow({ ...reread(query), where: { id } });
    },
  }),
);
