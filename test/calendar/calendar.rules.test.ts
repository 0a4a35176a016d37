import { CALENDAR_OVERRIDES } from '@tierline/prisma/catalogue/calendar-overrides';
import { CalendarError } from '@tierline/schema/calendar/calendar-error.rules';
import { openCalendar, type Calendar } from '@tierline/schema/calendar/calendar.rules';
import type { Week } from '@tierline/schema/calendar/week.rules';
import { knownZones } from '@tierline/schema/calendar/zone.rules';
import { describe, expect, test } from 'vitest';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('vectors of the SLA clock', () => {
  const vectors = [
    ['V1', 'Europe/Paris', '2026-03-13T16:30:00+01:00', 2, [], '2026-03-16T07:30:00.000Z'],
    ['V2', 'Europe/Paris', '2026-03-13T16:00:00+01:00', 2, [], '2026-03-13T17:00:00.000Z'],
    ['V3', 'Europe/Paris', '2026-03-13T18:00:00+01:00', 1, [], '2026-03-16T08:00:00.000Z'],
    ['V4', 'Europe/Paris', '2026-03-13T17:59:59+01:00', 1, [], '2026-03-16T07:59:59.000Z'],
    ['V5', 'America/New_York', '2026-03-14T11:00:00-04:00', 4, [], '2026-03-16T16:00:00.000Z'],
    ['V6', 'Europe/Paris', '2026-07-13T17:00:00+02:00', 2, ['2026-07-14'], '2026-07-15T07:00:00.000Z'],
    ['V7', 'America/New_York', '2026-07-13T17:00:00-04:00', 2, [], '2026-07-14T13:00:00.000Z'],
    ['V8', 'Europe/Paris', '2026-03-27T17:00:00+01:00', 8, [], '2026-03-30T13:00:00.000Z'],
    ['V9', 'America/New_York', '2026-10-30T17:00:00-04:00', 2, [], '2026-11-02T14:00:00.000Z'],
    [
      'V10',
      'Europe/London',
      '2026-04-02T17:30:00+01:00',
      4,
      ['2026-04-03', '2026-04-06'],
      '2026-04-07T10:30:00.000Z',
    ],
    [
      'V11',
      'Australia/Adelaide',
      '2026-12-24T15:00:00+10:30',
      8,
      ['2026-12-25', '2026-12-28'],
      '2026-12-29T02:30:00.000Z',
    ],
    ['V12', 'Asia/Kolkata', '2026-01-05T07:59:59+05:30', 1, [], '2026-01-05T03:30:00.000Z'],
    ['V13', 'Europe/Paris', '2026-05-04T08:00:00+02:00', 8, [], '2026-05-04T14:00:00.000Z'],
    [
      'V14',
      'Pacific/Auckland',
      '2026-12-31T17:00:00+13:00',
      2,
      ['2027-01-01', '2027-01-04'],
      '2027-01-04T20:00:00.000Z',
    ],
  ] as const;

  test.each(vectors)(
    'C5 C7 S17 vector %s: %s, received %s, %d h',
    (_, timeZone, received, hours, holidays, due) => {
      const calendar = openCalendar({
        timeZone,
        country: 'FR',
        holidays: holidays.map((on) => ({ on, name: { fr: 'Férié', en: 'Holiday' } })),
      });
      expect(iso(calendar.dueAt(at(received), hours * HOUR))).toBe(due);
      expect(calendar.elapsed(at(received), at(due))).toBe(hours * HOUR);
    },
  );

  test('V10 V14 S18 the libraries of London and Auckland know those holidays by themselves', () => {
    const london = openCalendar({ timeZone: 'Europe/London', country: 'GB', subdivision: 'ENG' });
    expect(iso(london.dueAt(at('2026-04-02T17:30:00+01:00'), 4 * HOUR))).toBe('2026-04-07T10:30:00.000Z');
    const auckland = openCalendar({ timeZone: 'Pacific/Auckland', country: 'NZ', subdivision: 'AUK' });
    expect(iso(auckland.dueAt(at('2026-12-31T17:00:00+13:00'), 2 * HOUR))).toBe('2027-01-04T20:00:00.000Z');
  });
});

