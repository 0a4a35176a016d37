import { eventType, field, payload } from '../event-type.ts';

export const tamEvents = {
  'tam.assigned': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un Technical Account Manager a été nommé pour le compte (S66).',
      en: 'A Technical Account Manager was named for the account (S66).',
    },
    payload: payload({
      assignmentId: field.id('tam', 'The assignment.'),
      before: field.maybeId('stf', 'Who was it until then.'),
      tamId: field.id('stf', 'Who it is.'),
      backupId: field.maybeId('stf', 'Who stands in.'),
      startsAt: field.instant('From when.'),
      endsAt: field.maybeInstant('Until when; null while no end is known.'),
    }),
  }),
  'tam.ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’affectation d’un Technical Account Manager a pris fin.',
      en: 'The assignment of a Technical Account Manager ended.',
    },
    payload: payload({
      assignmentId: field.id('tam', 'The assignment.'),
      tamId: field.id('stf', 'Who it was.'),
      endedAt: field.instant('When.'),
      begun: field.yesNo('False when it was taken back before it began.'),
    }),
  }),
};
