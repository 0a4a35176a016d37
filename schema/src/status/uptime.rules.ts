import type { StatusEventKind } from './status.rules.ts';

/** How a part of the platform is, from the best to the worst. */
export const STATUS_CONDITIONS = ['OPERATIONAL', 'UNDER_MAINTENANCE', 'DEGRADED', 'DOWN'] as const;
export type StatusCondition = (typeof STATUS_CONDITIONS)[number];

/** Something that a part of the platform suffered, or still does. */
export interface Disturbance {
  kind: StatusEventKind;
  startedAt: Date;
  /** Null while it goes on. */
  endedAt: Date | null;
}

export interface Uptime {
  since: Date;
  until: Date;
  /** Time without an outage, as a share of 1. */
  share: number;
  downSeconds: number;
  /** One for each day in UTC, the oldest first. */
  days: { date: string; condition: StatusCondition; downSeconds: number }[];
}

const DAY_MS = 86_400_000;

/** The worst of what goes on; nothing going on is operational. */
export function conditionOf(kinds: readonly StatusEventKind[]): StatusCondition {
  return worst(kinds.map((kind) => CONDITIONS[kind]));
}

const CONDITIONS: Record<StatusEventKind, StatusCondition> = {
  OUTAGE: 'DOWN',
  INCIDENT: 'DEGRADED',
  MAINTENANCE: 'UNDER_MAINTENANCE',
};

export function worst(conditions: readonly StatusCondition[]): StatusCondition {
  return STATUS_CONDITIONS[Math.max(0, ...conditions.map((one) => STATUS_CONDITIONS.indexOf(one)))]!;
}

/**
 * How much of the last days, in UTC and today included, a part was not down. Only outages count, overlapping ones
 * once; incidents and maintenance colour their days. The time of today that is yet to come is not counted.
 *
 * @param days 1 or more
 * Source: S52.
 */
export function uptimeOf(disturbances: readonly Disturbance[], until: Date, days: number): Uptime {
  const end = until.getTime();
  const today = Math.floor(end / DAY_MS) * DAY_MS;
  const start = today - (days - 1) * DAY_MS;
  const down = (from: number, to: number) =>
    covered(disturbances.filter(({ kind }) => kind === 'OUTAGE').map((one) => clipped(one, from, to, end)));
  const ofDay = (at: number) => {
    const to = Math.min(at + DAY_MS, end);
    const there = disturbances.filter((one) => {
      const [first, last] = clipped(one, at, to, end);
      return last > first;
    });
    return {
      date: new Date(at).toISOString().slice(0, 10),
      condition: conditionOf(there.map(({ kind }) => kind)),
      downSeconds: Math.round(down(at, to) / 1_000),
    };
  };
  const downMs = down(start, end);
  return {
    since: new Date(start),
    until,
    share: end > start ? 1 - downMs / (end - start) : 1,
    downSeconds: Math.round(downMs / 1_000),
    days: Array.from({ length: days }, (_, index) => ofDay(start + index * DAY_MS)),
  };
}

/** The part of it that lies between two instants; its end is not after its start where none does. */
function clipped(
  { startedAt, endedAt }: Disturbance,
  from: number,
  to: number,
  now: number,
): [number, number] {
  return [Math.max(startedAt.getTime(), from), Math.min(endedAt?.getTime() ?? now, to)];
}

/** How much time at least one of them covers. */
function covered(spans: readonly (readonly [number, number])[]): number {
  let total = 0;
  let reached = -Infinity;
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}
