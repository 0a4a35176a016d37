import type { Prisma } from '@tierline/prisma/database';
import { may, reach } from '../access.ts';
import type { Context } from '../context.ts';
import type { ContractYear } from '../entitlements/contract-year.rules.ts';
import {
  balanceOf,
  COUNTED_BENEFITS,
  countedAt,
  type Balance,
  type Counted,
  type CountedBenefit,
  type Ledger,
  type LedgerLine,
} from '../entitlements/ledger.rules.ts';
import { ledgerAsOf } from '../entitlements/ledger.ts';
import type { Money } from '../money.ts';
import { obligationsDue, type ObligationDue } from '../obligations/obligations-due.ts';
import { planHistory, type PlanStretch } from '../plans/plan-period.rules.ts';
import { RequestError } from '../problem.ts';
import { agreedLine, standingAt, type Standing } from './agreed-lines.ts';
import { reference } from './contract.rules.ts';
import { daysBetween, endOfDay, startOfDay } from './term.rules.ts';

/** What an account had, agreed, owed and used from one local day to another, both included. */
export interface AccountStatement {
  accountId: string;
  accountName: string;
  timeZone: string;
  from: string;
  to: string;
  asOf: Date;
  /** Whether the time was over by then. */
  over: boolean;
  /** The instant of the time that is nearest to `asOf`: that itself while the time runs. */
  at: Date;
  /** Every stretch of the time, Basic included: they follow one another without a gap. In the contract's zone. */
  plans: (PlanStretch & Zoned & { contractId: string | null; contractReference: string | null })[];
  /** What was agreed in the time, the earliest first, with the contract that it is of. */
  lines: StatementLine[];
  /** What those lines make due together, by currency. */
  due: Money[];
  /**
   * The counted benefits just before the time, at `at`, and at the last instant of the time. What is yet to come is as
   * agreed and booked by `asOf`.
   */
  balances: { benefit: CountedBenefit; opening: Counted; current: Counted; closing: Counted }[];
  /** The contract years of the time that had begun at `at`, each to its real end, with what their units had become. */
  years: { year: ContractYear; balances: { benefit: CountedBenefit; balance: Balance }[] }[];
  /** From the opening to the closing balances; those after `asOf` are as agreed and booked by then. In the year's zone. */
  movements: (LedgerLine & Zoned)[];
  /** The contract at `at`; null outside of every term. */
  standing: Standing | null;
  /** What was promised by dates of the time, as it stood at its end, or now where that is earlier (B7). */
  obligations: ObligationDue[];
  /** What was agreed by `at` and takes effect later, the earliest first. */
  upcoming: StatementLine[];
}

/** Whose local days its instants are told by. */
interface Zoned {
  timeZone: string;
}

export type StatementLine = ReturnType<typeof agreedLine> & { contractReference: string };

/** Longest time of one statement: a leap year, and the day on which it ends. */
export const LONGEST_DAYS = 367;

/** Whether there is a statement of a time: it does not end before it begins, and is not too long. */
export function isStatementTime(from: string, to: string): boolean {
  const days = daysBetween(from, to);
  return days >= 1 && days <= LONGEST_DAYS;
}

/**
 * The statement of an account; null when it is absent, or the actor may not read what it pays.
 *
 * @throws RequestError NOT_FOUND for an account that is not the actor's
 * @throws RequestError BAD_USER_INPUT for a time that ends before it begins, or of more than 367 days
 */
