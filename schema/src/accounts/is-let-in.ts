import type { Tx } from '../event.ts';

/** Whether a contact has access, until the transaction ends: access ends, and people are erased, after that. */
export async function isLetIn(tx: Tx, contactId: string): Promise<boolean> {
  const [contact] = await tx.$queryRaw<unknown[]>`
    select 1 from "Contact" where "id" = ${contactId} and "accessEndedAt" is null and "erasedAt" is null for share`;
  return contact !== undefined;
}
