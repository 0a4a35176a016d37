import type { Prisma } from '@tierline/prisma/database';
import { newId } from '@tierline/prisma/ids';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { notifyStaff } from '../notifications/notify.ts';
import type { Severity } from '../plans/plan.rules.ts';
import { reference } from './ticket.rules.ts';

/** Whose a ticket is; what is undefined stays as it was. */
export interface Assignment {
  assigneeId?: string | null | undefined;
  teamId?: string | null | undefined;
  /** Where a rule chose them: which, and everybody who was considered. */
  why?: { rule: string; scores: object[] } | undefined;
}

/**
 * Gives a ticket at hand to a person and a team who are known to exist, and tells the person, unless it is who gives
 * it. No clock is touched (C19).
 */
export async function giveTicket(
  tx: Tx,
  { actor, now }: { actor: { id: string | null }; now: Date },
  ticket: {
    id: string;
    number: number;
    accountId: string;
    severity: Severity;
    assigneeId: string | null;
    teamId: string | null;
  },
  { assigneeId = ticket.assigneeId, teamId = ticket.teamId, why }: Assignment,
): Promise<NewEvent> {
  await tx.ticket.update({
    where: { id: ticket.id },
    data: { assigneeId, teamId, ...(assigneeId !== ticket.assigneeId && { assignedAt: assigneeId && now }) },
  });
  const id = newId('evt');
  if (assigneeId && assigneeId !== ticket.assigneeId && assigneeId !== actor.id) {
    await notifyStaff(
      tx,
      await tx.staffMember.findUniqueOrThrow({ where: { id: assigneeId } }),
      {
        kind: 'TICKET_ASSIGNED',
        data: { reference: reference(ticket.number), severity: ticket.severity },
        accountId: ticket.accountId,
        ticketId: ticket.id,
        causeId: id,
      },
      now,
    );
  }
  const change = {
    before: { assigneeId: ticket.assigneeId, teamId: ticket.teamId },
    after: { assigneeId, teamId },
    ...(why && { why: why as Prisma.InputJsonObject }),
  };
  return { ...happened('ticket.assigned', ticket, change), id };
}
