/**
 * Deadlines a second, for random instants of ten years in California: ours beside what one would write with
 * luxon, and beside the npm packages for the job. `npm run bench:calendar`.
 */
import { openCalendar } from '@tierline/schema/calendar/calendar.rules';
import { DateTime } from 'luxon';
import { createRequire } from 'node:module';
import OpeningHours from 'opening_hours';

const ZONE = 'America/Los_Angeles';
const HOUR = 3_600_000;
const YEARS = { first: 2024, last: 2033 };
/** What we promise, as a multiple of the luxon loop. */
const FLOORS = new Map([
  [2, 300],
  [16, 600],
  [400, 5_000],
]);

// The packages know no zone but the process's own; ours and luxon's are told.
process.env['TZ'] = ZONE;

type DueAt = (startMs: number, hours: number) => number;

function ours(): DueAt {
  const calendar = openCalendar({ timeZone: ZONE, country: 'US', subdivision: 'CA' });
  return (startMs, hours) => calendar.dueAt(startMs, hours * HOUR);
}

/** A clean day loop; the holidays are looked up in a set. */
function luxonLoop(holidays: ReadonlySet<string>): DueAt {
  return (startMs, hours) => {
    let left = hours * HOUR;
    let day = DateTime.fromMillis(startMs, { zone: ZONE });
    for (;;) {
      if (day.weekday <= 5 && !holidays.has(day.toISODate() ?? '')) {
        const opens = day.set({ hour: 8, minute: 0, second: 0, millisecond: 0 }).toMillis();
        const closes = day.set({ hour: 18, minute: 0, second: 0, millisecond: 0 }).toMillis();
        const from = Math.max(day.toMillis(), opens);
        if (left <= closes - from) return from + left;
        left -= Math.max(0, closes - from);
      }
      day = day.plus({ days: 1 }).startOf('day');
    }
  };
}

/** It has no "add": its changes of state are walked. Where it ends in its own "infinite loop", there is no answer. */
function openingHours(): DueAt {
  const place = { lat: 37.8, lon: -122.4, address: { country_code: 'us', state: 'California' } };
  const hours = new OpeningHours('Mo-Fr 08:00-18:00; PH off', place);
  return (startMs, duration) => {
    let [at, left] = [startMs, duration * HOUR];
    try {
      const changes = hours.getIterator(new Date(startMs));
      for (;;) {
        const open = changes.getState();
        changes.advance();
        const next = changes.getDate().getTime();
        if (open && left <= next - at) return at + left;
        if (open) left -= next - at;
        at = next;
      }
    } catch {
      return 0;
    }
  };
}

interface BusinessMoment {
  (ms: number): { addWorkingTime(amount: number, unit: string): { valueOf(): number } };
  locale(): string;
  updateLocale(locale: string, data: object): void;
}

function momentBusinessTime(holidays: ReadonlySet<string>): DueAt {
  const require = createRequire(import.meta.url);
  const moment = require('moment-business-time') as BusinessMoment;
  const day = ['08:00:00', '18:00:00'];
  moment.updateLocale(moment.locale(), {
    workinghours: { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null },
    holidays: [...holidays],
  });
  return (startMs, hours) => moment(startMs).addWorkingTime(hours, 'hours').valueOf();
}

const starts = Array.from({ length: 65_536 }, () => {
  const [first, last] = [Date.UTC(YEARS.first, 0, 1), Date.UTC(YEARS.last + 1, 0, 1)];
  // Whole minutes, because moment-business-time counts nothing smaller.
  return first + Math.floor((Math.random() * (last - first)) / 60_000) * 60_000;
});

// For the test that this still runs; its numbers mean nothing.
const SHORT = process.argv.includes('--short');

/** Runs a second of calls after a warm-up, and gives the calls a second. */
function rate(dueAt: DueAt, hours: number): number {
  let [calls, sum] = [0, 0];
  const run = (ms: number) => {
    const until = performance.now() + ms;
    calls = 0;
    let batch = 1;
    do {
      for (let i = 0; i < batch; i++) sum += dueAt(starts[calls++ % starts.length] as number, hours);
      batch = Math.min(batch * 2, 4_096);
    } while (performance.now() < until); // at least once, however busy the machine
  };
  run(SHORT ? 5 : 500);
  const began = performance.now();
  run(SHORT ? 5 : 1_000);
  const seconds = (performance.now() - began) / 1_000;
  if (!(sum > 0)) throw new Error('nothing was computed');
  return calls / seconds;
}

/** The share of deadlines that are the same as ours; packages have other holidays, and other bugs. */
function agreement(dueAt: DueAt, reference: DueAt, hours: number): number {
  const sample = starts.slice(0, SHORT ? 10 : hours > 100 ? 100 : 500);
  return sample.filter((start) => dueAt(start, hours) === reference(start, hours)).length / sample.length;
}

const calendar = openCalendar({ timeZone: ZONE, country: 'US', subdivision: 'CA' });
const holidays = new Set(
  Array.from({ length: YEARS.last - YEARS.first + 3 }, (_, index) =>
    calendar.holidays(YEARS.first - 1 + index),
  )
    .flat()
    .map(({ on }) => on),
);
const reference = ours();
const loop = luxonLoop(holidays);
const contestants: [string, DueAt][] = [
  ['tierline', reference],
  ['luxon day loop, cached holidays', loop],
  ['opening_hours', openingHours()],
  ['moment-business-time', momentBusinessTime(holidays)],
];

for (const [hours, floor] of FLOORS) {
  const agreed = agreement(loop, reference, hours);
  if (agreed !== 1)
    throw new Error(`luxon agrees with us on ${agreed * 100} % only: the loop is no reference`);
  const luxonRate = rate(loop, hours);
  console.log(`\n${hours} business hours`);
  for (const [name, dueAt] of contestants) {
    const perSecond = dueAt === loop ? luxonRate : rate(dueAt, hours);
    console.log(
      [
        name.padEnd(34),
        `${Math.round(perSecond).toLocaleString('en')}/s`.padStart(14),
        `${(perSecond / luxonRate).toLocaleString('en', { maximumSignificantDigits: 3 })} × luxon`.padStart(
          18,
        ),
        `${Math.round(agreement(dueAt, reference, hours) * 100)} % same as ours`.padStart(22),
      ].join(''),
    );
    if (!SHORT && dueAt === reference && perSecond < floor * luxonRate) {
      console.log(`below the floor of ${floor} × luxon`);
      process.exitCode = 1;
    }
  }
}