describe('open hours', () => {
  test('K1 C2 S16 08:00:00.000 is open, 18:00:00.000 is closed, the week-end is closed', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(paris.isOpen(at('2026-05-04T07:59:59.999+02:00'))).toBe(false);
    expect(paris.isOpen(at('2026-05-04T08:00:00.000+02:00'))).toBe(true);
    expect(paris.isOpen(at('2026-05-04T17:59:59.999+02:00'))).toBe(true);
    expect(paris.isOpen(at('2026-05-04T18:00:00.000+02:00'))).toBe(false);
    expect(paris.isOpen(at('2026-05-09T10:00:00.000+02:00'))).toBe(false);
    expect(paris.isOpen(at('2026-05-10T10:00:00.000+02:00'))).toBe(false);
  });

  test('K1 S17 one instant is open in one zone and closed in another', () => {
    const instant = at('2026-05-04T16:30:00Z');
    expect(withoutHolidays('Europe/Paris').isOpen(instant)).toBe(false); // 18:30
    expect(withoutHolidays('America/New_York').isOpen(instant)).toBe(true); // 12:30
    expect(withoutHolidays('Australia/Adelaide').isOpen(instant)).toBe(false); // Tuesday 02:00
  });

  test('K2 C5 a remainder that ends at closing is due at closing, not next morning', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(iso(paris.dueAt(at('2026-05-04T08:00:00+02:00'), 10 * HOUR))).toBe('2026-05-04T16:00:00.000Z');
    expect(iso(paris.dueAt(at('2026-05-08T17:00:00+02:00'), HOUR))).toBe('2026-05-08T16:00:00.000Z');
    expect(iso(paris.dueAt(at('2026-05-08T17:00:00+02:00'), HOUR + 1))).toBe('2026-05-11T06:00:00.001Z');
  });

  test('K2 the last window of a year can be used up exactly', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(iso(paris.dueAt(at('2026-12-31T17:00:00+01:00'), HOUR))).toBe('2026-12-31T17:00:00.000Z');
    expect(iso(paris.dueAt(at('2026-12-31T17:00:00+01:00'), HOUR + 1))).toBe('2027-01-01T07:00:00.001Z');
  });

  test('K2 nothing is due at once, even at night', () => {
    const night = at('2026-05-04T23:00:00+02:00');
    expect(withoutHolidays('Europe/Paris').dueAt(night, 0)).toBe(night);
  });

  test.each([-1, NaN, Infinity, -Infinity, 0.5])('K2 a duration of %d ms is a RangeError', (duration) => {
    expect(() => withoutHolidays('Europe/Paris').dueAt(0, duration)).toThrow(RangeError);
  });

  test.each([NaN, Infinity, 1.5])('K1 an instant of %d ms is a RangeError', (instant) => {
    const paris = withoutHolidays('Europe/Paris');
    expect(() => paris.dueAt(instant, HOUR)).toThrow(RangeError);
    expect(() => paris.isOpen(instant)).toThrow(RangeError);
    expect(() => paris.elapsed(0, instant)).toThrow(RangeError);
  });

  test('K3 elapsed counts single milliseconds on both sides of a night', () => {
    const paris = withoutHolidays('Europe/Paris');
    const [evening, morning] = [at('2026-05-04T17:59:59.999+02:00'), at('2026-05-05T08:00:00.001+02:00')];
    expect(paris.elapsed(evening, morning)).toBe(2);
    expect(paris.elapsed(evening, evening)).toBe(0);
    expect(() => paris.elapsed(morning, evening)).toThrow(RangeError);
  });

  test('K3 a whole year of business hours: 2026 has 261 weekdays', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(paris.elapsed(at('2026-01-01T00:00:00+01:00'), at('2027-01-01T00:00:00+01:00'))).toBe(2610 * HOUR);
  });

  test('K4 S48 the next opening is now while open, else the next window', () => {
    const paris = withoutHolidays('Europe/Paris');
    const open = at('2026-05-04T10:00:00+02:00');
    expect(paris.nextOpening(open)).toBe(open);
    expect(paris.nextWindow(open)).toEqual({ opensAt: open, closesAt: at('2026-05-04T18:00:00+02:00') });
    const closing = at('2026-05-08T18:00:00+02:00');
    expect(iso(paris.nextOpening(closing))).toBe('2026-05-11T06:00:00.000Z');
    expect(paris.nextWindow(closing)).toEqual({
      opensAt: at('2026-05-11T08:00:00+02:00'),
      closesAt: at('2026-05-11T18:00:00+02:00'),
    });
  });

  test('K4 windows are cut off at both ends', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(paris.windows(at('2026-05-08T12:00:00+02:00'), at('2026-05-11T09:00:00+02:00'))).toEqual([
      { opensAt: at('2026-05-08T12:00:00+02:00'), closesAt: at('2026-05-08T18:00:00+02:00') },
      { opensAt: at('2026-05-11T08:00:00+02:00'), closesAt: at('2026-05-11T09:00:00+02:00') },
    ]);
    expect(paris.windows(at('2026-05-09T00:00:00+02:00'), at('2026-05-10T00:00:00+02:00'))).toEqual([]);
  });

  test('K4 B2 explain names every cause between two instants', () => {
    const paris = openCalendar({ timeZone: 'Europe/Paris', country: 'FR' });
    const segments = paris.explain(at('2026-07-10T17:00:00+02:00'), at('2026-07-15T09:00:00+02:00'));
    expect(segments.map(({ from, to, ...cause }) => [iso(from), iso(to), cause])).toEqual([
      ['2026-07-10T15:00:00.000Z', '2026-07-10T16:00:00.000Z', { label: 'OPEN' }],
      ['2026-07-10T16:00:00.000Z', '2026-07-10T22:00:00.000Z', { label: 'NIGHT' }],
      ['2026-07-10T22:00:00.000Z', '2026-07-12T22:00:00.000Z', { label: 'WEEKEND' }],
      ['2026-07-12T22:00:00.000Z', '2026-07-13T06:00:00.000Z', { label: 'NIGHT' }],
      ['2026-07-13T06:00:00.000Z', '2026-07-13T16:00:00.000Z', { label: 'OPEN' }],
      ['2026-07-13T16:00:00.000Z', '2026-07-13T22:00:00.000Z', { label: 'NIGHT' }],
      [
        '2026-07-13T22:00:00.000Z',
        '2026-07-14T22:00:00.000Z',
        { label: 'HOLIDAY', name: { fr: 'Fête Nationale de la France', en: 'Bastille Day' } },
      ],
      ['2026-07-14T22:00:00.000Z', '2026-07-15T06:00:00.000Z', { label: 'NIGHT' }],
      ['2026-07-15T06:00:00.000Z', '2026-07-15T07:00:00.000Z', { label: 'OPEN' }],
    ]);
  });

  test('K4 C13 a pause is explained where it takes open time, and nowhere else', () => {
    const paris = withoutHolidays('Europe/Paris');
    const segments = paris.explain(at('2026-05-04T16:00:00+02:00'), at('2026-05-05T10:00:00+02:00'), [
      { from: at('2026-05-04T17:00:00+02:00'), to: at('2026-05-05T09:00:00+02:00') },
    ]);
    expect(segments.map(({ from, label }) => [iso(from), label])).toEqual([
      ['2026-05-04T14:00:00.000Z', 'OPEN'],
      ['2026-05-04T15:00:00.000Z', 'PAUSED'],
      ['2026-05-04T16:00:00.000Z', 'NIGHT'],
      ['2026-05-05T06:00:00.000Z', 'PAUSED'],
      ['2026-05-05T07:00:00.000Z', 'OPEN'],
    ]);
  });
});

