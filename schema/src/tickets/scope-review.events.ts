import { eventType, field, payload } from '../event-type.ts';

export const scopeReviewEvents = {
  'ticket.review_begun': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Le périmètre de la demande est à l’examen (S90).',
      en: 'The scope of the request is in review (S90).',
    },
    payload: payload({
      before: field.text('The state until now, as `TicketState` lists.'),
      after: field.text('The state from now on, as `TicketState` lists.'),
    }),
  }),
  'ticket.scope_reviewed': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un ingénieur a examiné le périmètre (S90).',
      en: 'An engineer has reviewed the scope (S90).',
    },
    payload: payload({
      reviewId: field.id('rev', 'The review; read it on the ticket.'),
      reviewerId: field.id('stf', 'The engineer.'),
      verdict: field.oneOf(['IN_SCOPE', 'OUT_OF_SCOPE', 'WAIVED'], 'What it says (S93).'),
      clauseId: field.maybeText('The exclusion that the request falls under; null when it is in scope.'),
      meetingDecision: field.oneOf(['NOT_NEEDED', 'NEEDED'], 'Whether it takes a meeting (S91).'),
      meetingPurpose: field.maybeOneOf(['CLARIFY', 'DISCUSS'], 'What the meeting is for (S91).'),
    }),
  }),
};
