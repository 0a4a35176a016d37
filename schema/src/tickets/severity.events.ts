import { eventType, field, payload } from '../event-type.ts';

const SEVERITIES = ['SEVERE', 'MODERATE', 'LIMITED'] as const;
const LOWERING = { loweringId: field.id('low', 'The lowering; read it on the ticket.') };
const CHANGE = {
  ...LOWERING,
  before: field.oneOf(SEVERITIES, 'The severity until now.'),
  after: field.oneOf(SEVERITIES, 'The severity from now on.'),
};

export const severityEvents = {
  'ticket.severity_lowered': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La gravité a été abaissée ; le client peut le contester une fois (C17).',
      en: 'The severity was lowered; the customer may contest that once (C17).',
    },
    payload: payload(CHANGE),
  }),
  'ticket.severity_contested': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le client conteste l’abaissement de la gravité (C17).',
      en: 'The customer contests the lowered severity (C17).',
    },
    payload: payload(LOWERING),
  }),
  'ticket.severity_upheld': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'La gravité abaissée est maintenue (C17).', en: 'The lowered severity was upheld (C17).' },
    payload: payload(LOWERING),
  }),
  'ticket.severity_restored': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La gravité est rétablie, comme si elle n’avait pas été abaissée (C17).',
      en: 'The severity was restored, as if it had never been lowered (C17).',
    },
    payload: payload(CHANGE),
  }),
};
