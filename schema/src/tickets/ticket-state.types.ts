import { builder } from '../builder.ts';
import type { SCOPE_VERDICTS, TICKET_CANCELLATIONS, TICKET_MOVES, TICKET_STATES } from './ticket.rules.ts';

export const TicketState = builder.enumType('TicketState', {
  description: 'Where a ticket stands.',
  values: {
    RECEIVED: { description: 'Open: received, and perhaps already answered.' },
    IN_REVIEW: { description: 'Open: an engineer reviews whether it is in scope, or has done so (S90).' },
    IN_PROGRESS: { description: 'Open: worked on, because a review lets the work be done (S90).' },
    WAITING_ON_CUSTOMER: {
      description: 'Open: the vendor needs something of the customer; a reply resumes it (C12).',
    },
    WAITING_ON_THIRD_PARTY: { description: 'Open: the vendor needs something of somebody else (C12).' },
    RESOLVED: {
      description:
        'The vendor has answered it for good; for as long as the programme says, 30 days unless it says otherwise, a reply of the customer re-opens it (C22).',
    },
    CLOSED: { description: 'Closed for good; a reply of the customer opens a follow-up (C22).' },
    REJECTED_OUT_OF_SCOPE: {
      description: 'Outside the programme: `rejection` names clause and reason (S93).',
    },
    WITHDRAWN: {
      description:
        'Closed by the customer before anybody answered; staff re-open what was so by mistake (C24).',
    },
    CANCELLED: {
      description: 'Spam, a duplicate, or merged into another ticket: `cancellation` says which (C20, C24).',
    },
  } satisfies Record<(typeof TICKET_STATES)[number], { description: string }>,
});

export const TicketMove = builder.enumType('TicketMove', {
  description: 'What can be done with a ticket.',
  values: {
    REPLY: { description: 'Write to the other side.' },
    LOG_CALL: { description: 'Record a call with the customer, which is a response (C8).' },
    BEGIN_REVIEW: { description: 'Take up the review of its scope.' },
    REVIEW: { description: 'Judge its scope (S90).' },
    START_WORK: { description: 'Begin the work that a review lets be done.' },
    WAIT_FOR_CUSTOMER: { description: 'Ask the customer for something, and wait for it.' },
    WAIT_FOR_THIRD_PARTY: { description: 'Wait for somebody who is neither customer nor vendor.' },
    RESUME: { description: 'Take it up again after it waited.' },
    RESOLVE: { description: 'Answer for good.' },
    REOPEN: { description: 'Take up a resolved one again, or one that ended by mistake (C22).' },
    REJECT: { description: 'Reject as out of scope.' },
    REQUEST_SECOND_OPINION: { description: 'Ask for a second look at a rejection, once (B5).' },
    GIVE_SECOND_OPINION: { description: 'Uphold or overturn a rejection, as another engineer (B5).' },
    ACCEPT_OFFER: { description: 'Take the engagement that was offered with the rejection (S94).' },
    DECLINE_OFFER: { description: 'Do without it.' },
    RAISE_SEVERITY: { description: 'Raise the severity.' },
    LOWER_SEVERITY: { description: 'Lower the severity (C17).' },
    CONTEST: { description: 'Contest a lowered severity, once (C17).' },
    DECIDE_CONTEST: { description: 'Decide, as another than who lowered it, what is contested (C17).' },
    SPLIT: { description: 'Make a ticket of its own of another question on it (S89).' },
    MERGE: { description: 'Let it go on in another ticket (C20).' },
    CANCEL: { description: 'End it as spam or as a duplicate (C24).' },
    CLOSE: {
      description:
        'Close for good: customers always, staff what is resolved, and what was rejected once the second opinion was given or renounced (B5).',
    },
    RATE: { description: 'Rate how it went (S2).' },
    NOTE: { description: 'Note something for staff.' },
    ASSIGN: { description: 'Give it to somebody of the staff.' },
    RECLASSIFY: { description: 'Correct what is asked for, about which service, or by whom.' },
  } satisfies Record<(typeof TICKET_MOVES)[number], { description: string }>,
});

export const TicketCancellationReason = builder.enumType('TicketCancellationReason', {
  description: 'Why a ticket was cancelled.',
  values: {
    SPAM: { description: 'It is no request at all (C24).' },
    DUPLICATE: { description: 'The same request stands in another ticket (C24).' },
    MERGED: { description: 'It goes on in another ticket (C20).' },
  } satisfies Record<(typeof TICKET_CANCELLATIONS)[number], { description: string }>,
});

export const ScopeVerdict = builder.enumType('ScopeVerdict', {
  description: 'What the review of its scope makes of a request (S93).',
  values: {
    IN_SCOPE: { description: 'The plan covers the work.' },
    OUT_OF_SCOPE: { description: 'A clause excludes the work; it may then be rejected, and need not be.' },
    WAIVED: { description: 'A clause excludes the work, and the vendor does it all the same.' },
  } satisfies Record<(typeof SCOPE_VERDICTS)[number], { description: string }>,
});
