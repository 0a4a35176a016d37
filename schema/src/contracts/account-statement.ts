import { may, reach } from '../access.ts';
import type { Context } from '../context.ts';
import {
  COUNTED_BENEFITS,
  countedAt,
  type Counted,
  type CountedBenefit,
} from '../entitlements/ledger.rules.ts';
import type { LedgerLine } from '../entitlements/ledger.rules.ts';
import { ledgerAsOf } from '../entitlements/ledger.ts';
import type { Money } from '../money.ts';
import { planHistory, type PlanStretch } from '../plans/plan-period.rules.ts';
import { RequestError } from '../problem.ts';
import { agreedLine } from './agreed-lines.ts';
import { daysBetween, endOfDay, startOfDay } from './term.rules.ts';

/** What an account had, agreed, owed and used from one local day to another, both included. */
export interface AccountStatement {
  accountId: string;
  accountName: string;
  timeZone: string;
  from: string;
  to: string;
  asOf: Date;
  /** Every stretch of the time, Basic included: they follow one another without a gap. */
  plans: (PlanStretch & { contractId: string | null; contractNumber: number | null })[];
  /** What was agreed in the time, the earliest first, with the contract that it is of. */
  lines: (ReturnType<typeof agreedLine> & { contractNumber: number })[];
  /** What those lines make due together, by currency. */
  due: Money[];
  /** The counted benefits, at the start of the time and at its end, or now where that is earlier. */
  balances: { benefit: CountedBenefit; opening: Counted; closing: Counted }[];
  closesAt: Date;
  movements: LedgerLine[];
}

/** Longest time of one statement: a leap year, and the day on which it ends. */
const LONGEST_DAYS = 367;

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
  checkTime(from, to);
  if (actor.kind === 'anonymous' || !may(actor, 'contract.read')) return null;
  reach(actor, accountId);
  const account = await db.account.findUnique({
    where: { id: accountId },
    include: { planPeriods: { include: { contract: true }, orderBy: { startsAt: 'asc' } } },
  });
  if (!account) return null;
  const { timeZone } = account;
  const [start, end] = [startOfDay(from, timeZone), endOfDay(to, timeZone)];
  const lines = await agreedIn(db, accountId, start, end);
  const closesAt = end < now ? end : now;
  const ledger = await ledgerAsOf(db, accountId, closesAt);
  const contracts = new Map(account.planPeriods.map(({ id, contract }) => [id, contract]));
  return {
    accountId,
    accountName: account.name,
    timeZone,
    from,
    to,
    asOf: now,
    plans: planHistory(account.planPeriods, start, end).map((stretch) => {
      const contract = stretch.periodId === null ? null : (contracts.get(stretch.periodId) ?? null);
      return { ...stretch, contractId: contract?.id ?? null, contractNumber: contract?.number ?? null };
    }),
    lines,
    due: sums(lines),
    balances: COUNTED_BENEFITS.map((benefit) => ({
      benefit,
      opening: countedAt(ledger, benefit, start < closesAt ? start : closesAt),
      closing: countedAt(ledger, benefit, closesAt),
    })),
    closesAt,
    movements: ledger.lines.filter(({ at }) => at >= start && at < end),
  };
}

async function agreedIn(db: Context['db'], accountId: string, start: Date, end: Date) {
  const rows = await db.contractLine.findMany({
    where: { accountId, orderedAt: { gte: start, lt: end } },
    include: { contract: { select: { number: true, currency: true } } },
    orderBy: [{ orderedAt: 'asc' }, { contractId: 'asc' }, { sequence: 'asc' }],
  });
  return rows.map(({ contract, ...row }) => ({
    ...agreedLine(row, contract.currency),
    contractNumber: contract.number,
  }));
}

function sums(lines: readonly { currency: string; dueMinor: bigint }[]): Money[] {
  const due = new Map<string, bigint>();
  for (const { currency, dueMinor } of lines) due.set(currency, (due.get(currency) ?? 0n) + dueMinor);
  return [...due]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amountMinor]) => ({ currency, amountMinor }));
}

function checkTime(from: string, to: string): void {
  const days = daysBetween(from, to);
  if (days < 1 || days > LONGEST_DAYS) {
    throw new RequestError('BAD_USER_INPUT', `A statement is of 1 to ${LONGEST_DAYS} days, not of ${days}.`);
  }
}
