import { builder } from '../builder.ts';
import { RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { CANCEL_TICKET_PROBLEMS, cancelTicket } from './cancel-ticket.ts';
import { MERGE_TICKETS_PROBLEMS, mergeTickets } from './merge-tickets.ts';
import { SPLIT_TICKET_PROBLEMS, splitTicket } from './split-ticket.ts';
import { IntakeAnswerInput, ticketId, ticketMutation } from './ticket.mutations.ts';

const SplitTicketInput = builder.inputType('SplitTicketInput', {
  description: 'Another question on a ticket, to become one of its own (S89).',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    messageIds: t.idList({
      required: true,
      description: 'The customer’s messages that hold it, 1 to 100; they stay where they are.',
    }),
    subject: t.string({ required: true, description: 'The question in one line, 1 to 200 characters.' }),
    question: t.string({
      description:
        'The question itself, where the messages say more than that; else their texts. Needed for a message that was split off before.',
    }),
    requestType: t.field({
      type: RequestTypeCode,
      description: 'What is asked for; as on the ticket unless told.',
    }),
    severity: t.field({ type: Severity, description: 'How bad it is; as on the ticket unless told.' }),
    sku: t.string({ description: 'The service that it is about; as on the ticket unless told.' }),
    intakeVersion: t.int({
      description: 'Version of the intake form that was filled in; the current one unless told (S87).',
    }),
    answers: t.field({
      type: [IntakeAnswerInput],
      description:
        'Answers to the intake form for this question, at most 50: those of the ticket are about the other one. Where the ticket came in by the portal the required ones must be there (S87).',
    }),
    profileIds: t.idList({
      description:
        'For a WELLNESS_REVIEW only, and then required: the profiles to review, one to five of the account (S111).',
    }),
  }),
});

ticketMutation(splitTicket, {
  name: 'splitTicket',
  description:
    'Makes a ticket of its own of another question, for the same requester and admitted like any other (S89). It counts from its original message while that is not answered, else from now; the ticket that it came from keeps its clocks (C21). The new ticket is the one of the answer. Staff only.',
  scope: 'staff',
  input: SplitTicketInput,
  problems: SPLIT_TICKET_PROBLEMS,
  success: 'The question is a ticket of its own.',
  result: 'The new ticket, or why there is none.',
});

const MergeTicketsInput = builder.inputType('MergeTicketsInput', {
  description: 'Which ticket goes on in which; both of the same account.',
  fields: (t) => ({
    sourceId: t.id({ required: true, description: 'The ticket that ends here.' }),
    targetId: t.id({
      required: true,
      description: 'The open ticket in which it goes on; one that was merged stands for where it goes on.',
    }),
  }),
});

ticketMutation(mergeTickets, {
  name: 'mergeTickets',
  description:
    'Lets a ticket go on in another one: replies to it land there. Where both wait for the first response, the earlier deadline holds; a wait that only the source has goes on in the target (C20). The target is the ticket of the answer. Staff only.',
  scope: 'staff',
  input: MergeTicketsInput,
  problems: MERGE_TICKETS_PROBLEMS,
  success: 'The ticket goes on in the other one.',
  result: 'The target, or why nothing was merged.',
});

const CancelReason = builder.enumType('CancelReason', {
  description: 'Why a ticket ends without an answer (C24).',
  values: {
    SPAM: { description: 'It is no request at all.' },
    DUPLICATE: { description: 'The same request stands in another ticket, which `duplicateOfId` names.' },
  } as const,
});

const CancelTicketInput = builder.inputType('CancelTicketInput', {
  description: 'Which ticket to end without an answer, and why.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    reason: t.field({ type: CancelReason, required: true, description: 'Why; the customer sees it.' }),
    duplicateOfId: t.id({ description: 'Of a duplicate, and then required: the ticket that it repeats.' }),
  }),
});

ticketMutation(cancelTicket, {
  name: 'cancelTicket',
  description:
    'Ends a ticket as spam or as a duplicate: the only way for the vendor to end one whose promise still waits. Its clocks are cancelled and counted apart (C24, C36). Staff only.',
  scope: 'staff',
  input: CancelTicketInput,
  problems: CANCEL_TICKET_PROBLEMS,
  success: 'The ticket was cancelled.',
  result: 'The ticket, or why it stays.',
});
