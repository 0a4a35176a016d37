import { beginOfHour, nextAttemptAt, verdictOf } from '@tierline/schema/mail/delivery.rules';
import { expect, test } from 'vitest';

test.each([
  ['RCPT TO', 550, '550 5.1.1 No such user', 'UNDELIVERABLE'],
  ['RCPT TO', 550, '550 No such user', 'UNDELIVERABLE'],
  ['RCPT TO', 550, '550 5.2.1 Mailbox disabled', 'UNDELIVERABLE'],
  ['RCPT TO', 552, '552 5.2.2 Mailbox full', 'REFUSED'],
  ['RCPT TO', 550, '550 5.7.1 Relaying denied', 'REFUSED'],
  ['DATA', 554, '554 5.7.1 This looks like spam', 'REFUSED'],
  ['DATA', 550, '550 5.1.1 No such user', 'UNDELIVERABLE'],
  ['DATA', 552, '552 Too large', 'REFUSED'],
  ['RCPT TO', 450, '450 4.2.0 Greylisted', 'LATER'],
  ['AUTH PLAIN', 535, '535 5.7.8 Bad password', 'LATER'],
  ['MAIL FROM', 550, '550 5.1.8 Who are you?', 'LATER'],
  ['CONN', null, 'connect ECONNREFUSED', 'LATER'],
  [null, null, 'Timeout', 'LATER'],
] as const)('C32 after %s, %s %s is %s', (command, status, text, verdict) => {
  expect(verdictOf({ command, status, text })).toBe(verdict);
});

test('C32 a mail is tried nine times in two days, and those that failed together are spread', () => {
  const now = new Date('2026-05-04T06:00:00Z');
  const times = [1, 2, 3, 4, 5, 6, 7, 8].map((failed) =>
    nextAttemptAt(failed, now, 0)?.toISOString().slice(0, 16),
  );
  expect(times).toEqual([
    '2026-05-04T06:01',
    '2026-05-04T06:05',
    '2026-05-04T06:15',
    '2026-05-04T07:00',
    '2026-05-04T09:00',
    '2026-05-04T12:00',
    '2026-05-04T18:00',
    '2026-05-05T06:00',
  ]);
  expect(nextAttemptAt(9, now, 0)).toBeNull();
  expect(nextAttemptAt(4, now, 0.5)?.toISOString()).toBe('2026-05-04T07:06:00.000Z');
});

test('C32 the hour of a bound is that of the clock', () => {
  expect(beginOfHour(new Date('2026-05-04T06:59:59.999Z')).toISOString()).toBe('2026-05-04T06:00:00.000Z');
  expect(beginOfHour(new Date('2026-05-04T07:00:00Z')).toISOString()).toBe('2026-05-04T07:00:00.000Z');
});
