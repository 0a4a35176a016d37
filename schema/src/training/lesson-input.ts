import * as z from 'zod';
import { line } from '../input.ts';

/** A lesson of a self-paced course, as staff describe it. */
export const lessonInput = z.object({
  titleFr: line(200),
  titleEn: line(200),
  url: z.url({ protocol: /^https$/ }).max(500),
  minutes: z.int().min(1).max(600),
});