describe('pauses', () => {
  const paris = withoutHolidays('Europe/Paris');
  const monday8 = at('2026-05-04T08:00:00+02:00');
  const local = (time: string) => at(`2026-05-04T${time}:00+02:00`);

  test('K5 a pause inside the run delays the deadline by its open part', () => {
    const overnight = { from: local('17:00'), to: at('2026-05-05T09:00:00+02:00') };
    // 9 h until the pause, one more from 09:00 on Tuesday: 16 h of wall clock are 2 h of open time.
    expect(iso(paris.dueAt(monday8, 10 * HOUR, [overnight]) ?? NaN)).toBe('2026-05-05T08:00:00.000Z');
    expect(paris.elapsed(monday8, at('2026-05-05T10:00:00+02:00'), [overnight])).toBe(10 * HOUR);
  });

  test('K5 pauses that overlap or touch count once', () => {
    const pauses = [
      { from: local('11:00'), to: local('12:00') },
      { from: local('09:00'), to: local('10:30') },
      { from: local('10:00'), to: local('11:00') },
      { from: local('09:30'), to: local('09:40') },
    ];
    expect(paris.dueAt(monday8, 2 * HOUR, pauses)).toBe(local('13:00'));
  });

  test('K5 a pause that covers the start delays it', () => {
    expect(paris.dueAt(monday8, HOUR, [{ from: monday8 - DAY, to: local('10:00') }])).toBe(local('11:00'));
  });

  test('K5 a pause that begins exactly at the deadline, or later, does nothing', () => {
    expect(paris.dueAt(monday8, HOUR, [{ from: local('09:00'), to: local('12:00') }])).toBe(local('09:00'));
    expect(paris.dueAt(monday8, HOUR, [{ from: local('09:01'), to: local('12:00') }])).toBe(local('09:00'));
    expect(paris.dueAt(monday8, HOUR, [{ from: local('09:00') }])).toBe(local('09:00'));
    expect(paris.dueAt(monday8, HOUR, [{ from: local('09:00') - 1, to: local('12:00') }])).toBe(
      local('12:00') + 1,
    );
  });

  test('K5 a pause in closed time does nothing', () => {
    const night = { from: local('19:00'), to: local('23:00') };
    expect(iso(paris.dueAt(monday8, 11 * HOUR, [night]) ?? NaN)).toBe('2026-05-05T07:00:00.000Z');
  });

  test('K5 an empty pause does nothing', () => {
    expect(paris.dueAt(monday8, HOUR, [{ from: local('08:30'), to: local('08:30') }])).toBe(local('09:00'));
  });

  test('K5 an open pause leaves no deadline, only what remains', () => {
    const open = [{ from: local('09:00') }];
    expect(paris.dueAt(monday8, 3 * HOUR, open)).toBeNull();
    expect(paris.remaining(monday8, 3 * HOUR, local('10:00'), open)).toBe(2 * HOUR);
    expect(paris.remaining(monday8, 3 * HOUR, at('2026-06-04T10:00:00+02:00'), open)).toBe(2 * HOUR);
  });

  test('C37 what remains is negative after the deadline', () => {
    expect(paris.remaining(monday8, HOUR, local('10:00'))).toBe(-HOUR);
  });

  test('K5 K2 nothing is due at once, even in a pause', () => {
    expect(paris.dueAt(monday8, 0, [{ from: monday8 - HOUR }])).toBe(monday8);
  });

  test('K5 a pause that ends before it begins is a RangeError', () => {
    expect(() => paris.dueAt(monday8, HOUR, [{ from: local('10:00'), to: local('09:00') }])).toThrow(
      RangeError,
    );
  });
});

