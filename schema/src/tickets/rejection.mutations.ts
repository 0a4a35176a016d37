import type { InputRef } from '@pothos/core';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { Problem } from '../problem.ts';
import { reread } from '../reread.ts';
import {
  ACCEPT_TECHNICAL_SERVICES_OFFER_PROBLEMS,
  acceptTechnicalServicesOffer,
} from './accept-technical-services-offer.ts';
import {
  DECLINE_TECHNICAL_SERVICES_OFFER_PROBLEMS,
  declineTechnicalServicesOffer,
} from './decline-technical-services-offer.ts';
import { GIVE_SECOND_OPINION_PROBLEMS, giveSecondOpinion } from './give-second-opinion.ts';
import { REJECT_TICKET_PROBLEMS, rejectTicket } from './reject-ticket.ts';
import { SecondOpinionOutcome, TechnicalServicesEngagement } from './rejection.types.ts';
import { REQUEST_SECOND_OPINION_PROBLEMS, requestSecondOpinion } from './request-second-opinion.ts';
import { MeetingDecision, MeetingPurpose } from './scope-review.types.ts';
import { ticketId, ticketMutation } from './ticket.mutations.ts';

const RejectTicketInput = builder.inputType('RejectTicketInput', {
  description: 'Why a request is out of scope.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    clause: t.string({
      required: true,
      description:
        'Number of the exclusion in the accepted terms, such as `3.4`; it must apply to the ticket’s plan.',
    }),
    reasonFr: t.string({
      required: true,
      description: 'What the customer reads in French, 10 to 5,000 characters.',
    }),
    reasonEn: t.string({
      required: true,
      description: 'What the customer reads in English, 10 to 5,000 characters.',
    }),
    description: t.string({
      description:
        'What the excluded work is, 1 to 2,000 characters: for what clause 3.3 does not list (S98).',
    }),
  }),
});

ticketMutation(rejectTicket, {
  name: 'rejectTicket',
  description:
    'Rejects a request as out of scope, with the clause and a reason that the customer reads; that makes it a response (C10, S93). It is a review in your name (S90), and leaves an offer of the technical services engagement that the work takes (S94, S107). For engineers and TAMs.',
  scope: 'staff',
  input: RejectTicketInput,
  problems: REJECT_TICKET_PROBLEMS,
  success: 'The ticket was rejected.',
  result: 'The ticket, or why it was not rejected.',
});

const RequestSecondOpinionInput = builder.inputType('RequestSecondOpinionInput', {
  description: 'Why a rejection should be looked at again.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    reason: t.string({
      required: true,
      description: 'Why you see it otherwise, 1 to 5,000 characters; both sides read it.',
    }),
  }),
});

ticketMutation(requestSecondOpinion, {
  name: 'requestSecondOpinion',
  description:
    'Asks that another engineer looks at a rejection: once for each request, and not after its offer was accepted. The offer waits meanwhile. For the customer (B5).',
  scope: 'signedIn',
  input: RequestSecondOpinionInput,
  problems: REQUEST_SECOND_OPINION_PROBLEMS,
  success: 'Another engineer will look at it.',
  result: 'The ticket, or why nothing was asked for.',
});

const GiveSecondOpinionInput = builder.inputType('GiveSecondOpinionInput', {
  description: 'What you, as another engineer, make of a rejection.',
  fields: (t) => ({
    ticketId: t.id(ticketId),
    outcome: t.field({ type: SecondOpinionOutcome, required: true, description: 'Whether it stands.' }),
    reasonFr: t.string({
      required: true,
      description: 'What the customer reads in French, 10 to 5,000 characters.',
    }),
    reasonEn: t.string({
      required: true,
      description: 'What the customer reads in English, 10 to 5,000 characters.',
    }),
    meetingDecision: t.field({
      type: MeetingDecision,
      required: true,
      description: 'Whether it takes a meeting: the opinion is a review (S91).',
    }),
    meetingPurpose: t.field({
      type: MeetingPurpose,
      description: 'What the meeting is for: needed with NEEDED only.',
    }),
  }),
});

ticketMutation(giveSecondOpinion, {
  name: 'giveSecondOpinion',
  description:
    'Upholds or overturns a rejection that the customer asked to be looked at again. Overturned, the ticket is in progress, its offer is withdrawn, and its initial response stays what it was (B5, C22). For engineers and TAMs who have not judged the request before.',
  scope: 'staff',
  input: GiveSecondOpinionInput,
  problems: GIVE_SECOND_OPINION_PROBLEMS,
  success: 'The opinion was given.',
  result: 'The ticket, or why no opinion was given.',
});

/** A mutation over a verb that settles an offer. */
function offerMutation<Input>(
  verb: (ctx: Context, input: NoInfer<Input>) => Promise<{ id: string }>,
  options: {
    name: string;
    description: string;
    input: InputRef<Input>;
    problems: (new (...args: never[]) => Problem)[];
    success: string;
    result: string;
  },
): void {
  builder.mutationField(options.name, (t) =>
    t.prismaField({
      type: TechnicalServicesEngagement,
      description: options.description,
      authScopes: { signedIn: true },
      errors: {
        types: options.problems,
        dataField: { name: 'engagement', description: 'The engagement as it is now.' },
        result: { description: options.success },
        union: { description: options.result },
      },
      args: { input: t.arg({ type: options.input, required: true, description: 'Which offer.' }) },
      resolve: async (query, _root, args, ctx) => {
        // Pothos cannot name the arguments of a type that is still open here.
        const { input } = args as unknown as { input: Input };
        const { id } = await verb(ctx, input);
        return ctx.db.technicalServicesEngagement.findUniqueOrThrow({ ...reread(query), where: { id } });
      },
    }),
  );
}

const engagementId = { required: true, description: 'The engagement that was offered.' } as const;

const AcceptTechnicalServicesOfferInput = builder.inputType('AcceptTechnicalServicesOfferInput', {
  description: 'Which offer to accept.',
  fields: (t) => ({ engagementId: t.id(engagementId) }),
});

offerMutation(acceptTechnicalServicesOffer, {
  name: 'acceptTechnicalServicesOffer',
  description:
    'Takes the technical services engagement that was offered with a rejection; with that a second opinion is renounced. For account administrators (S94, S107).',
  input: AcceptTechnicalServicesOfferInput,
  problems: ACCEPT_TECHNICAL_SERVICES_OFFER_PROBLEMS,
  success: 'The engagement is accepted.',
  result: 'The engagement, or why it was not accepted.',
});

const DeclineTechnicalServicesOfferInput = builder.inputType('DeclineTechnicalServicesOfferInput', {
  description: 'Which offer to decline.',
  fields: (t) => ({
    engagementId: t.id(engagementId),
    reason: t.string({ description: 'Why, 1 to 2,000 characters; the vendor reads it.' }),
  }),
});

offerMutation(declineTechnicalServicesOffer, {
  name: 'declineTechnicalServicesOffer',
  description:
    'Does without the technical services engagement that was offered with a rejection; a second opinion can still be asked for. For account administrators (S94, B5).',
  input: DeclineTechnicalServicesOfferInput,
  problems: DECLINE_TECHNICAL_SERVICES_OFFER_PROBLEMS,
  success: 'The engagement is declined.',
  result: 'The engagement, or why it was not declined.',
});
