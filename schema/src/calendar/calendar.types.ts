import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { RequestError, type Text } from '../problem.ts';
import { CalendarError } from './calendar-error.rules.ts';
import { calendarOfPlace } from './calendar-of.ts';
import type { Calendar, CalendarWarning, OpenWindow, Segment } from './calendar.rules.ts';
import type { Holiday } from './holidays.rules.ts';
import { supportCalendar, type CalendarSpec } from './support-calendar.ts';
import { localInstant } from './local-instant.rules.ts';

/** A calendar with the place that it is of. */
export interface PlacedCalendar {
  spec: CalendarSpec;
  calendar: Calendar;
}

/** @throws RequestError BAD_USER_INPUT, with the nearest known names, for a place that no calendar knows */
export function placedCalendar(spec: CalendarSpec): PlacedCalendar {
  return { spec, calendar: answered(() => supportCalendar(spec)) };
}

/** Turns what a calendar refuses into an answer for the caller's developer. */
export function answered<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof CalendarError) {
      throw new RequestError(
        'BAD_USER_INPUT',
        { fr: inFrench(error), en: error.message },
        withoutValue(error),
      );
    }
    if (error instanceof RangeError) throw new RequestError('BAD_USER_INPUT', error.message);
    throw error;
  }
}

function inFrench({ code, value, suggestions }: CalendarError): string {
  if (code === 'HORIZON_EXCEEDED') {
    return 'Au-delà de ce qu’un calendrier compte : dix ans à la fois, de 1975 à 2075.';
  }
  if (code === 'CALENDAR_TOO_OPEN') return 'Plus ouvert qu’un calendrier de support ne peut l’être.';
  const hint = suggestions.length > 0 ? ` Proches : ${suggestions.join(', ')}.` : '';
  return `« ${value} » est inconnu.${hint}`;
}

/** What is unknown, and what is near it, for clients that log no value. */
function withoutValue({ code, suggestions }: CalendarError): Text | undefined {
  const unknown = UNKNOWN[code];
  const near = suggestions.join(', ');
  return (
    unknown && {
      fr: `${unknown.fr}${near && ` Proches : ${near}.`}`,
      en: `${unknown.en}${near && ` Did you mean ${near}?`}`,
    }
  );
}

const UNKNOWN: Partial<Record<CalendarError['code'], Text>> = {
  UNKNOWN_TIME_ZONE: { fr: 'Ce n’est pas un fuseau horaire IANA.', en: 'Not an IANA time zone.' },
  UNKNOWN_COUNTRY: { fr: 'Ce pays n’est pas connu.', en: 'Not a country that calendars know.' },
  UNKNOWN_SUBDIVISION: {
    fr: 'Cette subdivision n’a pas de jours fériés connus.',
    en: 'Not a subdivision with holidays of its own.',
  },
};

const SegmentLabel = builder.enumType('SegmentLabel', {
  description: 'Why a stretch of time counts or does not (K4).',
  values: {
    OPEN: { description: 'The desk is open: business time runs.' },
    NIGHT: { description: 'Outside the hours of a working day.' },
    WEEKEND: { description: 'A day of the week on which the desk never opens.' },
    HOLIDAY: { description: 'A public holiday of the place; `name` says which.' },
    OVERRIDE: { description: 'A day that the customer closed or shortened; `name` says why.' },
    PAUSED: {
      description:
        'Open time that a pause took away: the ticket waited for somebody else, or was resolved meanwhile (C12, C22).',
    },
  } as const,
});

export const SupportWindow = builder.objectRef<OpenWindow>('SupportWindow').implement({
  description: 'A stretch of time in which the desk is open. Half-open: the closing instant is closed (C2).',
  fields: (t) => ({
    opensAt: t.expose('opensAt', { type: 'DateTime', description: 'Open from this instant on.' }),
    closesAt: t.expose('closesAt', { type: 'DateTime', description: 'Closed from this instant on.' }),
  }),
});

export const CalendarSegment = builder.objectRef<Segment>('CalendarSegment').implement({
  description: 'A stretch of time with one reason to count or not (B2).',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'First instant of the stretch.' }),
    to: t.expose('to', { type: 'DateTime', description: 'End of the stretch, exclusive.' }),
    label: t.expose('label', { type: SegmentLabel, description: 'Why it counts or does not.' }),
    name: t.string({
      nullable: true,
      description: 'The holiday’s name, or the reason of a closed day; null for the other labels.',
      args: localeArg(),
      resolve: (segment, { locale }, ctx) => {
        if (segment.label === 'HOLIDAY') return localized(segment.name, locale, ctx);
        return segment.label === 'OVERRIDE' ? segment.reason : null;
      },
    }),
    seconds: t.float({
      description:
        'Length in seconds, to the millisecond. Those of OPEN segments add up to the elapsed time.',
      resolve: ({ from, to }) => (to - from) / 1000,
    }),
  }),
});

