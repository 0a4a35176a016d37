import { CalendarError } from './calendar-error.rules.ts';
import { piecesOfDay, type Cause, type Piece } from './day.rules.ts';
import { holidayLibraryVersion } from './holiday-library.rules.ts';
import { holidaysOfList, holidaysOfRegion, type Holiday, type HolidaysOfYear } from './holidays.rules.ts';
import { FIRST_YEAR, HORIZON_MS, LAST_YEAR } from './horizon.rules.ts';
import { DAY_MS, localDay, MINUTE_MS, weekdayOf, type LocalDay } from './local-date.rules.ts';
import { mergedPauses, type Pause } from './pauses.rules.ts';
import { NO_OVERRIDES, type RegionOverrides } from './region-overrides.rules.ts';
import { assertCountry, subdivisionCode, subdivisions } from './region.rules.ts';
import {
  CALENDAR_RULES_VERSION,
  oldZoneDataOf,
  zoneDataVersion,
  type CalendarVersions,
  type OldZoneData,
} from './versions.rules.ts';
import { BUSINESS_WEEK, openMinutes, spanLeftBy, type DateOverride, type Week } from './week.rules.ts';
import {
  buildYearTable,
  instantAfter,
  openMsBefore,
  windowAfter,
  type YearTable,
} from './year-table.rules.ts';
import { openZone } from './zone.rules.ts';

/** Whose hours: a customer's (C3) or a region's of engineers (S108). */
export interface CalendarOptions {
  /** IANA name. Always said: never guessed from the country (K11). */
  readonly timeZone: string;
  /** ISO 3166-1, two capitals. */
  readonly country: string;
  /** As `subdivisions(country)` lists them, or with the country before: "BY", "DE-BY". */
  readonly subdivision?: string;
  /** Monday to Friday, 08:00 to 18:00, unless told. */
  readonly week?: Week;
  /** Instead of the region's public holidays: the only way for a country that the library does not know. */
  readonly holidays?: readonly Holiday[];
  readonly overrides?: {
    /** Corrections of the library's data (K9). */
    readonly regions?: RegionOverrides;
    /** The customer's own dates. */
    readonly dates?: readonly DateOverride[];
  };
}

/** A stretch of open time, in epoch ms, end excluded. */
export interface OpenWindow {
  readonly opensAt: number;
  readonly closesAt: number;
}

/** A stretch of time with its cause, in epoch ms, end excluded. PAUSED is open time that a pause took away. */
export type Segment = (Cause | { readonly label: 'PAUSED' }) & { readonly from: number; readonly to: number };

export type CalendarWarning =
  | OldZoneData
  /** National holidays only: the country's parts have others of their own (K10). */
  | { readonly code: 'SUBDIVISION_MISSING'; readonly subdivisions: readonly string[] };

/**
 * The open hours of one customer. Instants are whole epoch milliseconds, durations whole milliseconds; both
 * throw a RangeError otherwise. No question may span more than ten years, nor leave the years 1975 to 2075
 * that the holiday data cover: CalendarError HORIZON_EXCEEDED (K14).
 */
export interface Calendar {
  /**
   * The earliest instant at which that much open time has run: exactly at closing is the closing instant, and
   * nothing is the start itself. Time in a pause does not run.
   *
   * @returns null when an open pause leaves it undecided; `remaining` says what is left
   * Source: K2, K5, C5.
   */
  dueAt(startMs: number, durationMs: number): number;
  dueAt(startMs: number, durationMs: number, pauses: readonly Pause[] | undefined): number | null;
  /** Open ms from one instant to another that is not earlier, without those in a pause. Source: K3, K5. */
  elapsed(fromMs: number, toMs: number, pauses?: readonly Pause[]): number;
  /** What is left of a duration at an instant, in open ms; negative after the deadline. Source: K5, C37. */
  remaining(startMs: number, durationMs: number, atMs: number, pauses?: readonly Pause[]): number;
  isOpen(ms: number): boolean;
  /** The instant itself while open, else when it opens next. Source: K4. */
  nextOpening(ms: number): number;
  /** What is left of the window that is open, else the next one. Source: S48. */
  nextWindow(ms: number): OpenWindow;
  /** The open stretches between two instants, cut off at both. Source: K4. */
  windows(fromMs: number, toMs: number): readonly OpenWindow[];
  /** Every millisecond between two instants with its cause; OPEN adds up to `elapsed`. Source: K4, B2. */
  explain(fromMs: number, toMs: number, pauses?: readonly Pause[]): readonly Segment[];
  /** The dates of a year that are closed as holidays, whatever their weekday, sorted. */
  holidays(year: number): readonly Holiday[];
  readonly versions: CalendarVersions;
  readonly warnings: readonly CalendarWarning[];
}

