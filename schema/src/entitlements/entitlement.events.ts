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
    text: {
      fr: 'Le compte a reçu ce que son forfait inclut pour l’année, comme des places de formation (E1).',
      en: 'The account got what its plan includes for the year, such as training seats (E1).',
    },
    payload: LINE,
  }),
  'entitlement.reserved': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une part de ce que le forfait inclut pour l’année a été réservée (E2).',
      en: 'A part of what the plan includes for the year was reserved (E2).',
    },
    payload: LINE,
  }),
  'entitlement.consumed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une part de ce que le forfait inclut pour l’année a été utilisée (E2).',
      en: 'A part of what the plan includes for the year was used (E2).',
    },
    payload: LINE,
  }),
  'entitlement.released': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Ce qui était réservé sur ce que le forfait inclut pour l’année est de nouveau libre (E2).',
      en: 'What was reserved of what the plan includes for the year is free again (E2).',
    },
    payload: LINE,
  }),
  'entitlement.expired': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Ce que le forfait incluait pour l’année écoulée, sans être utilisé, a expiré (E2).',
      en: 'What the plan included for the past year, and was not used, has expired (E2).',
    },
    payload: LINE,
  }),
  'solution.excluded': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'À partir d’une date, le forfait ne couvre plus une solution (S110).',
      en: 'From a date on, the plan does not cover a solution any more (S110).',
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
