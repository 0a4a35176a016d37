import { happened, type NewEvent, type Tx } from '../event.ts';

/** Whose a ticket is; what is undefined stays as it was. */
export interface Assignment {
  assigneeId?: string | null | undefined;
  teamId?: string | null | undefined;
}

/** Gives a ticket at hand to a person and a team who are known to exist. No clock is touched (C19). */
export async function giveTicket(
  tx: Tx,
  ticket: { id: string; accountId: string; assigneeId: string | null; teamId: string | null },
  { assigneeId = ticket.assigneeId, teamId = ticket.teamId }: Assignment,
): Promise<NewEvent> {
  await tx.ticket.update({ where: { id: ticket.id }, data: { assigneeId, teamId } });
  return happened('ticket.assigned', ticket, {
    before: { assigneeId: ticket.assigneeId, teamId: ticket.teamId },
    after: { assigneeId, teamId },
  });
}
