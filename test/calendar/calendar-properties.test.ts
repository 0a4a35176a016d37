import { openCalendar, type Calendar } from '@tierline/schema/calendar/calendar.rules';
import type { Pause } from '@tierline/schema/calendar/pauses.rules';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Zones with odd offsets, odd clock changes, none, and a date that never was.
const PLACES = [
  { timeZone: 'Europe/Paris', country: 'FR' },
  { timeZone: 'America/New_York', country: 'US', subdivision: 'NY' },
  { timeZone: 'Australia/Adelaide', country: 'AU', subdivision: 'SA' },
  { timeZone: 'Australia/Lord_Howe', country: 'AU', subdivision: 'NSW' },
  { timeZone: 'Asia/Kolkata', country: 'IN', subdivision: 'KA' },
  { timeZone: 'Pacific/Chatham', country: 'NZ' },
  { timeZone: 'America/Santiago', country: 'CL' },
  { timeZone: 'America/Guatemala', country: 'GT' },
  { timeZone: 'Asia/Beirut', country: 'CY' },
  {
    timeZone: 'Pacific/Apia',
    country: 'WS',
    holidays: [{ on: '2011-12-26', name: { fr: 'Noël', en: 'Christmas' } }],
  },
] as const;

const instants = fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2034, 0, 1) });
const durations = fc.oneof(
  fc.integer({ min: 0, max: 20 * HOUR }),
  fc.integer({ min: 0, max: 3_000 * HOUR }),
  fc.integer({ min: 0, max: 2_000 }).map((hours) => hours * HOUR),
);
const pauseLists = fc.array(
  fc
    .tuple(fc.integer({ min: -10 * DAY, max: 40 * DAY }), fc.integer({ min: 0, max: 5 * DAY }))
    .map(([after, length]) => ({ after, length })),
  { maxLength: 6 },
);

describe.each(PLACES)('any time in $timeZone', (place) => {
  const calendar = openCalendar(place);

  test('K3 exactly the duration has elapsed when it is due, and not a millisecond earlier', () => {
    fc.assert(
      fc.property(instants, durations, (start, duration) => {
        const due = calendar.dueAt(start, duration);
        expect(calendar.elapsed(start, due)).toBe(duration);
        if (duration > 0) expect(calendar.elapsed(start, due - 1)).toBe(duration - 1);
      }),
    );
  });

  test('K3 elapsed time adds up over any instant between', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ max: 900 * DAY, min: 0 }),
        fc.integer({ max: 900 * DAY, min: 0 }),
        (a, b, c) => {
          expect(calendar.elapsed(a, a + b) + calendar.elapsed(a + b, a + b + c)).toBe(
            calendar.elapsed(a, a + b + c),
          );
        },
      ),
    );
  });

  test('K2 a later start or a longer duration is never due earlier', () => {
    fc.assert(
      fc.property(instants, durations, fc.nat(10 * DAY), (start, duration, more) => {
        const due = calendar.dueAt(start, duration);
        expect(calendar.dueAt(start, duration + more)).toBeGreaterThanOrEqual(due);
        if (duration > 0) expect(calendar.dueAt(start + more, duration)).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  test('K5 K3 the same holds with pauses, and a pause that changes nothing is none', () => {
    fc.assert(
      fc.property(instants, durations, pauseLists, (start, duration, list) => {
        const pauses: Pause[] = list.map(({ after, length }) => ({
          from: start + after,
          to: start + after + length,
        }));
        const due = calendar.dueAt(start, duration, pauses);
        if (due === null) throw new Error('no pause is open');
        expect(calendar.elapsed(start, due, pauses)).toBe(duration);
        expect(due).toBeGreaterThanOrEqual(calendar.dueAt(start, duration));
        const paused = calendar.elapsed(start, due) - calendar.elapsed(start, due, pauses);
        expect(calendar.dueAt(start, duration + paused)).toBeLessThanOrEqual(due);
      }),
    );
  });

  test('K4 explain covers every millisecond once, and its open time is what elapsed', () => {
    fc.assert(
      fc.property(instants, fc.nat(60 * DAY), pauseLists, (from, length, list) => {
        const to = from + length;
        const pauses: Pause[] = list.map(({ after, length: lasting }) => ({
          from: from + after,
          to: from + after + lasting,
        }));
        const segments = calendar.explain(from, to, pauses);
        expect(
          segments.reduce((reached, segment) => (segment.from === reached ? segment.to : NaN), from),
        ).toBe(to);
        const open = segments
          .filter(({ label }) => label === 'OPEN')
          .reduce((sum, s) => sum + s.to - s.from, 0);
        expect(open).toBe(calendar.elapsed(from, to, pauses));
        const paused = segments
          .filter(({ label }) => label === 'PAUSED')
          .reduce((sum, s) => sum + s.to - s.from, 0);
        expect(open + paused).toBe(calendar.elapsed(from, to));
      }),
    );
  });

  test('K4 windows, isOpen and nextOpening agree', () => {
    fc.assert(
      fc.property(instants, fc.nat(60 * DAY), (from, length) => {
        const windows = calendar.windows(from, from + length);
        const sum = windows.reduce((total, { opensAt, closesAt }) => total + closesAt - opensAt, 0);
        expect(sum).toBe(calendar.elapsed(from, from + length));
        for (const { opensAt, closesAt } of windows) {
          expect(calendar.isOpen(opensAt)).toBe(true);
          expect(calendar.isOpen(closesAt - 1)).toBe(true);
          expect(calendar.nextOpening(opensAt)).toBe(opensAt);
        }
        const opening = calendar.nextOpening(from);
        expect(calendar.isOpen(opening)).toBe(true);
        expect(calendar.elapsed(from, opening)).toBe(0);
      }),
    );
  });

  test('K6 K2 a walk minute by minute through the zone’s wall clock finds the same deadline', () => {
    const closed = new Map(
      [2010, 2011, 2012, 2025, 2026, 2027].flatMap((year) =>
        calendar.holidays(year).map(({ on, closesFrom = '00:00' }) => [on, closesFrom] as const),
      ),
    );
    const walk = minuteWalk(place.timeZone, closed);
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGES),
        fc.integer({ min: -3 * 1_440, max: 3 * 1_440 }),
        fc.integer({ min: 1, max: 25 * 60 }),
        (change, minutes, duration) => {
          const start = change + minutes * MINUTE;
          expect(new Date(calendar.dueAt(start, duration * MINUTE)).toISOString()).toBe(
            new Date(walk(start, duration)).toISOString(),
          );
        },
      ),
      { numRuns: 15 },
    );
  });
});

