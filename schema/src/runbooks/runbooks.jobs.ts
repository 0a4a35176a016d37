import type { PrismaClient } from '@tierline/prisma/database';
import { transact } from '@tierline/prisma/transact';
import { happened } from '../event.ts';
import { notifyStaff } from '../notifications/notify.ts';
import { tamAtHand } from '../tam/tam-at.ts';
import { reference } from '../tickets/ticket.rules.ts';
import { nextDue } from './incident.ts';

/**
 * Tells the assignee and the TAM of severe incidents that their customer is to hear of it: once each time that it is
 * due, until somebody says something or the ticket ends (S75). One incident a transaction; several processes may do so
 * at once.
 *
 * @returns how many
 */
export async function tellUpdatesDue(db: PrismaClient, now: Date): Promise<number> {
  const origin = { db, now, requestId: 'runbooks', actor: { kind: 'system', id: null } } as const;
  for (let count = 0; ; count += 1) {
    const { done } = await transact<{ done: boolean }>(origin, async (tx) => {
      const [next] = await tx.$queryRaw<{ id: string }[]>`
        select "id" from "IncidentChecklist" where "tellAt" <= ${now}
        order by "tellAt", "id" limit 1 for update skip locked`;
      if (!next) return { value: { done: true }, events: [] };
      const { id, accountId, ticket, cadenceMinutes, tellAt } = await tx.incidentChecklist.findUniqueOrThrow({
        where: { id: next.id },
        include: { ticket: true },
      });
      const tam = await tamAtHand(tx, accountId, now);
      const told = new Set([ticket.assigneeId, tam?.staffId].filter((one) => one != null));
      for (const staffId of told) {
        await notifyStaff(
          tx,
          await tx.staffMember.findUniqueOrThrow({ where: { id: staffId } }),
          {
            kind: 'INCIDENT_UPDATE_DUE',
            data: { reference: reference(ticket.number), businessMinutes: cadenceMinutes },
            accountId,
            ticketId: ticket.id,
            causeId: `${id}:${tellAt!.toISOString()}`,
          },
          now,
        );
      }
      const following = await nextDue(tx, ticket, cadenceMinutes, tellAt!);
      // Who was away for long is not told of every time that has passed meanwhile.
      const tellNext = following > now ? following : await nextDue(tx, ticket, cadenceMinutes, now);
      await tx.incidentChecklist.update({ where: { id }, data: { tellAt: tellNext } });
      return {
        value: { done: false },
        events: [
          happened(
            'incident.update_due',
            { id, accountId },
            { ticketId: ticket.id, dueAt: tellAt!.toISOString() },
          ),
        ],
      };
    });
    if (done) return count;
  }
}
