import { openCalendar } from '@tierline/schema/calendar/calendar.rules';
import {
  assertCountry,
  countries,
  onlyZoneOf,
  subdivisionCode,
  subdivisions,
  zonesOf,
} from '@tierline/schema/calendar/region.rules';
import { expect, test } from 'vitest';

const unknownCountry = (suggestions: readonly string[]) =>
  expect.objectContaining({ name: 'CalendarError', code: 'UNKNOWN_COUNTRY', suggestions }) as Error;

test('K10 countries and subdivisions are listed with their names', () => {
  expect(countries()).toContainEqual({ code: 'FR', name: 'France' });
  expect(subdivisions('DE').find(({ code }) => code === 'BY')).toEqual({ code: 'BY', name: 'Bayern' });
  expect(subdivisions('DE').map(({ code }) => code)).toContain('BY-A');
  expect(subdivisions('SG')).toEqual([]);
});

test('K10 names that are no country codes are refused, with the code that was meant', () => {
  expect(() => assertCountry('UK')).toThrow(unknownCountry(['GB']));
  expect(() => assertCountry('Frence')).toThrow(unknownCountry(['FR', 'GR']));
  expect(() => assertCountry('USA')).toThrow('Did you mean US,');
  expect(() => assertCountry('fr')).toThrow(unknownCountry(['FR']));
  for (const code of ['EU', 'ZZ', 'XX', '']) {
    expect(() => assertCountry(code, { holidaysGiven: true })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_COUNTRY' }),
    );
  }
});

test('K10 a country that the library does not know needs a list of holidays', () => {
  expect(() => openCalendar({ timeZone: 'Asia/Kathmandu', country: 'NP' })).toThrow(unknownCountry([]));
  expect(() => openCalendar({ timeZone: 'Asia/Amman', country: 'JO' })).toThrow(
    'The holidays of "JO" are not known: give them as a list.',
  );
  const nepal = openCalendar({
    timeZone: 'Asia/Kathmandu',
    country: 'NP',
    holidays: [{ on: '2026-10-20', name: { fr: 'Dashain', en: 'Dashain' } }],
  });
  expect(nepal.isOpen(Date.parse('2026-10-20T10:00:00+05:45'))).toBe(false);
  expect(nepal.isOpen(Date.parse('2026-10-21T10:00:00+05:45'))).toBe(true);
});

test('K10 an unknown subdivision is refused, with the nearest known ones', () => {
  const unknown = (country: string, subdivision: string) => () => subdivisionCode(country, subdivision);
  expect(unknown('DE', 'XX')).toThrow(expect.objectContaining({ code: 'UNKNOWN_SUBDIVISION', value: 'XX' }));
  expect(unknown('DE', 'Bayrn')).toThrow('Did you mean BY?');
  expect(unknown('US', 'DE-BY')).toThrow(expect.objectContaining({ code: 'UNKNOWN_SUBDIVISION' }));
  expect(unknown('SG', '01')).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_SUBDIVISION', suggestions: [] }),
  );
  expect(subdivisionCode('US', 'US-CA')).toBe('CA');
});

test('K10 codes that the library lists but can never find are not offered', () => {
  expect(subdivisions('CK')).toEqual([]);
  expect(() => subdivisionCode('CK', 'Aitutaki')).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_SUBDIVISION' }),
  );
});

test('K10 national holidays alone carry a warning where parts of the country have their own', () => {
  const germany = openCalendar({ timeZone: 'Europe/Berlin', country: 'DE' });
  expect(germany.warnings).toEqual([
    { code: 'SUBDIVISION_MISSING', subdivisions: expect.arrayContaining(['BY', 'BE', 'SN']) as string[] },
  ]);
  expect(openCalendar({ timeZone: 'Europe/Berlin', country: 'DE', subdivision: 'BY' }).warnings).toEqual([]);
  expect(openCalendar({ timeZone: 'Asia/Singapore', country: 'SG' }).warnings).toEqual([]);
});

test('K11 a country with one zone has that one, a country with more has none to guess', () => {
  expect(onlyZoneOf('FR')).toBe('Europe/Paris');
  expect(onlyZoneOf('SG')).toBe('Asia/Singapore');
  for (const country of ['US', 'CA', 'AU', 'BR', 'RU', 'ES', 'PT', 'NZ'])
    expect(onlyZoneOf(country)).toBeNull();
  expect(zonesOf('NZ')).toEqual(['Pacific/Auckland', 'Pacific/Chatham']);
  expect(onlyZoneOf('ZZ')).toBeNull();
  expect(onlyZoneOf('nowhere')).toBeNull();
});
