import { eventType, field, payload } from '../event-type.ts';

export const attachmentEvents = {
  'attachment.requested': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un fichier a été annoncé.', en: 'A file was announced.' },
    payload: payload({
      mediaType: field.text('What its sender says it is, such as `image/png`.'),
      sizeBytes: field.integer('How large it is.'),
    }),
  }),
  'attachment.completed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un fichier est arrivé en entier et a été vérifié.',
      en: 'A file arrived as a whole and was checked.',
    },
    payload: payload({
      state: field.oneOf(['UNSCANNED', 'CLEAN', 'INFECTED'], 'What the scanner says of it.'),
      threat: field.maybeText('What the scanner found.'),
    }),
  }),
  'attachment.redacted': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le contenu et le nom d’un fichier joint ont été retirés.',
      en: 'Content and name of an attached file were taken out.',
    },
    payload: payload({}),
  }),
  'attachment.expired': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un fichier joint à rien pendant 24 heures a été retiré.',
      en: 'A file that was attached to nothing for 24 hours was removed.',
    },
    payload: payload({}),
  }),
};
