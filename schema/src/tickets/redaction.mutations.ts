import { builder } from '../builder.ts';
import { REDACT_MESSAGE_PROBLEMS, redactMessage } from './redact-message.ts';
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
    'Takes the text of a message out for good, such as a password that should not have been sent; search, events and webhooks lose it too. That there was a message, by whom and when stays, and no clock changes (C8). Staff, and whoever wrote it. Event: `ticket.message_redacted`, of an internal note `ticket.note_redacted`.',
  scope: 'signedIn',
  input: RedactMessageInput,
  problems: REDACT_MESSAGE_PROBLEMS,
  success: 'The text was taken out.',
  result: 'The ticket, or why the text stays.',
});
