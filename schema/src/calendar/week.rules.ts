import { CalendarError } from './calendar-error.rules.ts';
import { DAY_MINUTES, localDay, minutesOf, weekdayOf } from './local-date.rules.ts';

export type Weekday = 'MONDAY' | 'TUESDAY' | 'WEDNESDAY' | 'THURSDAY' | 'FRIDAY' | 'SATURDAY' | 'SUNDAY';

/**
 * Local times "HH:mm", half-open. `closesAt` may be "24:00"; one that is earlier than `opensAt` means the
 * next day.
 */
export interface WeekWindow {
  readonly opensAt: string;
  readonly closesAt: string;
}

/** A day that is absent is closed. */
export type Week = Readonly<Partial<Record<Weekday, readonly WeekWindow[]>>>;

/** A local date of one customer on which the desk is closed, or open for less than the week says (K9, C38). */
export interface DateOverride {
  /** YYYY-MM-DD. */
  readonly on: string;
  /** "HH:mm": nothing is open before. Absent with `closesAt`: closed all day. */
  readonly opensAt?: string;
  /** "HH:mm" or "24:00": nothing is open from then on. */
  readonly closesAt?: string;
  readonly reason: string;
}

/** Monday to Friday, 08:00 to 18:00. Source: S16, K1. */
export const BUSINESS_WEEK: Week = Object.fromEntries(
  (['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const).map((day) => [
    day,
    [{ opensAt: '08:00', closesAt: '18:00' }],
  ]),
);

/** A stretch of one local date, in minutes since midnight, end excluded: [480, 1080) is 08:00 to 18:00. */
export type MinuteSpan = readonly [from: number, to: number];

/**
 * What is open on each weekday, Sunday first: sorted, merged, and cut at midnight, so that a window over
 * midnight belongs to both dates and a holiday closes only the part on its own date.
 *
 * @throws RangeError for a malformed time, or a window that opens and closes at the same time (all day is
 *   "00:00" to "24:00")
 */
export function openMinutes(week: Week): readonly (readonly MinuteSpan[])[] {
  const spans: MinuteSpan[][] = WEEKDAYS.map(() => []);
  WEEKDAYS.forEach((weekday, index) => {
    for (const { opensAt, closesAt } of week[weekday] ?? []) {
      const from = minutesOf(opensAt);
      const to = minutesOf(closesAt, { endOfDay: true });
      if (from === to) throw new RangeError(`${weekday}: a window from ${opensAt} to ${closesAt} is empty`);
      spans[index]?.push([from, to > from ? to : DAY_MINUTES]);
      if (to < from && to > 0) spans[(index + 1) % 7]?.push([0, to]);
    }
  });
  return spans.map(merged);
}

/** The date's own hours, as the span that its override leaves; nothing when it is closed all day. */
export function spanLeftBy({ opensAt, closesAt }: DateOverride): MinuteSpan | null {
  if (opensAt === undefined && closesAt === undefined) return null;
  const from = opensAt === undefined ? 0 : minutesOf(opensAt);
  const to = closesAt === undefined ? DAY_MINUTES : minutesOf(closesAt, { endOfDay: true });
  if (to <= from) throw new RangeError(`an override that opens at ${opensAt} cannot close at ${closesAt}`);
  return [from, to];
}

/**
 * Refuses a week that no clock of a plan may run on, and overrides that would open what it keeps closed.
 *
 * @throws CalendarError CALENDAR_TOO_OPEN: open on a Saturday or a Sunday (also past Friday's midnight), more
 *   than ten hours on a day, or an override that begins before or ends after the hours of its date
 * Source: C38, S16, S109.
 */
export function assertPlanClockWeek(week: Week, overrides: readonly DateOverride[] = []): void {
  const days = openMinutes(week);
  assertClosedOnWeekends(days);
  days.forEach((spans, index) => {
    const open = spans.reduce((sum, [from, to]) => sum + to - from, 0);
    if (open > 10 * 60) {
      throw tooOpen(WEEKDAYS[index] as Weekday, `open for ${open} minutes, and a business day has 600.`);
    }
  });
  for (const override of overrides) assertShortens(override, days[weekdayOf(localDay(override.on))] ?? []);
}

const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

function merged(spans: readonly MinuteSpan[]): readonly MinuteSpan[] {
  const result: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = result[result.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function assertClosedOnWeekends(days: readonly (readonly MinuteSpan[])[]): void {
  for (const index of [6, 0]) {
    if (days[index]?.length) {
      throw tooOpen(WEEKDAYS[index] as Weekday, 'open at the week-end, and nobody is promised then.');
    }
  }
}

function assertShortens(override: DateOverride, hours: readonly MinuteSpan[]): void {
  const left = spanLeftBy(override);
  if (!left) return;
  const [first, last] = [hours[0], hours[hours.length - 1]];
  const opensMore =
    !first ||
    !last ||
    (override.opensAt !== undefined && left[0] < first[0]) ||
    (override.closesAt !== undefined && left[1] > last[1]);
  if (opensMore) throw tooOpen(override.on, 'an override may only close or shorten.');
}

function tooOpen(day: string, why: string): CalendarError {
  return new CalendarError('CALENDAR_TOO_OPEN', day, `${day}: ${why}`);
}
