import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Problem } from '../problem.ts';
import { Channel, RequestTypeCode, Severity } from '../plans/plan.types.ts';
import { reread } from '../reread.ts';
import { ADD_INTERNAL_NOTE_PROBLEMS, addInternalNote } from './add-internal-note.ts';
import { ASSIGN_TICKET_PROBLEMS, assignTicket } from './assign-ticket.ts';
import { CLOSE_TICKET_PROBLEMS, closeTicket } from './close-ticket.ts';
import { LOG_CALL_PROBLEMS, logCall } from './log-call.ts';
import { OPEN_TICKET_PROBLEMS, openTicket } from './open-ticket.ts';
import { RAISE_SEVERITY_PROBLEMS, raiseSeverity } from './raise-severity.ts';
import { REPLY_TO_TICKET_PROBLEMS, replyToTicket } from './reply-to-ticket.ts';
import { RESUME_TICKET_PROBLEMS, resumeTicket } from './resume-ticket.ts';
import { ScopeReviewInput } from './scope-review.types.ts';
import { TAKE_NEXT_TICKET_PROBLEMS, takeNextTicket } from './take-next-ticket.ts';
import { Ticket } from './ticket.types.ts';
import { WAIT_FOR_CUSTOMER_PROBLEMS, waitForCustomer } from './wait-for-customer.ts';
import { WAIT_FOR_THIRD_PARTY_PROBLEMS, waitForThirdParty } from './wait-for-third-party.ts';

/** A mutation over a verb: the input goes in, and the ticket is read again after the commit. */
export function ticketMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string }>,
  options: {
    name: string;
    description: string;
    scope: 'signedIn' | 'staff';
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
    success: string;
    result: string;
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.prismaField({
      type: Ticket,
      description: options.description,
      authScopes: { [options.scope]: true },
      errors: {
        types: options.problems,
        dataField: { name: 'ticket', description: 'The ticket as it is now.' },
        result: { description: options.success },
        union: { description: options.result },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'What to do.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.ticket.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

export const ticketId = {
  required: true,
  description: 'The ticket: its id, or the reference among people such as `T-1042`.',
} as const;
const attachmentIds = {
  description: 'Files of yours that `completeUpload` took, up to 10; they are seen by whoever sees this.',
} as const;

export const IntakeAnswerInput = builder.inputType('IntakeAnswerInput', {
  description: 'The answer to one question of the intake form (S87).',
  fields: (t) => ({
    key: t.string({ required: true, description: 'The key of the question.' }),
    value: t.string({
      required: true,
      description:
        'The answer as its kind says: a text of 1 to 5,000 characters, a number, a date such as `2026-07-14`, `YES` or `NO`, or the value of an option.',
    }),
  }),
});

const OpenTicketInput = builder.inputType('OpenTicketInput', {
  description: 'One request: one question about one subscribed service (S88, S89).',
  fields: (t) => ({
    requestType: t.field({ type: RequestTypeCode, required: true, description: 'What is asked for (S42).' }),
    severity: t.field({ type: Severity, required: true, description: 'How badly you are hit.' }),
    sku: t.string({
      required: true,
      description: 'Code of the service SKU that it is about; subscribed now (S88).',
    }),
    subject: t.string({ required: true, description: 'The question in one line, 1 to 200 characters.' }),
    question: t.string({
      required: true,
      description:
        'The question itself, 1 to 20,000 characters. One question only: open another ticket for another (S89).',
    }),
    intakeVersion: t.int({
      description:
        'Version of the intake form that was filled in; the current one unless told. An outdated one is refused (S87).',
    }),
    answers: t.field({
      type: [IntakeAnswerInput],
      description:
        'Answers to the questions of the intake form, at most 50. By the portal the required ones must be there (S87).',
    }),
    profileId: t.id({ description: 'The profile of the account that it is about.' }),
    profileIds: t.idList({
      description:
        'For a WELLNESS_REVIEW only, and then required: the profiles to review, one to five of the account (S111).',
    }),
    relatedToId: t.id({ description: 'The ticket that the question arose from (S89).' }),
    requesterId: t.id({
      description:
        'The contact who asks: required of staff and partners, who ask for somebody; a contact asks in the own name, and leaves it out.',
    }),
    channel: t.field({
      type: Channel,
      required: true,
      defaultValue: 'WEB',
      description: 'How the request came in. Only staff may say EMAIL or PHONE.',
    }),
    phoneCallId: t.id({
      description:
        'The call to the voicemail that it comes from: a draft of yours (B17). With the channel PHONE it is received when the recording ended (C4).',
    }),
    attachmentIds: t.idList(attachmentIds),
  }),
});

ticketMutation(openTicket, {
  name: 'openTicket',
  description:
    'Opens a ticket when the plan covers it, and starts its clocks at receipt (C4). The same code answers `checkCoverage` (B4).',
  scope: 'signedIn',
  input: OpenTicketInput,
  problems: OPEN_TICKET_PROBLEMS,
  success: 'The ticket was opened.',
  result: 'The ticket, or why there is none.',
});

const ReplyToTicketInput = builder.inputType('ReplyToTicketInput', {
  description: 'A message that both sides see.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    body: t.string({ required: true, description: 'The text, 1 to 20,000 characters.' }),
    resolve: t.boolean({
      description:
        'Staff only: resolve the ticket with this answer. The response counts first (C9); a review must let the work be done (S90).',
    }),
    review: t.field({
      type: ScopeReviewInput,
      description: 'Engineers only: the review of its scope, in the same act as the response (S90, Q19).',
    }),
    attachmentIds: t.idList(attachmentIds),
  }),
});

ticketMutation(replyToTicket, {
  name: 'replyToTicket',
  description:
    'Writes to the other side. From staff it is a response and meets the clocks that wait for one (C8). From the customer it resumes a ticket that waits for the customer, the work or the review (S90), and re-opens one that was resolved within 30 days, or what the programme says (`reopenedWithinDays`); on one that is over for longer, or closed, it opens a linked follow-up, which is then the ticket of the answer (C22).',
  scope: 'signedIn',
  input: ReplyToTicketInput,
  problems: REPLY_TO_TICKET_PROBLEMS,
  success: 'The reply was sent.',
  result: 'The ticket, or why nothing was sent.',
});

const WaitForCustomerInput = builder.inputType('WaitForCustomerInput', {
  description: 'What the vendor needs of the customer.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    body: t.string({
      required: true,
      description: 'What is asked, 1 to 20,000 characters; both sides see it.',
    }),
  }),
});

