import { eventType, field, payload } from '../event-type.ts';

const KIND = field.oneOf(
  ['CONTACT', 'PARTNER_PERSON', 'STAFF'],
  'Whose person it was: the customer’s, a partner’s or the vendor’s.',
);

export const erasureEvents = {
  'person.erasure_requested': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une personne est effacée : on ne sait plus qui elle était, et ce qu’elle a écrit a disparu ; ce qui la nomme ailleurs suit (B24).',
      en: 'A person is being erased: who they were and what they wrote is gone, and what names them elsewhere follows (B24).',
    },
    payload: payload({ kind: KIND }),
  }),
  'person.erased': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une personne a été effacée ; les faits et les chiffres restent (B24).',
      en: 'A person was erased; facts and figures stay (B24).',
    },
    payload: payload({
      kind: KIND,
      texts: field.integer('How many texts were erased, in whole or in part.'),
      files: field.integer('How many files.'),
      events: field.integer('In how many events a text was erased.'),
      keys: field.integer(
        'How many API keys were revoked that spoke for the person, or that they made for a sandbox.',
      ),
    }),
  }),
};
