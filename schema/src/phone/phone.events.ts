import { eventType, field, payload } from '../event-type.ts';

const version = '2026-11-26';
const audience = 'VENDOR';

export const phoneEvents = {
  'phone_call.taken': eventType({
    version,
    audience,
    text: {
      fr: 'Un appel est arrivé à la messagerie vocale (S14).',
      en: 'A call came in to the voicemail (S14).',
    },
    payload: payload({
      contactId: field.maybeId('con', 'Whose number it is; null where that is not clear.'),
    }),
  }),
  'phone_call.directed': eventType({
    version,
    audience,
    text: {
      fr: 'Un appel n’a pas donné de ticket : l’appelant a été dirigé vers le portail (S40, B17).',
      en: 'A call became no ticket: the caller was directed to the portal (S40, B17).',
    },
    payload: payload({
      severity: field.oneOf(['SEVERE', 'MODERATE', 'LIMITED'], 'What the caller chose.'),
    }),
  }),
  'phone_call.recorded': eventType({
    version,
    audience,
    text: { fr: 'Un message vocal a été enregistré.', en: 'A voicemail was recorded.' },
    payload: payload({
      seconds: field.integer('How long it is.'),
      assigned: field.yesNo('Whether caller and severity are known: then it becomes a ticket.'),
    }),
  }),
  'phone_call.assigned': eventType({
    version,
    audience,
    text: { fr: 'On a dit de qui est un appel.', en: 'Somebody said whose call it is.' },
    payload: payload({ contactId: field.id('con', 'Who called.') }),
  }),
  'phone_call.linked': eventType({
    version,
    audience,
    text: { fr: 'Un appel appartient à un ticket.', en: 'A call belongs to a ticket.' },
    payload: payload({ ticketId: field.id('tkt', 'The ticket.') }),
  }),
  'phone_call.discarded': eventType({
    version,
    audience,
    text: {
      fr: 'Un appel a été écarté : il n’en sera pas fait de ticket.',
      en: 'A call was discarded: nothing comes of it.',
    },
    payload: payload({
      reason: field.oneOf(['WRONG_NUMBER', 'SPAM', 'SILENCE', 'DUPLICATE'], 'Why.'),
    }),
  }),
};
