import type { PrismaClient } from '@tierline/prisma/database';
import { conditionOf, uptimeOf, type StatusCondition, type Uptime } from './uptime.rules.ts';

const DAY_MS = 86_400_000;

/**
 * How parts of the platform are now, and how they were: the API and the page show the same.
 *
 * @param days up to today, in UTC: 1 or more
 */
export async function uptimes(
  db: Pick<PrismaClient, 'statusEventComponent'>,
  codes: readonly string[],
  now: Date,
  days: number,
): Promise<Map<string, { condition: StatusCondition; uptime: Uptime }>> {
  const since = new Date(now.getTime() - days * DAY_MS);
  const rows = await db.statusEventComponent.findMany({
    where: {
      componentCode: { in: [...codes] },
      event: { startedAt: { lte: now }, OR: [{ endedAt: null }, { endedAt: { gt: since } }] },
    },
    include: { event: { select: { kind: true, startedAt: true, endedAt: true } } },
  });
  return new Map(
    codes.map((code) => {
      const suffered = rows
        .filter(({ componentCode }) => componentCode === code)
        .map(({ event }) => ({ ...event, startedAt: event.startedAt! }));
      const open = suffered.filter(({ endedAt }) => endedAt === null);
      return [
        code,
        { condition: conditionOf(open.map(({ kind }) => kind)), uptime: uptimeOf(suffered, now, days) },
      ];
    }),
  );
}
