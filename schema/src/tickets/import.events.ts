import { eventType, field, payload } from '../event-type.ts';

export const importEvents = {
  'account.tickets_imported': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Des tickets d’un autre système ont été repris (C34).',
      en: 'Tickets of another system were taken over (C34).',
    },
    payload: payload({
      imported: field.integer('How many were new.'),
      enforceFrom: field.maybeInstant('Earlier ones are not judged.'),
    }),
  }),
  'ticket.imported': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le ticket vient d’un autre système (C34).',
      en: 'The ticket was taken over from another system (C34).',
    },
    payload: payload({
      reference: field.text('The handle among people, "T-1042".'),
      requesterId: field.id('con', 'Who asked.'),
      requestType: field.text('What was asked for (S42).'),
      severity: field.oneOf(['SEVERE', 'MODERATE', 'LIMITED'], 'How badly the customer was hit.'),
      plan: field.oneOf(['BASIC', 'ENHANCED', 'PREMIUM'], 'The plan that the promise was made by.'),
      receivedAt: field.instant('When it was received there.'),
      respondedAt: field.maybeInstant('When it was answered there.'),
      resolvedAt: field.maybeInstant('When it was resolved there.'),
    }),
  }),
};