export async function accountStatement(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  { accountId, from, to }: { accountId: string; from: string; to: string },
): Promise<AccountStatement | null> {
  if (!isStatementTime(from, to)) throw wrongTime(from, to);
  if (actor.kind === 'anonymous' || !may(actor, 'contract.read')) return null;
  reach(actor, accountId);
  const account = await db.account.findUnique({
    where: { id: accountId },
    include: { planPeriods: { include: { contract: true }, orderBy: { startsAt: 'asc' } } },
  });
  if (!account) return null;
  const { timeZone } = account;
  const [start, end] = [startOfDay(from, timeZone), endOfDay(to, timeZone)];
  const lines = await linesOf(db, { accountId, orderedAt: { gte: start, lt: end } });
  // An instant is known to the millisecond: what happens as the time begins is in it, as it ends is not.
  const [before, last] = [justBefore(start), justBefore(end)];
  const at = now < start ? start : now > last ? last : now;
  const ledger = await ledgerAsOf(db, accountId, last);
  const contracts = new Map(account.planPeriods.map(({ id, contract }) => [id, contract]));
  return {
    accountId,
    accountName: account.name,
    timeZone,
    from,
    to,
    asOf: now,
    over: end <= now,
    at,
    plans: planHistory(account.planPeriods, start, end).map((stretch) => {
      const contract = stretch.periodId === null ? null : (contracts.get(stretch.periodId) ?? null);
      return {
        ...stretch,
        contractId: contract?.id ?? null,
        contractReference: contract ? reference(contract.number) : null,
        timeZone: contract?.timeZone ?? timeZone,
      };
    }),
    lines,
    due: sums(lines),
    balances: COUNTED_BENEFITS.map((benefit) => ({
      benefit,
      opening: countedAt(ledger, benefit, before),
      current: countedAt(ledger, benefit, at),
      closing: countedAt(ledger, benefit, last),
    })),
    years: yearsIn(ledger, start, at),
    movements: movementsIn(ledger, start, end),
    standing: await standingAt(db, accountId, at),
    obligations: await obligationsDue(db, accountId, { from: start, to: end, at: end <= now ? end : now }),
    upcoming: await upcoming(db, accountId, at),
  };
}

function yearsIn({ years, lines }: Ledger, start: Date, at: Date): AccountStatement['years'] {
  return years
    .map((year, index) => ({ ...year, endsAt: earlier(year.endsAt, years[index + 1]?.startsAt) }))
    .filter(({ startsAt, endsAt }) => startsAt <= at && endsAt > start)
    .map((year) => ({
      year,
      balances: COUNTED_BENEFITS.map((benefit) => ({
        benefit,
        balance: balanceOf(lines, benefit, year, at),
      })),
    }));
}

/** A service order ends the year that runs. */
function earlier(end: Date, next: Date | undefined): Date {
  return next && next < end ? next : end;
}

function movementsIn({ years, lines }: Ledger, start: Date, end: Date): AccountStatement['movements'] {
  return lines
    .filter(({ at }) => at >= start && at < end)
    .map((line) => ({
      ...line,
      timeZone: years.find(({ startsAt }) => +startsAt === +line.yearStartsAt)!.timeZone,
    }));
}

/** Without what a termination that was agreed by then leaves no room for. */
async function upcoming(db: Context['db'], accountId: string, at: Date): Promise<StatementLine[]> {
  const lines = await linesOf(db, { accountId, orderedAt: { lte: at }, effectiveAt: { gt: at } });
  const ends = new Map(
    lines
      .filter(({ kind }) => kind === 'TERMINATION')
      .map(({ contractId, effectiveAt }) => [contractId, effectiveAt]),
  );
  return lines
    .filter(({ kind, contractId, effectiveAt }) => {
      const end = ends.get(contractId);
      return kind === 'TERMINATION' || !end || effectiveAt < end;
    })
    .toSorted((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime());
}

async function linesOf(db: Context['db'], where: Prisma.ContractLineWhereInput): Promise<StatementLine[]> {
  const rows = await db.contractLine.findMany({
    where,
    include: { contract: { select: { number: true, currency: true } } },
    orderBy: [{ orderedAt: 'asc' }, { contractId: 'asc' }, { sequence: 'asc' }],
  });
  return rows.map(({ contract, ...row }) => ({
    ...agreedLine(row, contract.currency),
    contractReference: reference(contract.number),
  }));
}

function sums(lines: readonly { currency: string; dueMinor: bigint }[]): Money[] {
  const due = new Map<string, bigint>();
  for (const { currency, dueMinor } of lines) due.set(currency, (due.get(currency) ?? 0n) + dueMinor);
  return [...due]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amountMinor]) => ({ currency, amountMinor }));
}

function justBefore(at: Date): Date {
  return new Date(at.getTime() - 1);
}

function wrongTime(from: string, to: string): RequestError {
  const days = daysBetween(from, to);
  return new RequestError(
    'BAD_USER_INPUT',
    days < 1
      ? {
          fr: `La fin, « ${to} », précède le début, « ${from} ».`,
          en: `The end, “${to}”, is before the beginning, “${from}”.`,
        }
      : {
          fr: `Un relevé porte sur 1 à ${LONGEST_DAYS} jours, et non « ${days} ».`,
          en: `A statement is of 1 to ${LONGEST_DAYS} days, not of “${days}”.`,
        },
  );
}
