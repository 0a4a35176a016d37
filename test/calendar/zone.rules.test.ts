import { canonicalZone, knownZones, openZone } from '@tierline/schema/calendar/zone.rules';
import { expect, test } from 'vitest';

// Wall-clock times are written as if they were UTC.
const wall = (time: string) => Date.parse(`${time}Z`);
const instantOf = (zone: string, time: string) =>
  new Date(openZone(zone).instantOf(wall(time))).toISOString();
const localOf = (zone: string, instant: string) =>
  new Date(openZone(zone).localOf(Date.parse(instant))).toISOString().slice(0, -1);

test.each([
  ['Europe/Paris', '2026-01-15T08:00', '2026-01-15T07:00:00.000Z'],
  ['Europe/Paris', '2026-07-15T08:00', '2026-07-15T06:00:00.000Z'],
  ['Australia/Adelaide', '2026-01-15T08:00', '2026-01-14T21:30:00.000Z'],
  ['Asia/Kolkata', '2026-01-15T08:00', '2026-01-15T02:30:00.000Z'],
  ['Pacific/Chatham', '2026-01-15T08:00', '2026-01-14T18:15:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00:00.000Z'],
  ['UTC', '2026-01-01T00:00', '2026-01-01T00:00:00.000Z'],
])('K6 %s shows %s at %s', (zone, time, instant) => {
  expect(instantOf(zone, time)).toBe(instant);
  expect(localOf(zone, instant)).toBe(`${time}:00.000`);
});

test.each([
  ['Europe/Paris', '2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
  ['America/New_York', '2026-03-08T02:00', '2026-03-08T07:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00.000Z'],
  ['Asia/Beirut', '2026-03-29T00:00', '2026-03-28T22:00:00.000Z'],
  ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z'],
])('K6 in %s nobody ever saw %s: the first instant after the gap', (zone, time, instant) => {
  expect(instantOf(zone, time)).toBe(instant);
});

test.each([
  ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z'],
  ['America/Santiago', '2026-04-04T23:30', '2026-04-05T02:30:00.000Z'],
])('K6 in %s the clocks show %s twice: the first time', (zone, time, instant) => {
  expect(instantOf(zone, time)).toBe(instant);
});

test('K6 times just before and after a change are not touched by it', () => {
  expect(instantOf('Europe/Paris', '2026-03-29T01:59:59.999')).toBe('2026-03-29T00:59:59.999Z');
  expect(instantOf('Europe/Paris', '2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z');
  expect(instantOf('Europe/Paris', '2026-10-25T01:59:59.999')).toBe('2026-10-24T23:59:59.999Z');
  expect(instantOf('Europe/Paris', '2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
});

test('K6 offsets of odd seconds are kept: Liberia before 1972', () => {
  expect(instantOf('Africa/Monrovia', '1971-06-01T00:00')).toBe('1971-06-01T00:44:30.000Z');
});

test('K6 a zone that suspends its summer time has four changes a year: Casablanca in 2025', () => {
  expect(instantOf('Africa/Casablanca', '2025-02-01T08:00')).toBe('2025-02-01T07:00:00.000Z');
  expect(instantOf('Africa/Casablanca', '2025-03-10T08:00')).toBe('2025-03-10T08:00:00.000Z');
  expect(instantOf('Africa/Casablanca', '2025-05-01T08:00')).toBe('2025-05-01T07:00:00.000Z');
});

test('K11 old and new names of a zone are the same zone', () => {
  expect(canonicalZone('Asia/Kolkata')).toBe(canonicalZone('Asia/Calcutta'));
  expect(canonicalZone('Europe/Kyiv')).toBe(canonicalZone('Europe/Kiev'));
  expect(knownZones()).toContain('Europe/Paris');
});

test.each(['Europe/Pariss', 'Paris', 'EST', '+02:00', 'UTC+2', 'europe/paris', '', 'GMT', 'local'])(
  'K11 "%s" is no zone of a place',
  (name) => {
    expect(() => openZone(name)).toThrow(
      expect.objectContaining({ name: 'CalendarError', code: 'UNKNOWN_TIME_ZONE', value: name }),
    );
  },
);

test('K11 a misspelt zone suggests the nearest', () => {
  expect(() => openZone('Europe/Pariss')).toThrow(
    expect.objectContaining({ suggestions: expect.arrayContaining(['Europe/Paris']) as string[] }),
  );
  expect(() => openZone('paris')).toThrow('Did you mean Europe/Paris');
});
