import * as z from 'zod';
import type { Text } from './problem.ts';

// Shapes of text that several verbs accept. Lengths are in characters.

/** One line for a person to read: a name, a title. 1 to `max` characters, trimmed. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/[\r\n]/.test(text), { params: ONE_LINE })
    .refine((text) => !INVISIBLE.test(text), { params: NO_TRICKS })
    .refine((text) => /[\p{L}\p{N}\p{S}]/u.test(text), { params: SOMETHING_TO_READ });
}

/** Several lines: a question, a reply. 1 to `max` characters, trimmed. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !INVISIBLE.test(text), { params: NO_TRICKS })
    .refine((text) => /[\p{L}\p{N}\p{S}]/u.test(text), { params: SOMETHING_TO_READ });
}

export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const phoneNumber = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{6,14}$/, { error: 'E.164' })
  .max(16);

// Control characters, zero-width and direction-changing ones: they make one text look like another.
// Joiners (U+200C, U+200D) stay allowed: Persian, Hindi and emoji need them.
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

const ONE_LINE: Text & Record<string, string> = {
  fr: 'doit tenir sur une seule ligne.',
  en: 'must be a single line.',
};
const NO_TRICKS: Text & Record<string, string> = {
  fr: 'contient des caractères invisibles ou qui changent le sens de lecture.',
  en: 'contains characters that are invisible or change the reading direction.',
};
const SOMETHING_TO_READ: Text & Record<string, string> = {
  fr: 'ne contient rien de lisible.',
  en: 'contains nothing that can be read.',
};
