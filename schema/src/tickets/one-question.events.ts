import { eventType, field, payload } from '../event-type.ts';

export const oneQuestionEvents = {
  'ticket.split': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une autre question est devenue un ticket à part (C21, S89).',
      en: 'Another question became a ticket of its own (C21, S89).',
    },
    payload: payload({
      childId: field.id('tkt', 'The ticket that was split off.'),
      messageIds: field.listOf(field.id('msg', 'A message.'), 'The messages that it came from.'),
    }),
  }),
  'ticket.absorbed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un autre ticket a été fusionné avec celui-ci (C20).',
      en: 'Another ticket was merged into this one (C20).',
    },
    payload: payload({ ticketId: field.id('tkt', 'The ticket that was merged into this one.') }),
  }),
};
