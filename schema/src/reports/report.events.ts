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
      month: field.maybe('Of which month, such as `2026-07`; only of a support report.'),
      from: field.maybe(
        'First local day of a statement, such as `2026-07-14`, or first month of the vendor’s report.',
      ),
      reviewId: field.maybe('Which review, of a monthly or health review.'),
      to: field.maybe('Last local day of a statement, or last month of the vendor’s report, included.'),
    }),
  }),
};
