import { eventType, field, payload } from '../event-type.ts';

const LINE = payload({
  lineId: field.text('The line of the ledger (E1).'),
  benefit: field.text('Code of the benefit that is counted.'),
  units: field.integer('How many, at least 1: the type says which way they move.'),
  yearStartsAt: field.instant('The contract year whose balance it belongs to (E3).'),
  cause: field.text('What brought it about.'),
  bookingId: field.maybeId('bkg', 'The booking of a training seat that it is for.'),
  ticketId: field.maybeId('tkt', 'The ticket that it is for.'),
  healthReviewId: field.maybeId('hrv', 'The health review that it is for, where the TAM planned it.'),
});

export const entitlementEvents = {
  'contract_year.begun': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une année de contrat a commencé (E3).', en: 'A contract year began (E3).' },
    payload: payload({
      ordinal: field.integer('1 for the first year, 2 for the second …'),
      startsAt: field.instant('From when, inclusive.'),
      endsAt: field.instant('Until when, exclusive.'),
    }),
  }),
  'entitlement.granted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un droit a été accordé (E1).', en: 'An entitlement was granted (E1).' },
    payload: LINE,
  }),
  'entitlement.reserved': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un droit a été réservé (E2).', en: 'An entitlement was reserved (E2).' },
    payload: LINE,
  }),
  'entitlement.consumed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un droit a été consommé (E2).', en: 'An entitlement was consumed (E2).' },
    payload: LINE,
  }),
  'entitlement.released': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un droit réservé a été rendu (E2).', en: 'A reserved entitlement was given back (E2).' },
    payload: LINE,
  }),
  'entitlement.expired': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un droit a expiré avec son année (E2).', en: 'An entitlement expired with its year (E2).' },
    payload: LINE,
  }),
  'solution.excluded': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une solution sera exclue de la couverture (S110).',
      en: 'A solution is going to be left out of coverage (S110).',
    },
    payload: payload({
      solution: field.text('Code of the solution.'),
      startsAt: field.instant('From when.'),
    }),
  }),
  'solution.exclusion_ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une solution est de nouveau couverte (S110).',
      en: 'A solution is covered again (S110).',
    },
    payload: payload({
      solution: field.text('Code of the solution.'),
      endsAt: field.instant('From when.'),
    }),
  }),
};
