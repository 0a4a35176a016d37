import * as z from 'zod';
import { STATUS_EVENT_KINDS } from './status.rules.ts';

/** What somebody wants to be told of. */
export const subscriptionChoice = {
  locale: z.enum(['FR', 'EN']),
  kinds: z.array(z.enum(STATUS_EVENT_KINDS)).min(1).max(10),
  components: z.array(z.string()).max(50).nullish(),
};
