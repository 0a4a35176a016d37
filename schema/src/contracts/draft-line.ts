import type { Tx } from '../event.ts';
import type { Money } from '../money.ts';
import { changePlan } from '../plans/plan-period.rules.ts';
import type { PlanCode } from '../plans/plan.rules.ts';
import { found } from '../problem.ts';
import {
  ContractOverlapProblem,
  FeesUnknownProblem,
  NoOrderNeededProblem,
  PeriodClosedProblem,
  RateMissingProblem,
} from './contract-problems.rules.ts';
import {
  amendmentLine,
  checkAmendable,
  checkRenewable,
  checkTerminable,
  latestTerm,
  lineOn,
  renewalLine,
  serviceOrderLine,
  terminationLine,
  type Line,
} from './contract.rules.ts';
import { dayColumn, lineOf } from './line.rules.ts';
import type { AppliedRate } from './price.rules.ts';
import { addDays, dateAt, endOfDay, startOfDay } from './term.rules.ts';

/** What is asked for, with every default filled in; as JSON, so amounts are strings. */
export type QuoteRequest =
  | {
      kind: 'SERVICE_ORDER';
      planCode: PlanCode;
      firstDay: string;
      lastDay: string;
      annualFees: StatedFees | null;
      autoRenew: boolean;
    }
  | {
      kind: 'AMENDMENT';
      contractId: string;
      effectiveOn: string;
      /** Null keeps the plan. */
      planCode: PlanCode | null;
      annualFees: StatedFees | null;
    }
  | {
      kind: 'RENEWAL';
      contractId: string;
      lastDay: string;
      planCode: PlanCode | null;
      annualFees: StatedFees | null;
      autoRenew: boolean;
    }
  | { kind: 'TERMINATION'; contractId: string; endsOn: string; reason: string };

/** An account as a contract needs it. */
export interface ContractingAccount {
  id: string;
  timeZone: string;
  acceptedTermsVersion: number;
}

/** Null where the fees on record count. */
export type StatedFees = { amountMinor: string; currency: string };

/**
 * The line that a request makes of what stands at this moment: quoting shows it, applying writes it, and both ask
 * here (B12, PR4). The account is locked.
 *
 * @throws the problems of the request: see the verbs
 */
export async function draftLine(
  tx: Tx,
  account: ContractingAccount,
  request: QuoteRequest,
  now: Date,
): Promise<Line> {
  const { acceptedTermsVersion } = account;
  const { currentTermsVersion } = await tx.programme.findUniqueOrThrow({ where: { id: 1 } });
  const termsVersion = Math.max(currentTermsVersion, acceptedTermsVersion);
  if (request.kind === 'SERVICE_ORDER') {
    const today = dateAt(now, account.timeZone);
    const { planCode } = request;
    const fees = await feesOf(tx, account.id, request.annualFees, today);
    if (request.firstDay < today) throw new PeriodClosedProblem(request.firstDay, today);
    const circumstances =
      planCode === 'BASIC' ? NOTHING_BEFORE : await makeRoom(tx, account, { ...request, planCode }, now);
    const rate = planCode === 'BASIC' ? null : await rateOn(tx, planCode, fees.currency, today);
    return serviceOrderLine(
      { firstDay: request.firstDay, lastDay: request.lastDay },
      { planCode, fees, rate, termsVersion },
      { ...circumstances, autoRenew: request.autoRenew },
    );
  }

  const { id, timeZone, lines } = await contractOf(tx, account.id, request.contractId);
  const today = dateAt(now, timeZone);
  if (request.kind === 'TERMINATION') {
    checkTerminable(lines, request.endsOn, today);
    // Who leaves accepts no new terms.
    return terminationLine(lines, request.endsOn, request.reason, acceptedTermsVersion);
  }
  if (request.planCode === 'BASIC') throw new NoOrderNeededProblem();
  if (request.kind === 'AMENDMENT') {
    checkAmendable(lines, request.effectiveOn, today);
    const before = lineOn(lines, request.effectiveOn);
    const planCode = request.planCode ?? before.planCode;
    const fees = await feesOf(tx, account.id, request.annualFees, request.effectiveOn);
    // The order of the term fixed the rates (S114); the amendment reassesses the price by them.
    const rate = await rateOf(tx, before.rateVersion!, planCode, before.currency, before.firstDay);
    return amendmentLine(lines, request.effectiveOn, { planCode, fees, rate, termsVersion });
  }
  checkRenewable(lines, today, id);
  const last = latestTerm(lines).at(-1)!;
  const renewalOn = addDays(last.lastDay, 1);
  const planCode = request.planCode ?? last.planCode;
  const fees = await feesOf(tx, account.id, request.annualFees, renewalOn);
  const rate = await rateOn(tx, planCode, last.currency, renewalOn);
  return renewalLine(lines, request.lastDay, { planCode, fees, rate, termsVersion }, request.autoRenew);
}

