import { GraphQLRequestError, ProblemError, TierlineError } from '@tierline/sdk';
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

/** What somebody wrote, with the gaps that erasing left named in the reader's language. */
export function shown(text: string, words: Words): string {
  return text.replaceAll('[erased]', words.erased);
}

interface TicketStanding {
  state: string;
  cancellation: { reason: string; ticket?: { reference: string } | null } | null;
}

/** The state of a ticket in words; of one that is cancelled, why, and where it goes on if that is known. */
export function stateOf({ state, cancellation }: TicketStanding, words: Words): string {
  const { reason, ticket } = cancellation ?? {};
  switch (state === 'CANCELLED' ? reason : undefined) {
    case 'MERGED':
      return ticket ? `${words.mergedInto} ${ticket.reference}` : words.merged;
    case 'DUPLICATE':
      return ticket ? `${words.repeats} ${ticket.reference}` : words.repeated;
    case 'SPAM':
      return words.noRequest;
    default:
      return wordFor(words, state);
  }
}

/** What is wrong with which field: the last word of its path names it. */
export function issuesOf(error: unknown): { name: string; message: string }[] {
  if (!(error instanceof ProblemError)) return [];
  const { issues = [] } = error.problem as { issues?: { path: string; message: string }[] };
  return issues.map(({ path, message }) => ({ name: path.split('.').at(-1)!, message }));
}

/**
 * What a person can do something with: the problem's own sentences, else what to quote.
 *
 * @param marked the names of fields at which the page says what is wrong with them
 * @param labels what fields are called that the desk does not know, such as questions of an intake form
 */
export function explain(
  error: unknown,
  words: Words,
  { marked = [], labels = {} }: { marked?: string[]; labels?: Record<string, string> } = {},
): string {
  if (error instanceof ProblemError) {
    const { code, message } = error.problem as { code: string; message: string };
    const locale = words === WORDS.fr ? 'fr' : 'en';
    const issues = issuesOf(error);
    if (issues.length === 0) return typeset(message, locale);
    const elsewhere = issues
      .filter(({ name }) => !marked.includes(name))
      .map(
        (one) =>
          `${labels[one.name] ?? wordFor(words, one.name)}${locale === 'fr' ? ' :' : ':'} ${one.message}`,
      );
    const told = code === 'INVALID_INPUT' ? [] : [message];
    if (elsewhere.length < issues.length) told.push(words.marked);
    return typeset([...new Set([...told, ...elsewhere])].join(' '), locale);
  }
  if (!(error instanceof TierlineError)) return words.failed;
  // It says for whom it is.
  if (error instanceof GraphQLRequestError && error.code === 'FORBIDDEN') return error.errors[0]!.message;
  return `${words.failed} (${error.code}). ${error.requestId ? `${words.quote} ${error.requestId}` : ''}`;
}

/** An instant by the reader's own clock. */
export function here(at: string | Date, locale: Locale): string {
  return instant(at, undefined, locale);
}

interface Reader {
  locale: Locale;
  words: Words;
}

/** An instant that matters to both sides: by the customer's clock, with its zone, and by the reader's where that differs. */
export function forBoth(at: string, timeZone: string, reader: Reader): string {
  return `${instant(at, timeZone, reader.locale)} (${timeZone})${ownTime(at, timeZone, reader)}`;
}

/** What the reader's clock shows then, behind what the customer's does; nothing where that is the same. */
export function ownTime(at: string, timeZone: string, { locale, words }: Reader): string {
  const theirs = instant(at, timeZone, locale);
  const own = here(at, locale);
  if (own === theirs) return '';
  const isSameDay = dayOf(own) === dayOf(theirs);
  return `, ${isSameDay ? own.slice(dayOf(own).length + 1) : own} ${words.yourTime}`;
}

/** What stands before the time. */
function dayOf(text: string): string {
  return text.slice(0, text.lastIndexOf('\u00a0'));
}

/** A day of a calendar, wherever it is read: 2026-07-15 as Wednesday 15 July 2026. */
export function day(on: string, locale: Locale): string {
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB';
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(on));
}

/** An instant in somebody's place: Wednesday 15 July at 08:30. Day and month stay on one line, and so does the time. */
export function instant(at: string | Date, timeZone: string | undefined, locale: Locale): string {
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
