import { eventType, field, payload } from '../event-type.ts';

const TYPES = [
  'NEW_FEATURE_PRESENTATION',
  'RECURRING_TECHNICAL_MEETING',
  'CUSTOM_INCIDENT_MANAGEMENT',
  'REGULAR_CHECK_IN',
  'AD_HOC_QUESTION',
  'OTHER_MEETING',
  'SUPPORT_REQUEST_REVIEW',
] as const;
const STATES = ['REQUESTED', 'PROPOSED', 'PLANNED', 'HELD', 'MISSED', 'CANCELLED'] as const;

export const engagementEvents = {
  'engagement.planned': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un service du Technical Account Manager a été prévu (S71).',
      en: 'A service of the Technical Account Manager was planned (S71).',
    },
    payload: payload({
      type: field.oneOf(TYPES, 'Which service.'),
      tamId: field.id('stf', 'Whose it is.'),
      startsAt: field.instant('When it takes place, the first time.'),
      recurs: field.yesNo('Whether it comes back by a rule.'),
    }),
  }),
  'engagement.requested': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un service du Technical Account Manager a été demandé par un ticket (S80, S81).',
      en: 'A service of the Technical Account Manager was asked for by a ticket (S80, S81).',
    },
    payload: payload({
      type: field.oneOf(TYPES, 'Which service.'),
      ticketId: field.id('tkt', 'The request.'),
    }),
  }),
  'engagement.slots_proposed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Des créneaux ont été proposés pour une réunion (S81).',
      en: 'Times were proposed for a meeting (S81).',
    },
    payload: payload({
      startsAt: field.listOf(field.instant('A time.'), 'When it could begin.'),
      durationMinutes: field.integer('How long it would last.'),
    }),
  }),
  'engagement.moved': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un service du Technical Account Manager a changé d’état.',
      en: 'A service of the Technical Account Manager came into another state.',
    },
    payload: payload({
      before: field.oneOf(STATES, 'Where it stood.'),
      after: field.oneOf(STATES, 'Where it stands.'),
    }),
  }),
  'engagement.occurrences_written': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Les réunions suivantes d’une série ont été inscrites au calendrier (S74).',
      en: 'The next meetings of a series were put into the calendar (S74).',
    },
    payload: payload({
      count: field.integer('How many.'),
      until: field.instant('They begin before this instant.'),
    }),
  }),
  'engagement.series_ended': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une série de réunions prend fin (S74).', en: 'A series of meetings ends (S74).' },
    payload: payload({ endsAt: field.instant('No meeting begins from then on.') }),
  }),
};
