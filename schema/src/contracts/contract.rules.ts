import type { Money } from '../money.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { InvalidInputProblem } from '../problem.ts';
import {
  ContractOverlapProblem,
  ContractTerminatedProblem,
  CurrencyMismatchProblem,
  OutsideTermProblem,
  PeriodClosedProblem,
} from './contract-problems.rules.ts';
import { annualPrice, prorate, termPrice, type AppliedRate } from './price.rules.ts';
import { addDays, daysBetween, termDays, type Term } from './term.rules.ts';

export type LineKind = 'SERVICE_ORDER' | 'AMENDMENT' | 'RENEWAL' | 'TERMINATION';

/** One act of a contract in figures: what a quote shows, and what applying it writes (B12). Amounts in minor units. */
export interface Line extends Term {
  kind: LineKind;
  /** Version of the terms that it is agreed under (S86). */
  termsVersion: number;
  /** First local day on which it holds; of a termination, the last day of support. */
  effectiveOn: string;
  planBefore: PlanCode;
  planCode: PlanCode;
  currency: string;
  annualFeesMinor: bigint;
  /** Null for Basic, which has no rate (S20). */
  rateVersion: number | null;
  basisPoints: number | null;
  annualPriceMinor: bigint;
  /** The price of the term by this assessment; where it is lower than what is charged, it holds from renewal (PR3). */
  assessedMinor: bigint;
  /** What was charged for the term until then; of a renewal, for the term before it; 0 of a service order. */
  priceBeforeMinor: bigint;
  /** What is charged for the term from then on. */
  priceMinor: bigint;
  /** The days that the amount due is for; of a termination, those after the end of support. */
  days: number;
  termDays: number;
  dueMinor: bigint;
  /** 0 on a termination, null on every other line (PR5). */
  refundMinor: bigint | null;
  autoRenew: boolean;
  terminationReason: string | null;
  /** A plan that was chosen without an order ends when this line takes effect. */
  endsChosenPlan: boolean;
}

/** What a price is assessed by. */
export interface Assessment {
  planCode: PlanCode;
  fees: Money;
  /** Null for Basic. */
  rate: AppliedRate | null;
  termsVersion: number;
}

/** The line of a first term: the price of the plan for the whole of it (S113, S114). */
export function serviceOrderLine(
  term: Term,
  assessment: Assessment,
  circumstances: { planBefore: PlanCode; autoRenew: boolean; endsChosenPlan: boolean },
): Line {
  return wholeTerm('SERVICE_ORDER', term, assessment, { ...circumstances, priceBeforeMinor: 0n });
}

/**
 * The line that changes plan or fees from a day on. A higher price is due for the rest of the term, by days, that day
 * and the last one included; a lower one holds from renewal: nothing is credited (S115, S116, PR2, PR3).
 *
 * @param lines of the contract, the earliest first
 * @throws ContractTerminatedProblem, CurrencyMismatchProblem
 * @throws InvalidInputProblem for a change that changes nothing
 */
export function amendmentLine(
  lines: readonly Line[],
  effectiveOn: string,
  { planCode, fees, rate, termsVersion }: Assessment & { rate: AppliedRate },
): Line {
  const before = lineOn(lines, effectiveOn);
  if (fees.currency !== before.currency) throw new CurrencyMismatchProblem(before.currency, fees.currency);
  if (planCode === before.planCode && fees.amountMinor === before.annualFeesMinor) throw nothingChanges();
  const term = { firstDay: before.firstDay, lastDay: before.lastDay };
  const assessedMinor = termPrice(fees.amountMinor, rate, term);
  const priceMinor = assessedMinor > before.priceMinor ? assessedMinor : before.priceMinor;
  const days = daysBetween(effectiveOn, term.lastDay);
  const increases = ofTerm(lines, term)
    .filter(({ kind }) => kind === 'AMENDMENT')
    .map((line) => ({ amountMinor: line.priceMinor - line.priceBeforeMinor, days: line.days }));
  const due = prorate([...increases, { amountMinor: priceMinor - before.priceMinor, days }], termDays(term));
  return {
    ...term,
    kind: 'AMENDMENT',
    termsVersion,
    effectiveOn,
    planBefore: before.planCode,
    planCode,
    currency: before.currency,
    annualFeesMinor: fees.amountMinor,
    rateVersion: rate.version,
    basisPoints: rate.basisPoints,
    annualPriceMinor: annualPrice(fees.amountMinor, rate),
    assessedMinor,
    priceBeforeMinor: before.priceMinor,
    priceMinor,
    days,
    termDays: termDays(term),
    dueMinor: due.at(-1)!,
    refundMinor: null,
    autoRenew: before.autoRenew,
    terminationReason: null,
    endsChosenPlan: false,
  };
}

/** The line of a further term: the price is assessed anew, for the whole of it (S115). */
export function renewalLine(
  lines: readonly Line[],
  lastDay: string,
  assessment: Assessment,
  autoRenew: boolean,
): Line {
  const last = latestTerm(lines).at(-1)!;
  if (assessment.fees.currency !== last.currency) {
    throw new CurrencyMismatchProblem(last.currency, assessment.fees.currency);
  }
  const term = { firstDay: addDays(last.lastDay, 1), lastDay };
  return wholeTerm('RENEWAL', term, assessment, {
    planBefore: last.planCode,
    priceBeforeMinor: last.priceMinor,
    autoRenew,
    endsChosenPlan: false,
  });
}

