import {
  checkRegionHours,
  regionWeek,
  RegionHoursTooLongProblem,
  windowsOf,
} from '@tierline/schema/regions/region-hours.rules';
import { expect, test } from 'vitest';

const window = (weekday: number, opensAt: string, closesAt: string) => ({ weekday, opensAt, closesAt });
const WORKDAYS = [1, 2, 3, 4, 5];

test('S108 without hours of its own a region works Monday to Friday, 08:00 to 18:00 (Q6)', () => {
  expect(windowsOf([])).toEqual(WORKDAYS.map((day) => window(day, '08:00', '18:00')));
  expect(regionWeek([])).toMatchObject({ FRIDAY: [{ opensAt: '08:00', closesAt: '18:00' }] });
  expect(regionWeek([])).not.toHaveProperty('SATURDAY');
});

test('S108 a week of its own is kept day by day, with more than one window', () => {
  expect(
    regionWeek([window(1, '07:00', '12:00'), window(1, '13:00', '16:00'), window(4, '10:00', '20:00')]),
  ).toEqual({
    MONDAY: [
      { opensAt: '07:00', closesAt: '12:00' },
      { opensAt: '13:00', closesAt: '16:00' },
    ],
    THURSDAY: [{ opensAt: '10:00', closesAt: '20:00' }],
  });
});

test.each([
  [6, [window(6, '08:00', '12:00')]],
  [7, [...WORKDAYS.map((day) => window(day, '08:00', '18:00')), window(7, '10:00', '11:00')]],
  [1, WORKDAYS.map((day) => window(day, '00:00', '24:00'))],
  [3, [window(2, '08:00', '18:00'), window(3, '08:00', '18:01')]],
  [5, [window(5, '06:00', '12:00'), window(5, '13:00', '18:00')]],
])('S109 C38 weekday %i is refused: the week-end, and more than ten hours', (weekday, windows) => {
  expect(() => checkRegionHours(windows)).toThrow(RegionHoursTooLongProblem);
  try {
    checkRegionHours(windows);
  } catch (error) {
    expect((error as RegionHoursTooLongProblem).weekday).toBe(weekday);
  }
});

test('S109 C38 ten hours at any time of a working day are accepted, also in two parts', () => {
  expect(() => checkRegionHours([window(1, '14:00', '24:00')])).not.toThrow();
  expect(() => checkRegionHours([window(2, '06:00', '11:00'), window(2, '12:00', '17:00')])).not.toThrow();
});
