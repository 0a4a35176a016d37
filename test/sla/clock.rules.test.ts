import { supportCalendar } from '@tierline/schema/calendar/support-calendar';
import {
  breachedAt,
  clockState,
  promise,
  raised,
  remainingSeconds,
  replayed,
  type ClockInstants,
} from '@tierline/schema/sla/clock.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const PARIS = supportCalendar({ timeZone: 'Europe/Paris', country: 'FR' });
const PARIS_CLOSED = supportCalendar({
  timeZone: 'Europe/Paris',
  country: 'FR',
  overrides: [
    { on: '2026-05-05', reason: 'Closed' },
    { on: '2026-05-06', closesAt: '10:00', reason: 'Shorter' },
  ],
});
const PERCENT = 75;

function running(startedAt: Date, targetSeconds: number, calendar = PARIS): ClockInstants {
  const promised = promise(calendar, startedAt, targetSeconds, PERCENT);
  return {
    startedAt,
    owedFrom: startedAt,
    targetSeconds,
    countedFrom: startedAt,
    promisedAt: startedAt,
    ...promised,
    endedAt: null,
    cancelled: null,
  };
}

// Any millisecond of the two weeks from Sunday 3 May 2026, with Friday the 8th and Thursday the 14th closed in France.
const instant = fc
  .integer({ min: Date.UTC(2026, 4, 3), max: Date.UTC(2026, 4, 17) })
  .map((ms) => new Date(ms));
const target = fc.integer({ min: 60, max: 200_000 });

test('C15 at risk begins when three quarters of the target have run, rounded up to a second', () => {
  const monday = new Date('2026-05-04T06:00:00Z');
  // 75 % of 61 seconds are 45.75
  expect(promise(PARIS, monday, 61, PERCENT)).toEqual({
    dueAt: new Date('2026-05-04T06:01:01Z'),
    atRiskAt: new Date('2026-05-04T06:00:46Z'),
  });
});

test('C14 C37 an open promise is broken exactly when nothing is left of it any more', () => {
  fc.assert(
    fc.property(instant, target, instant, (startedAt, seconds, asOf) => {
      fc.pre(asOf >= startedAt);
      const clock = running(startedAt, seconds);
      const elapsed = PARIS.elapsed(startedAt.getTime(), asOf.getTime());
      const state = clockState(clock, asOf);
      if (elapsed > seconds * 1000) expect(state).toBe('BREACHED_OPEN');
      if (elapsed < seconds * 1000) expect(state).not.toBe('BREACHED_OPEN');
      if (state === 'BREACHED_OPEN') expect(remainingSeconds(seconds, elapsed)).toBeLessThanOrEqual(0);
      else expect(remainingSeconds(seconds, elapsed)).toBeGreaterThanOrEqual(0);
    }),
    { seed: 14 },
  );
});

test('C16 what got worse is never due later than before, and never at once', () => {
  fc.assert(
    fc.property(instant, target, target, instant, (startedAt, before, after, now) => {
      fc.pre(now >= startedAt);
      const clock = running(startedAt, before);
      const next = raised(clock, PARIS, { seconds: after, atRiskPercent: PERCENT }, 'WORSENED', now);
      if (!next) return;
      expect(next.dueAt < clock.dueAt!).toBe(true);
      expect(next.dueAt > now).toBe(true);
      expect(next.atRiskAt <= next.dueAt).toBe(true);
      expect(PARIS.elapsed(now.getTime(), next.dueAt.getTime())).toBe(after * 1000);
    }),
    { seed: 16 },
  );
});

test('C16 C31 a correction counts from the receipt, and breaks a promise at the earliest when it is made', () => {
  fc.assert(
    fc.property(instant, target, target, instant, (startedAt, before, after, now) => {
      fc.pre(now >= startedAt && after < before);
      const clock = running(startedAt, before);
      const next = raised(clock, PARIS, { seconds: after, atRiskPercent: PERCENT }, 'CORRECTION', now);
      if (!next) {
        expect(clockState(clock, now)).toBe('BREACHED_OPEN');
        return;
      }
      expect(next.dueAt).toEqual(promise(PARIS, startedAt, after, PERCENT).dueAt);
      const broken = breachedAt({ ...clock, ...next }, now);
      expect(broken).toEqual(next.dueAt < now ? now : null);
    }),
    { seed: 17 },
  );
});

test('C28 counted anew, a promise is never past, and back on the old days it is what it was', () => {
  fc.assert(
    fc.property(instant, target, instant, (startedAt, seconds, now) => {
      fc.pre(now >= startedAt);
      const clock = running(startedAt, seconds);
      const closed = replayed(clock, PARIS_CLOSED, PERCENT, now);
      if (!closed) {
        expect(clockState(clock, now)).toBe('BREACHED_OPEN');
        return;
      }
      expect(closed.dueAt >= clock.dueAt!).toBe(true); // closing gives time, and takes none
      expect(replayed({ ...clock, ...closed }, PARIS, PERCENT, startedAt)).toEqual({
        dueAt: clock.dueAt,
        atRiskAt: clock.atRiskAt,
      });
      const opened = replayed(running(startedAt, seconds, PARIS_CLOSED), PARIS, PERCENT, now);
      if (opened) expect(opened.dueAt >= now).toBe(true);
    }),
    { seed: 28 },
  );
});
