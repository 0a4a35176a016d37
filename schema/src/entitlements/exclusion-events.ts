import type { Prisma } from '@tierline/prisma/database';
import { happened, happenedAtVendor, type NewEvent } from '../event.ts';

/** What happens to an exclusion is told in each account that it names, or once in the vendor's log for all of them. */
export function toldOf(
  type: 'solution.excluded' | 'solution.exclusion_ended',
  id: string,
  accountIds: readonly string[],
  payload: Prisma.InputJsonObject,
): [NewEvent, ...NewEvent[]] {
  const [first, ...others] = accountIds.map((accountId) => happened(type, { id, accountId }, payload));
  return first ? [first, ...others] : [happenedAtVendor(type, id, payload)];
}
