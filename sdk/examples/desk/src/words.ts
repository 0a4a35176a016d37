import { ProblemError, TierlineError } from '@tierline/sdk';
import { EN } from './words.en.ts';
import { FR } from './words.fr.ts';

export type Locale = 'fr' | 'en';

export type Words = Record<keyof typeof EN, string>;
export const WORDS: Record<Locale, Words> = { en: EN, fr: unbroken(FR) };

/** The word for a code of the API; the code itself where it learnt one after this build. */
export function wordFor(words: Words, code: string): string {
  return words[code as keyof Words] ?? code;
}

/** A sentence of the API as its language sets it: in French, a sign that is set apart from its word stays on its line. */
export function typeset(text: string, locale: Locale): string {
  return locale === 'fr' ? text.replaceAll(/ (?=[:;?!»])|(?<=«) /g, '\u00a0') : text;
}

function unbroken(words: Record<keyof typeof EN, string>): Words {
  return Object.fromEntries(
    Object.entries(words).map(([code, word]) => [code, typeset(word, 'fr')]),
  ) as unknown as Words;
}

/** What a person can do something with: the problem's own sentences, else what to quote. */
export function explain(error: unknown, words: Words): string {
  if (error instanceof ProblemError) {
    const { message, issues = [] } = error.problem as { message: string; issues?: { message: string }[] };
    const sentences = new Set([message, ...issues.map((issue) => issue.message)]);
    return typeset([...sentences].join(' '), words === WORDS.fr ? 'fr' : 'en');
  }
  if (!(error instanceof TierlineError)) return words.failed;
  return `${words.failed} (${error.code}). ${error.requestId ? `${words.quote} ${error.requestId}` : ''}`;
}

/** An instant in somebody's place: Wednesday 15 July at 08:30. Day and month stay on one line, and so does the time. */
export function instant(at: string | Date, timeZone: string, locale: Locale): string {
  const text = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
  const unbroken = text.replaceAll(/(?<=\d) | (?=\d{2}:)/g, '\u00a0');
  if (locale === 'en') return unbroken;
  return unbroken.replace(/\b0?(\d{1,2}):(\d{2})/, '$1h$2').replace(/\b1(?=\u00a0\p{L})/u, '1er');
}

/** 1 h 05 min 09 s, the same in both languages, on one line. */
export function duration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  const text = hours > 0 ? `${hours} h ${two(minutes)} min ${two(rest)} s` : `${minutes} min ${two(rest)} s`;
  return text.replaceAll(' ', '\u00a0');
}
