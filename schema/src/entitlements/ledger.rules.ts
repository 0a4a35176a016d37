import type { PlanCode } from '../plans/plan.rules.ts';
import { firstYear, nextYear, orderYear, type ContractYear } from './contract-year.rules.ts';

const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const satisfies readonly PlanCode[];

export type LedgerLineKind = 'GRANT' | 'RESERVE' | 'CONSUME' | 'RELEASE' | 'EXPIRE';
export type LedgerCause = 'CONTRACT_YEAR' | 'PLAN_CHANGE' | 'BOOKING' | 'TICKET' | 'HEALTH_REVIEW';

/** The benefits that are counted, by contract year. Everything else is not (E6). */
export const COUNTED_BENEFITS = ['INSTRUCTOR_LED_SEATS', 'ANNUAL_HEALTH_REVIEW'] as const;
export type CountedBenefit = (typeof COUNTED_BENEFITS)[number];

/** A movement of units. Its kind says which way: a grant adds to what is available, a reservation takes from it. */
export interface LedgerLine {
  benefit: CountedBenefit;
  kind: LedgerLineKind;
  units: number;
  at: Date;
  /** The contract year whose units they are. */
  yearStartsAt: Date;
  cause: LedgerCause;
  /** What reserved the units: lines of one reservation share it. Null for grants and expiries. */
  causeId: string | null;
}

/** Everything that decides what an account may still use. */
export interface Ledger {
  /** The zone that the account has now: that of years which begin without an order. */
  timeZone: string;
  /** Purchased plans; Basic stands where there is none (S19). */
  periods: readonly LedgerPeriod[];
  years: readonly ContractYear[];
  /** In the order of writing. */
  lines: readonly LedgerLine[];
  allowances: Allowances;
}

export interface LedgerPeriod {
  planCode: PlanCode;
  startsAt: Date;
  endsAt: Date | null;
  /** The zone of the contract that begins with it: with a service order begins a year (E3). Null without. */
  opensContractIn: string | null;
}

/** Units a contract year, by plan and benefit; what is missing is none. */
export type Allowances = Readonly<Partial<Record<PlanCode, Partial<Record<CountedBenefit, number>>>>>;

/** What the units of one contract year have become: `available` is what is left of `granted`. */
export interface Balance {
  granted: number;
  reserved: number;
  consumed: number;
  expired: number;
  available: number;
}

/**
 * What time and plans have brought about up to an instant and the ledger does not hold yet: the years that began, the
 * units that they grant, those that an upgrade adds, and those that expire.
 *
 * A year begins with a service order, with a plan while no year runs, and on each anniversary while a plan is in
 * force. One that has begun runs to its end, whatever becomes of the plan: ending a plan and choosing it again gives
 * nothing twice. At every instant there is available what the plan allows beyond what was used in the year, and
 * nothing where it allows less: an upgrade grants the difference, a downgrade takes back nothing that is used, and
 * lets the rest expire. What is left at the end of a year expires.
 *
 * @returns both in the order in which they came about; nothing when asked again with them
 * Source: E1 to E4.
 */
export function dueOf(ledger: Ledger, until: Date): { years: ContractYear[]; lines: LedgerLine[] } {
  const years = [...ledger.years];
  const lines = [...ledger.lines];
  let at = settledUntil(ledger) ?? firstStart(ledger.periods);
  while (at && at <= until) {
    settle({ ...ledger, years, lines }, at, years, lines);
    at = nextChange({ ...ledger, years }, at);
  }
  return { years: years.slice(ledger.years.length), lines: lines.slice(ledger.lines.length) };
}

/** The next instant after `after` at which a plan or the running year begins or ends; null when none is known. */
export function nextChange({ periods, years }: Pick<Ledger, 'periods' | 'years'>, after: Date): Date | null {
  const running = runningYear(years, after);
  const changes = [
    ...periods.flatMap(({ startsAt, endsAt }) => (endsAt ? [startsAt, endsAt] : [startsAt])),
    ...(running ? [running.endsAt] : []),
  ].filter((at) => at > after);
  return changes.length > 0 ? earliest(changes) : null;
}