const HolidayType = builder.objectRef<Holiday>('Holiday').implement({
  description: 'A public holiday: a local date of the customer on which the desk is closed (K7, K8).',
  fields: (t) => ({
    on: t.expose('on', { type: 'LocalDate', description: 'The local date.' }),
    name: t.string({
      description: 'Its name; in the country’s own language where no translation is known.',
      args: localeArg(),
      resolve: (holiday, { locale }, ctx) => localized(holiday.name, locale, ctx),
    }),
    closesFrom: t.string({
      nullable: true,
      description:
        'Local time `HH:mm` from which the desk is closed, where the holiday is only part of the day.',
      resolve: (holiday) => holiday.closesFrom ?? null,
    }),
  }),
});

const CalendarWarningType = builder.objectRef<CalendarWarning>('CalendarWarning').implement({
  description: 'Something to know before trusting the calendar (K10, K13).',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'SUBDIVISION_MISSING: the parts of the country have holidays of their own, and none was named. ZONE_DATA_OLD: this server’s zone data are older than a change of the zone’s rules.',
    }),
    message: t.string({
      description: 'One sentence for a person.',
      args: localeArg(),
      resolve: (warning, { locale }, ctx) => localized(warningText(warning), locale, ctx),
    }),
  }),
});

const CalendarVersionsType = builder.objectRef<Calendar['versions']>('CalendarVersions').implement({
  description: 'On what an answer was computed (K13).',
  fields: (t) => ({
    calendar: t.exposeString('calendar', { description: 'Version of the calendar’s rules.' }),
    overrides: t.exposeString('overrides', {
      nullable: true,
      description:
        'Version of the corrections to the holiday data: that of the catalogue and the numbers of those published since for the place, such as `2026-11-23+3.7` (K9).',
    }),
    holidays: t.exposeString('holidays', { nullable: true, description: 'Version of date-holidays.' }),
    zones: t.exposeString('zones', { description: 'Release of the IANA zone data, such as `2025c`.' }),
  }),
});

// The first question about a year of a place computes it, which takes milliseconds; some questions span ten years.
const DEAR = { cost: 10 };

export const SupportCalendar = builder.objectRef<PlacedCalendar>('SupportCalendar').implement({
  description:
    'Business time as a customer lives it: Monday to Friday, 08:00 to 18:00 local time, without local public holidays (S15–S18).',
  fields: (t) => ({
    timeZone: t.string({ description: 'IANA zone.', resolve: ({ spec }) => spec.timeZone }),
    country: t.string({ description: 'ISO 3166-1 code.', resolve: ({ spec }) => spec.country }),
    subdivision: t.string({
      nullable: true,
      description: 'State or region, when one was named.',
      resolve: ({ spec }) => spec.subdivision ?? null,
    }),
    dueAt: t.field({
      type: 'DateTime',
      description: 'The earliest instant at which so much business time has run after `start` (K2, C5).',
      args: {
        start: t.arg({ type: 'DateTime', required: true, description: 'When it begins to run.' }),
        businessMinutes: t.arg.int({
          required: true,
          description: 'Business minutes, 0 or more; 480 are eight business hours (C6).',
        }),
      },
      extensions: DEAR,
      resolve: ({ calendar }, { start, businessMinutes }) => {
        if (businessMinutes < 0) throw negative(businessMinutes);
        return answered(() => calendar.dueAt(start.getTime(), businessMinutes * 60_000));
      },
    }),
    elapsedSeconds: t.float({
      description: 'Business seconds between two instants, to the millisecond (K3).',
      args: {
        from: t.arg({ type: 'DateTime', required: true, description: 'Start, inclusive.' }),
        to: t.arg({ type: 'DateTime', required: true, description: 'End, exclusive; not before `from`.' }),
      },
      extensions: DEAR,
      resolve: ({ calendar }, { from, to }) => answered(() => calendar.elapsed(...ordered(from, to))) / 1000,
    }),
    isOpen: t.boolean({
      description:
        'Whether the desk is open at an instant: 08:00:00.000 is open, 18:00:00.000 is closed (K1).',
      args: { at: t.arg({ type: 'DateTime', description: 'The instant; now unless told.' }) },
      extensions: DEAR,
      resolve: ({ calendar }, { at }, { now }) => answered(() => calendar.isOpen((at ?? now).getTime())),
    }),
    nextOpening: t.field({
      type: 'DateTime',
      description: 'The instant itself while the desk is open, else when it opens next (K4).',
      args: { after: t.arg({ type: 'DateTime', description: 'The instant; now unless told.' }) },
      extensions: DEAR,
      resolve: ({ calendar }, { after }, { now }) =>
        answered(() => calendar.nextOpening((after ?? now).getTime())),
    }),
    windows: t.field({
      type: [SupportWindow],
      description:
        'The open windows between two instants, cut off at both. At most 92 days are asked at once.',
      args: {
        from: t.arg({ type: 'DateTime', required: true, description: 'Start, inclusive.' }),
        to: t.arg({ type: 'DateTime', required: true, description: 'End, exclusive; not before `from`.' }),
      },
      extensions: DEAR,
      resolve: ({ calendar }, { from, to }) => answered(() => [...calendar.windows(...span(from, to))]),
    }),
    holidays: t.field({
      type: [HolidayType],
      description: 'The public holidays of a year that close the desk, sorted, those on week-ends too.',
      args: { year: t.arg.int({ required: true, description: 'Such as 2026.' }) },
      extensions: DEAR,
      resolve: ({ calendar }, { year }) => answered(() => [...calendar.holidays(year)]),
    }),
    explain: t.field({
      type: [CalendarSegment],
      description: 'Every stretch between two instants with its reason (K4, B2). At most 92 days at once.',
      args: {
        from: t.arg({ type: 'DateTime', required: true, description: 'Start, inclusive.' }),
        to: t.arg({ type: 'DateTime', required: true, description: 'End, exclusive; not before `from`.' }),
      },
      extensions: DEAR,
      resolve: ({ calendar }, { from, to }) => answered(() => [...calendar.explain(...span(from, to))]),
    }),
    local: t.string({
      description: 'An instant as the customer’s clock shows it: `2026-07-15T09:00:00+02:00` (C37).',
      args: { at: t.arg({ type: 'DateTime', description: 'The instant; now unless told.' }) },
      resolve: ({ spec }, { at }, { now }) => localInstant((at ?? now).getTime(), spec.timeZone),
    }),
    versions: t.field({
      type: CalendarVersionsType,
      description: 'On what the answers are computed (K13).',
      resolve: ({ calendar }) => calendar.versions,
    }),
    warnings: t.field({
      type: [CalendarWarningType],
      description: 'What to know before trusting it; empty when there is nothing.',
      resolve: ({ calendar }) => [...calendar.warnings],
    }),
  }),
});

