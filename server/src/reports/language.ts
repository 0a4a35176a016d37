import { inFrench } from '@tierline/schema/dates-in-words';
import { speaker } from '@tierline/schema/french';
import { formatMoney, type Money } from '@tierline/schema/money';

type Locale = 'FR' | 'EN';

/** How a page speaks: the reader's language, and local time where it is about a customer. */
export interface Language {
  /** As HTML names it. */
  code: 'fr' | 'en';
  /** One of two texts: French first, as the programme is published. */
  say(fr: string, en: string): string;
  number(value: number): string;
  /** A share of 1, as "92.3 %"; a dash where there is none. */
  percent(share: number | null): string;
  /** Seconds of business time in hours and minutes, never in days (C6); a dash where there are none. */
  duration(seconds: number | null): string;
  /** "Tuesday 14 July 2026 at 09:00", in the zone that is given. */
  moment(at: Date, timeZone: string): string;
  /** The same, short enough for a table. */
  shortMoment(at: Date, timeZone: string): string;
  /** "14 July 2026" of "2026-07-14". */
  date(date: string): string;
  /** The local day of an instant, in the same way. */
  day(at: Date, timeZone: string): string;
  /** The local day that begins at an instant; an instant within a day with its time. */
  since(at: Date, timeZone: string): string;
  /** The last local day before an instant at which another begins; "before" an instant within a day, with its time. */
  until(at: Date, timeZone: string): string;
  /** The same, of a deadline: an instant within a day with its time. */
  by(at: Date, timeZone: string): string;
  /** "14 Jul 2026, 09:00", in the zone that is given: short, with its year. */
  dateAndTime(at: Date, timeZone: string): string;
  money(amount: Money): string;
  /** "July 2026" of "2026-07". */
  month(month: string): string;
}

/** @param locale what the reader chose */
export function languageOf(locale: Locale): Language {
  const french = locale === 'FR';
  const tag = french ? 'fr-FR' : 'en-GB';
  const speak = speaker(locale);
  const say = (fr: string, en: string) => speak({ fr, en });
  const format = (options: Intl.DateTimeFormatOptions) => (at: Date, timeZone: string) =>
    french
      ? inFrench(new Intl.DateTimeFormat(tag, { ...options, timeZone }).format(at))
      : new Intl.DateTimeFormat(tag, { ...options, timeZone }).format(at);
  const short = format({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const medium = format({ dateStyle: 'medium', timeStyle: 'short' });
  const dateAndTime = (at: Date, timeZone: string) => unbroken(medium(at, timeZone));
  const mediumDay = format({ dateStyle: 'medium' });
  const time = format({ timeStyle: 'short' });
  const day = format({ dateStyle: 'long' });
  const dayBefore = (at: Date, timeZone: string) => day(new Date(at.getTime() - 1), timeZone);
  return {
    code: french ? 'fr' : 'en',
    say,
    number: (value) => new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(value),
    percent: (share) =>
      share === null
        ? NONE
        : new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    duration: (seconds) => (seconds === null ? NONE : hoursAndMinutes(seconds, tag)),
    moment: format({ dateStyle: 'full', timeStyle: 'short' }),
    shortMoment: (at, timeZone) => unbroken(short(at, timeZone)),
    date: (date) => day(new Date(`${date}T00:00:00Z`), 'UTC'),
    day,
    since: (at, timeZone) => (isMidnight(at, timeZone) ? day(at, timeZone) : dateAndTime(at, timeZone)),
    until: (at, timeZone) =>
      isMidnight(at, timeZone)
        ? dayBefore(at, timeZone)
        : unbroken(`${mediumDay(at, timeZone)}, ${say('avant', 'before')} ${time(at, timeZone)}`),
    by: (at, timeZone) => (isMidnight(at, timeZone) ? dayBefore(at, timeZone) : dateAndTime(at, timeZone)),
    dateAndTime,
    money: (amount) => formatMoney(amount, locale),
    month: (month) => format({ month: 'long', year: 'numeric' })(new Date(`${month}-01T00:00:00Z`), 'UTC'),
  };
}

const NONE = '–';

/** Whether a local day begins at an instant. */
export function isMidnight(at: Date, timeZone: string): boolean {
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(at);
  return time === '00:00:00' && at.getTime() % 1_000 === 0;
}

/** Stays on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Cut to whole minutes, so that what came a second late does not read as in time; below a minute in seconds. */
function hoursAndMinutes(seconds: number, tag: string): string {
  const unit = (value: number, name: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(tag, {
      style: 'unit',
      unit: name,
      unitDisplay: tag === 'fr-FR' ? 'short' : 'narrow',
    }).format(value);
  const whole = Math.floor(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  if (whole < 60) return unit(whole, 'second');
  if (hours === 0) return unit(minutes, 'minute');
  return minutes === 0 ? unit(hours, 'hour') : unbroken(`${unit(hours, 'hour')} ${unit(minutes, 'minute')}`);
}
