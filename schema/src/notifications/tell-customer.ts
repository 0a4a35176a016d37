import type { Tx } from '../event.ts';
import { notify, type NewNotice } from './notify.ts';

/** Tells the administrators of an account who have access, and some others of it, each once of a cause. */
export async function tellCustomer(
  tx: Tx,
  notice: Pick<NewNotice, 'kind' | 'data' | 'causeId'> & { accountId: string },
  besides: readonly string[],
  now: Date,
): Promise<void> {
  const { accountId } = notice;
  const people = await tx.contact.findMany({
    where: {
      ...{ accountId, accessEndedAt: null, erasedAt: null },
      OR: [{ roles: { has: 'ADMINISTRATOR' } }, { id: { in: [...besides] } }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const notices = people.map(({ id: contactId }) => ({
    ...notice,
    recipient: { contactId },
    ticketId: null,
  }));
  await notify(tx, notices as NewNotice[], now);
}
