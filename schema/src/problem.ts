import type * as z from 'zod';
import { asSet } from './french.ts';

/** A sentence in both languages of the programme. */
export interface Text {
  fr: string;
  en: string;
}

/** Something the caller can act on: a member of a mutation's result. Thrown by rules and verbs. */
export abstract class Problem extends Error {
  /** Never changes, whatever the language. */
  abstract readonly code: string;
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = new.target.name;
    this.text = asSet(text);
  }
}

export interface InputIssue {
  /** Where in the input: `contact.email`. */
  path: string;
  /** REQUIRED for a value that is missing, UNKNOWN for one that names nothing, TAKEN for one in use, else what is wrong with its form. */
  code: string;
  text: Text;
}

/** The input has the right shape but a value that cannot be accepted. */
export class InvalidInputProblem extends Problem {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super({
      fr: `Saisie invalide : ${listed(issues.map(({ path, text }) => `${path} : ${text.fr}`)).join(' ; ')}`,
      en: `Invalid input: ${listed(issues.map(({ path, text }) => `${path}: ${text.en}`)).join('; ')}`,
    });
    this.issues = issues.map((issue) => ({ ...issue, text: asSet(issue.text) }));
  }
}

/** Sentences as parts of one: the last alone keeps its full stop. */
function listed(sentences: string[]): string[] {
  return sentences.map((one, at) => (at < sentences.length - 1 ? one.replace(/\.$/, '') : one));
}

/** The one issue of a value that names nothing the caller can see; an empty one is missing. */
export function unknownValue(path: string, sent: string): InvalidInputProblem {
  if (sent.trim() === '') return missingValue(path);
  const value = sent.length > 60 ? `${sent.slice(0, 60)}…` : sent;
  return new InvalidInputProblem([
    {
      path,
      code: 'UNKNOWN',
      text: { fr: `« ${value} » est inconnu.`, en: `“${value}” is not known.` },
    },
  ]);
}

/** The one issue of a value that must be given here. */
function missingValue(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    { path, code: 'REQUIRED', text: { fr: 'est nécessaire.', en: 'is required.' } },
  ]);
}

/** The one issue of a value that must be unique and stands elsewhere already. */
export function takenValue(path: string): InvalidInputProblem {
  return new InvalidInputProblem([
    { path, code: 'TAKEN', text: { fr: 'est déjà utilisé.', en: 'is already in use.' } },
  ]);
}

export type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'CERTIFICATION_REQUIRED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'IDEMPOTENCY_KEY_REUSED';

/** Something the caller's developer must change: becomes an entry of `errors` with `extensions.code`. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;
  readonly text: Text;
  /** The same without what was sent, where the text quotes it: what clients may log. */
  readonly reason: Text | undefined;

  /** @param text in both languages; one string where both say the same */
  constructor(code: RequestErrorCode, text: Text | string, reason?: Text) {
    super(typeof text === 'string' ? text : text.en);
    this.name = 'RequestError';
    this.code = code;
    this.text = asSet(typeof text === 'string' ? { fr: text, en: text } : text);
    this.reason = reason && asSet(reason);
  }
}

/** @throws RequestError NOT_FOUND: the same for what is absent and what is not yours */
export function found<T>(row: T | null | undefined, what: string, id: string): T {
  if (row === null || row === undefined) throw notFound(what, id);
  return row;
}

/** The same for what is absent and what is not yours. */
export function notFound(what: string, id: string): RequestError {
  return new RequestError(
    'NOT_FOUND',
    { fr: `Introuvable : ${id}.`, en: `No ${what} ${id}.` },
    {
      fr: 'L’id que vous donnez est introuvable.',
      en: `No ${what} that you may see has the id that you sent.`,
    },
  );
}

/** @throws InvalidInputProblem with every issue at once, in both languages */
export function parse<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new InvalidInputProblem(
    result.error.issues.map((issue) => ({ path: issue.path.join('.'), ...complaint(issue) })),
  );
}

/** What a refinement of ours has as its `params`. */
export type Refinement = Text & { code: string };

function complaint(issue: z.core.$ZodIssue): { code: string; text: Text } {
  if (issue.code === 'custom' && issue.params) {
    const { code, fr, en } = issue.params as Refinement;
    return { code, text: { fr, en } };
  }
  return { code: issue.code.toUpperCase(), text: sentence(issue) };
}

function sentence(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? tooShort(Number(issue.minimum)) : tooLittle(issue);
    case 'too_big':
      return issue.origin === 'string' ? tooLong(Number(issue.maximum)) : tooMuch(issue);
    case 'invalid_format':
      return (
        FORMS[issue.format] ?? { fr: 'n’a pas la forme attendue.', en: 'does not have the expected form.' }
      );
    default:
      return { fr: 'ne peut pas être accepté.', en: 'cannot be accepted.' };
  }
}

const FORMS: Partial<Record<string, Text>> = {
  email: { fr: 'n’est pas une adresse e-mail.', en: 'is not an e-mail address.' },
  date: {
    fr: 'n’est pas une date, année-mois-jour, telle que 2026-07-14.',
    en: 'is not a date, year-month-day, such as 2026-07-14.',
  },
};

function tooShort(minimum: number): Text {
  if (minimum === 1) return { fr: 'est vide.', en: 'is empty.' };
  return { fr: `compte moins de ${minimum} caractères.`, en: `has fewer than ${minimum} characters.` };
}

function tooLong(maximum: number): Text {
  return {
    fr: `compte plus de ${maximum.toLocaleString('fr')} caractères.`,
    en: `has more than ${maximum.toLocaleString('en')} characters.`,
  };
}

/** A number, or the length of a list. */
function tooLittle({ origin, minimum }: { origin: string; minimum: number | bigint }): Text {
  if (origin !== 'array') return { fr: `est inférieur à ${minimum}.`, en: `is less than ${minimum}.` };
  if (minimum === 1) return { fr: 'est vide.', en: 'is empty.' };
  return { fr: `compte moins de ${minimum} éléments.`, en: `has fewer than ${minimum} items.` };
}

function tooMuch({ origin, maximum }: { origin: string; maximum: number | bigint }): Text {
  if (origin !== 'array') return { fr: `est supérieur à ${maximum}.`, en: `is more than ${maximum}.` };
  return { fr: `compte plus de ${maximum} éléments.`, en: `has more than ${maximum} items.` };
}
