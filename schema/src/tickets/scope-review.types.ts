import { builder } from '../builder.ts';
import { NextStep } from '../entitlements/coverage.types.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ScopeVerdict } from './ticket-state.types.ts';
import { Ticket } from './ticket.types.ts';

export const MeetingDecision = builder.enumType('MeetingDecision', {
  description: 'Whether a request takes a meeting: decided with every review (S91).',
  values: {
    NOT_NEEDED: { description: 'It can be resolved without one (S92).' },
    NEEDED: { description: 'It takes one; the purpose says what for.' },
  } as const,
});

export const MeetingPurpose = builder.enumType('MeetingPurpose', {
  description: 'What a meeting about a request is for (S91).',
  values: {
    CLARIFY: { description: 'To clarify what is asked.' },
    DISCUSS: { description: 'To discuss the subject.' },
  } as const,
});

export const ScopeReview = builder.prismaObject('ScopeReview', {
  description:
    'What an engineer judged of the scope of a request. Never changed afterwards: a later review is one more, and the latest is in force (S90).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `rev_`.' }),
    number: t.exposeInt('number', { description: '1, 2, 3 … for its ticket.' }),
    verdict: t.expose('verdict', { type: ScopeVerdict, description: 'In scope, out of scope, or waived.' }),
    clause: t.relation('clause', {
      nullable: true,
      description: 'The exclusion that it falls under; null exactly when it is in scope (S93).',
    }),
    description: t.exposeString('description', {
      nullable: true,
      description:
        'What the excluded work is, in the reviewer’s words, where the clause does not say it: 3.3 lists examples only (S98).',
    }),
    nextStep: t.field({
      type: NextStep,
      nullable: true,
      description:
        'What excluded work takes: always a technical services engagement (S107). Null when the work is done.',
      resolve: ({ verdict }) =>
        verdict === 'OUT_OF_SCOPE' ? ('TECHNICAL_SERVICES_ENGAGEMENT' as const) : null,
    }),
    waiverReason: t.string({
      nullable: true,
      description: 'Why the work is done although it is excluded. For staff; null to customers.',
      select: { waiverReason: true },
      resolve: ({ waiverReason }, _args, { actor }) => (actor.kind === 'staff' ? waiverReason : null),
    }),
    meetingDecision: t.expose('meetingDecision', {
      type: MeetingDecision,
      description: 'Whether it takes a meeting (S91).',
    }),
    meetingPurpose: t.expose('meetingPurpose', {
      type: MeetingPurpose,
      nullable: true,
      description: 'What the meeting is for; null when none is needed.',
    }),
    note: t.relation('message', {
      nullable: true,
      description: 'What the reviewer told the customer in the same act; null when nothing (Q19).',
    }),
    reviewer: t.relation('reviewer', { description: 'The engineer who judged.' }),
    reviewedAt: t.expose('reviewedAt', { type: 'DateTime', description: 'When.' }),
  }),
});

export const ScopeReviewInput = builder.inputType('ScopeReviewInput', {
  description: 'What you judge of the scope of a request (S90–S93).',
  fields: (t) => ({
    verdict: t.field({
      type: ScopeVerdict,
      required: true,
      description: 'In scope, out of scope, or waived.',
    }),
    clause: t.string({
      description:
        'Number of the exclusion in the accepted terms, such as `3.4`; it must apply to the ticket’s plan. Needed unless IN_SCOPE.',
    }),
    description: t.string({
      description:
        'What the excluded work is, 1 to 2,000 characters: for what clause 3.3 does not list (S98). Not with IN_SCOPE.',
    }),
    waiverReason: t.string({
      description:
        'Why it is done all the same, 1 to 2,000 characters, for staff to read. Needed with WAIVED only.',
    }),
    meetingDecision: t.field({
      type: MeetingDecision,
      required: true,
      description: 'Whether it takes a meeting (S91).',
    }),
    meetingPurpose: t.field({
      type: MeetingPurpose,
      description: 'What the meeting is for: needed with NEEDED only.',
    }),
  }),
});

builder.prismaObjectFields(Ticket, (t) => ({
  scopeReview: t.field({
    type: ScopeReview,
    nullable: true,
    description: 'The review in force: the latest. Null while nobody has reviewed it (S90).',
    select: (_args, _ctx, nested) => ({
      scopeReviews: { ...nested(), orderBy: { number: 'desc' }, take: 1 },
    }),
    // Loaded as far as ScopeReview asks, which the type of `nested()` does not say.
    resolve: ({ scopeReviews }) => (scopeReviews[0] as typeof ScopeReview.$inferType | undefined) ?? null,
  }),
  scopeReviews: t.connection({
    type: ScopeReview,
    description: 'Every review of its scope, the oldest first (S90).',
    resolve: ({ id }, args, ctx, info) => {
      const mine = { ticketId: id };
      return keysetPage(
        args,
        [['number', 'asc', 'integer']],
        mine,
        (page) => ctx.db.scopeReview.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.scopeReview.count({ where: mine }),
      );
    },
  }),
}));
