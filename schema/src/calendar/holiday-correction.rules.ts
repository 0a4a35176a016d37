import { InvalidInputProblem, type Text } from '../problem.ts';
import { holidaysOfRegion } from './holidays.rules.ts';
import { DAY_MS, isoDate, localDay, weekdayOf } from './local-date.rules.ts';
import type { RegionOverrides } from './region-overrides.rules.ts';

export interface CorrectedDay {
  country: string;
  subdivision: string | null;
  action: 'ADD' | 'REMOVE' | 'CLOSE_EARLY';
  /** YYYY-MM-DD. */
  on: string;
  /** "HH:mm", for CLOSE_EARLY. */
  closesFrom: string | null;
}

/**
 * Refuses a correction that would change nothing, and one of a day that no running clock can reach.
 *
 * @param standing all corrections that stand
 * @throws InvalidInputProblem OUT_OF_RANGE, WEEKEND, CLOSED_ALREADY or NO_HOLIDAY at `on`
 * Source: K9, K14.
 */
export function checkCorrection(day: CorrectedDay, standing: RegionOverrides, now: Date): void {
  const [from, to] = [dateFrom(now, -1), dateFrom(now, 10)];
  if (day.on < from || day.on > to) throw refused('OUT_OF_RANGE', outOfRange(from, to));
  if ([0, 6].includes(weekdayOf(localDay(day.on)))) throw refused('WEEKEND', WEEKEND);
  const holidays = holidaysOfRegion(day.country, day.subdivision ?? undefined, standing);
  const holiday = holidays(Number(day.on.slice(0, 4))).get(localDay(day.on));
  if (day.action === 'REMOVE') {
    if (!holiday) throw refused('NO_HOLIDAY', NO_HOLIDAY);
    return;
  }
  const closedFrom = holiday && (holiday.closesFrom ?? '00:00');
  if (closedFrom !== undefined && closedFrom <= (day.closesFrom ?? '00:00')) {
    throw refused('CLOSED_ALREADY', closedAlready(holiday!.name));
  }
}

/** The same date so many years away. */
function dateFrom(now: Date, years: number): string {
  const day = new Date(now);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return isoDate(Math.floor(day.getTime() / DAY_MS));
}

function outOfRange(from: string, to: string): Text {
  return {
    fr: `doit se situer entre le ${from} et le ${to}.`,
    en: `must lie between ${from} and ${to}.`,
  };
}

const WEEKEND: Text = {
  fr: 'tombe un week-end, où l’assistance est fermée de toute façon.',
  en: 'is a day of the week-end, on which the desk is closed anyway.',
};

const NO_HOLIDAY: Text = {
  fr: 'n’y est pas un jour férié : il n’y a rien à retirer.',
  en: 'is no public holiday there: nothing is to be removed.',
};

function closedAlready(name: Text): Text {
  return { fr: `y est déjà fermé : ${name.fr}.`, en: `is closed there already: ${name.en}.` };
}

function refused(code: string, text: Text): InvalidInputProblem {
  return new InvalidInputProblem([{ path: 'on', code, text }]);
}
