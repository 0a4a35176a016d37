import { builder } from '../builder.ts';
import { LABEL_TICKET_PROBLEMS, labelTicket } from './label-ticket.ts';
import { ticketId, ticketMutation } from './ticket.mutations.ts';
import { UNWATCH_TICKET_PROBLEMS, unwatchTicket } from './unwatch-ticket.ts';
import { WATCH_TICKET_PROBLEMS, watchTicket } from './watch-ticket.ts';

ticketMutation(labelTicket, {
  name: 'labelTicket',
  description: 'Puts labels on a ticket and takes others off, whatever its state; 20 at most. Staff only.',
  scope: 'staff',
  input: builder.inputType('LabelTicketInput', {
    description: 'Labels of a ticket.',
    fields: (t) => ({
      ticketId: t.id(ticketId),
      add: t.idList({ description: 'Labels to put on it; one that is there stays.' }),
      remove: t.idList({ description: 'Labels to take off; one that is not there is no error.' }),
    }),
  }),
  problems: LABEL_TICKET_PROBLEMS,
  success: 'The labels are as asked.',
  result: 'The ticket, or why its labels stay.',
});

const watcherId =
  'Yourself when left out; else a contact of the account, or for staff also one of the staff.';

ticketMutation(watchTicket, {
  name: 'watchTicket',
  description:
    'Lets somebody watch a ticket: the inbox then tells of replies of the other side, of new states and deadlines, and staff of a broken promise. Doing it twice changes nothing; 50 people at most.',
  scope: 'signedIn',
  input: builder.inputType('WatchTicketInput', {
    description: 'Who is to watch a ticket.',
    fields: (t) => ({ ticketId: t.id(ticketId), watcherId: t.id({ description: watcherId }) }),
  }),
  problems: WATCH_TICKET_PROBLEMS,
  success: 'The person watches the ticket.',
  result: 'The ticket, or why nobody else watches it.',
});

ticketMutation(unwatchTicket, {
  name: 'unwatchTicket',
  description: 'Lets somebody watch a ticket no more. Doing it twice changes nothing.',
  scope: 'signedIn',
  input: builder.inputType('UnwatchTicketInput', {
    description: 'Who is to watch a ticket no more.',
    fields: (t) => ({ ticketId: t.id(ticketId), watcherId: t.id({ description: watcherId }) }),
  }),
  problems: UNWATCH_TICKET_PROBLEMS,
  success: 'The person does not watch the ticket.',
  result: 'The ticket, or why the person goes on watching.',
});
