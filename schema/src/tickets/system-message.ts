import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';
import type { Text } from '../problem.ts';

/** Tells the customer on the ticket, in the account's language. It is no response (C8): nobody of the vendor wrote it. */
export async function addSystemMessage(
  tx: Tx,
  { id, accountId }: { id: string; accountId: string },
  text: Text,
  sentAt: Date,
): Promise<void> {
  const { locale } = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { locale: true },
  });
  await tx.message.create({
    data: {
      id: newId('msg'),
      ticketId: id,
      accountId,
      kind: 'SYSTEM',
      visibleToCustomer: true,
      body: locale === 'FR' ? text.fr : text.en,
      sentAt,
    },
  });
}
