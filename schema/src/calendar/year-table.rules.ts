import { DAY_MS, MINUTE_MS, type LocalDay } from './local-date.rules.ts';
import type { Piece } from './day.rules.ts';
import type { Zone } from './zone.rules.ts';

/**
 * The open windows of one local year as UTC instants, with running sums and two indexes, so that a question
 * about any instant costs a look-up and a step or two. Windows are sorted, apart, and never empty.
 */
export interface YearTable {
  readonly year: number;
  /** The local year, as instants; end excluded. */
  readonly start: number;
  readonly end: number;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Open ms from the start of the year to each window's end. */
  readonly openMsUntil: Float64Array;
  readonly totalOpenMs: number;
  /** By days since the start of the year: the first window that closes after that day begins. */
  readonly byDay: Uint32Array;
  /** By equal shares of the year's open time: the first window that closes after the share begins. */
  readonly byShare: Uint32Array;
}

export function buildYearTable(
  year: number,
  zone: Zone,
  piecesOf: (day: LocalDay) => readonly Piece[],
): YearTable {
  const [firstDay, lastDay] = [Date.UTC(year, 0, 1) / DAY_MS, Date.UTC(year + 1, 0, 1) / DAY_MS];
  const [start, end] = [zone.instantOf(firstDay * DAY_MS), zone.instantOf(lastDay * DAY_MS)];
  const windows: [number, number][] = [];
  for (let day = firstDay; day < lastDay; day++) {
    for (const piece of piecesOf(day)) {
      if (piece.label !== 'OPEN') continue;
      const opens = zone.instantOf(day * DAY_MS + piece.from * MINUTE_MS);
      const closes = zone.instantOf(day * DAY_MS + piece.to * MINUTE_MS);
      const last = windows[windows.length - 1];
      // Where the clocks skip a window, or the whole date, its ends are the same instant (K6).
      if (closes === opens) continue;
      if (last && last[1] === opens) last[1] = closes;
      else windows.push([opens, closes]);
    }
  }
  let sum = 0;
  const openMsUntil = Float64Array.from(windows, ([opens, closes]) => (sum += closes - opens));
  const closes = Float64Array.from(windows, (window) => window[1]);
  return {
    year,
    start,
    end,
    opens: Float64Array.from(windows, (window) => window[0]),
    closes,
    openMsUntil,
    totalOpenMs: sum,
    byDay: firstBeyond(closes, start, DAY_MS, Math.ceil((end - start) / DAY_MS) + 1),
    byShare: firstBeyond(openMsUntil, 0, sum / Math.max(1, windows.length), windows.length + 1),
  };
}

/** The first window that closes after the instant; the number of windows if none does. */
export function windowAfter(table: YearTable, instantMs: number): number {
  const { closes, byDay } = table;
  let index = byDay[Math.floor((instantMs - table.start) / DAY_MS)] as number;
  while (index < closes.length && (closes[index] as number) <= instantMs) index++;
  return index;
}

/** Open ms from the start of the year to an instant in it. */
export function openMsBefore(table: YearTable, instantMs: number): number {
  const index = windowAfter(table, instantMs);
  if (index === table.closes.length) return table.totalOpenMs;
  const untilOpening = (table.openMsUntil[index] as number) - (table.closes[index] as number);
  return untilOpening + Math.max(instantMs, table.opens[index] as number);
}

/** The earliest instant at which that much open time of the year has run; 0 < openMs <= totalOpenMs. */
export function instantAfter(table: YearTable, openMs: number): number {
  const { openMsUntil, byShare, totalOpenMs } = table;
  let index = byShare[Math.floor((openMs / totalOpenMs) * openMsUntil.length)] as number;
  // The share's first window may lie beyond a sum that ends exactly with the window before.
  if (index > 0 && (openMsUntil[index - 1] as number) >= openMs) index--;
  while ((openMsUntil[index] as number) < openMs) index++;
  return (table.closes[index] as number) - ((openMsUntil[index] as number) - openMs);
}

/** For each of `count` steps from `from`: the index of the first value beyond it. */
function firstBeyond(values: Float64Array, from: number, step: number, count: number): Uint32Array {
  let index = 0;
  return Uint32Array.from({ length: count }, (_, at) => {
    while (index < values.length && (values[index] as number) <= from + at * step) index++;
    return index;
  });
}
