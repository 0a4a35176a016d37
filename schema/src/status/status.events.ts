import { eventType, field, payload } from '../event-type.ts';

export const statusEvents = {
  'status.event_reported': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une panne, un incident ou une maintenance de la plateforme a été signalé (S53).',
      en: 'An outage, an incident or maintenance of the platform was reported (S53).',
    },
    payload: payload({
      kind: field.oneOf(['OUTAGE', 'INCIDENT', 'MAINTENANCE'], 'What it is.'),
      components: field.listOf(field.text('The code of a part of the platform.'), 'What is affected.'),
    }),
  }),
  'status.event_ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un événement de la plateforme est terminé.', en: 'An event of the platform is over.' },
    payload: payload({ endedAt: field.instant('When.') }),
  }),
};
