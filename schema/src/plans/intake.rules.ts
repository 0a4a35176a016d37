import { InvalidInputProblem, Problem, type InputIssue, type Text } from '../problem.ts';

export const INTAKE_KINDS = ['TEXT', 'NUMBER', 'DATE', 'YES_NO', 'CHOICE'] as const;
export type IntakeKind = (typeof INTAKE_KINDS)[number];

/** One question of an intake form (S87). */
export interface IntakeField {
  /** Names it in answers. */
  key: string;
  kind: IntakeKind;
  /** Whether whoever fills in the form must answer. */
  required: boolean;
  label: Text;
  /** Of a CHOICE: what can be chosen, at least two. */
  options?: readonly IntakeOption[];
}

export interface IntakeOption {
  value: string;
  label: Text;
}

/** An answer as it is sent and kept: a number, date (`2026-07-14`), `YES` or `NO`, or the value of an option as text. */
export interface IntakeAnswer {
  key: string;
  value: string;
}

/** The form was not answered as it asks (S87, terms 1a). */
export class IntakeAnswersProblem extends Problem {
  readonly code = 'INTAKE_ANSWERS';
  readonly requestType: string;
  readonly version: number;
  readonly issues: readonly InputIssue[];

  constructor(requestType: string, version: number, issues: readonly InputIssue[]) {
    super({
      fr: `Le formulaire demande d’autres réponses : ${issues.map(({ path, text }) => `${path} ${text.fr}`).join(' ; ')}`,
      en: `The form asks for other answers: ${issues.map(({ path, text }) => `${path} ${text.en}`).join('; ')}`,
    });
    this.requestType = requestType;
    this.version = version;
    this.issues = issues;
  }
}

/**
 * The answers in the order of the form. One that is empty is none.
 *
 * @param filledIn whether the form itself was filled in; a request by telephone or e-mail may leave anything open
 * @throws IntakeAnswersProblem with every issue at once
 * Source: S87.
 */
export function checkAnswers(
  form: { requestType: string; version: number; fields: readonly IntakeField[] },
  answers: readonly IntakeAnswer[],
  filledIn: boolean,
): IntakeAnswer[] {
  const given = answers.map(({ key, value }) => ({ key, value: value.trim() })).filter(({ value }) => value);
  const keys = form.fields.map(({ key }) => key);
  const issues = [
    ...given.filter(({ key }) => !keys.includes(key)).map(({ key }) => issue(key, UNKNOWN)),
    ...keys
      .filter((key) => given.filter((answer) => answer.key === key).length > 1)
      .map((key) => issue(key, TWICE)),
    ...form.fields.flatMap((field) => {
      const answer = given.find(({ key }) => key === field.key);
      if (!answer) return filledIn && field.required ? [issue(field.key, REQUIRED)] : [];
      return fits(field, answer.value) ? [] : [issue(field.key, FORMS[field.kind])];
    }),
  ];
  if (issues.length > 0) throw new IntakeAnswersProblem(form.requestType, form.version, issues);
  return form.fields.flatMap(({ key }) => given.filter((answer) => answer.key === key));
}

function fits({ kind, options = [] }: IntakeField, value: string): boolean {
  switch (kind) {
    case 'TEXT':
      return true;
    case 'NUMBER':
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(value);
    case 'DATE':
      return isDate(value);
    case 'YES_NO':
      return value === 'YES' || value === 'NO';
    case 'CHOICE':
      return options.some((option) => option.value === value);
  }
}

function isDate(value: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

type Fault = Text & { code: string };

const UNKNOWN: Fault = { code: 'UNKNOWN', fr: 'n’est pas demandé.', en: 'is not asked for.' };
const TWICE: Fault = { code: 'TWICE', fr: 'a deux réponses.', en: 'has two answers.' };
const REQUIRED: Fault = { code: 'REQUIRED', fr: 'attend une réponse.', en: 'needs an answer.' };
const INVALID = 'INVALID_FORMAT';
const FORMS: Record<IntakeKind, Fault> = {
  TEXT: { code: INVALID, fr: 'n’est pas un texte.', en: 'is not a text.' },
  NUMBER: { code: INVALID, fr: 'n’est pas un nombre.', en: 'is not a number.' },
  DATE: {
    code: INVALID,
    fr: 'n’est pas une date telle que 2026-07-14.',
    en: 'is not a date such as 2026-07-14.',
  },
  YES_NO: { code: INVALID, fr: 'n’est ni YES ni NO.', en: 'is neither YES nor NO.' },
  CHOICE: {
    code: INVALID,
    fr: 'n’est pas une des valeurs proposées.',
    en: 'is not one of the values to choose from.',
  },
};

function issue(key: string, { code, fr, en }: Fault): InputIssue {
  return { path: key, code, text: { fr, en } };
}

const KEY = /^[a-z][A-Za-z0-9]{0,39}$/;

/**
 * Confirms that a form can be published: its keys are plain and each stands once, and exactly a CHOICE has options, two
 * or more, whose values each stand once.
 *
 * @throws InvalidInputProblem with every issue at once
 */
export function checkFields(fields: readonly IntakeField[]): void {
  const issues = fields.flatMap(({ key, kind, options = [] }, index): InputIssue[] => {
    const at = `fields.${index}`;
    const values = options.map(({ value }) => value);
    return [
      ...(KEY.test(key) ? [] : [issue(`${at}.key`, BAD_KEY)]),
      ...(fields.findIndex((other) => other.key === key) < index ? [issue(`${at}.key`, TAKEN)] : []),
      ...(kind === 'CHOICE' && values.length < 2 ? [issue(`${at}.options`, TOO_FEW)] : []),
      ...(kind !== 'CHOICE' && values.length > 0 ? [issue(`${at}.options`, NOT_APPLICABLE)] : []),
      ...(new Set(values).size < values.length ? [issue(`${at}.options`, TAKEN)] : []),
    ];
  });
  if (issues.length > 0) throw new InvalidInputProblem(issues);
}

const BAD_KEY: Fault = {
  code: INVALID,
  fr: 'n’est pas un mot tel que preferredOn.',
  en: 'is not a word such as preferredOn.',
};
const TAKEN: Fault = { code: 'TAKEN', fr: 'est déjà utilisé.', en: 'is already in use.' };
const TOO_FEW: Fault = { code: 'TOO_SMALL', fr: 'en propose moins de deux.', en: 'offers fewer than two.' };
const NOT_APPLICABLE: Fault = {
  code: 'NOT_APPLICABLE',
  fr: 'n’a pas lieu d’être ici.',
  en: 'does not belong here.',
};

/** The questions of a kept form: the column holds what IntakeField says, because only checked forms are written. */
export function keptFields(form: { fields: unknown }): readonly IntakeField[] {
  return form.fields as readonly IntakeField[];
}

/** The answers of a kept ticket, as `checkAnswers` let them pass. */
export function keptAnswers(ticket: { intakeAnswers: unknown }): readonly IntakeAnswer[] {
  return ticket.intakeAnswers as readonly IntakeAnswer[];
}