/** The contract year that runs at an instant; null outside of any. A later one ends an earlier one. */
export function runningYear(years: readonly ContractYear[], at: Date): ContractYear | null {
  const latest = years.findLast(({ startsAt }) => startsAt <= at);
  return latest && latest.endsAt > at ? latest : null;
}

/** How much there is of a counted benefit at an instant. */
export interface Counted {
  /** Units that the plan allows in a contract year. */
  allowance: number;
  balance: Balance;
  /** What each plan that allows some allows in a contract year. */
  allowances: readonly { plan: PlanCode; units: number }[];
  /** When the next contract year grants new units; null when no plan is agreed that would. */
  renewsAt: Date | null;
}

/** How much there is of a counted benefit at an instant up to which the ledger is written. */
export function countedAt(ledger: Ledger, benefit: CountedBenefit, at: Date): Counted {
  const year = runningYear(ledger.years, at);
  const allowed = (when: Date) => allowanceOf(ledger.allowances, planIn(ledger.periods, when), benefit);
  return {
    allowance: allowed(at),
    balance: balanceOf(ledger.lines, benefit, year, at),
    allowances: PLANS.map((plan) => ({ plan, units: allowanceOf(ledger.allowances, plan, benefit) })).filter(
      ({ units }) => units > 0,
    ),
    renewsAt: year && allowed(year.endsAt) > 0 ? year.endsAt : null,
  };
}

/** What the units of a contract year have become by an instant: sums of its lines, nothing else (E1). */
export function balanceOf(
  lines: readonly LedgerLine[],
  benefit: CountedBenefit,
  year: Pick<ContractYear, 'startsAt'> | null,
  at: Date,
): Balance {
  const mine = lines.filter((line) => line.benefit === benefit && isOf(line, year) && line.at <= at);
  const sum = (kind: LedgerLineKind) =>
    mine.reduce((units, line) => (line.kind === kind ? units + line.units : units), 0);
  const used = sum('RESERVE') - sum('RELEASE');
  const consumed = mine
    .filter((line) => line.kind === 'CONSUME' && !wasReleased(mine, line))
    .reduce((units, line) => units + line.units, 0);
  return {
    granted: sum('GRANT'),
    reserved: used - consumed,
    consumed,
    expired: sum('EXPIRE'),
    available: sum('GRANT') - used - sum('EXPIRE'),
  };
}

/** How many units a plan allows in a contract year. */
function allowanceOf(allowances: Allowances, plan: PlanCode, benefit: CountedBenefit): number {
  return allowances[plan]?.[benefit] ?? 0;
}

/**
 * The lines of giving back what was reserved, or consumed: to its own year. Where that is over, or the plan now
 * allows no more, the unit expires at once.
 *
 * @returns nothing when the reservation holds no unit, or gave it back already
 * Source: E2, E4, E5.
 */
export function releaseOf(ledger: Ledger, causeId: string, at: Date): LedgerLine[] {
  const mine = ledger.lines.filter((line) => line.causeId === causeId);
  const reserved = mine.findLast(({ kind }) => kind === 'RESERVE');
  if (!reserved || mine.findLast(({ kind }) => kind === 'RELEASE' || kind === 'RESERVE') !== reserved)
    return [];
  const released: LedgerLine = { ...reserved, kind: 'RELEASE', at };
  const year = ledger.years.find(({ startsAt }) => +startsAt === +reserved.yearStartsAt);
  const lines = [...ledger.lines, released];
  return [released, ...levelled({ ...ledger, lines }, reserved.benefit, year!, at, 'PLAN_CHANGE')];
}

