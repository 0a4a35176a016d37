import type { Skill } from '../src/generated/client/client.ts';

/** How new tickets are assigned until a manager publishes rules of the desk's own: one rule for all of them. */
export const ROUTING: {
  weights: { severeWeight: number; moderateWeight: number; limitedWeight: number };
  skills: Skill[];
} = {
  weights: { severeWeight: 4, moderateWeight: 2, limitedWeight: 1 },
  skills: ['REQUEST_TYPE', 'SOLUTION', 'LANGUAGE'],
};
