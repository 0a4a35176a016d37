import { newId } from '@tierline/prisma/ids';
import type { Tx } from '../event.ts';

// The pauses of a ticket, as its moves write them. Which clocks stand still in them is `pausesOf` in clock.rules.ts.

interface PausedTicket {
  id: string;
  accountId: string;
}

export async function startPause(tx: Tx, ticket: PausedTicket, at: Date): Promise<void> {
  await keepPause(tx, ticket, { startedAt: at, endedAt: null, whileEnded: false });
}

/** A request that came in before the pause, and was taken up after it began, ends it where it began (C35). */
export async function endPause(tx: Tx, ticket: PausedTicket, at: Date): Promise<void> {
  await tx.$executeRaw`
    update "Pause" set "endedAt" = greatest("startedAt", ${at})
    where "ticketId" = ${ticket.id} and "endedAt" is null`;
}

export async function keepPause(
  tx: Tx,
  { id, accountId }: PausedTicket,
  span: { startedAt: Date; endedAt: Date | null; whileEnded: boolean },
): Promise<void> {
  await tx.pause.create({ data: { id: newId('pau'), ticketId: id, accountId, ...span } });
}