/**
 * Opens a calendar. Cheap: nothing is computed before it is asked for, and then by whole years, which
 * are kept; holidays and zone offsets are shared between calendars.
 *
 * @throws CalendarError UNKNOWN_TIME_ZONE, UNKNOWN_COUNTRY, UNKNOWN_SUBDIVISION
 * @throws RangeError for a malformed week, holiday or override
 * Source: K1, K7 to K14, S15 to S18.
 */
export function openCalendar(options: CalendarOptions): Calendar {
  const zone = openZone(options.timeZone);
  const hours = openMinutes(options.week ?? BUSINESS_WEEK);
  const holidaysOf = holidaysFor(options);
  const overrides = overridesByDay(options.overrides?.dates ?? []);
  const tables: (YearTable | undefined)[] = [];

  const piecesOf = (day: LocalDay): readonly Piece[] =>
    piecesOfDay(
      hours[weekdayOf(day)] ?? [],
      overrides.get(day),
      holidaysOf(new Date(day * DAY_MS).getUTCFullYear()).get(day),
    );

  function tableOf(year: number): YearTable {
    const table = tables[year - FIRST_YEAR];
    if (table) return table;
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) {
      throw horizonExceeded(`the year ${year} lies outside ${FIRST_YEAR} to ${LAST_YEAR}`);
    }
    return (tables[year - FIRST_YEAR] = buildYearTable(year, zone, piecesOf));
  }

  function tableAt(instantMs: number): YearTable {
    assertWholeMs(instantMs);
    const table = tableOf(EPOCH_YEAR + Math.floor(instantMs / MEAN_YEAR_MS));
    if (instantMs < table.start) return tableOf(table.year - 1);
    if (instantMs >= table.end) return tableOf(table.year + 1);
    return table;
  }

  function runFrom(startMs: number, durationMs: number): number {
    let table = tableAt(startMs);
    let openMs = openMsBefore(table, startMs) + durationMs;
    while (openMs > table.totalOpenMs) {
      if (table.end - startMs > HORIZON_MS) throw horizonExceeded('the deadline is more than ten years away');
      openMs -= table.totalOpenMs;
      table = tableOf(table.year + 1);
    }
    return withinHorizon(startMs, instantAfter(table, openMs));
  }

  function dueAt(startMs: number, durationMs: number): number;
  function dueAt(startMs: number, durationMs: number, pauses: readonly Pause[] | undefined): number | null;
  function dueAt(startMs: number, durationMs: number, pauses?: readonly Pause[]): number | null {
    assertDuration(durationMs);
    assertWholeMs(startMs);
    if (durationMs === 0) return startMs;
    if (!pauses || pauses.length === 0) return runFrom(startMs, durationMs);
    let [fromMs, leftMs] = [startMs, durationMs];
    for (const pause of mergedPauses(pauses)) {
      if (pause.to <= fromMs) continue;
      if (pause.from > fromMs) {
        const dueMs = runFrom(fromMs, leftMs);
        if (dueMs <= pause.from) return withinHorizon(startMs, dueMs);
        leftMs -= runBetween(fromMs, pause.from);
      }
      if (pause.to === Infinity) return null;
      fromMs = pause.to;
    }
    return withinHorizon(startMs, runFrom(fromMs, leftMs));
  }

  function runBetween(fromMs: number, toMs: number): number {
    let table = tableAt(fromMs);
    const last = tableAt(toMs);
    let openMs = -openMsBefore(table, fromMs);
    while (table !== last) {
      openMs += table.totalOpenMs;
      table = tableOf(table.year + 1);
    }
    return openMs + openMsBefore(last, toMs);
  }

  function elapsed(fromMs: number, toMs: number, pauses?: readonly Pause[]): number {
    assertSpan(fromMs, toMs);
    let openMs = runBetween(fromMs, toMs);
    for (const pause of pauses ? mergedPauses(pauses) : []) {
      const [pausedFrom, pausedTo] = [Math.max(fromMs, pause.from), Math.min(toMs, pause.to)];
      if (pausedFrom < pausedTo) openMs -= runBetween(pausedFrom, pausedTo);
    }
    return openMs;
  }

  function isOpen(ms: number): boolean {
    const table = tableAt(ms);
    const index = windowAfter(table, ms);
    return index < table.opens.length && (table.opens[index] as number) <= ms;
  }

  function nextOpening(ms: number): number {
    let table = tableAt(ms);
    let index = windowAfter(table, ms);
    while (index === table.opens.length) {
      if (table.end - ms > HORIZON_MS) throw horizonExceeded('it does not open within ten years');
      table = tableOf(table.year + 1);
      index = 0;
    }
    return Math.max(ms, table.opens[index] as number);
  }

  function nextWindow(ms: number): OpenWindow {
    const opensAt = nextOpening(ms);
    let table = tableAt(opensAt);
    let closesAt = table.closes[windowAfter(table, opensAt)] as number;
    while (closesAt === table.end) {
      if (closesAt - ms > HORIZON_MS) throw horizonExceeded('it does not close within ten years');
      table = tableOf(table.year + 1);
      if (table.opens[0] !== closesAt) break;
      closesAt = table.closes[0] as number;
    }
    return { opensAt, closesAt };
  }

  function windows(fromMs: number, toMs: number): readonly OpenWindow[] {
    assertSpan(fromMs, toMs);
    const found: { opensAt: number; closesAt: number }[] = [];
    let table = tableAt(fromMs);
    let index = windowAfter(table, fromMs);
    for (;;) {
      if (index === table.opens.length) {
        if (table.end >= toMs) return found;
        table = tableOf(table.year + 1);
        index = 0;
        continue;
      }
      const opensAt = Math.max(fromMs, table.opens[index] as number);
      const closesAt = Math.min(toMs, table.closes[index] as number);
      if (opensAt >= closesAt) return found;
      const last = found[found.length - 1];
      if (last && last.closesAt === opensAt) last.closesAt = closesAt;
      else found.push({ opensAt, closesAt });
      index++;
    }
  }

  function explain(fromMs: number, toMs: number, pauses: readonly Pause[] = []): readonly Segment[] {
    assertSpan(fromMs, toMs);
    tableAt(fromMs);
    tableAt(toMs);
    const segments: Segment[] = [];
    const firstDay = Math.floor(zone.localOf(fromMs) / DAY_MS);
    for (let day = firstDay; zone.instantOf(day * DAY_MS) < toMs; day++) {
      for (const { from, to, ...cause } of piecesOf(day)) {
        append(segments, {
          ...cause,
          from: Math.max(fromMs, zone.instantOf(day * DAY_MS + from * MINUTE_MS)),
          to: Math.min(toMs, zone.instantOf(day * DAY_MS + to * MINUTE_MS)),
        });
      }
    }
    return withPauses(segments, pauses);
  }

  return {
    dueAt,
    elapsed,
    remaining(startMs, durationMs, atMs, pauses) {
      assertDuration(durationMs);
      return durationMs - elapsed(startMs, atMs, pauses);
    },
    isOpen,
    nextOpening,
    nextWindow,
    windows,
    explain,
    holidays(year) {
      tableOf(year);
      return [...holidaysOf(year).values()];
    },
    versions: versionsOf(options),
    warnings: warningsOf(options),
  };
}

