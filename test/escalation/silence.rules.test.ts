import { supportCalendar } from '@tierline/schema/calendar/support-calendar';
import { silences } from '@tierline/schema/escalation/silence.rules';
import { expect, test } from 'vitest';

const PARIS = supportCalendar({ timeZone: 'Europe/Paris', country: 'FR' });
const at = (instant: string) => new Date(instant);
const ms = (instant: string) => at(instant).getTime();
/** Monday 17:00 in Paris. */
const FROM = at('2026-05-04T15:00:00Z');

test('C32 silence counts in business time, over the night, and each length once', () => {
  const wait = { from: FROM, pauses: [] };
  // 60 minutes end at 18:00 on Monday, 90 at 08:30 on Tuesday.
  expect(silences(wait, PARIS, [90, 60], 0, at('2026-05-04T15:59:59Z'))).toEqual({
    come: [],
    lookAt: at('2026-05-04T16:00:00Z'),
  });
  expect(silences(wait, PARIS, [90, 60, 60], 0, at('2026-05-04T16:00:00Z'))).toEqual({
    come: [{ businessMinutes: 60, at: at('2026-05-04T16:00:00Z') }],
    lookAt: at('2026-05-05T06:30:00Z'),
  });
  expect(silences(wait, PARIS, [90, 60], 60, at('2026-05-05T07:00:00Z'))).toEqual({
    come: [{ businessMinutes: 90, at: at('2026-05-05T06:30:00Z') }],
    lookAt: null,
  });
  expect(silences(wait, PARIS, [90, 60], 90, at('2026-05-06T07:00:00Z'))).toEqual({ come: [], lookAt: null });
});

test('C12 C32 in a pause silence stands still, and is looked at again now and then', () => {
  const pause = { from: ms('2026-05-04T15:30:00Z'), to: ms('2026-05-05T06:00:00Z') };
  expect(silences({ from: FROM, pauses: [pause] }, PARIS, [60], 0, at('2026-05-05T06:10:00Z'))).toEqual({
    come: [],
    lookAt: at('2026-05-05T06:30:00Z'), // 30 minutes before the pause, 30 after it
  });
  const open = { from: ms('2026-05-04T15:30:00Z') };
  expect(silences({ from: FROM, pauses: [open] }, PARIS, [60], 0, at('2026-05-04T15:50:00Z'))).toEqual({
    come: [],
    lookAt: at('2026-05-05T06:20:00Z'), // 10 minutes are left today, 20 tomorrow, if the pause ended now
  });
  expect(silences({ from: FROM, pauses: [open] }, PARIS, [31], 0, at('2026-05-05T07:00:00Z'))).toEqual({
    come: [],
    lookAt: at('2026-05-05T07:15:00Z'),
  });
});
