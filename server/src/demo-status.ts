import { maintenance } from '@tierline/prisma/demo/maintenance';
import { act, type World } from './demo-act.ts';

const DAY_MS = 86_400_000;

/** Maintenance that is yet to come, so that the status page has something to announce (S53). */
export function announcing(world: World, now: Date) {
  const { by, announcedDaysAgo, inDays, hours, ...words } = maintenance;
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const startsAt = new Date(midnight + inDays * DAY_MS + hours.from * 3_600_000);
  const endsAt = new Date(midnight + inDays * DAY_MS + hours.to * 3_600_000);
  return [
    {
      at: new Date(now.getTime() - announcedDaysAgo * DAY_MS),
      happen: async (at: Date) => {
        const input = { ...words, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
        await act(world, by, at, 'scheduleMaintenance', input, 'statusEvent { id }');
      },
    },
  ];
}
