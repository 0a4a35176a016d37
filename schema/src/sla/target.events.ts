import { eventType, field, payload } from '../event-type.ts';

const VERSION = field.integer('The version of the table.');

export const targetEvents = {
  'targets.published': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un barème de délais de première réponse a été publié (C27).',
      en: 'A table of initial-response targets was published (C27).',
    },
    payload: payload({
      version: VERSION,
      effectiveFrom: field.instant('It promises what is received from here on.'),
      atRiskPercent: field.integer('A clock is at risk from this share of its target on (C15).'),
    }),
  }),
  'targets.retired': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Un barème de délais ne promet plus rien de nouveau (C27).',
      en: 'A table of targets promises nothing new any more (C27).',
    },
    payload: payload({ version: VERSION }),
  }),
};
