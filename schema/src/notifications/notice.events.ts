import { eventType, field, payload } from '../event-type.ts';

export const noticeEvents = {
  'notices.read': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une personne a lu des avis.', en: 'A person read notices.' },
    payload: payload({ readCount: field.integer('How many were unread.') }),
  }),
  'notices.preferences_set': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une personne a choisi ce qui lui est dit par e-mail.',
      en: 'A person chose what is told by mail.',
    },
    payload: payload({
      locale: field.maybeOneOf(['FR', 'EN'], 'The language that was chosen; null where it stayed.'),
      stopped: field.listOf(field.text('A kind.'), 'Kinds that are in the inbox only from now on.'),
      resumed: field.listOf(field.text('A kind.'), 'Kinds that are told by mail from now on.'),
    }),
  }),
};
