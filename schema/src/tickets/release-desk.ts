import { happened, type NewEvent, type Tx } from '../event.ts';
import { OPEN_STATES } from './ticket.rules.ts';

/** Lets the open tickets of a member of staff wait in the queue again, each with its team; no clock is touched (C19). */
export async function releaseDesk(tx: Tx, assigneeId: string): Promise<NewEvent[]> {
  await tx.$queryRaw`select 1 from "Ticket" where "assigneeId" = ${assigneeId} order by "id" for update`;
  const held = { assigneeId, state: { in: [...OPEN_STATES] } };
  const tickets = await tx.ticket.findMany({
    where: held,
    orderBy: { id: 'asc' },
    select: { id: true, accountId: true, teamId: true },
  });
  await tx.ticket.updateMany({ where: held, data: { assigneeId: null, assignedAt: null } });
  return tickets.map(({ teamId, ...ticket }) =>
    happened('ticket.assigned', ticket, {
      before: { assigneeId, teamId },
      after: { assigneeId: null, teamId },
    }),
  );
}
