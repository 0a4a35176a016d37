import {
  assertPlanClockWeek,
  BUSINESS_WEEK,
  openMinutes,
  type Week,
} from '@tierline/schema/calendar/week.rules';
import { expect, test } from 'vitest';

const MONDAY = 1;
const tooOpen = (day: string) =>
  expect.objectContaining({ name: 'CalendarError', code: 'CALENDAR_TOO_OPEN', value: day }) as Error;

test('S16 K1 the business week is Monday to Friday, 08:00 to 18:00', () => {
  expect(openMinutes(BUSINESS_WEEK)).toEqual([
    [],
    [[480, 1080]],
    [[480, 1080]],
    [[480, 1080]],
    [[480, 1080]],
    [[480, 1080]],
    [],
  ]);
});

test('C2 windows are sorted, and merged where they touch or overlap', () => {
  const week: Week = {
    MONDAY: [
      { opensAt: '14:00', closesAt: '18:00' },
      { opensAt: '08:00', closesAt: '12:00' },
      { opensAt: '11:00', closesAt: '13:00' },
      { opensAt: '18:00', closesAt: '24:00' },
    ],
  };
  expect(openMinutes(week)[MONDAY]).toEqual([
    [480, 780],
    [840, 1440],
  ]);
});

test('C2 a window over midnight belongs to both dates, Saturday’s to Sunday too', () => {
  const week = openMinutes({ SATURDAY: [{ opensAt: '22:00', closesAt: '02:00' }] });
  expect(week[6]).toEqual([[1320, 1440]]);
  expect(week[0]).toEqual([[0, 120]]);
});

test('C2 a window until midnight may be written 00:00 or 24:00', () => {
  expect(openMinutes({ MONDAY: [{ opensAt: '20:00', closesAt: '00:00' }] })).toEqual(
    openMinutes({ MONDAY: [{ opensAt: '20:00', closesAt: '24:00' }] }),
  );
});

test.each([
  ['08:00', '08:00'],
  ['24:00', '08:00'],
  ['8:00', '18:00'],
  ['08:60', '18:00'],
  ['08:00', '25:00'],
  ['08:00:00', '18:00'],
  ['', '18:00'],
])('C2 a window from "%s" to "%s" is a RangeError', (opensAt, closesAt) => {
  expect(() => openMinutes({ MONDAY: [{ opensAt, closesAt }] })).toThrow(RangeError);
});

test('C38 S16 the business week passes, and shorter ones', () => {
  expect(() => assertPlanClockWeek(BUSINESS_WEEK)).not.toThrow();
  expect(() => assertPlanClockWeek({ TUESDAY: [{ opensAt: '09:00', closesAt: '12:00' }] })).not.toThrow();
});

test('C38 S109 a plan’s clock never runs on a Saturday or a Sunday', () => {
  const open = [{ opensAt: '10:00', closesAt: '12:00' }];
  expect(() => assertPlanClockWeek({ ...BUSINESS_WEEK, SATURDAY: open })).toThrow(tooOpen('SATURDAY'));
  expect(() => assertPlanClockWeek({ ...BUSINESS_WEEK, SUNDAY: open })).toThrow(tooOpen('SUNDAY'));
  expect(() => assertPlanClockWeek({ FRIDAY: [{ opensAt: '22:00', closesAt: '02:00' }] })).toThrow(
    tooOpen('SATURDAY'),
  );
});

test('C38 S109 a plan’s day has ten hours at most, however they are cut', () => {
  expect(() => assertPlanClockWeek({ MONDAY: [{ opensAt: '08:00', closesAt: '18:01' }] })).toThrow(
    tooOpen('MONDAY'),
  );
  const cut = [
    { opensAt: '06:00', closesAt: '12:00' },
    { opensAt: '13:00', closesAt: '18:00' },
  ];
  expect(() => assertPlanClockWeek({ TUESDAY: cut })).toThrow(tooOpen('TUESDAY'));
});

test('C38 overrides may close or shorten', () => {
  const reason = 'Inventory';
  expect(() =>
    assertPlanClockWeek(BUSINESS_WEEK, [
      { on: '2026-05-04', reason },
      { on: '2026-05-05', closesAt: '12:00', reason },
      { on: '2026-05-06', opensAt: '10:00', reason },
      { on: '2026-05-07', opensAt: '08:00', closesAt: '18:00', reason },
      { on: '2026-05-09', reason },
    ]),
  ).not.toThrow();
});

test.each([
  ['2026-05-04', '07:59', undefined],
  ['2026-05-04', undefined, '18:01'],
  ['2026-05-04', '00:00', '24:00'],
  ['2026-05-09', '10:00', '12:00'],
])('C38 an override that would open more is refused: %s from %s to %s', (on, opensAt, closesAt) => {
  const override = {
    on,
    ...(opensAt !== undefined && { opensAt }),
    ...(closesAt !== undefined && { closesAt }),
    reason: 'Peak season',
  };
  expect(() => assertPlanClockWeek(BUSINESS_WEEK, [override])).toThrow(tooOpen(on));
});
