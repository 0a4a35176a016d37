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
  /** Every stretch of the time, Basic included: they follow one another without a gap. */
  plans: (PlanStretch & { contractId: string | null; contractReference: string | null })[];
  /** What was agreed in the time, the earliest first, with the contract that it is of. */
  lines: StatementLine[];
  /** What those lines make due together, by currency. */
  due: Money[];
  /** The counted benefits just before the time, and at the last instant of it, or now where that is earlier. */
  balances: { benefit: CountedBenefit; opening: Counted; closing: Counted }[];
  /** The contract years that the time touches, with what their units had become by its end. */
  years: { year: ContractYear; balances: { benefit: CountedBenefit; balance: Balance }[] }[];
  movements: LedgerLine[];
  /** The contract at the end of the time, or now where that is earlier; null outside of every term. */
  standing: Standing | null;
  /** What was promised by dates of the time, as it stood at its end, or now where that is earlier (B7). */
  obligations: ObligationDue[];
  /** What was agreed by then and takes effect later, the earliest first. */
  upcoming: StatementLine[];
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
  const [before, last] = [justBefore(start), end <= now ? justBefore(end) : now];
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
    plans: planHistory(account.planPeriods, start, end).map((stretch) => {
      const contract = stretch.periodId === null ? null : (contracts.get(stretch.periodId) ?? null);
      return {
        ...stretch,
        contractId: contract?.id ?? null,
        contractReference: contract ? reference(contract.number) : null,
      };
    }),
    lines,
    due: sums(lines),
    balances: COUNTED_BENEFITS.map((benefit) => ({
      benefit,
      opening: countedAt(ledger, benefit, before < last ? before : last),
      closing: countedAt(ledger, benefit, last),
    })),
    years: yearsIn(ledger, start, last),
    movements: ledger.lines.filter(({ at }) => at >= start && at < end),
    standing: await standingAt(db, accountId, last),
    obligations: await obligationsDue(db, accountId, { from: start, to: end, at: end <= now ? end : now }),
    upcoming: await upcoming(db, accountId, last),
  };
}

function yearsIn(ledger: Ledger, start: Date, last: Date): AccountStatement['years'] {
  return ledger.years
    .filter(({ startsAt, endsAt }) => startsAt <= last && endsAt > start)
    .map((year) => ({
      year,
      balances: COUNTED_BENEFITS.map((benefit) => ({
        benefit,
        balance: balanceOf(ledger.lines, benefit, year, last),
      })),
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
          fr: `La fin, ${to}, précède le début, ${from}.`,
          en: `The end, ${to}, is before the beginning, ${from}.`,
        }
      : {
          fr: `Un relevé porte sur 1 à ${LONGEST_DAYS} jours, et non ${days}.`,
          en: `A statement is of 1 to ${LONGEST_DAYS} days, not of ${days}.`,
        },
  );
}
