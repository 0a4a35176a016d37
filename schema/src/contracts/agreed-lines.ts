import type { Tx } from '../event.ts';
import { lineOf } from './line.rules.ts';

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
