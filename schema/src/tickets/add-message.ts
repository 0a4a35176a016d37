import { newId } from '@tierline/prisma/ids';
import type { SignedInActor } from '../access.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { happened, type NewEvent, type Tx } from '../event.ts';
import { communicated } from '../runbooks/incident.ts';
import { isResponse } from '../sla/clock.rules.ts';
import { endClocks, startNextResponse, type RunningClock } from '../sla/clocks.ts';
import { hasInitialResponse } from './ticket.rules.ts';

const EVENT_TYPES = {
  REPLY: 'ticket.replied',
  CALL: 'ticket.call_logged',
  INTERNAL_NOTE: 'ticket.noted',
} as const;
const SIDES = { staff: 'VENDOR', contact: 'CUSTOMER', partner: 'PARTNER' } as const;

interface MessageContent {
  kind: 'REPLY' | 'CALL' | 'INTERNAL_NOTE';
  body: string;
  id?: string;
  attachmentIds?: readonly string[] | null | undefined;
}

/**
 * Writes a message on a ticket and lets the clocks hear of it: a response ends the waits (C8); a customer's message
 * after the first response starts the next wait (C11), one before it moves nothing (C23).
 */
export async function addMessage(
  tx: Tx,
  { actor, now }: { actor: SignedInActor; now: Date },
  ticket: { id: string; accountId: string; receivedAt: Date; clocks: readonly RunningClock[] },
  { kind, body, attachmentIds, id = newId('msg') }: MessageContent,
): Promise<[NewEvent, ...NewEvent[]]> {
  const byStaff = actor.kind === 'staff';
  const message = {
    id,
    ticketId: ticket.id,
    accountId: ticket.accountId,
    kind,
    visibleToCustomer: kind !== 'INTERNAL_NOTE',
    contactId: actor.kind === 'contact' ? actor.id : null,
    staffId: byStaff ? actor.id : null,
    partnerPersonId: actor.kind === 'partner' ? actor.id : null,
    body,
    sentAt: now,
  };
  await tx.message.create({ data: message });
  await attachFiles(tx, { actor, now }, attachmentIds ?? [], { messageId: message.id }, message);
  const written = happened(EVENT_TYPES[kind], ticket, {
    messageId: message.id,
    by: SIDES[actor.kind],
  });
  if (byStaff && message.visibleToCustomer) await communicated(tx, ticket.id, now);
  if (isResponse({ ...message, byStaff }, ticket.receivedAt)) {
    return [
      written,
      ...(await endClocks(tx, ticket, ['INITIAL_RESPONSE', 'NEXT_RESPONSE'], now, 'RESPONSE')),
    ];
  }
  if (!byStaff && hasInitialResponse(ticket.clocks)) {
    return [written, ...(await startNextResponse(tx, ticket, now))];
  }
  return [written];
}
