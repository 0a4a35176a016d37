import { firstYear, nextYear, orderYear } from '@tierline/schema/entitlements/contract-year.rules';
import { expect, test } from 'vitest';

/** The ends of the years that a contract begun at an instant runs through. */
function ends(startsAt: string, timeZone: string, years: number): string[] {
  let year = firstYear(new Date(startsAt), timeZone);
  const found = [year.endsAt.toISOString()];
  while (found.length < years) {
    year = nextYear(year);
    found.push(year.endsAt.toISOString());
  }
  return found;
}

test('E3 S64 a contract year is no calendar year: it ends on the anniversary, by the wall clock of the account', () => {
  // 1 May in Paris begins at 22:00Z of 30 April.
  expect(ends('2026-04-30T22:00:00Z', 'Europe/Paris', 2)).toEqual([
    '2027-04-30T22:00:00.000Z',
    '2028-04-30T22:00:00.000Z',
  ]);
});

test('E3 a contract of 29 February has its anniversary on 28 February, and on 29 February where there is one', () => {
  expect(ends('2024-02-28T15:00:00Z', 'Asia/Tokyo', 4)).toEqual([
    '2025-02-27T15:00:00.000Z', // 28 February 2025, 00:00 in Tokyo
    '2026-02-27T15:00:00.000Z',
    '2027-02-27T15:00:00.000Z',
    '2028-02-28T15:00:00.000Z', // 29 February 2028
  ]);
});

test('E3 the wall clock counts where summer time begins on another date a year later', () => {
  // 29 March 2026, 00:00: still winter in Paris; in 2027 summer time began on 28 March.
  expect(ends('2026-03-28T23:00:00Z', 'Europe/Paris', 1)).toEqual(['2027-03-28T22:00:00.000Z']);
});

test('E3 K6 an anniversary at a time that the clocks skip comes with the first instant after it', () => {
  // 28 March 2026, 02:30 in Paris; on 28 March 2027 the clocks go from 02:00 to 03:00.
  expect(ends('2026-03-28T01:30:00Z', 'Europe/Paris', 1)).toEqual(['2027-03-28T01:00:00.000Z']);
});

test('E3 S114 the year of an order that is placed in the course of a day ends as its term does, with a local day', () => {
  const placed = new Date('2026-01-05T14:30:00Z'); // 15:30 in Paris, 09:30 in New York
  expect([orderYear(placed, 'Europe/Paris'), orderYear(placed, 'America/New_York')]).toMatchObject([
    { startsAt: placed, endsAt: new Date('2027-01-04T23:00:00Z'), ordinal: 1 },
    { startsAt: placed, endsAt: new Date('2027-01-05T05:00:00Z'), ordinal: 1 },
  ]);
  // 29 February, in the evening: 28 February a year later, and 29 February again in 2028.
  const leap = orderYear(new Date('2024-02-29T20:00:00Z'), 'Europe/Paris');
  expect(leap.endsAt).toEqual(new Date('2025-02-27T23:00:00Z'));
  const later = [1, 2, 3].reduce((year) => nextYear(year), leap);
  expect(later.endsAt).toEqual(new Date('2028-02-28T23:00:00Z'));
});
