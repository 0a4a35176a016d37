import { NOTICE_KINDS, noticeText } from '@tierline/schema/notifications/notice.rules';
import { expect, test } from 'vitest';

const DEADLINE = {
  reference: 'T-1042',
  severity: 'MODERATE',
  dueAt: '2026-05-04T10:00:00.000Z',
  timeZone: 'Europe/Paris',
} as const;

test('B21 C37 a deadline is told in the local time of the customer, in both languages', () => {
  expect(noticeText('CLOCK_AT_RISK', DEADLINE)).toEqual({
    title: {
      fr: 'T-1042\u00a0: première réponse à donner avant lundi 12h00',
      en: 'T-1042: first response due by Monday 12:00',
    },
    body: {
      fr: 'Personne n’a encore répondu à ce ticket de gravité modérée. La réponse est promise pour le lundi 4 mai 2026 à 12h00 (Europe/Paris).',
      en: 'Nobody has answered this moderate ticket yet. The response is promised by Monday 4 May 2026, 12:00 (Europe/Paris).',
    },
  });
  expect(noticeText('CLOCK_BREACHED', { ...DEADLINE, timeZone: 'Asia/Kolkata' }).body.en).toContain(
    'Monday 4 May 2026, 15:30 (Asia/Kolkata)',
  );
  expect(noticeText('CLOCK_BREACHED', { ...DEADLINE, dueAt: '2026-06-01T10:00:00Z' }).body.fr).toContain(
    'lundi 1er juin 2026 à 12h00 (Europe/Paris)',
  );
});

test.each([
  [45, '45 min'],
  [60, '1 h'],
  [150, '2 h 30'],
  [605, '10 h 05'],
])('B21 silence of %i minutes is told as %s', (businessMinutes, told) => {
  const { title } = noticeText('ASSIGNEE_SILENT', { reference: 'T-7', severity: 'SEVERE', businessMinutes });
  expect(title.en).toBe(`T-7: the customer has waited for ${told} of business time`);
  expect(title.fr).toBe(`T-7\u00a0: le client attend depuis ${told} ouvrées`);
});

test('B21 every kind has words of its own', () => {
  expect(NOTICE_KINDS).toContain('TICKET_ASSIGNED');
  expect(noticeText('TICKET_ASSIGNED', { reference: 'T-7', severity: 'LIMITED' }).body).toEqual({
    fr: 'Ce ticket de gravité limitée vous a été attribué.',
    en: 'This limited ticket was assigned to you.',
  });
});
