import { builder } from '../builder.ts';
import { RequestTypeCode } from '../plans/plan.types.ts';
import { RECLASSIFY_TICKET_PROBLEMS, reclassifyTicket } from './reclassify-ticket.ts';
import { ScopeReviewInput } from './scope-review.types.ts';
import { IntakeAnswerInput, ticketId, ticketMutation } from './ticket.mutations.ts';

const ReclassifyTicketInput = builder.inputType('ReclassifyTicketInput', {
  description: 'What a ticket really is. What is left out stays as it was.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    subject: t.string({ description: 'The question in one line, 1 to 200 characters.' }),
    requestType: t.field({ type: RequestTypeCode, description: 'What is asked for (S42).' }),
    intakeVersion: t.int({
      description:
        'With another type only: the version of its intake form that `answers` fill in; the current one unless told. An outdated one is refused (S87).',
    }),
    answers: t.field({
      type: [IntakeAnswerInput],
      description:
        'All answers to the intake form, at most 50: of another type to its form, else to the one that was filled in. Required ones must be there for what came by the portal (S87).',
    }),
    profileIds: t.idList({
      description:
        'With the type WELLNESS_REVIEW only, and then required: the profiles to review, one to five of the account (S111).',
    }),
    sku: t.string({ description: 'Code of the service that it is about; subscribed (S88).' }),
    profileId: t.id({
      description: 'The profile of the account that it is about; as before when left out, none when null.',
    }),
    requesterId: t.id({ description: 'The contact of the same account who asks.' }),
    review: t.field({
      type: ScopeReviewInput,
      description:
        'Engineers only: the review of what it is now. Needed where its scope was reviewed already and another type or service is told (S90).',
    }),
  }),
});

ticketMutation(reclassifyTicket, {
  name: 'reclassifyTicket',
  description:
    'Corrects what an open ticket is: subject, type, service, profile or requester. Another type or service must be covered, as at opening, by the plan at its receipt or today’s (S42, S88, C26); one that becomes a request for the TAM goes to the TAM (S30). No clock moves. Staff only. Event: `ticket.reclassified`.',
  scope: 'staff',
  input: ReclassifyTicketInput,
  problems: RECLASSIFY_TICKET_PROBLEMS,
  success: 'The ticket was corrected.',
  result: 'The ticket, or why it stays as it was.',
});
