import { eventType, field, payload } from '../event-type.ts';

const WINDOWS = (what: string) =>
  field.listOf(
    field.object(
      {
        weekday: field.integer('1 is Monday.'),
        opensAt: field.text('Local time `HH:mm`, included.'),
        closesAt: field.text('Local time `HH:mm`, not included.'),
      },
      'A window of a weekday.',
    ),
    what,
  );

export const regionEvents = {
  'region.hours_set': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Les horaires des ingénieurs d’une région ont été fixés (S108).',
      en: 'The hours of a region’s engineers were set (S108).',
    },
    payload: payload({
      before: WINDOWS('Until now; the standard ones when empty.'),
      after: WINDOWS('From now on.'),
    }),
  }),
};
