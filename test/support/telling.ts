import { definitionOf, EVENT_TYPES } from '@tierline/schema/event-types';
import { ticketSentence } from '@tierline/schema/tickets/ticket-sentences.rules';
import { expect } from 'vitest';

/** Of one event: its type, a payload, and what it tells in French and in English. */
export type Sentence = [type: string, payload: Record<string, unknown>, fr: string, en: string];

const NAMES = new Map(
  Object.entries({
    con_1: { fr: 'Aline Petit', en: 'Aline Petit' },
    stf_1: { fr: 'Jeanne Morel', en: 'Jeanne Morel' },
    stf_2: { fr: 'Max Weber', en: 'Max Weber' },
    tea_1: { fr: 'Paris', en: 'Paris' },
    lab_1: { fr: 'proxy', en: 'proxy' },
    lab_2: { fr: 'réseau', en: 'réseau' },
    tkt_2: { fr: 'T-1042', en: 'T-1042' },
    ste_1: { fr: 'Lenteurs', en: 'Slowness' },
    HOW_TO: { fr: 'Mode d’emploi', en: 'How-to' },
    LOGIN_ISSUE: { fr: 'Problème de connexion', en: 'Login issue' },
  }),
);

/** What an event of a customer in Paris is told from. */
const told = (payload: Record<string, unknown>) => ({
  payload,
  names: NAMES,
  timeZone: 'Europe/Paris',
});

/** Types of events that begin so. */
export function typesOf(word: string): string[] {
  return Object.keys(EVENT_TYPES)
    .filter((type) => type.startsWith(`${word}.`))
    .toSorted();
}

/** What an event of a type tells of this payload. */
export function sentenceOf(type: string, payload: Record<string, unknown>): { fr: string; en: string } {
  return ticketSentence(type, definitionOf(type), told(payload));
}

/** The payload is one that can be written, and tells this. */
export function expectSentence(...[type, payload, fr, en]: Sentence): void {
  expect(definitionOf(type)!.payload.safeParse(payload).error).toBeUndefined();
  expect(sentenceOf(type, payload)).toEqual({ fr, en });
}
