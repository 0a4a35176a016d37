import { eventType, field, payload } from '../event-type.ts';

export const noticeEvents = {
  'notices.read': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une personne a lu des avis.', en: 'A person read notices.' },
    payload: payload({ readCount: field.integer('How many were unread.') }),
  }),
};
