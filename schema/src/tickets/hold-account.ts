import { isHealthReview } from '../entitlements/health-review.rules.ts';
import type { Tx } from '../event.ts';

/** Until a request is judged, nobody changes the account's plan or closed days, or excludes a solution: it rests on what it saw. */
export async function holdAccount(tx: Tx, accountId: string, requestType: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(hashtext('tierline.exclusions'))`;
  // What takes a unit of the year waits for whoever is about to take one.
  if (isHealthReview(requestType)) {
    await tx.$queryRaw`select 1 from "Account" where "id" = ${accountId} for no key update`;
  } else {
    await tx.$queryRaw`select 1 from "Account" where "id" = ${accountId} for share`;
  }
}
