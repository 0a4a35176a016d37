import type { Pause } from '@tierline/schema/calendar/pauses.rules';
import { supportCalendar } from '@tierline/schema/calendar/support-calendar';
import { sentences, type Outcome } from '@tierline/schema/sla/explanation.rules';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DEADLINE = { kind: 'DEADLINE' } as const;
const PARIS = { timeZone: 'Europe/Paris', country: 'FR' };
const ADELAIDE = { timeZone: 'Australia/Adelaide', country: 'AU', subdivision: 'SA' };

test('B1 K8 a holiday that begins in the evening closes the evening, not the day', () => {
  const segments = supportCalendar(ADELAIDE).explain(
    Date.parse('2026-12-24T15:00:00+10:30'),
    Date.parse('2026-12-29T13:00:00+10:30'),
  );

  expect(sentences(segments, ADELAIDE.timeZone, 'EN', DEADLINE).slice(0, 3)).toEqual([
    'First counted minute: Thursday 24 December 2026 at 15:00 (Australia/Adelaide).',
    'Closed on Thursday 24 December 2026 from 19:00: Christmas Eve.',
    'Closed on Friday 25 December 2026: Christmas Day.',
  ]);
  expect(sentences(segments, ADELAIDE.timeZone, 'FR', DEADLINE)[1]).toMatch(
    /^Fermé le jeudi 24 décembre 2026 à partir de 19h00 : /,
  );
});

test('B1 a question that starts within a holiday speaks of the whole day', () => {
  const segments = supportCalendar(PARIS).explain(
    Date.parse('2026-07-14T11:00:00+02:00'),
    Date.parse('2026-07-15T09:00:00+02:00'),
  );

  expect(sentences(segments, 'Europe/Paris', 'EN', DEADLINE)).toEqual([
    'Received outside opening hours (Tuesday 14 July 2026 at 11:00).',
    'Closed on Tuesday 14 July 2026: Bastille Day.',
    'First counted minute: Wednesday 15 July 2026 at 08:00 (Europe/Paris).',
    '1 business hour, all on Wednesday 15 July 2026: due at 09:00.',
  ]);
});

/** Of a stretch in Paris, local time. */
function said(from: string, to: string, language: 'FR' | 'EN', outcome: Outcome, pauses: Pause[] = []) {
  const ms = (local: string) => Date.parse(`2026-${local}:00+02:00`);
  return sentences(
    supportCalendar(PARIS).explain(ms(from), ms(to), pauses),
    PARIS.timeZone,
    language,
    outcome,
  );
}

test('B1 B2 the last steps say which day counts how much, and what that makes', () => {
  const promised = { plan: 'ENHANCED', severity: 'MODERATE' } as const;
  const due: Outcome = { kind: 'DEADLINE', promised };
  expect(said('07-17T08:00', '07-17T12:00', 'EN', due)).toEqual([
    'First counted minute: Friday 17 July 2026 at 08:00 (Europe/Paris).',
    '4 business hours for Moderate on Enhanced, all on Friday 17 July 2026: due at 12:00.',
  ]);
  expect(said('07-17T08:00', '07-17T12:00', 'FR', due)[1]).toBe(
    '4 heures ouvrées pour « Modéré » avec Enhanced, le tout le vendredi 17 juillet 2026 : échéance à 12h00.',
  );
  expect(said('07-17T16:30', '07-20T10:30', 'EN', due).slice(1)).toEqual([
    'On Friday 17 July 2026, 16:30 to 18:00: 1 h 30 min of business time.',
    'On Monday 20 July 2026, 08:00 to 10:30: 2 h 30 min of business time.',
    '4 business hours for Moderate on Enhanced: due on Monday 20 July 2026 at 10:30.',
  ]);
  expect(said('07-17T16:30', '07-20T10:30', 'FR', due).slice(1)).toEqual([
    'Le vendredi 17 juillet 2026, de 16h30 à 18h00 : 1 h 30 min de temps ouvré.',
    'Le lundi 20 juillet 2026, de 8h00 à 10h30 : 2 h 30 min de temps ouvré.',
    '4 heures ouvrées pour « Modéré » avec Enhanced : échéance le lundi 20 juillet 2026 à 10h30.',
  ]);
});