describe('weeks', () => {
  test('C2 several windows a day, the break between them is closed', () => {
    const calendar = withWeek({
      MONDAY: [
        { opensAt: '14:00', closesAt: '18:00' },
        { opensAt: '08:00', closesAt: '12:00' },
      ],
    });
    expect(iso(calendar.dueAt(at('2026-05-04T11:00:00+02:00'), 2 * HOUR))).toBe('2026-05-04T13:00:00.000Z');
    expect(labels(calendar, '2026-05-04T11:00:00+02:00', '2026-05-04T15:00:00+02:00')).toEqual([
      'OPEN',
      'NIGHT',
      'OPEN',
    ]);
  });

  test('C2 K6 a window over midnight lasts into the next date, whose holiday closes its own part', () => {
    const week: Week = { MONDAY: [{ opensAt: '22:00', closesAt: '06:00' }] };
    const ordinary = withWeek(week);
    expect(ordinary.windows(at('2026-05-04T00:00:00+02:00'), at('2026-05-06T00:00:00+02:00'))).toEqual([
      { opensAt: at('2026-05-04T22:00:00+02:00'), closesAt: at('2026-05-05T06:00:00+02:00') },
    ]);
    const holiday = openCalendar({
      timeZone: 'Europe/Paris',
      country: 'FR',
      week,
      holidays: [{ on: '2026-05-05', name: { fr: 'Férié', en: 'Holiday' } }],
    });
    expect(holiday.windows(at('2026-05-04T00:00:00+02:00'), at('2026-05-06T00:00:00+02:00'))).toEqual([
      { opensAt: at('2026-05-04T22:00:00+02:00'), closesAt: at('2026-05-05T00:00:00+02:00') },
    ]);
  });

  test('C7 K6 round the clock is one window, over clock changes and New Year, and loses no minute', () => {
    const calendar = withWeek(ROUND_THE_CLOCK);
    const [from, to] = [at('2026-01-01T00:00:00+01:00'), at('2027-02-01T00:00:00+01:00')];
    expect(calendar.windows(from, to)).toEqual([{ opensAt: from, closesAt: to }]);
    expect(calendar.elapsed(from, to)).toBe(to - from);
    expect(calendar.dueAt(from, 400 * DAY)).toBe(from + 400 * DAY);
    expect(() => calendar.nextWindow(from)).toThrow(CalendarError);
  });

  test('C7 S17 the days on which the clocks change last 23 and 25 hours', () => {
    const sundays = withWeek({ SUNDAY: [{ opensAt: '00:00', closesAt: '24:00' }] });
    const sunday = (date: string) =>
      sundays.elapsed(at(`${date}T00:00:00Z`) - 6 * HOUR, at(`${date}T00:00:00Z`) + 30 * HOUR);
    expect(sunday('2026-03-29')).toBe(23 * HOUR);
    expect(sunday('2026-10-25')).toBe(25 * HOUR);
    expect(sunday('2026-11-01')).toBe(24 * HOUR);
  });
});