/** Where a year's holidays come from, once the region is known to exist. */
function holidaysFor({ country, subdivision, holidays, overrides }: CalendarOptions): HolidaysOfYear {
  assertCountry(country, { holidaysGiven: holidays !== undefined });
  const code = subdivision === undefined ? undefined : subdivisionCode(country, subdivision);
  if (holidays) return holidaysOfList(holidays);
  return holidaysOfRegion(country, code, overrides?.regions ?? NO_OVERRIDES);
}

function overridesByDay(dates: readonly DateOverride[]): ReadonlyMap<LocalDay, DateOverride> {
  dates.forEach(spanLeftBy);
  return new Map(dates.map((date) => [localDay(date.on), date]));
}

function versionsOf({ holidays, overrides }: CalendarOptions): CalendarVersions {
  return {
    calendar: CALENDAR_RULES_VERSION,
    overrides: overrides?.regions?.version ?? null,
    holidays: holidays ? null : holidayLibraryVersion(),
    zones: zoneDataVersion(),
  };
}

function warningsOf({
  timeZone,
  country,
  subdivision,
  holidays,
}: CalendarOptions): readonly CalendarWarning[] {
  const parts = subdivision === undefined && !holidays ? subdivisions(country).map(({ code }) => code) : [];
  const oldZone = oldZoneDataOf(timeZone);
  return [
    ...(parts.length > 0 ? [{ code: 'SUBDIVISION_MISSING', subdivisions: parts } as const] : []),
    ...(oldZone ? [oldZone] : []),
  ];
}

