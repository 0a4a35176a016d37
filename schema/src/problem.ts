import * as z from 'zod';

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
    this.text = text;
  }
}

export interface InputIssue {
  /** Where in the input: `contact.email`. */
  path: string;
  /** UNKNOWN for a value that names nothing, else the validator's own word. */
  code: string;
  text: Text;
}

/** The input has the right shape but a value that cannot be accepted. */
export class InvalidInputProblem extends Problem {
  readonly code = 'INVALID_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super({
      fr: `Saisie invalide : ${issues.map((issue) => `${issue.path} : ${issue.text.fr}`).join(' ; ')}`,
      en: `Invalid input: ${issues.map((issue) => `${issue.path}: ${issue.text.en}`).join('; ')}`,
    });
    this.issues = issues;
  }
}

/** The one issue of a value that names nothing the caller can see. */
export function unknownValue(path: string, value: string): InvalidInputProblem {
  return new InvalidInputProblem([
    {
      path,
      code: 'UNKNOWN',
      text: { fr: `« ${value} » est inconnu.`, en: `“${value}” is not known.` },
    },
  ]);
}

export type RequestErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'BAD_USER_INPUT';

/** Something the caller's developer must change: becomes an entry of `errors` with `extensions.code`. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message: string) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
  }
}

/** @throws RequestError NOT_FOUND: the same for what is absent and what is not yours */
export function found<T>(row: T | null | undefined, what: string, id: string): T {
  if (row === null || row === undefined) throw new RequestError('NOT_FOUND', `No ${what} ${id}.`);
  return row;
}

/** @throws InvalidInputProblem with every issue at once, in both languages */
export function parse<T extends z.ZodType>(schema: T, raw: unknown): z.output<T> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  throw new InvalidInputProblem(
    result.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      code: issue.code.toUpperCase(),
      text: { fr: translate(FRENCH, issue), en: translate(ENGLISH, issue) },
    })),
  );
}

const FRENCH = z.locales.fr().localeError;
const ENGLISH = z.locales.en().localeError;

function translate(localeError: z.core.$ZodErrorMap, issue: z.core.$ZodIssue): string {
  // A refinement of ours carries its own sentence in both languages.
  if (issue.code === 'custom' && issue.params) {
    return (issue.params as Text)[localeError === FRENCH ? 'fr' : 'en'];
  }
  const message = localeError(issue as z.core.$ZodRawIssue);
  return typeof message === 'string' ? message : (message?.message ?? issue.message);
}
