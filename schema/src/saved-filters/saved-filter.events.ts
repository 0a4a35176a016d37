import { eventType, field, payload } from '../event-type.ts';

const SHARED = { teamId: field.maybeId('tea', 'The team that it is shared with.') };

export const savedFilterEvents = {
  'saved_filter.created': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un filtre a été enregistré.', en: 'A filter was saved.' },
    payload: payload(SHARED),
  }),
  'saved_filter.changed': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un filtre enregistré a été modifié.', en: 'A saved filter was changed.' },
    payload: payload(SHARED),
  }),
  'saved_filter.deleted': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: { fr: 'Un filtre enregistré a été supprimé.', en: 'A saved filter was deleted.' },
    payload: payload({}),
  }),
};
