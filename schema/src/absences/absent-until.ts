import type { Tx } from '../event.ts';

const LONG_MS = 365 * 86_400_000;

/**
 * Until when those are away who are away at an instant: the others are not in it. Whoever has no access any more is away
 * for longer than anybody plans.
 */
export async function absentUntil(
  db: Pick<Tx, 'absence' | 'staffMember'>,
  staffIds: readonly string[],
  at: Date,
): Promise<Map<string, Date>> {
  const absences = await db.absence.findMany({
    where: { staffId: { in: [...staffIds] }, startsAt: { lte: at }, endsAt: { gt: at } },
    orderBy: { endsAt: 'asc' },
  });
  const gone = await db.staffMember.findMany({
    where: { id: { in: [...staffIds] }, accessEndedAt: { not: null } },
    select: { id: true },
  });
  return new Map([
    ...absences.map(({ staffId, endsAt }) => [staffId, endsAt] as const), // the last of several stands
    ...gone.map(({ id }) => [id, new Date(at.getTime() + LONG_MS)] as const),
  ]);
}
