import * as z from 'zod';

/** As style sheets write it: `#b91c1c`. */
export const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/);