describe('dates that are not like others', () => {
  test('K6 a date that the zone skipped has no hours: Apia had no 30 December 2011', () => {
    const apia = withoutHolidays('Pacific/Apia');
    // Thursday 17:00, west of the date line; Friday does not exist; Monday is east of it.
    expect(iso(apia.dueAt(at('2011-12-29T17:00:00-10:00'), 2 * HOUR))).toBe('2012-01-01T19:00:00.000Z');
    const days = apia.explain(at('2011-12-29T18:00:00-10:00'), at('2012-01-02T08:00:00+14:00'));
    expect(days.map(({ from, to, label }) => [label, (to - from) / HOUR])).toEqual([
      ['NIGHT', 6],
      ['WEEKEND', 48],
      ['NIGHT', 8],
    ]);
  });

  test('K6 where midnight is skipped, the date begins an hour late: Beirut, 29 March 2026', () => {
    const sundays = openCalendar({
      timeZone: 'Asia/Beirut',
      country: 'LB',
      week: { SUNDAY: [{ opensAt: '00:00', closesAt: '02:00' }] },
      holidays: [],
    });
    expect(sundays.windows(at('2026-03-28T12:00:00+02:00'), at('2026-03-29T12:00:00+03:00'))).toEqual([
      { opensAt: at('2026-03-29T01:00:00+03:00'), closesAt: at('2026-03-29T02:00:00+03:00') },
    ]);
  });

  test('K6 a window that would begin in a gap begins after it, and one inside it is not', () => {
    const gap = (opensAt: string, closesAt: string) =>
      withWeek({ SUNDAY: [{ opensAt, closesAt }] }).windows(
        at('2026-03-29T00:00:00+01:00'),
        at('2026-03-30T00:00:00+02:00'),
      );
    expect(gap('02:30', '04:00')).toEqual([
      { opensAt: at('2026-03-29T03:00:00+02:00'), closesAt: at('2026-03-29T04:00:00+02:00') },
    ]);
    expect(gap('02:15', '02:45')).toEqual([]);
    const two = withWeek({
      SUNDAY: [
        { opensAt: '02:15', closesAt: '02:45' },
        { opensAt: '10:00', closesAt: '11:00' },
      ],
    });
    expect(two.windows(at('2026-03-29T00:00:00+01:00'), at('2026-03-30T00:00:00+02:00'))).toEqual([
      { opensAt: at('2026-03-29T10:00:00+02:00'), closesAt: at('2026-03-29T11:00:00+02:00') },
    ]);
  });

  test('K6 times that are shown twice are the first showing, at both ends of a window', () => {
    const fold = withWeek({ SUNDAY: [{ opensAt: '02:30', closesAt: '04:00' }] });
    expect(fold.nextOpening(at('2026-10-25T00:00:00+02:00'))).toBe(at('2026-10-25T02:30:00+02:00'));
    expect(fold.elapsed(at('2026-10-25T00:00:00+02:00'), at('2026-10-26T00:00:00+01:00'))).toBe(2.5 * HOUR);
  });
});

