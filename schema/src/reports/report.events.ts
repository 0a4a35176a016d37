import { eventType, field, payload } from '../event-type.ts';

export const reportEvents = {
  'report.linked': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Quelqu’un a demandé l’adresse d’un rapport, pour le lire dans un navigateur.',
      en: 'Somebody asked for the address of a report, to read it in a browser.',
    },
    payload: payload({
      report: field.text('Which report, as the path of its address names it.'),
      month: field.text('Of which month, such as `2026-07`.'),
    }),
  }),
};
