import type { Text } from '../problem.ts';
import type { Holiday } from './holidays.rules.ts';
import { DAY_MINUTES, minutesOf } from './local-date.rules.ts';
import { spanLeftBy, type DateOverride, type MinuteSpan } from './week.rules.ts';

/** Why a stretch of time counts or does not (K4). */
export type Cause =
  | { readonly label: 'OPEN' }
  /** Outside the hours of a day that has some. */
  | { readonly label: 'NIGHT' }
  /** A day of the week that never opens. */
  | { readonly label: 'WEEKEND' }
  | { readonly label: 'HOLIDAY'; readonly name: Text }
  | { readonly label: 'OVERRIDE'; readonly reason: string };

/** A stretch of one local date, in minutes since midnight, end excluded. */
export type Piece = Cause & { readonly from: number; readonly to: number };

/**
 * One local date from midnight to midnight, every minute with its cause. Overrides and holidays only ever
 * close: neither opens a minute that the week keeps closed (C38). A holiday says so for all that it closes;
 * an override for the open hours that it takes away, or for the whole day.
 */
export function piecesOfDay(
  hours: readonly MinuteSpan[],
  override: DateOverride | undefined,
  holiday: Holiday | undefined,
): readonly Piece[] {
  if (hours.length === 0) return wholeDay({ label: 'WEEKEND' });
  if (holiday && holiday.closesFrom === undefined) return wholeDay({ label: 'HOLIDAY', name: holiday.name });
  let pieces = hoursAndNights(hours);
  if (override) {
    const cause: Cause = { label: 'OVERRIDE', reason: override.reason };
    const left = spanLeftBy(override);
    if (!left) pieces = wholeDay(cause);
    else pieces = pieces.flatMap((piece) => (piece.label === 'OPEN' ? outside(left, piece, cause) : [piece]));
  }
  if (holiday?.closesFrom !== undefined) {
    const closesFrom = minutesOf(holiday.closesFrom);
    const cause: Cause = { label: 'HOLIDAY', name: holiday.name };
    pieces = pieces.flatMap((piece) => outside([0, closesFrom], piece, cause));
  }
  return pieces;
}

function wholeDay(cause: Cause): readonly Piece[] {
  return [{ ...cause, from: 0, to: DAY_MINUTES }];
}

function hoursAndNights(hours: readonly MinuteSpan[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let reached = 0;
  for (const [from, to] of hours) {
    pieces.push({ label: 'NIGHT', from: reached, to: from }, { label: 'OPEN', from, to });
    reached = to;
  }
  pieces.push({ label: 'NIGHT', from: reached, to: DAY_MINUTES });
  return pieces.filter(({ from, to }) => from < to);
}

/** The piece, but for what lies outside the span: that has another cause. */
function outside([spanFrom, spanTo]: MinuteSpan, piece: Piece, cause: Cause): readonly Piece[] {
  const before: Piece = { ...cause, from: piece.from, to: Math.min(piece.to, spanFrom) };
  const inside: Piece = { ...piece, from: Math.max(piece.from, spanFrom), to: Math.min(piece.to, spanTo) };
  const after: Piece = { ...cause, from: Math.max(piece.from, spanTo), to: piece.to };
  return [before, inside, after].filter(({ from, to }) => from < to);
}
