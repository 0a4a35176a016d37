import * as z from 'zod';
import type { Refinement } from '../problem.ts';

const HEXADECIMAL: Refinement = {
  code: 'INVALID_FORMAT',
  fr: 'n’est pas une couleur telle que #b91c1c.',
  en: 'is not a colour such as #b91c1c.',
};

/** As style sheets write it: `#b91c1c`. */
export const colour = z
  .string()
  .trim()
  .toLowerCase()
  .refine((text) => /^#[0-9a-f]{6}$/.test(text), { params: HEXADECIMAL });
