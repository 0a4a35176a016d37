// What the acts of a history do for every account: each happens by itself, because what follows from it is done within a
// minute and not at the same instant (C28).
import { ask, dayOf, isoDate, later, PLACES, type Request, type World } from './history-world.ts';
import { HOLIDAYS, MINUTE } from './reference-calendar.ts';
import type { Table } from './reference-clocks.ts';

export type AtVendor = keyof typeof AT_VENDOR;

export const AT_VENDOR = {
  publishTargets: (world) => [
    world.desk.manager,
    'publishTargets',
    {
      effectiveFrom: later(world, (1 + (world.pick % 4)) * 30),
      atRiskPercent: [50, 75, 90][world.pick % 3],
      targets: targets(20 * (1 + (world.pick % 5))),
    },
  ],
  retireTargets: async (world: World): Promise<Request> => {
    if (world.pick % 2) await ask(AT_VENDOR.publishTargets(world));
    const last = (await tablesOf(world)).findLast(
      ({ effectiveFrom, retiredAt }) => effectiveFrom > Date.UTC(2026, 0) && retiredAt === null,
    );
    return last
      ? [world.desk.manager, 'retireTargets', { version: last.version, reason: 'Withdrawn.' }]
      : null;
  },
  addHoliday: (world) => correction(world, { action: 'ADD', on: dayOf(world), ...NAMES }),
  closeEarly: (world) =>
    correction(world, { action: 'CLOSE_EARLY', on: dayOf(world), closesFrom: '12:00', ...NAMES }),
  removeHoliday: (world) => {
    const { country } = PLACES[world.pick % PLACES.length]!;
    const recent = isoDate(world.now - 3 * 1_440 * MINUTE);
    const on = HOLIDAYS[country]!.find((date) => date >= recent) ?? dayOf(world);
    return correction(world, { action: 'REMOVE', on });
  },
  withdrawCorrection: async (world) => {
    const standing = await standingCorrections(world);
    if (standing.length === 0) return null;
    const version = standing[world.pick % standing.length];
    return [world.desk.manager, 'withdrawHolidayCorrection', { version, reason: 'It was a mistake.' }];
  },
} as const satisfies Record<string, (world: World) => Request | Promise<Request>>;

const NAMES = { nameFr: 'Deuil national', nameEn: 'National mourning' };

function correction({ desk, pick }: World, what: object): Request {
  const { country, subdivision = null } = PLACES[pick % PLACES.length]!;
  const input = {
    ...{ country, subdivision: pick % 2 ? subdivision : null },
    ...{ reason: 'Proclaimed this week.', source: 'https://gazette.example/2026/13' },
  };
  return [desk.manager, 'publishHolidayCorrection', { ...input, ...what }];
}

/** Slower for a lesser severity, and twice as slow on Enhanced. */
function targets(minutes: number): object[] {
  return (['PREMIUM', 'ENHANCED'] as const).flatMap((plan, factor) =>
    (['SEVERE', 'MODERATE', 'LIMITED'] as const).map((severity, power) => ({
      ...{ plan, severity },
      businessMinutes: minutes * (factor + 1) * 2 ** power,
    })),
  );
}

/** Every table that was published, the first first. */
export async function tablesOf({ desk }: Pick<World, 'desk'>): Promise<Table[]> {
  const tables = await desk.server.database.client.targetVersion.findMany({
    include: { targets: true, retirement: true },
    orderBy: { version: 'asc' },
  });
  return tables.map(({ version, atRiskPercent, effectiveFrom, retirement, targets: promised }) => ({
    ...{ version, atRiskPercent },
    effectiveFrom: effectiveFrom.getTime(),
    retiredAt: retirement?.retiredAt.getTime() ?? null,
    targets: promised.map(({ planCode: plan, severity, businessMinutes }) => ({
      ...{ plan, severity, businessMinutes },
    })),
  }));
}

/** The corrections of holidays that nobody withdrew, the first first. */
export async function standingCorrections({ desk }: Pick<World, 'desk'>): Promise<number[]> {
  const standing = await desk.server.database.client.holidayCorrection.findMany({
    where: { withdrawal: null },
    orderBy: { version: 'asc' },
  });
  return standing.map(({ version }) => version);
}
