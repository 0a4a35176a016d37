import { eventType, field, payload } from '../event-type.ts';

const VERSION = field.integer('The number of the correction.');

export const holidayCorrectionEvents = {
  'holiday.corrected': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une correction des jours fériés d’un pays a été publiée (K9).',
      en: 'A correction of a country’s public holidays was published (K9).',
    },
    payload: payload({
      version: VERSION,
      country: field.text('ISO 3166-1 code.'),
      subdivision: field.maybeText('The part of the country; null for all of it.'),
      action: field.oneOf(['ADD', 'REMOVE', 'CLOSE_EARLY'], 'What it does to the day.'),
      on: field.date('The local date.'),
      closesFrom: field.maybeText('Local time `HH:mm`, when the desk closes early; else null.'),
    }),
  }),
  'holiday.correction_withdrawn': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une correction des jours fériés d’un pays a été retirée (K9).',
      en: 'A correction of a country’s public holidays was withdrawn (K9).',
    },
    payload: payload({
      version: VERSION,
      withdrawalVersion: field.integer('The number of the withdrawal, of the same row.'),
    }),
  }),
};
