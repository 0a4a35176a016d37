import { SEVERITY_NAMES } from './severity.rules.ts';
import { STATE_NAMES } from './ticket-names.rules.ts';
import type { TicketState } from './ticket.rules.ts';
import { localDateTime } from '../notifications/notice-times.rules.ts';
import type { Severity } from '../plans/plan.rules.ts';
import type { Text } from '../problem.ts';

// How sentences of events read what happened: payloads name people, tickets and codes, and give instants in UTC.

/** What a sentence of one event is made of. */
export interface Told {
  payload: Readonly<Record<string, unknown>>;
  /** What ids and codes of the payload are called, as far as the reader may know. */
  names: ReadonlyMap<string, Text>;
  /** The zone of the customer. */
  timeZone: string;
}

/** What happened, from the payload of an event of one type. */
export type Sentence = (told: Told) => Text;

/** The same in both languages. */
export function both(words: string): Text {
  return { fr: words, en: words };
}

/** "lundi 4 mai 2026 à 12h00 (Europe/Paris)", "Monday 4 May 2026, 12:00 (Europe/Paris)". */
export function when({ timeZone }: Told, at: unknown): Text {
  const local = { dueAt: String(at), timeZone };
  return {
    fr: `${localDateTime(local, 'fr')} (${timeZone})`,
    en: `${localDateTime(local, 'en')} (${timeZone})`,
  };
}

/** What an id or a code is called. */
export function called({ names }: Told, id: unknown): Text {
  return names.get(String(id)) ?? { fr: 'quelqu’un', en: 'somebody' };
}

export function severity({ payload }: Told, name: string): Text {
  return SEVERITY_NAMES[payload[name] as Severity];
}

export function state({ payload }: Told, name: string): Text {
  return STATE_NAMES[payload[name] as TicketState];
}

/** A part of the payload, read like a payload. */
export function within(told: Told, name: string): Told {
  return { ...told, payload: told.payload[name] as Told['payload'] };
}

/** What somebody wrote, as the end of a sentence: " : words.", ": words."; only a full stop where nobody wrote. */
export function reason(words: unknown): Text {
  if (typeof words !== 'string' || words === '') return both('.');
  const ended = /[.!?…]$/.test(words) ? words : `${words}.`;
  return { fr: ` : ${ended}`, en: `: ${ended}` };
}

/** Parts of a sentence, one after the other. */
export function listed(parts: readonly Text[], between: Text): Text {
  return {
    fr: parts.map(({ fr }) => fr).join(between.fr),
    en: parts.map(({ en }) => en).join(between.en),
  };
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
