import { eventType, field, payload } from '../event-type.ts';

export const escalationEvents = {
  'escalation.published': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Une table d’escalade a été publiée (C32).',
      en: 'A table of escalation rules was published (C32).',
    },
    payload: payload({
      version: field.integer('The version; read it by `escalationTables`.'),
      rules: field.integer('How many rules it has.'),
    }),
  }),
  'clock.silent': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le client attend, et le fournisseur se tait depuis un temps qu’une règle d’escalade nomme.',
      en: 'The customer waits, and the vendor has been silent for a time that an escalation rule names.',
    },
    payload: payload({
      clockId: field.id('clk', 'The clock that measures the wait.'),
      metric: field.oneOf(['INITIAL_RESPONSE', 'NEXT_RESPONSE'], 'What it measures (C11).'),
      businessMinutes: field.integer('The business minutes that the rule names.'),
    }),
  }),
};
