import { DateTime } from 'luxon';

// What dates and times are written like in sentences and on pages, for rules and for the server.

/** A date or time as its language writes it, in one of luxon's formats. */
export function inWords(at: DateTime, format: string): string {
  const words = at.toFormat(format);
  return at.locale === 'fr' ? inFrench(words) : words;
}

/** luxon's format of a time: "8h00" as the programme's French text has it (S16), "08:00". */
export const TIME_FORMAT = { fr: "H'h'mm", en: 'HH:mm' } as const;

/** An instant of these days in somebody's place: "lundi 13 juillet à 8h00", "Monday 13 July at 08:00". */
export function dayAndTime(at: Date, zone: string, locale: 'fr' | 'en'): string {
  const format = locale === 'fr' ? `cccc d LLLL 'à' ${TIME_FORMAT.fr}` : `cccc d LLLL 'at' ${TIME_FORMAT.en}`;
  return inWords(DateTime.fromMillis(at.getTime(), { zone, locale }), format);
}

/** French says "1er mars", which formats leave out, and "8h00" where those of `Intl` say "08:00" (S16). */
export function inFrench(words: string): string {
  return words
    .replace(/(?<![\p{L}\d])1(?=\s\p{L})/u, '1er')
    .replace(/\b0?(?<hour>\d{1,2}):(?<minute>\d{2})\b/u, '$<hour>h$<minute>');
}
