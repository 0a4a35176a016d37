import { eventType, field, payload } from '../event-type.ts';

export const mailEvents = {
  'mail.address_disabled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Aucun message n’arrive plus à l’adresse d’une personne : plus rien n’y est envoyé.',
      en: 'No mail reaches the address of a person any more: nothing is sent there.',
    },
    payload: payload({
      contactId: field.maybeId('con', 'Whose address it is; null for nobody of a customer.'),
      cause: field.oneOf(['REFUSED', 'BOUNCED'], 'Whether it was not taken, or came back.'),
      mailId: field.id('mai', 'The mail that did not arrive.'),
    }),
  }),
  'mail.address_enabled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Quelqu’un a confirmé que l’adresse d’une personne fonctionne de nouveau.',
      en: 'Somebody confirmed that the address of a person works again.',
    },
    payload: payload({
      contactId: field.maybeId('con', 'Whose address it is; null for nobody of a customer.'),
    }),
  }),
};