ticketMutation(waitForCustomer, {
  name: 'waitForCustomer',
  description:
    'Asks the customer for something and waits for the reply. What is asked is a response (C8, C9); then next response and resolution are paused (C12).',
  scope: 'staff',
  input: WaitForCustomerInput,
  problems: WAIT_FOR_CUSTOMER_PROBLEMS,
  success: 'The customer was asked, and the ticket waits.',
  result: 'The ticket, or why it does not wait.',
});

const WaitForThirdPartyInput = builder.inputType('WaitForThirdPartyInput', {
  description: 'For whom or what a ticket waits.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    reason: t.string({
      required: true,
      description:
        'Whom or what it waits for, 1 to 5,000 characters; the customer sees it on the ticket (`waitingFor`), in its timeline and in the notice.',
    }),
  }),
});

ticketMutation(waitForThirdParty, {
  name: 'waitForThirdParty',
  description:
    'Waits for somebody who is neither customer nor vendor: no response (C8), but next response and resolution are paused (C12).',
  scope: 'staff',
  input: WaitForThirdPartyInput,
  problems: WAIT_FOR_THIRD_PARTY_PROBLEMS,
  success: 'The ticket waits.',
  result: 'The ticket, or why it does not wait.',
});

const ResumeTicketInput = builder.inputType('ResumeTicketInput', {
  description: 'Which ticket to take up again.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
});

ticketMutation(resumeTicket, {
  name: 'resumeTicket',
  description:
    'Takes up a ticket that waited: the work where a review lets it be done, else its review (S90). Its clocks run again (C12).',
  scope: 'staff',
  input: ResumeTicketInput,
  problems: RESUME_TICKET_PROBLEMS,
  success: 'The ticket is taken up again.',
  result: 'The ticket, or why it was not resumed.',
});

const AddInternalNoteInput = builder.inputType('AddInternalNoteInput', {
  description: 'A note for staff.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    body: t.string({ required: true, description: 'The text, 1 to 20,000 characters.' }),
    attachmentIds: t.idList(attachmentIds),
  }),
});

