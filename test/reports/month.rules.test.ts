import { monthAt, monthIn, monthsBetween } from '@tierline/schema/reports/month.rules';
import { expect, test } from 'vitest';

test.each([
  ['Pacific/Auckland', '2026-07', '2026-06-30T12:00:00.000Z', '2026-07-31T12:00:00.000Z'],
  ['Pacific/Honolulu', '2026-07', '2026-07-01T10:00:00.000Z', '2026-08-01T10:00:00.000Z'],
  // Summer time ends within the month: it begins at +02:00 and ends at +01:00.
  ['Europe/Paris', '2026-10', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
  ['Europe/Paris', '2026-12', '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
])('C36 in %s, %s goes from %s to %s', (timeZone, month, from, to) => {
  const span = monthIn(month, timeZone);
  expect([span.from.toISOString(), span.to.toISOString()]).toEqual([from, to]);
});

test('C36 the last instant of a month belongs to it, and the next one to the next', () => {
  expect(monthAt(new Date('2026-06-30T11:59:59.999Z'), 'Pacific/Auckland')).toBe('2026-06');
  expect(monthAt(new Date('2026-06-30T12:00:00.000Z'), 'Pacific/Auckland')).toBe('2026-07');
  expect(monthAt(new Date('2026-07-01T09:59:59.999Z'), 'Pacific/Honolulu')).toBe('2026-06');
  expect(monthAt(new Date('2026-07-01T10:00:00.000Z'), 'Pacific/Honolulu')).toBe('2026-07');
});

test('C36 months are counted with both ends, across the year', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsBetween('2026-02', '2026-02')).toEqual(['2026-02']);
  expect(monthsBetween('2026-03', '2026-02')).toEqual([]);
});
