import { builder } from '../builder.ts';
import { REDACT_MESSAGE_PROBLEMS, redactMessage } from './redact-message.ts';
import { REDACT_TICKET_PROBLEMS, redactTicket } from './redact-ticket.ts';
import { ticketMutation } from './ticket.mutations.ts';

const RedactMessageInput = builder.inputType('RedactMessageInput', {
  description: 'A text to take out.',
  fields: (t) => ({
    messageId: t.id({ required: true, description: 'The message or internal note.' }),
    attachments: t.boolean({ description: 'Its files too; only the text unless told.' }),
  }),
});

ticketMutation(redactMessage, {
  name: 'redactMessage',
  description:
    'Takes the text of a message out for good, such as a password that should not have been sent; search, events and webhooks lose it too, and so does a ticket that was split off from it. That there was a message, by whom and when stays, and no clock changes (C8). Staff, and whoever wrote it. Event: `ticket.message_redacted`, of an internal note `ticket.note_redacted`.',
  scope: 'signedIn',
  input: RedactMessageInput,
  problems: REDACT_MESSAGE_PROBLEMS,
  success: 'The text was taken out.',
  result: 'The ticket, or why the text stays.',
});

const RedactTicketInput = builder.inputType('RedactTicketInput', {
  description: 'Words to take out of a ticket.',
  fields: (t) => ({
    ticketId: t.id({ required: true, description: 'The ticket.' }),
    text: t.string({
      required: true,
      description: 'The words as they stand there, in any case, 4 to 500 characters.',
    }),
  }),
});

ticketMutation(redactTicket, {
  name: 'redactTicket',
  description:
    'Takes words out of a ticket for good wherever they stand on it, such as a password in its subject: in subject, intake answers, messages, reviews, reasons, the before and after of corrections, and in the search, events, webhooks and mails that tell of them. The same on every ticket that it was split off from, that was split off from it or was merged with it, for those hold the same texts (C20, C21). “[erased]” stands in their place, the rest of each text stays, and no clock changes (C8). Of files, `redactAttachment`. Staff only. Event: `ticket.redacted`, of each ticket on which they stood.',
  scope: 'staff',
  input: RedactTicketInput,
  problems: REDACT_TICKET_PROBLEMS,
  success: 'The words were taken out.',
  result: 'The ticket, or why nothing was taken out.',
});
