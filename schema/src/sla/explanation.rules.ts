import { DateTime } from 'luxon';
import type { Segment } from '../calendar/calendar.rules.ts';
import { inWords, TIME_FORMAT } from '../dates-in-words.ts';

type Language = 'FR' | 'EN';

/**
 * What a person wants to know of a stretch of business time, in the order of time: whether it began outside opening
 * hours, when the first counted minute is, and what was closed before and after it and why. Local times of `timeZone`.
 *
 * Source: B1, B2.
 */
export function sentences(segments: readonly Segment[], timeZone: string, language: Language): string[] {
  const [first] = segments;
  if (!first) return [];
  const say = SAY[language];
  const local = (ms: number) =>
    DateTime.fromMillis(ms, { zone: timeZone, locale: language === 'FR' ? 'fr' : 'en' });
  const moment = (ms: number) => inWords(local(ms), say.momentFormat);
  const day = (ms: number) => inWords(local(ms), say.dayFormat);
  const counted = segments.find((segment) => segment.label === 'OPEN');
  const paused = segments.find((segment) => segment.label === 'PAUSED');
  const lines: string[] = [];
  if (first.label !== 'OPEN' && first.label !== 'PAUSED') lines.push(say.outside(moment(first.from)));
  for (const segment of segments) {
    if (segment === counted) lines.push(say.counts(moment(segment.from), timeZone));
    if (segment === paused) lines.push(say.paused);
    if (segment.label === 'HOLIDAY') {
      // One that begins within a day closes only the rest of it.
      const wholeDay = segment === first || +local(segment.from) === +local(segment.from).startOf('day');
      const when = wholeDay
        ? day(segment.from)
        : say.rest(day(segment.from), local(segment.from).toFormat(say.timeFormat));
      lines.push(say.holiday(when, language === 'FR' ? segment.name.fr : segment.name.en));
    }
    if (segment.label === 'OVERRIDE') lines.push(say.closed(day(segment.from), segment.reason));
  }
  if (!counted) lines.push(say.nothing);
  return lines;
}

const SAY = {
  FR: {
    momentFormat: `cccc d LLLL yyyy 'à' ${TIME_FORMAT.fr}`,
    timeFormat: TIME_FORMAT.fr,
    dayFormat: 'cccc d LLLL yyyy',
    outside: (moment: string) => `Reçu hors des heures d’ouverture (${moment}).`,
    holiday: (day: string, name: string) => `Fermé le ${day} : ${name}.`,
    rest: (day: string, time: string) => `${day} à partir de ${time}`,
    closed: (day: string, reason: string) => `Fermé ou écourté le ${day} : ${reason}.`,
    paused: 'Le temps en pause ne compte pas.',
    counts: (moment: string, zone: string) => `Première minute comptée : ${moment} (${zone}).`,
    nothing: 'Aucun temps ouvré dans cet intervalle.',
  },
  EN: {
    momentFormat: `cccc d LLLL yyyy 'at' ${TIME_FORMAT.en}`,
    timeFormat: TIME_FORMAT.en,
    dayFormat: 'cccc d LLLL yyyy',
    outside: (moment: string) => `Received outside opening hours (${moment}).`,
    holiday: (day: string, name: string) => `Closed on ${day}: ${name}.`,
    rest: (day: string, time: string) => `${day} from ${time}`,
    closed: (day: string, reason: string) => `Closed or shorter on ${day}: ${reason}.`,
    paused: 'Time in a pause does not count.',
    counts: (moment: string, zone: string) => `First counted minute: ${moment} (${zone}).`,
    nothing: 'No business time in this stretch.',
  },
} as const;
