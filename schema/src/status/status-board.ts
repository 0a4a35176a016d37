import type { Prisma, PrismaClient } from '@tierline/prisma/database';
import type { Text } from '../problem.ts';
import { uptimes } from './uptimes.ts';
import { worst, type StatusCondition, type Uptime } from './uptime.rules.ts';

/** A part of the platform as the page shows it. */
export interface BoardComponent {
  code: string;
  name: Text;
  condition: StatusCondition;
  uptime: Uptime;
}

/** Everything that the status page shows at a glance (S52). */
export interface StatusBoard {
  asOf: Date;
  condition: StatusCondition;
  groups: { code: string; name: Text; components: BoardComponent[] }[];
  /** What goes on, the latest first. */
  current: BoardEvent[];
  /** Maintenance to come, the next first. */
  upcoming: BoardEvent[];
}

const WITH_UPDATES = {
  updates: { orderBy: [{ postedAt: 'desc' }, { id: 'desc' }] },
  components: { include: { component: true }, orderBy: { component: { position: 'asc' } } },
} satisfies Prisma.StatusEventInclude;
export type BoardEvent = Prisma.StatusEventGetPayload<{ include: typeof WITH_UPDATES }>;

/** More at once than a page can show: a platform in such a state says so by its first hundred. */
const MOST = 100;

/** What the status page shows of uptime. */
const DAYS = 90;

export async function statusBoard(db: PrismaClient, now: Date): Promise<StatusBoard> {
  const rows = await db.statusComponent.findMany({ include: { group: true }, orderBy: { position: 'asc' } });
  const states = await uptimes(db, rows.map(({ code }) => code), now, DAYS); // prettier-ignore
  const groups = new Map<string, StatusBoard['groups'][number] & { position: number }>();
  for (const { code, nameFr, nameEn, group } of rows) {
    const component = { code, name: { fr: nameFr, en: nameEn }, ...states.get(code)! };
    // A part that stands by itself is a group of its own.
    const of = group ?? { code, nameFr, nameEn, position: Infinity };
    const known = groups.get(of.code);
    if (known) known.components.push(component);
    else {
      const { code: groupCode, position } = of;
      const name = { fr: of.nameFr, en: of.nameEn };
      groups.set(groupCode, { code: groupCode, name, position, components: [component] });
    }
  }
  const sorted = [...groups.values()].toSorted((a, b) => a.position - b.position);
  const current = await db.statusEvent.findMany({
    where: { startedAt: { lte: now }, endedAt: null },
    include: WITH_UPDATES,
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: MOST,
  });
  const upcoming = await upcomingMaintenance(db);
  const conditions = sorted.flatMap(({ components }) => components.map(({ condition }) => condition));
  return { asOf: now, condition: worst(conditions), groups: sorted, current, upcoming };
}

function upcomingMaintenance(db: PrismaClient): Promise<BoardEvent[]> {
  return db.statusEvent.findMany({
    where: { stage: 'SCHEDULED' },
    include: WITH_UPDATES,
    orderBy: [{ scheduledStartAt: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
}

/** Maintenance that was announced and is not long over, cancelled too, so that calendars learn of it. */
export function announcedMaintenance(db: PrismaClient, since: Date): Promise<BoardEvent[]> {
  return db.statusEvent.findMany({
    where: { kind: 'MAINTENANCE', scheduledEndAt: { gte: since } },
    include: WITH_UPDATES,
    orderBy: [{ scheduledStartAt: 'asc' }, { id: 'asc' }],
    take: 500,
  });
}

/** What was reported before, the latest first, from behind an event on. */
export async function statusHistory(
  db: PrismaClient,
  { before, take }: { before: string | null; take: number },
): Promise<{ events: BoardEvent[]; next: string | null }> {
  const last = before === null ? null : await db.statusEvent.findUnique({ where: { id: before } });
  const beyond = last && {
    OR: [{ openedAt: { lt: last.openedAt } }, { openedAt: last.openedAt, id: { lt: last.id } }],
  };
  const rows = await db.statusEvent.findMany({
    where: { endedAt: { not: null }, ...beyond },
    include: WITH_UPDATES,
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    take: take + 1,
  });
  const events = rows.slice(0, take);
  return { events, next: rows.length > take ? events.at(-1)!.id : null };
}

/** The latest updates of all events, for a feed. */
export function latestUpdates(db: PrismaClient, take: number) {
  return db.statusUpdate.findMany({
    include: { event: true },
    orderBy: [{ postedAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

/** One event with all that was said of it; null when absent. */
export function boardEvent(db: PrismaClient, id: string): Promise<BoardEvent | null> {
  return db.statusEvent.findUnique({ where: { id }, include: WITH_UPDATES });
}
