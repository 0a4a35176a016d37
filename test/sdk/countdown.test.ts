import { countdown, type CountedClock } from '@tierline/sdk';
import { expect, test } from 'vitest';
import { openDesk } from '../support/programme.ts';

// Paris, where support is open from 08:00 to 18:00: Monday 13 July, 17:30, and Wednesday, for Tuesday is a holiday.
const CLOCK: CountedClock = {
  dueAt: '2026-07-15T06:30:00.000Z',
  endedAt: null,
  breachedAt: null,
  remainingSeconds: 3_600,
  asOf: '2026-07-13T15:30:00.000Z',
  nextSupportWindow: { opensAt: '2026-07-13T06:00:00.000Z', closesAt: '2026-07-13T16:00:00.000Z' },
};
const MINUTE = 60_000;
const AT_NIGHT = {
  ...CLOCK,
  remainingSeconds: 1_800,
  asOf: '2026-07-13T20:00:00.000Z',
  nextSupportWindow: { opensAt: '2026-07-15T06:00:00.000Z', closesAt: '2026-07-15T16:00:00.000Z' },
};
const HOURS_34 = 34 * 60 * MINUTE; // from then until Wednesday 08:00

test.each([
  ['as it was read', CLOCK, 0, { secondsLeft: 3_600, isLate: false, standsUntil: null }],
  ['a moment later it is rounded up', CLOCK, 1, { secondsLeft: 3_600, isLate: false, standsUntil: null }],
  ['a second later', CLOCK, 1_000, { secondsLeft: 3_599, isLate: false, standsUntil: null }],
  ['when support closes', CLOCK, 30 * MINUTE, { secondsLeft: 1_800, isLate: false, standsUntil: null }],
  ['after that it stands', CLOCK, 90 * MINUTE, { secondsLeft: 1_800, isLate: false, standsUntil: null }],
  [
    'read at night',
    AT_NIGHT,
    60 * MINUTE,
    { secondsLeft: 1_800, isLate: false, standsUntil: '2026-07-15T06:00:00.000Z' },
  ],
  ['when support opens', AT_NIGHT, HOURS_34, { secondsLeft: 1_800, isLate: false, standsUntil: null }],
  [
    'at the deadline, which is in time (C1)',
    AT_NIGHT,
    HOURS_34 + 30 * MINUTE,
    { secondsLeft: 0, isLate: false, standsUntil: null },
  ],
  [
    'half a second past it',
    AT_NIGHT,
    HOURS_34 + 30 * MINUTE + 500,
    { secondsLeft: 0, isLate: false, standsUntil: null },
  ],
  [
    'a second past it',
    AT_NIGHT,
    HOURS_34 + 30 * MINUTE + 1_000,
    { secondsLeft: -1, isLate: true, standsUntil: null },
  ],
  [
    'broken by a deadline that was past when it was set (C16)',
    { ...CLOCK, breachedAt: CLOCK.asOf },
    0,
    { secondsLeft: 3_600, isLate: true, standsUntil: null },
  ],
  ['answered', { ...CLOCK, endedAt: CLOCK.asOf }, 0, null],
  ['nothing promised (S48)', { ...CLOCK, dueAt: null, remainingSeconds: null }, 0, null],
] as const)('C37 C5 a countdown, %s', (_case, clock, elapsedMs, left) => {
  expect(countdown(clock, elapsedMs)).toEqual(left);
});

test('C37 C5 a countdown says what the server says of the same instant, through the evening and the holiday', async () => {
  const desk = await openDesk({ at: CLOCK.asOf });
  const customer = await desk.customer({ plan: 'PREMIUM' });
  const { id } = await customer.open();
  const read = async () => (await customer.client.tickets.get(id))!.initialResponse;
  const first = await read();
  desk.at('2026-07-13T15:47:11.000Z');
  expect(countdown(first, 17 * MINUTE + 11_000)?.secondsLeft).toBe((await read()).remainingSeconds);
  desk.at('2026-07-13T20:00:00.000Z');
  const night = await read();
  desk.at('2026-07-15T06:12:34.000Z');
  expect(countdown(night, HOURS_34 + 12 * MINUTE + 34_000)?.secondsLeft).toBe(
    (await read()).remainingSeconds,
  );
  await desk.stop();
});