const NOTHING_BEFORE = { planBefore: 'BASIC' as const, endsChosenPlan: false };

/**
 * What runs when a term begins, which its order ends.
 *
 * @throws ContractOverlapProblem, or PlanPeriodOverlapProblem where a plan is chosen for a part of the term
 */
async function makeRoom(
  tx: Tx,
  { id: accountId, timeZone }: { id: string; timeZone: string },
  { planCode, firstDay, lastDay }: { planCode: PlanCode; firstDay: string; lastDay: string },
  now: Date,
): Promise<{ planBefore: PlanCode; endsChosenPlan: boolean }> {
  const starts = startOfDay(firstDay, timeZone);
  const choice = { planCode, startsAt: starts < now ? now : starts, endsAt: endOfDay(lastDay, timeZone) };
  const periods = await tx.planPeriod.findMany({ where: { accountId }, include: { contract: true } });
  const underContract = periods.find(
    ({ contract, startsAt, endsAt }) =>
      contract && startsAt < choice.endsAt && (!endsAt || endsAt > choice.startsAt),
  );
  if (underContract?.contract) {
    const { id, timeZone: zone, lines } = await contractOf(tx, accountId, underContract.contract.id);
    const termination = lines.find(({ kind }) => kind === 'TERMINATION');
    const last = termination?.effectiveOn ?? latestTerm(lines)[0]!.lastDay;
    throw new ContractOverlapProblem(id, last ?? dateAt(underContract.endsAt!, zone));
  }
  const { before, cut, replaced } = changePlan(periods, choice, now);
  return { planBefore: before, endsChosenPlan: Boolean(cut ?? replaced) };
}

/** A contract of the account with its lines in figures. */
export async function contractOf(tx: Pick<Tx, 'contract'>, accountId: string, contractId: string) {
  const contract = found(
    await tx.contract.findFirst({
      where: { id: contractId, accountId },
      include: { lines: { orderBy: { sequence: 'asc' } } },
    }),
    'contract',
    contractId,
  );
  return { ...contract, lines: contract.lines.map((row) => lineOf(row, contract.currency)) };
}

/**
 * The annual fees that were stated, else those on record for a date.
 *
 * @throws FeesUnknownProblem
 */
async function feesOf(
  tx: Pick<Tx, 'annualFees'>,
  accountId: string,
  stated: StatedFees | null,
  on: string,
): Promise<Money> {
  if (stated) return { amountMinor: BigInt(stated.amountMinor), currency: stated.currency };
  const recorded = await feesOnRecord(tx, accountId, on);
  if (!recorded) throw new FeesUnknownProblem(on);
  return recorded;
}

/** What a customer pays a year from a date on, as last recorded for it; null where nothing is. */
async function feesOnRecord(
  tx: Pick<Tx, 'annualFees'>,
  accountId: string,
  on: string,
): Promise<Money | null> {
  return tx.annualFees.findFirst({
    where: { accountId, effectiveOn: { lte: dayColumn(on) } },
    orderBy: [{ effectiveOn: 'desc' }, { recordedAt: 'desc' }, { id: 'desc' }],
    select: { amountMinor: true, currency: true },
  });
}

/**
 * The rate of a plan by the table in force on a date: that which took effect last, and of two with one date the later.
 *
 * @throws RateMissingProblem
 */
async function rateOn(
  tx: Pick<Tx, 'rateTable' | 'rate'>,
  planCode: PlanCode,
  currency: string,
  on: string,
): Promise<AppliedRate> {
  const table = await tx.rateTable.findFirst({
    where: { effectiveOn: { lte: dayColumn(on) } },
    orderBy: [{ effectiveOn: 'desc' }, { version: 'desc' }],
  });
  if (!table) throw new RateMissingProblem(planCode, currency, on);
  return rateOf(tx, table.version, planCode, currency, on);
}

async function rateOf(
  tx: Pick<Tx, 'rate'>,
  version: number,
  planCode: PlanCode,
  currency: string,
  on: string,
): Promise<AppliedRate> {
  const rate = await tx.rate.findUnique({
    where: { version_planCode_currency: { version, planCode, currency } },
  });
  if (!rate) throw new RateMissingProblem(planCode, currency, on);
  return rate;
}
