import type { Line } from './contract.rules.ts';

/** A line as the database keeps it: dates of the calendar are its midnights in UTC. */
export interface LineRow extends Omit<Line, 'effectiveOn' | 'firstDay' | 'lastDay' | 'currency'> {
  effectiveOn: Date;
  firstDay: Date;
  lastDay: Date;
}

/** A kept line in figures. */
export function lineOf(row: LineRow, currency: string): Line {
  return {
    kind: row.kind,
    termsVersion: row.termsVersion,
    effectiveOn: isoDay(row.effectiveOn),
    firstDay: isoDay(row.firstDay),
    lastDay: isoDay(row.lastDay),
    planBefore: row.planBefore,
    planCode: row.planCode,
    currency,
    annualFeesMinor: row.annualFeesMinor,
    rateVersion: row.rateVersion,
    basisPoints: row.basisPoints,
    annualPriceMinor: row.annualPriceMinor,
    assessedMinor: row.assessedMinor,
    priceBeforeMinor: row.priceBeforeMinor,
    priceMinor: row.priceMinor,
    days: row.days,
    termDays: row.termDays,
    dueMinor: row.dueMinor,
    refundMinor: row.refundMinor,
    autoRenew: row.autoRenew,
    terminationReason: row.terminationReason,
    endsChosenPlan: row.endsChosenPlan,
  };
}

/** A line as JSON, which has no integers of that size: amounts become strings. */
export function lineToJson(line: Line): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(line).map(([key, value]: [string, Line[keyof Line]]) => [
      key,
      typeof value === 'bigint' ? String(value) : value,
    ]),
  );
}

/** What `lineToJson` wrote. */
export function lineFromJson(json: unknown): Line {
  const kept = json as Record<string, string | number | boolean | null>;
  return Object.fromEntries(
    Object.entries(kept).map(([key, value]) => [
      key,
      key.endsWith('Minor') && typeof value === 'string' ? BigInt(value) : value,
    ]),
  ) as unknown as Line;
}

/** Whether two lines say the same in every figure. */
export function sameLine(a: Line, b: Line): boolean {
  return (Object.keys(a) as (keyof Line)[]).every((key) => a[key] === b[key]);
}

/** The calendar date that the database keeps as its midnight in UTC. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The other way round. */
export function dayColumn(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