/** The latest instant of which the ledger is sure; null before it has begun. Consumption is dated by its cause. */
export function settledUntil({ years, lines }: Pick<Ledger, 'years' | 'lines'>): Date | null {
  const sure = lines.filter(({ kind }) => kind !== 'CONSUME').map(({ at }) => at);
  const instants = [...sure, ...years.map(({ startsAt }) => startsAt)];
  return instants.length > 0 ? new Date(Math.max(...instants.map(Number))) : null;
}

/** The plan of an account at an instant. */
export function planIn(periods: readonly LedgerPeriod[], at: Date): PlanCode {
  return (
    periods.find(({ startsAt, endsAt }) => startsAt <= at && (!endsAt || endsAt > at))?.planCode ?? 'BASIC'
  );
}

/** Writes what is due at one instant: first what ends, then what begins. */
function settle(ledger: Ledger, at: Date, years: ContractYear[], lines: LedgerLine[]): void {
  const before = years.at(-1);
  const running = runningYear(years, at);
  const began = beginningYear(ledger, running, before, at);
  if (began) years.push(began);
  const year = began ?? running;
  for (const benefit of COUNTED_BENEFITS) {
    if (before && before !== year) lines.push(...levelled({ ...ledger, years, lines }, benefit, before, at));
    if (year) {
      const cause = began ? 'CONTRACT_YEAR' : 'PLAN_CHANGE';
      lines.push(...levelled({ ...ledger, years, lines }, benefit, year, at, cause));
    }
  }
}

function beginningYear(
  { periods, years, timeZone }: Ledger,
  running: ContractYear | null,
  before: ContractYear | undefined,
  at: Date,
): ContractYear | null {
  const orders = periods.filter(({ opensContractIn, startsAt }) => opensContractIn && startsAt <= at);
  const order = orders.find((one) => orders.every(({ startsAt }) => startsAt <= one.startsAt));
  // An order that came in while something later was being written begins its year there, and ends it as ordered.
  if (order?.opensContractIn && !years.some(({ startsAt }) => startsAt >= order.startsAt)) {
    return { ...orderYear(order.startsAt, order.opensContractIn), startsAt: at };
  }
  if (running || planIn(periods, at) === 'BASIC') return null;
  return before && +before.endsAt === +at ? nextYear(before) : firstYear(at, timeZone);
}

/** The line that brings what is available of a year to what it should be; none where it is. */
function levelled(
  { allowances, periods, years, lines }: Ledger,
  benefit: CountedBenefit,
  year: ContractYear,
  at: Date,
  cause: LedgerCause = 'CONTRACT_YEAR',
): LedgerLine[] {
  const { available, reserved, consumed } = balanceOf(lines, benefit, year, LATEST);
  const isOver = runningYear(years, at) !== year;
  const allowance = isOver ? 0 : allowanceOf(allowances, planIn(periods, at), benefit);
  const missing = Math.max(0, allowance - reserved - consumed) - available;
  if (missing === 0) return [];
  const line = { benefit, at, yearStartsAt: year.startsAt, causeId: null };
  return [
    missing > 0
      ? { ...line, kind: 'GRANT', units: missing, cause }
      : { ...line, kind: 'EXPIRE', units: -missing, cause: isOver ? 'CONTRACT_YEAR' : cause },
  ];
}

const LATEST = new Date(8.64e15);

/** Whether a later line gave back what this one consumed. */
function wasReleased(lines: readonly LedgerLine[], consumed: LedgerLine): boolean {
  return lines.findLast(({ causeId }) => causeId === consumed.causeId)?.kind === 'RELEASE';
}

function isOf({ yearStartsAt }: LedgerLine, year: Pick<ContractYear, 'startsAt'> | null): boolean {
  return year !== null && +yearStartsAt === +year.startsAt;
}

function firstStart(periods: readonly LedgerPeriod[]): Date | null {
  return periods.length > 0 ? earliest(periods.map(({ startsAt }) => startsAt)) : null;
}

function earliest(instants: readonly Date[]): Date {
  return new Date(Math.min(...instants.map(Number)));
}
