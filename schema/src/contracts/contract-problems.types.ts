import { builder } from '../builder.ts';
import { PlanCode } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import {
  ContractInForceProblem,
  ContractOverlapProblem,
  ContractTerminatedProblem,
  CurrencyMismatchProblem,
  FeesUnknownProblem,
  NoOrderNeededProblem,
  OutsideTermProblem,
  PeriodClosedProblem,
  QuoteAppliedProblem,
  QuoteExpiredProblem,
  QuoteOutdatedProblem,
  RateMissingProblem,
} from './contract-problems.rules.ts';
import { Contract } from './contract.types.ts';
import { Quote } from './quote.types.ts';

builder.objectType(RateMissingProblem, {
  name: 'RateMissingProblem',
  description:
    'The rates that apply have none for the plan in that currency: no price is invented (S113, Q15).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    plan: t.expose('plan', { type: PlanCode, description: 'The plan without a rate.' }),
    currency: t.exposeString('currency', { description: 'The currency of the fees.' }),
    on: t.expose('on', { type: 'LocalDate', description: 'The date whose rates apply.' }),
  }),
});

builder.objectType(FeesUnknownProblem, {
  name: 'FeesUnknownProblem',
  description: 'No annual subscription fees are on record: there is nothing to assess a price by (S113).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    on: t.expose('on', { type: 'LocalDate', description: 'The date for which they are needed.' }),
  }),
});

builder.objectType(CurrencyMismatchProblem, {
  name: 'CurrencyMismatchProblem',
  description: 'The fees are in another currency than the contract, which keeps that of its order.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'The currency of the contract.' }),
  }),
});

builder.objectType(ContractOverlapProblem, {
  name: 'ContractOverlapProblem',
  description:
    'A contract already covers some of the days (S5). Amend or renew it, or begin after its last day.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    contract: t.field({
      type: Contract,
      description: 'The contract in the way.',
      resolve: ({ contractId }, _args, { db }) =>
        db.contract.findUniqueOrThrow({ where: { id: contractId } }),
    }),
    lastDay: t.expose('lastDay', { type: 'LocalDate', description: 'Its last day of support.' }),
  }),
});

builder.objectType(ContractInForceProblem, {
  name: 'ContractInForceProblem',
  description: 'A contract says which plan holds in that time: the plan changes by amendment or termination.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    contract: t.field({
      type: Contract,
      description: 'The contract.',
      resolve: ({ contractId }, _args, { db }) =>
        db.contract.findUniqueOrThrow({ where: { id: contractId } }),
    }),
  }),
});

builder.objectType(OutsideTermProblem, {
  name: 'OutsideTermProblem',
  description: 'The day lies before or after the service terms of the contract.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    firstDay: t.expose('firstDay', { type: 'LocalDate', description: 'First day of the first term.' }),
    lastDay: t.expose('lastDay', { type: 'LocalDate', description: 'Last day of the last term.' }),
  }),
});

builder.objectType(PeriodClosedProblem, {
  name: 'PeriodClosedProblem',
  description:
    'The day is past, or before a change that is agreed already: what has been does not change, and prices are settled in order.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    openFrom: t.expose('openFrom', { type: 'LocalDate', description: 'The first day that is still open.' }),
  }),
});

builder.objectType(ContractTerminatedProblem, {
  name: 'ContractTerminatedProblem',
  description:
    'The contract is terminated: nothing more can be agreed in it. Place a new order for later days.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    lastDay: t.expose('lastDay', { type: 'LocalDate', description: 'Its last day of support.' }),
  }),
});

builder.objectType(QuoteExpiredProblem, {
  name: 'QuoteExpiredProblem',
  description: 'The quote was not applied in time: ask for another.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    expiredAt: t.expose('expiredAt', { type: 'DateTime', description: 'When its time was over.' }),
  }),
});

builder.objectType(QuoteAppliedProblem, {
  name: 'QuoteAppliedProblem',
  description: 'The quote has had its effect already, by you or by somebody else: a quote is applied once.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    quote: t.field({
      type: Quote,
      description: 'The quote, with when it was applied.',
      resolve: ({ quoteId }, _args, { db }) => db.quote.findUniqueOrThrow({ where: { id: quoteId } }),
    }),
  }),
});

builder.objectType(QuoteOutdatedProblem, {
  name: 'QuoteOutdatedProblem',
  description:
    'Fees, rates, terms or the contract changed since the quote: it was not applied, and the contract is as it was (PR4).',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    newQuote: t.field({
      type: Quote,
      description: 'The same request on what stands now, ready to be applied.',
      resolve: ({ newQuoteId }, _args, { db }) => db.quote.findUniqueOrThrow({ where: { id: newQuoteId } }),
    }),
  }),
});

builder.objectType(NoOrderNeededProblem, {
  name: 'NoOrderNeededProblem',
  description:
    'Basic is free for everybody and needs no order: to go back to it, terminate or let the term end (S19).',
  interfaces: [ProblemInterface],
});
