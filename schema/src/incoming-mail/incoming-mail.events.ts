import { eventType, field, payload } from '../event-type.ts';

export const incomingMailEvents = {
  'mail.quarantined': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un message reçu attend une décision.', en: 'A mail that came in awaits a decision.' },
    payload: payload({ reason: field.text('Why, as `QuarantineReason` names it.') }),
  }),
  'mail.released': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Quelqu’un a laissé passer un message en quarantaine.',
      en: 'Somebody let a quarantined mail through.',
    },
    payload: payload({
      contactId: field.id('con', 'As whose mail.'),
      ticketId: field.maybeId('tkt', 'On which ticket; null for a new one.'),
    }),
  }),
  'mail.discarded': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un message en quarantaine a été écarté, par quelqu’un ou parce que sa durée de conservation est passée.',
      en: 'A quarantined mail was discarded, by somebody or because it had been kept long enough.',
    },
    payload: payload({}),
  }),
};
