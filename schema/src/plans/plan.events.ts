import { eventType, field, payload } from '../event-type.ts';

const PLANS = ['BASIC', 'ENHANCED', 'PREMIUM'] as const;

export const planEvents = {
  'plan.chosen': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un forfait a été choisi, à compter d’une date (S5).',
      en: 'A plan was chosen, from a date on (S5).',
    },
    payload: payload({
      before: field.oneOf(PLANS, 'The plan in force at that date before the choice.'),
      after: field.oneOf(PLANS, 'The plan in force from then on.'),
      startsAt: field.instant('From when, inclusive.'),
      endsAt: field.maybeInstant('Until when, exclusive; null while no end is known.'),
    }),
  }),
  'plan.begun': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un forfait choisi auparavant est entré en vigueur (C26).',
      en: 'A plan that was chosen before came into force (C26).',
    },
    payload: payload({ plan: field.oneOf(PLANS, 'The plan.') }),
  }),
  'plan.ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un forfait a pris fin ; sans autre forfait, le compte est en Basic (S19).',
      en: 'A plan came to its end; without another, the account is on Basic (S19).',
    },
    payload: payload({
      plan: field.oneOf(PLANS, 'The plan that ended.'),
      after: field.oneOf(PLANS, 'The plan from then on.'),
      contractId: field.maybeId(
        'ctr',
        'The contract that bought it; null where it was chosen without an order.',
      ),
    }),
  }),
  'intake.published': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un formulaire de demande a une nouvelle version (S87).',
      en: 'An intake form has a new version (S87).',
    },
    payload: payload({
      requestType: field.text('The type of request that it is for.'),
      version: field.integer('The version, current from now on.'),
    }),
  }),
};
