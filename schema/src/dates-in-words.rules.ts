import type { DateTime } from 'luxon';

/** A date or time as its language writes it, in one of luxon's formats: the first of a month is "1er" in French. */
export function inWords(at: DateTime, format: string): string {
  const words = at.toFormat(format);
  return at.locale === 'fr' ? words.replace(/(?<![\p{L}\d])1 (?=\p{L})/u, '1er ') : words;
}

/** luxon's format of a time: "8h00" as the programme's French text has it (S16), "08:00". */
export const TIME_FORMAT = { fr: "H'h'mm", en: 'HH:mm' } as const;
