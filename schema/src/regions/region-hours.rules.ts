import { CalendarError } from '../calendar/calendar-error.rules.ts';
import { assertPlanClockWeek, BUSINESS_WEEK, type Week, type Weekday } from '../calendar/week.rules.ts';
import { Problem } from '../problem.ts';

/** A stretch of a weekday in which a region's engineers work, in its local time. 1 is Monday, 7 is Sunday. */
export interface RegionWindow {
  weekday: number;
  /** "HH:mm"; `closesAt` may be "24:00". */
  opensAt: string;
  closesAt: string;
}

/** Engineers are promised Monday to Friday, ten hours a day at most, and never 24/7. */
export class RegionHoursTooLongProblem extends Problem {
  readonly code = 'REGION_HOURS_TOO_LONG';
  /** The first day that is too long. */
  readonly weekday: number;

  constructor(weekday: number) {
    super({
      fr: `${NAMES[weekday]!.fr} : les ingénieurs sont disponibles du lundi au vendredi, dix heures par jour au plus, et jamais 24 h/24 et 7 j/7 (clause 5).`,
      en: `${NAMES[weekday]!.en}: engineers are available Monday to Friday, for ten hours a day at most, and never 24/7 (clause 5).`,
    });
    this.weekday = weekday;
  }
}

const WEEKDAYS: readonly Weekday[] = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
];
const NAMES: Record<number, { fr: string; en: string }> = {
  1: { fr: 'Lundi', en: 'Monday' },
  2: { fr: 'Mardi', en: 'Tuesday' },
  3: { fr: 'Mercredi', en: 'Wednesday' },
  4: { fr: 'Jeudi', en: 'Thursday' },
  5: { fr: 'Vendredi', en: 'Friday' },
  6: { fr: 'Samedi', en: 'Saturday' },
  7: { fr: 'Dimanche', en: 'Sunday' },
};

/**
 * The week of a region; without any window the standard one, Monday to Friday, 08:00 to 18:00.
 *
 * Source: S108, Q6.
 */
export function regionWeek(windows: readonly RegionWindow[]): Week {
  if (windows.length === 0) return BUSINESS_WEEK;
  const week: Partial<Record<Weekday, { opensAt: string; closesAt: string }[]>> = {};
  for (const { weekday, opensAt, closesAt } of windows) {
    (week[WEEKDAYS[weekday - 1]!] ??= []).push({ opensAt, closesAt });
  }
  return week;
}

/** The windows of a week, as they are shown: the standard ones where none is set. */
export function windowsOf(windows: readonly RegionWindow[]): readonly RegionWindow[] {
  return windows.length > 0
    ? windows
    : [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' }));
}

/**
 * Refuses hours that no engineer is promised for.
 *
 * @throws RegionHoursTooLongProblem open at the week-end, or for more than ten hours on a day
 * Source: S108, S109, C38.
 */
export function checkRegionHours(windows: readonly RegionWindow[]): void {
  for (const weekday of [1, 2, 3, 4, 5, 6, 7]) {
    const ofDay = windows.filter((window) => window.weekday === weekday);
    if (ofDay.length === 0) continue;
    try {
      assertPlanClockWeek(regionWeek(ofDay));
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      throw new RegionHoursTooLongProblem(weekday);
    }
  }
}
