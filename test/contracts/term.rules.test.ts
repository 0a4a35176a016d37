import {
  anniversary,
  dateAt,
  daysBetween,
  endOfDay,
  lastDayOfYears,
  startOfDay,
  yearsOf,
} from '@tierline/schema/contracts/term.rules';
import { expect, test } from 'vitest';

test.each([
  ['2027-01-01', '2027-12-31', 365],
  ['2028-01-01', '2028-12-31', 366],
  ['2027-06-15', '2027-06-15', 1],
  ['2027-03-27', '2027-03-29', 3],
  ['2027-03-29', '2027-03-28', 0],
])('PR2 from %s to %s are %i calendar days', (first, last, days) => {
  expect(daysBetween(first, last)).toBe(days);
});

test.each([
  ['2027-01-01', 1, '2028-01-01'],
  ['2028-02-29', 1, '2029-02-28'],
  ['2028-02-29', 4, '2032-02-29'],
  ['2096-02-29', 4, '2100-02-28'],
])('E3 %s and %i years is %s', (date, years, expected) => {
  expect(anniversary(date, years)).toBe(expected);
});

test.each([
  ['2027-01-01', '2027-12-31'],
  ['2027-03-15', '2028-03-14'],
  ['2028-02-29', '2029-02-27'],
])('E3 a term of a year from %s ends on %s', (firstDay, lastDay) => {
  expect(lastDayOfYears(firstDay, 1)).toBe(lastDay);
  expect(yearsOf({ firstDay, lastDay })).toEqual({ numerator: 1n, denominator: 1n });
});

test.each([
  ['2027-01-01', '2029-12-31', 3n, 1n],
  ['2026-06-15', '2026-06-15', 1n, 365n],
  ['2027-06-15', '2027-06-15', 1n, 366n], // of a year that holds 29 February 2028
  ['2028-01-01', '2028-06-30', 182n, 366n], // 31 + 29 + 31 + 30 + 31 + 30 days
  ['2027-01-01', '2028-01-31', 397n, 366n], // one year, and 31 days of one of 366
])('PR1 the length of %s to %s in years is %s / %s', (firstDay, lastDay, numerator, denominator) => {
  expect(yearsOf({ firstDay, lastDay })).toEqual({ numerator, denominator });
});

test('PR1 a term that ends before it begins has no length', () => {
  expect(() => yearsOf({ firstDay: '2027-01-02', lastDay: '2027-01-01' })).toThrow(RangeError);
});

test.each([
  ['2027-03-28', 'Europe/Paris', '2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z'], // 23 hours
  ['2027-10-31', 'Europe/Paris', '2027-10-30T22:00:00.000Z', '2027-10-31T23:00:00.000Z'], // 25 hours
  ['2027-01-01', 'Pacific/Auckland', '2026-12-31T11:00:00.000Z', '2027-01-01T11:00:00.000Z'],
  ['2027-01-01', 'Pacific/Honolulu', '2027-01-01T10:00:00.000Z', '2027-01-02T10:00:00.000Z'],
  // Clocks jump from 24:00 to 01:00: the day begins at one.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
])('C26 K6 %s in %s is from %s to %s', (date, zone, start, end) => {
  expect(startOfDay(date, zone).toISOString()).toBe(start);
  expect(endOfDay(date, zone).toISOString()).toBe(end);
  expect(dateAt(new Date(start), zone)).toBe(date);
  expect(dateAt(new Date(Date.parse(end) - 1), zone)).toBe(date);
  expect(dateAt(new Date(end), zone)).not.toBe(date);
});
