import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { settleEngagement } from '../engagements/settle-engagement.ts';
import { WRITTEN_AHEAD_MS, writeOccurrences } from './series.ts';

/** Written again when a month less than that stands. */
const LEFT_MS = 370 * 86_400_000;

/**
 * Writes on the series whose rule goes on, so that a year of occurrences stands ahead (S74). One series a transaction;
 * several processes may do so at once.
 *
 * @returns how many occurrences
 */
export async function writeSeries(db: PrismaClient, now: Date): Promise<number> {
  const written = { db, now, requestId: 'meetings', actor: { kind: 'system', id: null } } as const;
  const soon = new Date(now.getTime() + LEFT_MS);
  for (let total = 0; ;) {
    const { count } = await transact<{ count: number | null }>(written, async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        select "id" from "MeetingSeries" where "completeAt" is null and "writtenUntil" < ${soon}
        order by "writtenUntil", "id" limit 1 for update skip locked`;
      if (!next) return { value: { count: null }, events: [] };
      const series = await tx.meetingSeries.findUniqueOrThrow({ where: { id: next.id } });
      const latest = await tx.meeting.findFirstOrThrow({
        where: { seriesId: series.id },
        orderBy: { recurrenceAt: 'desc' },
        include: { attendees: true },
      });
      const { title, agenda, organizerId, joinLink, provider, attendees } = latest;
      const guests = {
        contactIds: attendees.flatMap(({ contactId }) => contactId ?? []),
        staffIds: attendees.flatMap(({ staffId }) => staffId ?? []),
      };
      const result = await writeOccurrences(
        tx,
        series,
        { title, agenda, organizerId, joinLink, provider, guests },
        new Date(now.getTime() + WRITTEN_AHEAD_MS),
        now,
      );
      const settled = await settleEngagement(tx, series, now);
      return { value: { count: result.count }, events: [...result.events, ...settled] };
    });
    if (count === null) return total;
    total += count;
  }
}