describe('overrides of a customer', () => {
  const closedFriday = { on: '2026-05-08', reason: 'Stocktaking' };

  test('K9 C2 a closed date is explained by its reason', () => {
    const calendar = withDates([closedFriday]);
    expect(iso(calendar.dueAt(at('2026-05-07T17:00:00+02:00'), 2 * HOUR))).toBe('2026-05-11T07:00:00.000Z');
    const [segment] = calendar.explain(at('2026-05-08T00:00:00+02:00'), at('2026-05-09T00:00:00+02:00'));
    expect(segment).toEqual({
      label: 'OVERRIDE',
      reason: 'Stocktaking',
      from: at('2026-05-08T00:00:00+02:00'),
      to: at('2026-05-09T00:00:00+02:00'),
    });
  });

  test('K9 a shortened date gives its reason for the hours that it takes', () => {
    const calendar = withDates([{ ...closedFriday, opensAt: '10:00', closesAt: '16:00' }]);
    const day = calendar.explain(at('2026-05-08T00:00:00+02:00'), at('2026-05-09T00:00:00+02:00'));
    expect(day.map(({ from, to, label }) => [label, (to - from) / HOUR])).toEqual([
      ['NIGHT', 8],
      ['OVERRIDE', 2],
      ['OPEN', 6],
      ['OVERRIDE', 2],
      ['NIGHT', 6],
    ]);
  });

  test('K9 C38 an override never opens what the week or a holiday keeps closed', () => {
    const wide = { opensAt: '06:00', closesAt: '24:00', reason: 'Wishful' };
    const calendar = openCalendar({
      timeZone: 'Europe/Paris',
      country: 'FR',
      overrides: {
        dates: [
          { on: '2026-07-13', ...wide },
          { on: '2026-07-14', ...wide },
          { on: '2026-07-18', ...wide },
        ],
      },
    });
    expect(calendar.windows(at('2026-07-13T00:00:00+02:00'), at('2026-07-15T00:00:00+02:00'))).toEqual([
      { opensAt: at('2026-07-13T08:00:00+02:00'), closesAt: at('2026-07-13T18:00:00+02:00') },
    ]);
    expect(calendar.isOpen(at('2026-07-18T10:00:00+02:00'))).toBe(false);
  });

  test('K9 a date or time that is none is a RangeError', () => {
    expect(() => withDates([{ on: '2026-02-30', reason: '' }])).toThrow(RangeError);
    expect(() => withDates([{ on: '08.05.2026', reason: '' }])).toThrow(RangeError);
    expect(() => withDates([{ ...closedFriday, opensAt: '25:00' }])).toThrow(RangeError);
    expect(() => withDates([{ ...closedFriday, opensAt: '12:00', closesAt: '11:00' }])).toThrow(RangeError);
  });
});

