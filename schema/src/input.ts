import * as z from 'zod';
import type { Refinement } from './problem.ts';

// Shapes of text that several verbs accept. Lengths are in UTF-16 units: an emoji counts as two or more.

/** One line for a person to read: a name, a title. 1 to `max` characters, trimmed. */
export function line(max: number) {
  return prose(max).refine((text) => !/[\r\n]/.test(text), { params: ONE_LINE });
}

/** Several lines: a question, a reply. 1 to `max` characters, trimmed. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .min(1, { abort: true })
    .max(max)
    .refine((text) => !INVISIBLE.test(text) && !LOOSE_JOINER.test(text), { params: NO_TRICKS })
    .refine((text) => SOMETHING_TO_READ.test(text), { params: READABLE });
}

// Control characters, blanks that count as letters, zero-width and direction-changing ones, halves of characters:
// they make one text look like another.
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\p{Cs}]/u;
// Persian, Hindi and emoji need joiners; beside a Latin, Greek or Cyrillic letter, a digit or a space they only hide.
const LOOSE_JOINER = /(^|[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\d\s\u200c\u200d])[\u200c\u200d]/u;
const SOMETHING_TO_READ = /[\p{L}\p{N}\p{S}]/u;

const ONE_LINE: Refinement = {
  code: 'MORE_THAN_ONE_LINE',
  fr: 'doit tenir sur une seule ligne.',
  en: 'must be a single line.',
};
const NO_TRICKS: Refinement = {
  code: 'INVISIBLE_CHARACTERS',
  fr: 'contient des caractères invisibles ou qui changent le sens de lecture.',
  en: 'contains characters that are invisible or change the reading direction.',
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
