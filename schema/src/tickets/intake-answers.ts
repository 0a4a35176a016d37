import * as z from 'zod';
import { prose } from '../input.ts';

/** Answers to the questions of an intake form, as they are sent; `checkAnswers` holds them against the form (S87). */
export const intakeAnswers = z.array(z.object({ key: z.string(), value: prose(5_000) })).max(50);