test('K12 a calendar that was asked for other years first answers the same', () => {
  const asked = (years: readonly number[]): Calendar => {
    const calendar = openCalendar({ timeZone: 'Europe/Paris', country: 'FR', subdivision: '57' });
    for (const year of years) calendar.isOpen(Date.UTC(year, 6, 1));
    return calendar;
  };
  const [forwards, backwards] = [asked([2024, 2025, 2026]), asked([2030, 2026, 2020])];
  fc.assert(
    fc.property(instants, durations, (start, duration) => {
      expect(forwards.dueAt(start, duration)).toBe(backwards.dueAt(start, duration));
    }),
  );
});

/** Around clock changes of these zones, New Year, and the night on which Apia crossed the date line. */
const CHANGES = [
  Date.UTC(2011, 11, 30, 10),
  Date.UTC(2025, 11, 31, 12),
  Date.UTC(2026, 2, 8, 7),
  Date.UTC(2026, 2, 28, 22),
  Date.UTC(2026, 2, 29, 1),
  Date.UTC(2026, 3, 4, 15),
  Date.UTC(2026, 8, 6, 4),
  Date.UTC(2026, 9, 3, 16),
  Date.UTC(2026, 9, 25, 1),
  Date.UTC(2026, 10, 1, 6),
  Date.UTC(2026, 11, 25, 12),
];

/**
 * The slow and obvious reference: looks at the wall clock of every minute, and counts those that it shows
 * as open. Shares nothing with the rules but the list of closed dates.
 */
function minuteWalk(timeZone: string, closed: ReadonlyMap<string, string>) {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const isOpen = (minute: number): boolean => {
    const shown = Object.fromEntries(clock.formatToParts(minute).map(({ type, value }) => [type, value]));
    const time = `${shown['hour']}:${shown['minute']}`;
    const closesFrom = closed.get(`${shown['year']}-${shown['month']}-${shown['day']}`) ?? '24:00';
    const weekend = shown['weekday'] === 'Sat' || shown['weekday'] === 'Sun';
    return !weekend && time >= '08:00' && time < '18:00' && time < closesFrom;
  };
  return (start: number, minutes: number): number => {
    let left = minutes;
    for (let minute = start; ; minute += MINUTE) {
      if (isOpen(minute)) left--;
      if (left === 0) return minute + MINUTE;
    }
  };
}
