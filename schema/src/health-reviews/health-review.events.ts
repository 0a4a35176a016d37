import { eventType, field, payload } from '../event-type.ts';

export const healthReviewEvents = {
  'health_review.planned': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’examen annuel de l’état du compte est prévu, ou demandé par un ticket (S82).',
      en: 'The annual health review of the account is planned, or asked for by a ticket (S82).',
    },
    payload: payload({
      profileIds: field.listOf(
        field.id('prf', 'A profile.'),
        'Which profiles it covers: one to five (S111).',
      ),
      plannedOn: field.maybeText('The local day, such as 2026-07-14; null until it is said.'),
      ticketId: field.maybeId('tkt', 'The request that asked for it; null where the TAM planned it.'),
    }),
  }),
  'health_review.scheduled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'L’examen annuel a une nouvelle date.', en: 'The health review has another date.' },
    payload: payload({ plannedOn: field.date('The local day on which it is to be done.') }),
  }),
  'health_review.profile_examined': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un profil a été examiné (S111).', en: 'A profile was examined (S111).' },
    payload: payload({
      profileId: field.id('prf', 'The profile.'),
      findings: field.integer('How many findings: 0 where there is nothing.'),
    }),
  }),
  'health_review.completed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’examen annuel de l’état du compte est terminé (S82).',
      en: 'The annual health review of the account is completed (S82).',
    },
    payload: payload({ yearStartsAt: field.instant('Of which contract year: when that began (E5).') }),
  }),
  'health_review.cancelled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'L’examen annuel est annulé (E5).', en: 'The health review is cancelled (E5).' },
    payload: payload({ reason: field.freeText('Why.') }),
  }),
  'health_review.recommendation_followed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une recommandation a été suivie.', en: 'A recommendation was followed.' },
    payload: payload({ findingId: field.id('hfd', 'The finding.') }),
  }),
};