builder.queryField('supportCalendar', (t) =>
  t.field({
    type: SupportCalendar,
    description:
      'The calendar of a place. Open to everybody (S35). Zone and country are never guessed (K11).',
    args: {
      timeZone: t.arg.string({ required: true, description: 'IANA zone, such as `Europe/Paris`.' }),
      country: t.arg.string({ required: true, description: 'ISO 3166-1 code, such as `FR`.' }),
      subdivision: t.arg.string({ description: 'State or region, such as `BY` for Bavaria.' }),
      asOf: t.arg({
        type: 'DateTime',
        description:
          'With the corrections of public holidays that stood at this instant (B13); now unless told.',
      }),
    },
    resolve: async (_root, { asOf, ...place }, { db }) =>
      placedCalendar(await calendarOfPlace(db, place, asOf)),
  }),
);

function negative(minutes: number): RequestError {
  return new RequestError('BAD_USER_INPUT', {
    fr: `businessMinutes vaut 0 ou plus, et non « ${minutes} ».`,
    en: `businessMinutes is 0 or more, not “${minutes}”.`,
  });
}

/** A quarter at once keeps an answer readable and cheap. */
function span(from: Date, to: Date): [number, number] {
  const asked = ordered(from, to);
  if (to.getTime() - from.getTime() > 92 * 86_400_000) {
    throw new RequestError('BAD_USER_INPUT', {
      fr: 'Au plus 92 jours à la fois.',
      en: 'At most 92 days at once.',
    });
  }
  return asked;
}

function ordered(from: Date, to: Date): [number, number] {
  if (to < from) {
    throw new RequestError('BAD_USER_INPUT', { fr: '`to` précède `from`.', en: '`to` is before `from`.' });
  }
  return [from.getTime(), to.getTime()];
}

function warningText(warning: CalendarWarning) {
  return warning.code === 'SUBDIVISION_MISSING'
    ? {
        fr: `Seuls les jours fériés nationaux comptent. Précisez une région : ${warning.subdivisions.join(', ')}.`,
        en: `National holidays only. Name a subdivision: ${warning.subdivisions.join(', ')}.`,
      }
    : {
        fr: `Les données de fuseaux de ce serveur (${warning.zoneData}) précèdent un changement des règles (${warning.expected}).`,
        en: `This server’s zone data (${warning.zoneData}) are older than a change of the zone’s rules (${warning.expected}).`,
      };
}
