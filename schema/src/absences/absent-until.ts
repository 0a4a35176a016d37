import type { Tx } from '../event.ts';

/** Until when those are away who are away at an instant: the others are not in it. */
export async function absentUntil(
  db: Pick<Tx, 'absence'>,
  staffIds: readonly string[],
  at: Date,
): Promise<Map<string, Date>> {
  const absences = await db.absence.findMany({
    where: { staffId: { in: [...staffIds] }, startsAt: { lte: at }, endsAt: { gt: at } },
    orderBy: { endsAt: 'asc' },
  });
  return new Map(absences.map(({ staffId, endsAt }) => [staffId, endsAt])); // the last of several stands
}
