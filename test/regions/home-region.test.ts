import { REGIONS } from '@tierline/prisma/catalogue/regions';
import { countries } from '@tierline/schema/calendar/region.rules';
import { homeRegions } from '@tierline/schema/regions/region-calendars';
import { expect, test } from 'vitest';

const rows = Object.entries(REGIONS).map(([code, { countries: listed }]) => ({ code, countries: listed }));
const db = { region: { findMany: () => Promise.resolve(rows) } } as unknown as Parameters<
  typeof homeRegions
>[0];

test('S108 every country is at home in one region: none is listed twice, and one region takes all others', async () => {
  const listed = rows.flatMap((region) => region.countries);
  expect(new Set(listed).size).toBe(listed.length);
  expect(rows.filter((region) => region.countries.length === 0)).toHaveLength(1);
  const regionOf = await homeRegions(db);
  expect(countries().length).toBeGreaterThan(100);
  for (const { code } of countries()) expect(Object.keys(REGIONS)).toContain(regionOf(code));
});

test.each([
  ['FR', 'EMEA'],
  ['AE', 'EMEA'],
  ['ZA', 'EMEA'],
  ['US', 'AMER'],
  ['BR', 'AMER'],
  ['JP', 'APAC'],
  ['IN', 'APAC'],
  ['AU', 'APAC'],
])('S108 a customer of %s is at home in %s', async (country, region) => {
  expect((await homeRegions(db))(country)).toBe(region);
});
