import { TERMINATION_REASONS, type TerminationReason } from '@tierline/prisma/catalogue/contract-rules';
import type { Tx } from '../event.ts';
import type { Text } from '../problem.ts';
import { reference, type Line } from './contract.rules.ts';
import { derivation } from './derivation.rules.ts';
import { lineOf } from './line.rules.ts';
import { lineInForce, supportEndsOn } from './standing.rules.ts';
import { endOfDay } from './term.rules.ts';

type Row = Awaited<ReturnType<Tx['contractLine']['findFirstOrThrow']>>;

/** A kept line in figures, with how it came to be. */
export function agreedLine(row: Row, currency: string) {
  return {
    ...lineOf(row, currency),
    id: row.id,
    contractId: row.contractId,
    sequence: row.sequence,
    quoteId: row.quoteId,
    orderedAt: row.orderedAt,
    orderedOn: row.orderedOn,
    orderedByKind: row.orderedByKind,
    orderedById: row.orderedById,
    effectiveAt: row.effectiveAt,
  };
}

/** The contract whose term covers an instant, as it stood then, with its lines; null where none does (B13). */
export async function contractAt(db: Pick<Tx, 'planPeriod'>, accountId: string, at: Date) {
  const period = await db.planPeriod.findFirst({
    where: { accountId, contractId: { not: null }, startsAt: { lte: at }, endsAt: { gt: at } },
    include: { contract: { include: { lines: { orderBy: { sequence: 'asc' } } } } },
  });
  if (!period?.contract) return null;
  const { lines, ...contract } = period.contract;
  return { contract, lines: lines.map((row) => agreedLine(row, contract.currency)) };
}

/** A contract as it stood at one instant (B13). */
export interface Standing {
  contractId: string;
  contractReference: string;
  line: ReturnType<typeof agreedLine>;
  /** Last local day of support as agreed at that instant. */
  endsOn: string;
  endsAt: Date;
  asOf: Date;
}

/** How the contract stood whose term covers an instant; null where none does. */
export async function standingAt(
  db: Pick<Tx, 'planPeriod'>,
  accountId: string,
  asOf: Date,
): Promise<Standing | null> {
  const found = await contractAt(db, accountId, asOf);
  if (!found) return null;
  const { contract, lines } = found;
  const endsAt = (day: string) => endOfDay(day, contract.timeZone);
  const line = lineInForce(lines, asOf, endsAt);
  if (!line) return null;
  const endsOn = supportEndsOn(lines, asOf);
  return {
    contractId: contract.id,
    contractReference: reference(contract.number),
    line,
    endsOn,
    endsAt: endsAt(endsOn),
    asOf,
  };
}

/** How the figures of a line come about, in sentences for a person. */
export function derivationOf(line: Line): Text[] {
  const reason =
    line.terminationReason === null ? null : TERMINATION_REASONS[line.terminationReason as TerminationReason];
  return derivation(line, reason?.label ?? null);
}