ticketMutation(addInternalNote, {
  name: 'addInternalNote',
  description: 'Notes something that only staff see. It is no response and touches no clock (C8).',
  scope: 'staff',
  input: AddInternalNoteInput,
  problems: ADD_INTERNAL_NOTE_PROBLEMS,
  success: 'The note was kept.',
  result: 'The ticket, or why nothing was noted.',
});

const LogCallInput = builder.inputType('LogCallInput', {
  description: 'A call with the customer that took place.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    summary: t.string({
      required: true,
      description: 'What was said, for both sides; 1 to 20,000 characters.',
    }),
  }),
});

ticketMutation(logCall, {
  name: 'logCall',
  description: 'Records a call with the customer: a response like a written one, dated now (C4, C8).',
  scope: 'staff',
  input: LogCallInput,
  problems: LOG_CALL_PROBLEMS,
  success: 'The call was recorded.',
  result: 'The ticket, or why nothing was recorded.',
});

const TakeNextTicketInput = builder.inputType('TakeNextTicketInput', {
  description: 'From which queue to take.',
  fields: (t) => ({
    teamId: t.id({ description: 'Of this team, which you are in; of all your teams unless told.' }),
  }),
});

ticketMutation(takeNextTicket, {
  name: 'takeNextTicket',
  description:
    'Gives you the first ticket of the queue (R1) that nobody has: of your teams, or without a team where you have the skills that its routing rule asks for. Of many who take at once, everybody gets another one.',
  scope: 'staff',
  input: TakeNextTicketInput,
  problems: TAKE_NEXT_TICKET_PROBLEMS,
  success: 'The ticket is yours.',
  result: 'The ticket, or why you got none.',
});

const AssignTicketInput = builder.inputType('AssignTicketInput', {
  description: 'Who is to work on a ticket.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    assigneeId: t.id({
      description: 'The member of staff, of whatever team; as before when left out, nobody when null.',
    }),
    teamId: t.id({ description: 'The team; as before when left out, none when null (S9).' }),
  }),
});

ticketMutation(assignTicket, {
  name: 'assignTicket',
  description:
    'Gives a ticket to a member of staff, or to nobody, and to a team, or to none; what is left out stays as it was. No clock is touched (C19).',
  scope: 'staff',
  input: AssignTicketInput,
  problems: ASSIGN_TICKET_PROBLEMS,
  success: 'The ticket was assigned.',
  result: 'The ticket, or why it was not assigned.',
});

const SeverityRaise = builder.enumType('SeverityRaise', {
  description: 'Why a severity is raised (C16).',
  values: {
    WORSENED: {
      description: 'The situation got worse: the new target counts from now, and an earlier deadline stands.',
    },
    CORRECTION: {
      description: 'The vendor had misjudged it: the new target counts from the receipt. Staff only.',
    },
  } as const,
});

const RaiseSeverityInput = builder.inputType('RaiseSeverityInput', {
  description: 'How bad it is now, and why that differs.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    severity: t.field({
      type: Severity,
      required: true,
      description: 'The new severity, higher than before.',
    }),
    cause: t.field({ type: SeverityRaise, required: true, description: 'Why it is raised.' }),
  }),
});

ticketMutation(raiseSeverity, {
  name: 'raiseSeverity',
  description:
    'Raises the severity of an open ticket. A promise that still runs follows at once and never becomes later (C16); one that is over stays as it is (C18).',
  scope: 'signedIn',
  input: RaiseSeverityInput,
  problems: RAISE_SEVERITY_PROBLEMS,
  success: 'The severity was raised.',
  result: 'The ticket, or why its severity stays.',
});

const CloseTicketInput = builder.inputType('CloseTicketInput', {
  description: 'Which ticket to close.',
  fields: (t) => ({ ticketId: t.id(ticketId) }),
});

ticketMutation(closeTicket, {
  name: 'closeTicket',
  description:
    'Closes a ticket for good. A customer who closes before anybody answered withdraws it (C24). Staff close what is resolved, and what was rejected once no second opinion can follow (B5); what is open they resolve, by a reply (S39).',
  scope: 'signedIn',
  input: CloseTicketInput,
  problems: CLOSE_TICKET_PROBLEMS,
  success: 'The ticket was closed.',
  result: 'The ticket, or why it stays open.',
});
