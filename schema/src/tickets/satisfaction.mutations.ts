import { builder } from '../builder.ts';
import { RATE_TICKET_PROBLEMS, rateTicket } from './rate-ticket.ts';
import { ticketId, ticketMutation } from './ticket.mutations.ts';

const RateTicketInput = builder.inputType('RateTicketInput', {
  description: 'How it went.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    score: t.int({ required: true, description: '1, very dissatisfied, to 5, very satisfied.' }),
    comment: t.string({ description: 'Anything to say about it, 1 to 2,000 characters.' }),
  }),
});

ticketMutation(rateTicket, {
  name: 'rateTicket',
  description:
    'Rates a resolved ticket, for the person who made the request, within 14 days of its resolution. Rated again, the new rating takes the place of the former and counts once. Event: `ticket.rated`.',
  scope: 'signedIn',
  input: RateTicketInput,
  problems: RATE_TICKET_PROBLEMS,
  success: 'The rating was taken.',
  result: 'The ticket, or why it is not rated.',
});
