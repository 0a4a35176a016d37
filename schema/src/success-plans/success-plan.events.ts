import { eventType, field, payload } from '../event-type.ts';
import { CONTEXT_TOPICS, ENDS } from './objective.rules.ts';

const version = field.integer('The version that stands from now on.');
const targetOn = field.date('By when, such as 2026-12-31.');

export const successPlanEvents = {
  'objective.proposed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un objectif a été proposé (S8).', en: 'An objective was proposed (S8).' },
    payload: payload({ targetOn }),
  }),
  'objective.changed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un objectif a changé, et est proposé à nouveau (S8).',
      en: 'An objective was changed, and is proposed anew (S8).',
    },
    payload: payload({ version, targetOn }),
  }),
  'objective.answered': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le client a accepté un objectif, ou l’a refusé (S8).',
      en: 'The customer agreed to an objective, or declined it (S8).',
    },
    payload: payload({ version, agreed: field.yesNo('Whether the customer agreed.') }),
  }),
  'objective.progressed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un objectif a avancé (S8).', en: 'An objective has progressed (S8).' },
    payload: payload({ version, progress: field.integer('How far it has come: 0 to 100 %.') }),
  }),
  'objective.closed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un objectif a pris fin (S8).', en: 'An objective has ended (S8).' },
    payload: payload({ version, status: field.oneOf(ENDS, 'How.') }),
  }),
  'objective.linked': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un objectif a été évoqué dans une réunion ou une revue (S8).',
      en: 'An objective was spoken of in a meeting or review (S8).',
    },
    payload: payload({ linkedId: field.text('The meeting or review.') }),
  }),
  'account.context_written': eventType({
    version: '2026-11-26',
    audience: 'VENDOR',
    text: {
      fr: 'Ce que le TAM sait du compte a été écrit (S76).',
      en: 'What the TAM knows of the account was written (S76).',
    },
    payload: payload({ topics: field.listOf(field.oneOf(CONTEXT_TOPICS, 'A topic.'), 'On what.') }),
  }),
};
