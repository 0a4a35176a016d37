import { DateTime } from 'luxon';
import { inWords, TIME_FORMAT } from '../dates-in-words.ts';

// Days and times of notices, in the words of either language.

/** "du 1er mai 2026 au 31 mai 2026", "1 May 2026 to 31 May 2026". */
export function period(
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
  locale: 'fr' | 'en',
): string {
  const [first, last] = [localDate(firstDay, locale), localDate(lastDay, locale)];
  return locale === 'fr' ? `du ${first} au ${last}` : `the time from ${first} to ${last}`;
}

/** "1er décembre 2027", "1 December 2027". */
export function localDate(day: string, locale: 'fr' | 'en'): string {
  return inWords(DateTime.fromISO(day, { locale }), 'd MMMM yyyy');
}

/** An instant, and the zone of whoever reads it. */
interface LocalInstant {
  dueAt: string;
  timeZone: string;
}

/** "lundi 12h00", "Monday 12:00": a deadline at risk is hours of work away, which may be after a weekend. */
export function localDayAndTime(data: LocalInstant, locale: 'fr' | 'en'): string {
  const day = DateTime.fromISO(data.dueAt, { zone: data.timeZone, locale }).toFormat('cccc');
  return `${day} ${localTime(data, locale)}`;
}

/** "12h00", "12:00". */
function localTime({ dueAt, timeZone }: LocalInstant, locale: 'fr' | 'en'): string {
  return DateTime.fromISO(dueAt, { zone: timeZone }).toFormat(TIME_FORMAT[locale]);
}

/** "lundi 4 mai 2026 à 12h00", "Monday 4 May 2026, 12:00". */
export function localDateTime(data: LocalInstant, locale: 'fr' | 'en'): string {
  const date = inWords(DateTime.fromISO(data.dueAt, { zone: data.timeZone, locale }), 'cccc d MMMM yyyy');
  return locale === 'fr' ? `${date} à ${localTime(data, 'fr')}` : `${date}, ${localTime(data, 'en')}`;
}

export function meetingTime(
  { startsAt, timeZone }: { startsAt: string; timeZone: string },
  locale: 'fr' | 'en',
): string {
  return localDateTime({ dueAt: startsAt, timeZone }, locale);
}

/** "2 h 30", "45 min": the same in both languages. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}
