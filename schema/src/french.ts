import type { Text } from './problem.ts';

// How texts are said in a language, for rules and for the server.

/** Takes one of two texts, as its language sets it. */
export function speaker(locale: 'FR' | 'EN'): (text: Text) => string {
  return ({ fr, en }) => (locale === 'FR' ? setApart(fr) : en);
}

/** A sentence whose French breaks no line before its signs. */
export function asSet({ fr, en }: Text): Text {
  return { fr: setApart(fr), en };
}

/** French with no-break spaces before : ; ! ? » and after «: no line begins with such a sign, or ends with one. */
export function setApart(french: string): string {
  return french.replaceAll(/ (?=[:;?!»])|(?<=«) /g, '\u00a0');
}
