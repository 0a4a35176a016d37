import { supportCalendar } from '@tierline/schema/calendar/support-calendar';
import { sentences } from '@tierline/schema/sla/explanation.rules';
import { expect, test } from 'vitest';

const ADELAIDE = { timeZone: 'Australia/Adelaide', country: 'AU', subdivision: 'SA' };

test('B1 K8 a holiday that begins in the evening closes the evening, not the day', () => {
  const segments = supportCalendar(ADELAIDE).explain(
    Date.parse('2026-12-24T15:00:00+10:30'),
    Date.parse('2026-12-29T13:00:00+10:30'),
  );

  expect(sentences(segments, ADELAIDE.timeZone, 'EN').slice(0, 3)).toEqual([
    'First counted minute: Thursday 24 December 2026 at 15:00 (Australia/Adelaide).',
    'Closed on Thursday 24 December 2026 from 19:00: Christmas Eve.',
    'Closed on Friday 25 December 2026: Christmas Day.',
  ]);
  expect(sentences(segments, ADELAIDE.timeZone, 'FR')[1]).toMatch(
    /^Fermé le jeudi 24 décembre 2026 à partir de 19h00 : /,
  );
});

test('B1 a question that starts within a holiday speaks of the whole day', () => {
  const segments = supportCalendar({ timeZone: 'Europe/Paris', country: 'FR' }).explain(
    Date.parse('2026-07-14T11:00:00+02:00'),
    Date.parse('2026-07-15T09:00:00+02:00'),
  );

  expect(sentences(segments, 'Europe/Paris', 'EN')).toEqual([
    'Received outside opening hours (Tuesday 14 July 2026 at 11:00).',
    'Closed on Tuesday 14 July 2026: Bastille Day.',
    'First counted minute: Wednesday 15 July 2026 at 08:00 (Europe/Paris).',
  ]);
});