describe('the horizon', () => {
  const horizon = expect.objectContaining({ name: 'CalendarError', code: 'HORIZON_EXCEEDED' }) as Error;
  const monday = at('2026-05-04T08:00:00+02:00');

  test('K14 a calendar that never opens answers instead of looping', () => {
    const closed = withWeek({});
    expect(() => closed.dueAt(monday, 1)).toThrow(horizon);
    expect(() => closed.dueAt(monday, 1, [{ from: monday, to: monday + DAY }])).toThrow(horizon);
    expect(() => closed.nextOpening(monday)).toThrow(horizon);
    expect(() => closed.nextWindow(monday)).toThrow(horizon);
    expect(closed.isOpen(monday)).toBe(false);
    expect(closed.windows(monday, monday + 3_000 * DAY)).toEqual([]);
    expect(closed.elapsed(monday, monday + 3_000 * DAY)).toBe(0);
  });

  test('K14 ten years of business hours can be run, more cannot', () => {
    const paris = withoutHolidays('Europe/Paris');
    const tenYears = paris.elapsed(monday, at('2036-05-04T08:00:00+02:00'));
    expect(iso(paris.dueAt(monday, tenYears))).toBe('2036-05-02T16:00:00.000Z');
    expect(() => paris.dueAt(monday, tenYears + 20 * HOUR)).toThrow(horizon);
    expect(() => paris.dueAt(monday, Number.MAX_SAFE_INTEGER)).toThrow(horizon);
  });

  test('K14 a span of more than ten years is refused', () => {
    const paris = withoutHolidays('Europe/Paris');
    const beyond = monday + 3_654 * DAY;
    expect(() => paris.elapsed(monday, beyond)).toThrow(horizon);
    expect(() => paris.windows(monday, beyond)).toThrow(horizon);
    expect(() => paris.explain(monday, beyond)).toThrow(horizon);
    expect(() => paris.dueAt(monday, HOUR, [{ from: monday, to: beyond }])).toThrow(horizon);
  });

  test('K14 years without holiday data are refused', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(() => paris.dueAt(at('1960-01-04T08:00:00Z'), HOUR)).toThrow(horizon);
    expect(() => paris.dueAt(at('2090-01-04T08:00:00Z'), HOUR)).toThrow(horizon);
    expect(() => paris.holidays(2090)).toThrow(horizon);
    expect(() => paris.explain(at('2090-01-04T08:00:00Z'), at('2090-01-05T08:00:00Z'))).toThrow(horizon);
    expect(() => paris.nextOpening(Number.MAX_SAFE_INTEGER)).toThrow(horizon);
  });
});

