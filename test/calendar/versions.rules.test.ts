import { CALENDAR_OVERRIDES } from '@tierline/prisma/catalogue/calendar-overrides';
import { openCalendar } from '@tierline/schema/calendar/calendar.rules';
import { oldZoneData, oldZoneDataOf } from '@tierline/schema/calendar/versions.rules';
import { expect, test } from 'vitest';

test('K13 a calendar says on what it was computed', () => {
  const calendar = openCalendar({
    timeZone: 'Asia/Singapore',
    country: 'SG',
    overrides: { regions: CALENDAR_OVERRIDES },
  });
  expect(calendar.versions).toEqual({
    calendar: '1',
    overrides: CALENDAR_OVERRIDES.version,
    holidays: '3.37.0',
    zones: process.versions.tz,
  });
});

test('K13 holidays given as a list, and no table, have no version', () => {
  const calendar = openCalendar({ timeZone: 'Asia/Singapore', country: 'SG', holidays: [] });
  expect(calendar.versions).toMatchObject({ overrides: null, holidays: null });
});

test('K13 zone data of 2025c are too old for western Canada and Morocco', () => {
  expect(oldZoneData('2025c')).toEqual({
    code: 'ZONE_DATA_OLD',
    zoneData: '2025c',
    expected: '2026e',
    zones: [
      'Europe/Chisinau',
      'America/Vancouver',
      'America/Edmonton',
      'America/Yellowknife',
      'Africa/Casablanca',
      'Africa/El_Aaiun',
      'America/Inuvik',
      'America/Winnipeg',
      'America/Rainy_River',
    ],
  });
  expect(oldZoneData('2026d')?.zones).toEqual(['America/Winnipeg', 'America/Rainy_River']);
  expect(oldZoneData('2026e')).toBeNull();
  expect(oldZoneData('2027a')).toBeNull();
});

test('K13 zone data of unknown age are taken for old', () => {
  expect(oldZoneData('unknown')?.expected).toBe('2026e');
});

test('K13 a calendar of such a zone carries the warning, under any name of the zone', () => {
  const vancouver = {
    code: 'ZONE_DATA_OLD',
    zoneData: '2025c',
    expected: '2026b',
    zones: ['America/Vancouver'],
  };
  expect(oldZoneDataOf('America/Vancouver', '2025c')).toEqual(vancouver);
  expect(oldZoneDataOf('Canada/Pacific', '2025c')).toEqual({ ...vancouver, zones: ['Canada/Pacific'] });
  expect(oldZoneDataOf('America/Vancouver', '2026b')).toBeNull();
  expect(oldZoneDataOf('Europe/Paris', '2025c')).toBeNull();
});

test('K13 a calendar carries the warning of its own zone, and no other', () => {
  const calendar = openCalendar({ timeZone: 'America/Vancouver', country: 'CA', subdivision: 'BC' });
  const old = oldZoneDataOf('America/Vancouver');
  expect(calendar.warnings).toEqual(old ? [old] : []);
  expect(openCalendar({ timeZone: 'Europe/Paris', country: 'SG' }).warnings).toEqual([]);
});
