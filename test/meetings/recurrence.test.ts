import { openZone } from '@tierline/schema/calendar/zone.rules';
import { occurrencesOf, readRule, wallClock } from '@tierline/schema/meetings/recurrence.rules';
import { InvalidInputProblem } from '@tierline/schema/problem';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import cases from './recurrence-cases.json' with { type: 'json' };

// What Python's dateutil answers, recorded: `npm run conformance:calendars` asks it anew where it is installed.
test.each(cases.map((one) => [`${one.rule} from ${one.startsAtLocal} in ${one.timeZone}`, one] as const))(
  'S74 %s comes when dateutil says',
  (_name, { starts, from, to, ...recurrence }) => {
    const found = occurrencesOf(recurrence, Date.parse(from), Date.parse(to)).starts;
    expect(found.map((at) => new Date(at).toISOString().replace('.000', ''))).toEqual(starts);
  },
);

test('S74 a meeting at ten stays at ten when clocks change, an hour earlier by UTC', () => {
  const weekly = { rule: 'FREQ=WEEKLY', startsAtLocal: '2026-03-23T10:00', timeZone: 'Europe/Paris' };
  const { starts } = occurrencesOf(weekly, Date.UTC(2026, 2, 23), Date.UTC(2026, 3, 7));
  expect(starts.map((at) => new Date(at).toISOString())).toEqual([
    '2026-03-23T09:00:00.000Z',
    '2026-03-30T08:00:00.000Z',
    '2026-04-06T08:00:00.000Z',
  ]);
});

test('S74 a rule that never ends is asked for a span, and one that comes to its end says so', () => {
  const daily = { startsAtLocal: '2026-01-01T10:00', timeZone: 'Europe/Paris' };
  const span = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 4)] as const;
  expect(occurrencesOf({ ...daily, rule: 'FREQ=DAILY' }, ...span)).toMatchObject({ complete: false });
  expect(occurrencesOf({ ...daily, rule: 'FREQ=DAILY;COUNT=3' }, ...span)).toEqual({
    starts: [Date.UTC(2026, 0, 1, 9), Date.UTC(2026, 0, 2, 9), Date.UTC(2026, 0, 3, 9)],
    complete: true,
  });
  const never = {
    ...daily,
    startsAtLocal: '2026-02-01T10:00',
    rule: 'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30',
  };
  expect(occurrencesOf(never, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1))).toEqual({
    starts: [],
    complete: true,
  });
});

test('S74 UNTIL as a date includes that whole local day', () => {
  expect(readRule('rrule:freq=weekly;until=20261231', 'Europe/Paris', 'recurrence')).toBe(
    'FREQ=WEEKLY;UNTIL=20261231T225959Z',
  );
  expect(readRule('FREQ=WEEKLY;UNTIL=20261231', 'America/New_York', 'recurrence')).toBe(
    'FREQ=WEEKLY;UNTIL=20270101T045959Z',
  );
});

test.each([
  [''],
  ['weekly'],
  ['FREQ=HOURLY'],
  ['FREQ=YEARLY'],
  ['FREQ=WEEKLY;FREQ=DAILY'],
  ['FREQ=WEEKLY;COUNT=0'],
  ['FREQ=WEEKLY;COUNT=501'],
  ['FREQ=WEEKLY;INTERVAL=0'],
  ['FREQ=WEEKLY;COUNT=3;UNTIL=20261231'],
  ['FREQ=WEEKLY;UNTIL=20260231'],
  ['FREQ=WEEKLY;BYHOUR=9'],
  ['FREQ=WEEKLY;BYDAY=XX'],
  ['FREQ=MONTHLY;BYMONTHDAY=32'],
  ['FREQ=MONTHLY;BYDAY=6MO'],
])('S74 %j is refused as a rule', (rule) => {
  expect(() => readRule(rule, 'Europe/Paris', 'recurrence')).toThrow(InvalidInputProblem);
});

test('S74 whatever the rule and the zone, occurrences come in order, within the span, at the same local time', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'Europe/Paris',
        'America/New_York',
        'Australia/Adelaide',
        'Africa/Cairo',
        'Asia/Kolkata',
      ),
      fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 8, max: 17 }),
      fc.integer({ min: 1, max: 300 }),
      (timeZone, freq, interval, day, hour, days) => {
        const local = new Date(Date.UTC(2026, 0, 1 + day, hour)).toISOString().slice(0, 16);
        const from = Date.UTC(2026, 0, 1 + day);
        const to = from + days * 86_400_000;
        const rule = `FREQ=${freq};INTERVAL=${interval}`;
        const { starts } = occurrencesOf({ rule, startsAtLocal: local, timeZone }, from, to);
        expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
        for (const at of starts) {
          expect(at).toBeGreaterThanOrEqual(from);
          expect(at).toBeLessThan(to);
          expect(wallClock(new Date(at), timeZone).slice(11)).toBe(local.slice(11));
        }
        expect(openZone(timeZone).name).toBe(timeZone);
      },
    ),
    { numRuns: 150 },
  );
});
