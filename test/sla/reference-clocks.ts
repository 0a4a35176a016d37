// What a clock of the reference shows at an instant, from its own instants alone.
import { add, openSeconds, type Calendar } from './reference-calendar.ts';

export type Metric = 'INITIAL_RESPONSE' | 'NEXT_RESPONSE' | 'RESOLUTION';

/** A table of targets, as it was published (C27). */
export interface Table {
  version: number;
  effectiveFrom: number;
  retiredAt: number | null;
  atRiskPercent: number;
  targets: readonly { plan: string; severity: string; businessMinutes: number }[];
}

export interface Promised {
  /** Where it counts from, and where it counts from after a correction (C16, C17, C26). */
  owedFrom: number;
  countedFrom: number;
  promisedAt: number;
  seconds: number;
  dueAt: number;
  table: Table;
}

/** A clock as the reference counts it; instants in milliseconds, on whole minutes. */
export interface CountedClock {
  /** Under which name the events tell of it, once they did. */
  id: string | null;
  metric: Metric;
  startedAt: number;
  calendar: Calendar;
  promise: Promised | null;
  endedAt: number | null;
  cancelled: string | null;
  /** When earlier promises of it were broken: a breach is told once, perhaps before another took its place (C32). */
  brokenBefore: number[];
  /** Its breach was told already on the clock that it continues (C20, C32). */
  toldBefore?: boolean;
  /** Two people corrected it (C33). */
  repaired?: boolean;
}

export interface CountedTicket {
  id: string;
  severity: string;
  plan: string;
  requestType: string;
  state: string;
  receivedAt: number;
  endedAt: number | null;
  clocks: CountedClock[];
  pauses: { from: number; to: number | null; whileEnded: boolean }[];
  /** Who had the next step from when on (B15). */
  turns: { from: number; side: Side; holder: string | null }[];
}

export type Side = 'VENDOR' | 'CUSTOMER' | 'THIRD_PARTY';

/** C27: the last table to take effect by then that was not retired. */
export function tableAt(tables: readonly Table[], at: number): Table {
  return tables
    .filter(({ effectiveFrom, retiredAt }) => effectiveFrom <= at && (retiredAt === null || at < retiredAt))
    .toSorted((a, b) => a.effectiveFrom - b.effectiveFrom || a.version - b.version)
    .at(-1)!;
}

export function secondsOf(table: Table, plan: string, severity: string): number | null {
  const target = table.targets.find((one) => one.plan === plan && one.severity === severity);
  return target ? target.businessMinutes * 60 : null;
}

/** Business seconds of a clock until `asOf`, without the pauses of its ticket (C12, C13, C22). */
export function elapsedSeconds(clock: CountedClock, ticket: CountedTicket, asOf: number): number {
  const { metric, calendar, startedAt, endedAt } = clock;
  const pauses = ticket.pauses.filter(
    ({ whileEnded }) => metric === 'RESOLUTION' || (metric === 'NEXT_RESPONSE' && !whileEnded),
  );
  return openSeconds(calendar, startedAt, endedAt ?? asOf, (at) =>
    pauses.every(({ from, to }) => at < from || (to !== null && at >= to)),
  );
}

export function atRiskAt({ calendar, promise }: CountedClock): number | null {
  if (!promise) return null;
  const { countedFrom, seconds, table } = promise;
  return add(calendar, countedFrom, Math.ceil((seconds * table.atRiskPercent) / 100));
}

export function stateOf(clock: CountedClock, asOf: number): string {
  if (clock.cancelled) return 'CANCELLED';
  if (!clock.promise) return 'NOT_APPLICABLE';
  if (clock.endedAt !== null) return clock.endedAt <= clock.promise.dueAt ? 'MET' : 'BREACHED';
  if (asOf > clock.promise.dueAt) return 'BREACHED_OPEN';
  return asOf >= atRiskAt(clock)! ? 'AT_RISK' : 'RUNNING';
}

export function breachedAt(clock: CountedClock, asOf: number): number | null {
  return clock.promise && stateOf(clock, asOf).startsWith('BREACHED')
    ? Math.max(clock.promise.dueAt, clock.promise.promisedAt)
    : null;
}

export function isRunning({ endedAt, promise }: CountedClock, at: number): boolean {
  return endedAt === null && promise !== null && at <= promise.dueAt;
}