/** Turns what pauses take of open time into PAUSED; closed time stays what it is (C13). */
function withPauses(segments: readonly Segment[], pauses: readonly Pause[]): readonly Segment[] {
  const merged = mergedPauses(pauses);
  if (merged.length === 0) return segments;
  const result: Segment[] = [];
  for (const segment of segments) {
    let reached = segment.from;
    for (const pause of segment.label === 'OPEN' ? merged : []) {
      const from = Math.max(reached, pause.from);
      const to = Math.min(segment.to, pause.to);
      if (from >= to) continue;
      append(result, { ...segment, from: reached, to: from });
      append(result, { label: 'PAUSED', from, to });
      reached = to;
    }
    append(result, { ...segment, from: reached });
  }
  return result;
}

/** Adds a segment unless it is empty, to the one before if that has the same cause. */
function append(segments: Segment[], segment: Segment): void {
  if (segment.from >= segment.to) return;
  const last = segments[segments.length - 1];
  if (last && last.to === segment.from && sameCause(last, segment)) {
    segments[segments.length - 1] = { ...last, to: segment.to };
  } else {
    segments.push(segment);
  }
}

function sameCause(a: Segment, b: Segment): boolean {
  if (a.label === 'HOLIDAY') return b.label === 'HOLIDAY' && a.name.en === b.name.en;
  if (a.label === 'OVERRIDE') return b.label === 'OVERRIDE' && a.reason === b.reason;
  return a.label === b.label;
}

const EPOCH_YEAR = 1970;
const MEAN_YEAR_MS = 365.2425 * DAY_MS;

function assertSpan(fromMs: number, toMs: number): void {
  assertWholeMs(fromMs);
  assertWholeMs(toMs);
  if (toMs < fromMs) throw new RangeError(`${toMs} is earlier than ${fromMs}`);
  if (toMs - fromMs > HORIZON_MS) throw horizonExceeded('the span is longer than ten years');
}

function withinHorizon(startMs: number, dueMs: number): number {
  if (dueMs - startMs > HORIZON_MS) throw horizonExceeded('the deadline is more than ten years away');
  return dueMs;
}

function assertWholeMs(instantMs: number): void {
  if (!Number.isSafeInteger(instantMs))
    throw new RangeError(`not an instant in whole milliseconds: ${instantMs}`);
}

function assertDuration(durationMs: number): void {
  if (!Number.isSafeInteger(durationMs) || durationMs < 0) {
    throw new RangeError(`not a duration in whole milliseconds: ${durationMs}`);
  }
}

function horizonExceeded(why: string): CalendarError {
  return new CalendarError('HORIZON_EXCEEDED', why, `Beyond the horizon of a calendar: ${why}.`);
}
