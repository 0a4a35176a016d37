import { eventType, field, payload } from '../event-type.ts';

const PURPOSES = ['CLARIFY', 'DISCUSS'] as const;
const MEETING = { meetingId: field.id('mtg', 'The meeting; read it on the ticket.') };
const OFFER = { engagementId: field.id('tse', 'The engagement.') };
const DECISION = { decidedById: field.id('con', 'Who of the customer decided.') };
const OPINION = {
  secondOpinionId: field.id('sop', 'The second opinion; read it on the rejection.'),
  rejectionId: field.id('rej', 'The rejection in question.'),
};

export const scopeReviewEvents = {
  'ticket.review_begun': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un ingénieur examine si la demande relève du programme (S90).',
      en: 'An engineer examines whether the request is within the programme (S90).',
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
      fr: 'Un ingénieur a déterminé si la demande relève du programme (S90).',
      en: 'An engineer has decided whether the request is within the programme (S90).',
    },
    payload: payload({
      reviewId: field.id('rev', 'The review; read it on the ticket.'),
      reviewerId: field.id('stf', 'The engineer.'),
      verdict: field.oneOf(['IN_SCOPE', 'OUT_OF_SCOPE', 'WAIVED'], 'What it says (S93).'),
      clauseId: field.maybeText('The exclusion that the request falls under; null when it is in scope.'),
      meetingDecision: field.oneOf(['NOT_NEEDED', 'NEEDED'], 'Whether it takes a meeting (S91).'),
      meetingPurpose: field.maybeOneOf(PURPOSES, 'What the meeting is for (S91).'),
      meetingId: field.maybeId('mtg', 'The meeting that it needs.'),
    }),
  }),
  'ticket.meeting_requested': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion est nécessaire (S91).', en: 'A meeting is needed (S91).' },
    payload: payload({
      ...MEETING,
      purpose: field.oneOf(PURPOSES, 'What it is for.'),
    }),
  }),
  'ticket.meeting_scheduled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion a une date.', en: 'A meeting has a date.' },
    payload: payload({
      ...MEETING,
      startsAt: field.instant('When it begins.'),
      durationMinutes: field.integer('How long it lasts, in minutes.'),
      organizerId: field.id('stf', 'Who set the date.'),
      before: field.maybeInstant('When it was to begin until now; null for its first date.'),
    }),
  }),
  'ticket.meeting_cancelled': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Une réunion n’a pas lieu.', en: 'A meeting does not take place.' },
    payload: payload({
      ...MEETING,
      cause: field.oneOf(
        ['CALLED_OFF', 'NOT_NEEDED', 'TICKET_ENDED'],
        'Called off by an engineer, not needed by a later review, or the ticket ended before it.',
      ),
    }),
  }),
  'ticket.offer_made': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'Un engagement de services techniques est proposé (S94).',
      en: 'A technical services engagement is offered (S94).',
    },
    payload: payload({ ...OFFER, rejectionId: field.id('rej', 'The rejection that it is offered with.') }),
  }),
  'ticket.offer_accepted': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’engagement proposé est accepté (S94).',
      en: 'The engagement that was offered is accepted (S94).',
    },
    payload: payload({ ...OFFER, ...DECISION }),
  }),
  'ticket.offer_declined': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’engagement proposé est décliné (S94).',
      en: 'The engagement that was offered is declined (S94).',
    },
    payload: payload({ ...OFFER, ...DECISION }),
  }),
  'ticket.offer_withdrawn': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: {
      fr: 'L’offre est retirée, car le rejet est annulé (B5).',
      en: 'The offer is withdrawn, because the rejection is overturned (B5).',
    },
    payload: payload(OFFER),
  }),
  'ticket.second_opinion_requested': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Un deuxième avis est demandé (B5).', en: 'A second opinion is asked for (B5).' },
    payload: payload({ ...OPINION, requestedById: field.id('con', 'Who asked for it.') }),
  }),
  'ticket.second_opinion_given': eventType({
    version: '2026-11-26',
    audience: 'CUSTOMER',
    text: { fr: 'Le deuxième avis est donné (B5).', en: 'The second opinion is given (B5).' },
    payload: payload({
      ...OPINION,
      reviewId: field.id('rev', 'The second engineer’s review.'),
      outcome: field.oneOf(['UPHELD', 'OVERTURNED'], 'What it makes of the rejection.'),
    }),
  }),
};
