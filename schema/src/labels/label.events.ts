import { eventType, field, payload } from '../event-type.ts';

const LABEL = {
  name: field.freeText('What it says.'),
  colour: field.maybeText('Its colour, such as `#b91c1c`.'),
};

export const labelEvents = {
  'label.created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une étiquette a été créée.', en: 'A label was created.' },
    payload: payload(LABEL),
  }),
  'label.changed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Une étiquette a été modifiée.', en: 'A label was changed.' },
    payload: payload({
      before: field.object(LABEL, 'What it was.'),
      after: field.object(LABEL, 'What it is.'),
    }),
  }),
};
