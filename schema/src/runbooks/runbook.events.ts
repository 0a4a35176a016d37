import { eventType, field, payload } from '../event-type.ts';

const ticketId = field.id('tkt', 'The ticket.');

export const runbookEvents = {
  'runbook.published': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'La conduite à tenir lors des incidents sévères du compte a été publiée (S75).',
      en: 'How severe incidents of the account are handled was published (S75).',
    },
    payload: payload({
      runbookId: field.id('rbk', 'The runbook.'),
      version: field.integer('Its version.'),
      steps: field.integer('How many steps it has.'),
      cadenceMinutes: field.integer('How often the customer is told, in business minutes.'),
    }),
  }),
  'incident.opened': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un ticket sévère a ouvert un incident, qui suit les étapes convenues (S75).',
      en: 'A severe ticket began an incident, which follows the steps agreed (S75).',
    },
    payload: payload({
      ticketId,
      runbookId: field.maybeId('rbk', 'The runbook that it follows; null for the standard one.'),
      nextUpdateDueAt: field.instant('By when the customer is told how things stand.'),
    }),
  }),
  'incident.step_ticked': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Une étape convenue pour les incidents sévères a été accomplie.',
      en: 'A step agreed for severe incidents was done.',
    },
    payload: payload({
      stepId: field.id('stp', 'The step.'),
      position: field.integer('Which one: 1, 2, 3 …'),
    }),
  }),
  'incident.update_due': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Le client d’un incident sévère attend des nouvelles.',
      en: 'The customer of a severe incident is to hear of it.',
    },
    payload: payload({ ticketId, dueAt: field.instant('Since when.') }),
  }),
  'incident.closed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un incident sévère a pris fin.', en: 'A severe incident ended.' },
    payload: payload({ ticketId }),
  }),
  'incident.reopened': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un incident sévère reprend.', en: 'A severe incident goes on.' },
    payload: payload({ ticketId }),
  }),
};