describe('what peers got wrong', () => {
  test('K14 K6 no week-end of a clock change is endless, in any zone (dayjs-business-time #6)', () => {
    for (const timeZone of knownZones()) {
      const calendar = withoutHolidays(timeZone);
      for (const sunday of [
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-09-06',
        '2026-10-04',
        '2026-10-25',
        '2026-11-01',
      ]) {
        const friday = at(`${sunday}T12:00:00Z`) - 2 * DAY;
        const due = calendar.dueAt(friday, 10 * HOUR);
        expect(calendar.elapsed(friday, due)).toBe(10 * HOUR);
        expect(due - friday).toBeLessThan(4 * DAY);
      }
    }
  }, 60_000);

  test('K14 holidays on every day of a year end in the next (moment-business-time #17, #31, businesstimedelta #9)', () => {
    const closed = Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    const calendar = openCalendar({
      timeZone: 'Europe/Paris',
      country: 'FR',
      holidays: closed.map((on) => ({ on, name: { fr: 'Férié', en: 'Holiday' } })),
    });
    expect(iso(calendar.dueAt(at('2025-12-31T17:00:00+01:00'), 2 * HOUR))).toBe('2027-01-01T08:00:00.000Z');
  });

  test('K2 K3 round the clock loses no minute a day (zammad#3180)', () => {
    const calendar = withWeek(ROUND_THE_CLOCK);
    const monday = at('2026-05-04T00:00:00+02:00');
    expect(calendar.elapsed(monday, monday + 7 * DAY)).toBe(7 * DAY);
    expect(calendar.isOpen(monday - 1)).toBe(true);
  });

  test('K7 a holiday is joined by local date, not by the date of UTC (dbt_zendesk #92, #117)', () => {
    const auckland = openCalendar({ timeZone: 'Pacific/Auckland', country: 'NZ', subdivision: 'AUK' });
    expect(auckland.isOpen(at('2026-12-30T20:00:00Z'))).toBe(true); // Thursday 31 December, 09:00
    expect(auckland.isOpen(at('2026-12-31T20:00:00Z'))).toBe(false); // Friday 1 January, 09:00
  });

  test('K3 seconds are not dropped (business-time-calculator)', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(iso(paris.dueAt(at('2026-05-04T17:59:30.250+02:00'), MINUTE))).toBe('2026-05-05T06:00:30.250Z');
    expect(paris.elapsed(at('2026-05-04T09:00:01+02:00'), at('2026-05-04T09:00:59+02:00'))).toBe(58_000);
  });

  test('C7 K6 hours are local all year, not UTC with the offset of January (Rocket.Chat #40077)', () => {
    const paris = withoutHolidays('Europe/Paris');
    expect(iso(paris.nextOpening(at('2026-01-12T00:00:00Z')))).toBe('2026-01-12T07:00:00.000Z');
    expect(iso(paris.nextOpening(at('2026-07-13T00:00:00Z')))).toBe('2026-07-13T06:00:00.000Z');
  });

  test('K8 K9 days that are no holidays do not close the desk (zammad #390)', () => {
    const dubai = openCalendar({
      timeZone: 'Asia/Dubai',
      country: 'AE',
      overrides: { regions: CALENDAR_OVERRIDES },
    });
    expect(dubai.isOpen(at('2026-02-18T10:00:00+04:00'))).toBe(true); // 1 Ramadan
    const america = openCalendar({ timeZone: 'America/New_York', country: 'US', subdivision: 'NY' });
    expect(america.isOpen(at('2028-02-14T10:00:00-05:00'))).toBe(true); // Valentine's Day
  });

  test('K2 C5 nothing falls due while the desk is closed: not at midnight, not on a Sunday (zammad #4432)', () => {
    const paris = openCalendar({ timeZone: 'Europe/Paris', country: 'FR' });
    for (
      let start = at('2026-01-01T00:00:00Z');
      start < at('2027-01-01T00:00:00Z');
      start += 7 * HOUR + 13 * MINUTE
    ) {
      expect(paris.isOpen(paris.dueAt(start, 3 * HOUR) - 1)).toBe(true);
    }
  });
});

const ROUND_THE_CLOCK: Week = Object.fromEntries(
  ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'].map((day) => [
    day,
    [{ opensAt: '00:00', closesAt: '24:00' }],
  ]),
);

function at(time: string): number {
  return Date.parse(time);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function withoutHolidays(timeZone: string): Calendar {
  return openCalendar({ timeZone, country: 'FR', holidays: [] });
}

function withWeek(week: Week): Calendar {
  return openCalendar({ timeZone: 'Europe/Paris', country: 'FR', week, holidays: [] });
}

function withDates(dates: { on: string; opensAt?: string; closesAt?: string; reason: string }[]): Calendar {
  return openCalendar({ timeZone: 'Europe/Paris', country: 'FR', holidays: [], overrides: { dates } });
}

function labels(calendar: Calendar, from: string, to: string): string[] {
  return calendar.explain(at(from), at(to)).map(({ label }) => label);
}
