import { happened, type NewEvent } from '../event.ts';

/** What is told of a message that something was taken out of; of an internal note only to staff. */
export function messageRedacted(
  message: { id: string; ticketId: string; accountId: string; visibleToCustomer: boolean },
  taken: { text: boolean; attachmentIds: string[] },
): NewEvent {
  const type = message.visibleToCustomer ? 'ticket.message_redacted' : 'ticket.note_redacted';
  const subject = { id: message.ticketId, accountId: message.accountId };
  return happened(type, subject, { messageId: message.id, ...taken });
}
