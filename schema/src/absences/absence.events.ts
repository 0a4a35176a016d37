import { eventType, field, payload } from '../event-type.ts';

export const absenceEvents = {
  'staff.absence_recorded': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une absence a été enregistrée.', en: 'An absence was recorded.' },
    payload: payload({
      absenceId: field.id('abs', 'The absence.'),
      startsAt: field.instant('From when.'),
      endsAt: field.instant('Until when, exclusive.'),
    }),
  }),
  'staff.absence_ended': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une absence a pris fin.', en: 'An absence ended.' },
    payload: payload({
      absenceId: field.id('abs', 'The absence.'),
      endedAt: field.instant('When.'),
    }),
  }),
};
