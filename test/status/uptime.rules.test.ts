import { uptimeOf, type Disturbance } from '@tierline/schema/status/uptime.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const at = (text: string) => new Date(text);
const outage = (from: string, to: string | null, kind: Disturbance['kind'] = 'OUTAGE'): Disturbance => ({
  kind,
  startedAt: at(from),
  endedAt: to === null ? null : at(to),
});

test('S52 a part that suffered nothing was always up', () => {
  const { share, downSeconds, days, since } = uptimeOf([], at('2026-05-04T12:00:00Z'), 3);
  expect({ share, downSeconds, since }).toEqual({
    share: 1,
    downSeconds: 0,
    since: at('2026-05-02T00:00:00Z'),
  });
  expect(days.map(({ date, condition }) => [date, condition])).toEqual([
    ['2026-05-02', 'OPERATIONAL'],
    ['2026-05-03', 'OPERATIONAL'],
    ['2026-05-04', 'OPERATIONAL'],
  ]);
});

test('S52 outages count once where they overlap, and only as far as the days reach', () => {
  const { share, downSeconds, days } = uptimeOf(
    [
      outage('2026-05-01T22:00:00Z', '2026-05-02T06:00:00Z'), // 6 hours of it within
      outage('2026-05-02T03:00:00Z', '2026-05-02T09:00:00Z'), // 3 hours more
      outage('2026-05-04T11:00:00Z', null), // 1 hour so far
    ],
    at('2026-05-04T12:00:00Z'),
    3,
  );
  expect(downSeconds).toBe(36_000);
  expect(share).toBeCloseTo(50 / 60, 10); // 10 of 60 hours down
  expect(days.map(({ condition, downSeconds: down }) => [condition, down])).toEqual([
    ['DOWN', 32_400],
    ['OPERATIONAL', 0],
    ['DOWN', 3_600],
  ]);
});

test('S52 incidents and maintenance colour their days without counting, the worst colour wins', () => {
  const { share, days } = uptimeOf(
    [
      outage('2026-05-02T10:00:00Z', '2026-05-03T00:00:00Z', 'MAINTENANCE'),
      outage('2026-05-03T10:00:00Z', '2026-05-03T11:00:00Z', 'MAINTENANCE'),
      outage('2026-05-03T10:30:00Z', '2026-05-03T10:40:00Z', 'INCIDENT'),
    ],
    at('2026-05-04T12:00:00Z'),
    3,
  );
  expect(share).toBe(1);
  expect(days.map(({ condition }) => condition)).toEqual(['UNDER_MAINTENANCE', 'DEGRADED', 'OPERATIONAL']);
});

test('S52 whatever happened, the days add up to the whole, and the share lies between 0 and 1', () => {
  const minute = fc.integer({ min: -3 * 1_440, max: 6 * 1_440 });
  const origin = at('2026-05-01T00:00:00Z').getTime();
  const some = fc
    .tuple(minute, minute, fc.boolean(), fc.constantFrom('OUTAGE', 'INCIDENT'))
    .map(([a, b, open, kind]): Disturbance => ({
      kind,
      startedAt: new Date(origin + Math.min(a, b) * 60_000),
      endedAt: open ? null : new Date(origin + Math.max(a, b) * 60_000),
    }));
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (disturbances) => {
      const { share, downSeconds, days } = uptimeOf(disturbances, at('2026-05-05T13:00:00Z'), 4);
      expect(days.reduce((sum, day) => sum + day.downSeconds, 0)).toBe(downSeconds);
      expect(share).toBeCloseTo(1 - downSeconds / (85 * 3_600), 9);
      expect(share).toBeGreaterThanOrEqual(-1e-12);
      for (const day of days) expect(day.condition === 'DOWN').toBe(day.downSeconds > 0);
    }),
  );
});