test('B1 S48 C25 where nothing is promised, the last step says until when the desk is open', () => {
  expect(said('07-17T17:00', '07-17T18:00', 'EN', { kind: 'WINDOW', plan: 'BASIC' }).slice(1)).toEqual([
    'On Friday 17 July 2026, 17:00 to 18:00: 1 business hour.',
    'Basic promises no time: the desk is open until Friday 17 July 2026 at 18:00.',
  ]);
});

test('B2 C12 what has run is told by day without the pauses, and days in the middle together', () => {
  const pause = {
    from: Date.parse('2026-07-15T09:00:00+02:00'),
    to: Date.parse('2026-07-15T12:00:00+02:00'),
  };
  const ran: Outcome = { kind: 'ELAPSED' };
  expect(said('07-15T08:00', '07-16T09:00', 'EN', ran, [pause])).toEqual([
    'First counted minute: Wednesday 15 July 2026 at 08:00 (Europe/Paris).',
    'Time in a pause does not count.',
    'On Wednesday 15 July 2026, 08:00 to 09:00, 12:00 to 18:00: 7 business hours.',
    'On Thursday 16 July 2026, 08:00 to 09:00: 1 business hour.',
    '8 business hours until Thursday 16 July 2026 at 09:00.',
  ]);
  // Friday to Thursday of the week after: five days of counting, three of them in the middle
  expect(said('07-17T17:00', '07-23T08:30', 'EN', ran).slice(1)).toEqual([
    'On Friday 17 July 2026, 17:00 to 18:00: 1 business hour.',
    'On the 3 open days in between: 30 business hours.',
    'On Thursday 23 July 2026, 08:00 to 08:30: 30 min of business time.',
    '31 h 30 min of business time until Thursday 23 July 2026 at 08:30.',
  ]);
});

test('B1 B2 what begins within a second adds up too: whole seconds are told', () => {
  for (const ms of [500, 600]) {
    const [from, to] = ['07-17T16:30', '07-20T10:30'].map((at) => Date.parse(`2026-${at}:00+02:00`) + ms);
    const segments = supportCalendar(PARIS).explain(from!, to!);
    expect(sentences(segments, PARIS.timeZone, 'EN', DEADLINE).slice(1)).toEqual([
      'On Friday 17 July 2026, 16:30:00 to 18:00: 1 h 30 min of business time.',
      'On Monday 20 July 2026, 08:00 to 10:30:00: 2 h 30 min of business time.',
      '4 business hours: due on Monday 20 July 2026 at 10:30:00.',
    ]);
  }
});

test('B1 B2 C6 the days add up to the whole, for any stretch of a fortnight', () => {
  const minutes = (sentence: string) => {
    const [, h = 0, min = 0] =
      /(?:(\d+) (?:business hours?|h))?(?: ?(\d+) min)?(?: of business time)? (?:until|\.)/.exec(
        sentence.replace(/\.$/, ' .'),
      ) ?? [];
    return Number(h) * 60 + Number(min);
  };
  const minute = fc.integer({ min: 0, max: 14 * 24 * 60 });
  fc.assert(
    fc.property(minute, minute, (one, other) => {
      const start = Date.parse('2026-07-10T00:00:00+02:00');
      const [from, to] = [Math.min(one, other), Math.max(one, other)].map((at) => start + at * 60_000);
      const calendar = supportCalendar(PARIS);
      const all = sentences(calendar.explain(from!, to!), PARIS.timeZone, 'EN', { kind: 'ELAPSED' });
      const days = all.filter((sentence) => sentence.startsWith('On ')).map((sentence) => minutes(sentence));
      const elapsed = calendar.elapsed(from!, to!) / 60_000;
      expect(days.reduce((sum, day) => sum + day, 0)).toBe(elapsed);
      if (elapsed > 0) expect(minutes(all.at(-1)!)).toBe(elapsed);
    }),
  );
});
