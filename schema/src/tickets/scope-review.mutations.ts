import { builder } from '../builder.ts';
import { BEGIN_SCOPE_REVIEW_PROBLEMS, beginScopeReview } from './begin-scope-review.ts';
import { REOPEN_TICKET_PROBLEMS, reopenTicket } from './reopen-ticket.ts';
import { REVIEW_TICKET_SCOPE_PROBLEMS, reviewTicketScope } from './review-ticket-scope.ts';
import { ScopeReviewInput } from './scope-review.types.ts';
import { START_WORK_PROBLEMS, startWork } from './start-work.ts';
import { ticketId, ticketMutation } from './ticket.mutations.ts';

const BeginScopeReviewInput = builder.inputType('BeginScopeReviewInput', {
  description: 'Which request to review.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
});

ticketMutation(beginScopeReview, {
  name: 'beginScopeReview',
  description:
    'Takes up the review of a request that was received, so that others see that somebody is at it. For engineers and TAMs (S90).',
  scope: 'staff',
  input: BeginScopeReviewInput,
  problems: BEGIN_SCOPE_REVIEW_PROBLEMS,
  success: 'The ticket is in review.',
  result: 'The ticket, or why its review did not begin.',
});

const ReviewTicketScopeInput = builder.inputType('ReviewTicketScopeInput', {
  description: 'What you judge of the scope of a request.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    review: t.field({ type: ScopeReviewInput, required: true, description: 'The judgement.' }),
    note: t.string({
      description: 'What the customer is told with it, 1 to 20,000 characters: a response (C8, Q19).',
    }),
  }),
});

ticketMutation(reviewTicketScope, {
  name: 'reviewTicketScope',
  description:
    'Judges, in your name, whether a request is in scope and whether it takes a meeting. Work starts, and the ticket can be resolved, only once a review says IN_SCOPE or WAIVED; OUT_OF_SCOPE allows a rejection and does not force it. For engineers and TAMs (S90–S93).',
  scope: 'staff',
  input: ReviewTicketScopeInput,
  problems: REVIEW_TICKET_SCOPE_PROBLEMS,
  success: 'The review was written down, and is in force.',
  result: 'The ticket, or why it was not reviewed.',
});

const StartWorkInput = builder.inputType('StartWorkInput', {
  description: 'Which ticket to work on.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
});

ticketMutation(startWork, {
  name: 'startWork',
  description: 'Begins the work on a request, once a review lets it be done (S90). It is no response (C8).',
  scope: 'staff',
  input: StartWorkInput,
  problems: START_WORK_PROBLEMS,
  success: 'The ticket is in progress.',
  result: 'The ticket, or why the work did not start.',
});

const ReopenTicketInput = builder.inputType('ReopenTicketInput', {
  description: 'Why a resolved ticket is taken up again.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    reason: t.string({
      required: true,
      description: 'Why, 1 to 5,000 characters; the customer sees it in the timeline.',
    }),
  }),
});

ticketMutation(reopenTicket, {
  name: 'reopenTicket',
  description:
    'Takes up again, for the vendor, a ticket that is resolved, or that was withdrawn, or cancelled as spam or a duplicate, by mistake; a customer re-opens what is resolved by a reply. The initial response stays as it ended (C14): a repair alone changes it (C33). Where nobody had answered, the wait for the next response begins now; the resolution is measured on (C22). A merged ticket goes on in the other one.',
  scope: 'staff',
  input: ReopenTicketInput,
  problems: REOPEN_TICKET_PROBLEMS,
  success: 'The ticket is open again.',
  result: 'The ticket, or why it stays as it is.',
});
