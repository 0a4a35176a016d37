import type { Prisma } from '@tierline/prisma/database';
import { happened, type NewEvent } from '../event.ts';

/** What became of a meeting that a ticket asked for, told on the ticket; nothing for what the TAM planned. */
export function onTicket(
  type: 'ticket.times_proposed' | 'ticket.meeting_agreed',
  { id, accountId, ticketId }: { id: string; accountId: string; ticketId: string | null },
  payload: Prisma.InputJsonObject,
): NewEvent[] {
  if (ticketId === null) return [];
  return [happened(type, { id: ticketId, accountId }, { engagementId: id, ...payload })];
}
