import * as z from 'zod';
import { line, prose } from '../input.ts';
import type { Refinement } from '../problem.ts';
import { isSafeLink } from '../tickets/meeting.rules.ts';

const MOST_GUESTS = 50;

/** A link that others open. */
export const joinLinkInput = z
  .string()
  .trim()
  .max(2_000)
  .refine(isSafeLink, {
    params: {
      code: 'INVALID_FORMAT',
      fr: 'n’est pas une adresse https.',
      en: 'is not an https address.',
    } satisfies Refinement,
  });

/** A link of one's own; null for a room that the provider makes. */
export const ownLinkInput = joinLinkInput.nullish().transform((link) => link ?? null);

const guests = z
  .array(z.string())
  .max(MOST_GUESTS)
  .nullish()
  .transform((ids) => ids ?? []);

/** The part of an input that says what a meeting is about, how long it lasts, and who takes part. */
export const meetingInput = {
  title: line(200),
  agenda: prose(10_000)
    .nullish()
    .transform((agenda) => agenda ?? null),
  durationMinutes: z.number().int(),
  joinLink: ownLinkInput,
  contactIds: guests,
  staffIds: guests,
};
