import { DateTime } from 'luxon';
import type { Segment } from '../calendar/calendar.rules.ts';
import { inWords, TIME_FORMAT } from '../dates-in-words.ts';
import { PLAN_NAMES, SEVERITY_LABELS } from '../names.ts';
import type { PlanCode, Severity } from '../plans/plan.rules.ts';

type Language = 'FR' | 'EN';

/** What a stretch leads to: a deadline, the end of opening hours where nothing is promised, or what has run. */
export type Outcome =
  | { kind: 'DEADLINE'; promised?: { plan: PlanCode; severity: Severity } }
  | { kind: 'WINDOW'; plan: PlanCode }
  | { kind: 'ELAPSED' };

/**
 * What a person wants to know of a stretch of business time, in the order of time: whether it began outside opening
 * hours, when the first counted minute is, and what was closed before and after it and why; then how much counts on
 * which day, and what that makes. The days add up to the whole. Local times of `timeZone`.
 *
 * Source: B1, B2.
 */
export function sentences(
  segments: readonly Segment[],
  timeZone: string,
  language: Language,
  outcome: Outcome,
): string[] {
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
  return counted ? [...lines, ...sum(segments, timeZone, language, outcome)] : [...lines, say.nothing];
}

/** How much counts on which day, and what that makes: one sentence for a deadline to which a single day leads. */
function sum(segments: readonly Segment[], timeZone: string, language: Language, outcome: Outcome): string[] {
  const say = SAY[language];
  const local = (ms: number) =>
    DateTime.fromMillis(ms, { zone: timeZone, locale: language === 'FR' ? 'fr' : 'en' });
  const time = (ms: number) => local(ms).toFormat(ms % 60_000 === 0 ? say.timeFormat : say.secondFormat);
  const dayOf = (ms: number) => inWords(local(ms), say.dayFormat);
  const open = segments.filter(({ label }) => label === 'OPEN');
  const days = [...new Set(open.map(({ from }) => dayOf(from)))].map((name) => {
    const parts = open.filter(({ from }) => dayOf(from) === name);
    return { name, hours: parts.map(({ from, to }) => say.span(time(from), time(to))).join(', '), parts };
  });
  const all = amount(open, say);
  const end = segments.at(-1)!.to;
  const onEnd = days.length === 1 && days[0]!.name === dayOf(end) ? days[0]!.name : null;
  if (outcome.kind === 'DEADLINE' && onEnd !== null) {
    return [say.dueOn(all + say.promised(outcome.promised), onEnd, time(end))];
  }
  const counted = days.map(({ name, hours, parts }) => say.counted(name, hours, amount(parts, say)));
  if (days.length > MOST_DAYS) {
    const between = days.slice(1, -1);
    counted.splice(
      1,
      between.length,
      say.between(
        between.length,
        amount(
          between.flatMap(({ parts }) => parts),
          say,
        ),
      ),
    );
  }
  const moment = `${dayOf(end)}${say.at}${time(end)}`;
  if (outcome.kind === 'DEADLINE') return [...counted, say.due(all + say.promised(outcome.promised), moment)];
  return [
    ...counted,
    outcome.kind === 'WINDOW' ? say.window(PLAN_NAMES[outcome.plan], moment) : say.ran(all, moment),
  ];
}

/** So many days of counting are named one by one. */
const MOST_DAYS = 4;

/**
 * Whole hours in words, others in hours, minutes and, where there are some, seconds; never days (C6). Counted from
 * second to second as times are told, not rounded by part: so the parts add up.
 */
function amount(
  parts: readonly Segment[],
  say: { hour: string; hours: string; businessTime: string },
): string {
  const seconds = parts.reduce(
    (all, { from, to }) => all + Math.floor(to / 1000) - Math.floor(from / 1000),
    0,
  );
  if (seconds === 3600) return say.hour;
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600} ${say.hours}`;
  const units = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const said = units.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return `${said.join(' ') || '0 s'} ${say.businessTime}`;
}

type Promised = { plan: PlanCode; severity: Severity } | undefined;

const SAY = {
  FR: {
    momentFormat: `cccc d LLLL yyyy 'à' ${TIME_FORMAT.fr}`,
    timeFormat: TIME_FORMAT.fr,
    secondFormat: `${TIME_FORMAT.fr}'min'ss`,
    dayFormat: 'cccc d LLLL yyyy',
    outside: (moment: string) => `Reçu hors des heures d’ouverture (${moment}).`,
    holiday: (day: string, name: string) => `Fermé le ${day} : ${name}.`,
    rest: (day: string, time: string) => `${day} à partir de ${time}`,
    closed: (day: string, reason: string) => `Fermé ou écourté le ${day} : ${reason}.`,
    paused: 'Le temps en pause ne compte pas.',
    counts: (moment: string, zone: string) => `Première minute comptée : ${moment} (${zone}).`,
    nothing: 'Aucun temps ouvré dans cet intervalle.',
    at: ' à ',
    hour: '1 heure ouvrée',
    hours: 'heures ouvrées',
    businessTime: 'de temps ouvré',
    span: (from: string, to: string) => `de ${from} à ${to}`,
    counted: (day: string, hours: string, much: string) => `Le ${day}, ${hours} : ${much}.`,
    between: (days: number, much: string) => `Les ${days} jours d’ouverture entre les deux : ${much}.`,
    promised: (promised: Promised) =>
      promised ? ` pour « ${SEVERITY_LABELS[promised.severity].fr} » avec ${PLAN_NAMES[promised.plan]}` : '',
    dueOn: (much: string, day: string, time: string) => `${much}, le tout le ${day} : échéance à ${time}.`,
    due: (much: string, moment: string) => `${much} : échéance le ${moment}.`,
    window: (plan: string, moment: string) =>
      `${plan} ne promet aucun délai : le support est ouvert jusqu’au ${moment}.`,
    ran: (much: string, moment: string) => `${much} jusqu’au ${moment}.`,
  },
  EN: {
    momentFormat: `cccc d LLLL yyyy 'at' ${TIME_FORMAT.en}`,
    timeFormat: TIME_FORMAT.en,
    secondFormat: `${TIME_FORMAT.en}:ss`,
    dayFormat: 'cccc d LLLL yyyy',
    outside: (moment: string) => `Received outside opening hours (${moment}).`,
    holiday: (day: string, name: string) => `Closed on ${day}: ${name}.`,
    rest: (day: string, time: string) => `${day} from ${time}`,
    closed: (day: string, reason: string) => `Closed or shorter on ${day}: ${reason}.`,
    paused: 'Time in a pause does not count.',
    counts: (moment: string, zone: string) => `First counted minute: ${moment} (${zone}).`,
    nothing: 'No business time in this stretch.',
    at: ' at ',
    hour: '1 business hour',
    hours: 'business hours',
    businessTime: 'of business time',
    span: (from: string, to: string) => `${from} to ${to}`,
    counted: (day: string, hours: string, much: string) => `On ${day}, ${hours}: ${much}.`,
    between: (days: number, much: string) => `On the ${days} open days in between: ${much}.`,
    promised: (promised: Promised) =>
      promised ? ` for ${SEVERITY_LABELS[promised.severity].en} on ${PLAN_NAMES[promised.plan]}` : '',
    dueOn: (much: string, day: string, time: string) => `${much}, all on ${day}: due at ${time}.`,
    due: (much: string, moment: string) => `${much}: due on ${moment}.`,
    window: (plan: string, moment: string) => `${plan} promises no time: the desk is open until ${moment}.`,
    ran: (much: string, moment: string) => `${much} until ${moment}.`,
  },
} as const;
