import * as z from 'zod';
import { RequestError, type Refinement } from './problem.ts';

// Shapes of text that several verbs accept. Lengths are in UTF-16 units: an emoji counts as two or more.

/**
 * One line for a person to read: a name, a title. 1 to `max` characters, trimmed. Strict, because one name must not
 * look like another: characters that cannot be seen are refused, by name and place.
 */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1, { abort: true })
    .max(max)
    .superRefine((text, issues) => {
      const hidden = hiddenCharacter(text);
      if (hidden) issues.addIssue({ code: 'custom', params: hidden });
    })
    .refine((text) => !/[\r\n\f\u2028\u2029]/.test(text), { params: ONE_LINE })
    .refine((text) => /[\p{L}\p{N}\p{S}]/u.test(text), { params: READABLE });
}

/**
 * Several lines: a question, a reply. `min` to `max` characters, trimmed. Lenient, because what is pasted from a word
 * processor, a chat or a log carries characters that nobody sees and nobody wrote: they are taken out (`visible`).
 */
export function prose(max: number, min = 1) {
  return z
    .string()
    .transform(visible)
    .pipe(z.string().trim().min(min, { abort: true }).max(max))
    .refine((text) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(text), { params: READABLE });
}

/**
 * A text without what cannot be seen: control characters and the colour codes of a console, soft hyphens, zero-width
 * characters, halves of characters. Line and paragraph separators are new lines. Marks of direction stay where letters
 * are written from right to left; what would turn the order of other text round never does.
 */
function visible(text: string): string {
  const marks = RIGHT_TO_LEFT.test(text);
  return text
    .replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '')
    .replace(/[\u0085\u2028\u2029]/g, '\n')
    .replace(HIDDEN, (sign) => (marks && DIRECTION_MARK.test(sign) ? sign : ''))
    .replace(LOOSE_JOINERS, '');
}

/** The first character of a line that cannot be seen, or changes the reading direction; null where there is none. */
function hiddenCharacter(text: string): Refinement | null {
  const at = [...text.matchAll(HIDDEN), ...text.matchAll(LOOSE_JOINERS)]
    .map(({ index }) => index)
    .sort((a, b) => a - b)[0];
  if (at === undefined) return null;
  const code = `U+${text.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0')}`;
  const place = [...text.slice(0, at)].length + 1;
  return {
    code: 'INVISIBLE_CHARACTERS',
    fr: `contient un caractère invisible ou qui change le sens de lecture : ${code}, en position ${place}.`,
    en: `contains a character that is invisible or changes the reading direction: ${code}, at position ${place}.`,
  };
}

// Control characters, blanks that count as letters, zero-width and direction-changing ones, halves of characters:
// they make one text look like another. Line breaks and tabs are none of them.
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\p{Cs}]/gu;
// Persian, Hindi and emoji need joiners; beside a Latin, Greek or Cyrillic letter, a digit or a space they only hide.
const LOOSE_JOINERS = /(?<=^|[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\d\s\u200c\u200d])[\u200c\u200d]/gu;
const DIRECTION_MARK = /[\u061c\u200e\u200f]/;
const RIGHT_TO_LEFT = /[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}\p{scx=Nko}]/u;

const ONE_LINE: Refinement = {
  code: 'MORE_THAN_ONE_LINE',
  fr: 'doit tenir sur une seule ligne.',
  en: 'must be a single line.',
};
const READABLE: Refinement = {
  code: 'NOTHING_TO_READ',
  fr: 'ne contient rien de lisible.',
  en: 'contains nothing that can be read.',
};
const INTERNATIONAL: Refinement = {
  code: 'INVALID_FORMAT',
  fr: 'n’est pas un numéro international tel que +33123456789.',
  en: 'is not an international number such as +33123456789.',
};

export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const phoneNumber = z
  .string()
  .trim()
  .refine((text) => /^\+[1-9]\d{6,14}$/.test(text), { params: INTERNATIONAL });

/** What a category of articles or of the forum is said to be. */
export const categoryInput = {
  code: z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/),
  nameFr: line(80),
  nameEn: line(80),
  position: z.int().min(1).max(1_000).nullish(),
};

/** @throws RequestError BAD_USER_INPUT for a text to search for that is empty or longer than 500 characters */
export function checkSearchText(text: string): void {
  if (text.trim() === '' || text.length > 500) {
    throw new RequestError('BAD_USER_INPUT', {
      fr: 'Cherchez un texte de 1 à 500 caractères.',
      en: 'Search for a text of 1 to 500 characters.',
    });
  }
}