/**
 * The line that ends a contract on a day, or with its last term. Nothing is due and nothing is refunded (S117, PR5).
 *
 * @param endsOn the last day of support, in one of the terms
 */
export function terminationLine(
  lines: readonly Line[],
  endsOn: string,
  reason: string,
  termsVersion: number,
): Line {
  const before = lineOn(lines, endsOn);
  return {
    ...before,
    kind: 'TERMINATION',
    termsVersion,
    effectiveOn: endsOn,
    planBefore: before.planCode,
    priceBeforeMinor: before.priceMinor,
    days: daysBetween(endsOn, before.lastDay) - 1,
    dueMinor: 0n,
    refundMinor: 0n,
    autoRenew: false,
    terminationReason: reason,
    endsChosenPlan: false,
  };
}

/**
 * Confirms that a change may take effect on a day: the contract goes on, the day is in one of its terms, not past, and
 * not before a change that is agreed in that term already.
 *
 * @throws ContractTerminatedProblem, OutsideTermProblem, PeriodClosedProblem
 */
export function checkAmendable(lines: readonly Line[], day: string, today: string): void {
  checkGoesOn(lines);
  checkInTerm(lines, day);
  if (day < today) throw new PeriodClosedProblem(day, today);
  const openFrom = ofTerm(lines, lineOn(lines, day)).at(-1)!.effectiveOn;
  if (day < openFrom) throw new PeriodClosedProblem(day, openFrom);
}

/**
 * Confirms that the contract can be renewed: it goes on, its last term runs, and no further one is agreed.
 *
 * @throws ContractTerminatedProblem, OutsideTermProblem, ContractOverlapProblem
 */
export function checkRenewable(lines: readonly Line[], today: string, contractId: string): void {
  checkGoesOn(lines);
  const { firstDay, lastDay } = latestTerm(lines)[0]!;
  if (today > lastDay) throw new OutsideTermProblem(today, span(lines));
  if (firstDay > today && lines[0]!.firstDay !== firstDay)
    throw new ContractOverlapProblem(contractId, lastDay);
}

/** @throws ContractTerminatedProblem, OutsideTermProblem, PeriodClosedProblem */
export function checkTerminable(lines: readonly Line[], endsOn: string, today: string): void {
  checkGoesOn(lines);
  checkInTerm(lines, endsOn);
  if (endsOn < today) throw new PeriodClosedProblem(endsOn, today);
}

/** The lines of the term that was agreed last, the earliest first. */
export function latestTerm<T extends Line>(lines: readonly T[]): T[] {
  const { firstDay } = lines.findLast(({ kind }) => kind === 'SERVICE_ORDER' || kind === 'RENEWAL')!;
  return lines.filter((line) => line.firstDay === firstDay && line.kind !== 'TERMINATION');
}

/** What is agreed for a day of one of the terms. */
export function lineOn<T extends Line>(lines: readonly T[], day: string): T {
  const standing = lines.findLast(
    ({ kind, effectiveOn, lastDay }) => kind !== 'TERMINATION' && effectiveOn <= day && day <= lastDay,
  );
  if (!standing) throw new OutsideTermProblem(day, span(lines));
  return standing;
}

function ofTerm(lines: readonly Line[], { firstDay }: Term): Line[] {
  return lines.filter((line) => line.firstDay === firstDay && line.kind !== 'TERMINATION');
}

function checkGoesOn(lines: readonly Line[]): void {
  const termination = lines.find(({ kind }) => kind === 'TERMINATION');
  if (termination) throw new ContractTerminatedProblem(termination.effectiveOn);
}

function checkInTerm(lines: readonly Line[], day: string): void {
  const whole = span(lines);
  if (day < whole.firstDay || day > whole.lastDay) throw new OutsideTermProblem(day, whole);
}

/** Terms follow one another without a gap. */
function span(lines: readonly Line[]): Term {
  return {
    firstDay: lines[0]!.firstDay,
    lastDay: lines.reduce((last, { lastDay }) => (lastDay > last ? lastDay : last), ''),
  };
}

function wholeTerm(
  kind: 'SERVICE_ORDER' | 'RENEWAL',
  term: Term,
  { planCode, fees, rate, termsVersion }: Assessment,
  circumstances: Pick<Line, 'planBefore' | 'priceBeforeMinor' | 'autoRenew' | 'endsChosenPlan'>,
): Line {
  const price = rate ? termPrice(fees.amountMinor, rate, term) : 0n;
  const days = termDays(term);
  return {
    ...term,
    ...circumstances,
    kind,
    termsVersion,
    effectiveOn: term.firstDay,
    planCode,
    currency: fees.currency,
    annualFeesMinor: fees.amountMinor,
    rateVersion: rate?.version ?? null,
    basisPoints: rate?.basisPoints ?? null,
    annualPriceMinor: rate ? annualPrice(fees.amountMinor, rate) : 0n,
    assessedMinor: price,
    priceMinor: price,
    days,
    termDays: days,
    dueMinor: price,
    refundMinor: null,
    terminationReason: null,
  };
}

function nothingChanges(): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path: 'annualFees',
      code: 'NO_CHANGE',
      text: {
        fr: 'ni les frais annuels ni le forfait ne changent.',
        en: 'neither the annual fees nor the plan change.',
      },
    },
  ]);
}

/** A contract's number as people say it. */
export function reference(number: number): string {
  return `C-${number}`;
}
