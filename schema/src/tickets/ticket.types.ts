import { visibleRows, visibleToActor } from '../access.ts';
import { Contact, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Event } from '../events/event.types.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { Channel, PlanCode, RequestTypeCode, Severity, TicketKind } from '../plans/plan.types.ts';
import { Clause } from '../programme/terms.types.ts';
import { Clock } from '../sla/clock.types.ts';
import { type TICKET_MOVES, type TICKET_STATES, reference } from './ticket.rules.ts';

export const TicketState = builder.enumType('TicketState', {
  description: 'Where a ticket stands.',
  values: {
    RECEIVED: { description: 'Open: received, and perhaps already answered.' },
    IN_PROGRESS: { description: 'Open: worked on again, after it waited or was resolved.' },
    WAITING_ON_CUSTOMER: {
      description: 'Open: the vendor needs something of the customer; a reply resumes it (C12).',
    },
    WAITING_ON_THIRD_PARTY: { description: 'Open: the vendor needs something of somebody else (C12).' },
    RESOLVED: {
      description:
        'The vendor has answered it for good; for 30 days a reply of the customer re-opens it (C22).',
    },
    CLOSED: { description: 'Closed for good; a reply of the customer opens a follow-up (C22).' },
    REJECTED_OUT_OF_SCOPE: {
      description: 'Outside the programme: `rejection` names clause and reason (S93).',
    },
    WITHDRAWN: { description: 'Closed by the customer before anybody answered (C24).' },
  } satisfies Record<(typeof TICKET_STATES)[number], { description: string }>,
});

export const TicketMove = builder.enumType('TicketMove', {
  description: 'What can be done with a ticket.',
  values: {
    REPLY: { description: 'Write to the other side.' },
    WAIT_FOR_CUSTOMER: { description: 'Ask the customer for something, and wait for it.' },
    WAIT_FOR_THIRD_PARTY: { description: 'Wait for somebody who is neither customer nor vendor.' },
    RESUME: { description: 'Take up work after it waited.' },
    RESOLVE: { description: 'Answer for good.' },
    REJECT: { description: 'Reject as out of scope.' },
    RAISE_SEVERITY: { description: 'Raise the severity.' },
    CLOSE: { description: 'Close for good.' },
    NOTE: { description: 'Note something for staff.' },
    ASSIGN: { description: 'Give it to somebody of the staff.' },
  } satisfies Record<(typeof TICKET_MOVES)[number], { description: string }>,
});

const MessageKind = builder.enumType('MessageKind', {
  description: 'How something was said on a ticket.',
  values: {
    REPLY: { description: 'Written, for both sides to read.' },
    CALL: { description: 'A call that staff logged, with its summary for both sides (C8).' },
    INTERNAL_NOTE: { description: 'For staff only; never a response (C8).' },
    SYSTEM: { description: 'Written by Tierline itself; never a response (C8).' },
  } as const,
});

const MessageAuthor = builder.unionType('MessageAuthor', {
  description: 'Who wrote it: a person of the customer or of the vendor.',
  types: [Contact, StaffMember],
  resolveType: (person) => ('accountId' in person ? Contact : StaffMember),
});

const Message = builder.prismaObject('Message', {
  description: 'Something said on a ticket.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `msg_`.' }),
    kind: t.expose('kind', { type: MessageKind, description: 'How it was said.' }),
    visibleToCustomer: t.exposeBoolean('visibleToCustomer', { description: 'False for internal notes.' }),
    author: t.field({
      type: MessageAuthor,
      nullable: true,
      description: 'Who said it; null for what Tierline wrote itself.',
      select: { contact: true, staff: true },
      resolve: ({ contact, staff }) => contact ?? staff,
    }),
    body: t.exposeString('body', { description: 'The text as it was sent, without markup.' }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'When the server received it (C4).' }),
  }),
});

const Rejection = builder
  .objectRef<{ clauseId: string; fr: string; en: string; at: Date }>('Rejection')
  .implement({
    description: 'Why a request is outside the programme (S93, S94).',
    fields: (t) => ({
      clause: t.prismaField({
        type: Clause,
        description: 'The exclusion that it falls under.',
        resolve: (query, { clauseId }, _args, { db }) =>
          db.clause.findUniqueOrThrow({ ...query, where: { id: clauseId } }),
      }),
      reason: t.string({
        description: 'What the customer was told.',
        args: localeArg(),
        resolve: (text, { locale }, ctx) => localized(text, locale, ctx),
      }),
      rejectedAt: t.field({ type: 'DateTime', description: 'When.', resolve: ({ at }) => at }),
    }),
  });

export const Ticket = builder.prismaNode('Ticket', {
  description: 'One request for help, one question, from receipt to closure (S89).',
  id: { field: 'id', description: 'Starts with `tkt_`.' },
  nullable: true,
  findUnique: (id, { actor }) => ({ id, AND: [visibleRows(actor)] }),
  fields: (t) => ({
    reference: t.string({
      description: 'The handle among people, "T-1042". Never used again.',
      resolve: ({ number }) => reference(number),
    }),
    subject: t.exposeString('subject', { description: 'The question in one line.' }),
    state: t.expose('state', { type: TicketState, description: 'Where it stands.' }),
    kind: t.expose('kind', {
      type: TicketKind,
      description: 'Incident, service request or TAM request (S28, S30).',
    }),
    requestType: t.field({
      type: RequestTypeCode,
      description: 'What is asked for; decides the coverage (S42).',
      resolve: ({ requestTypeCode }) => requestTypeCode as typeof RequestTypeCode.$inferType,
    }),
    severity: t.expose('severity', { type: Severity, description: 'How badly the customer is hit.' }),
    channel: t.expose('channel', { type: Channel, description: 'How it came in (S12–S14).' }),
    plan: t.field({
      type: PlanCode,
      description:
        'The plan that the promise is made by: that at receipt, or a better one that began meanwhile (C26).',
      resolve: ({ planCode }) => planCode,
    }),
    sku: t.relation('sku', { description: 'The subscribed service that it is about (S88).' }),
    intakeVersion: t.exposeInt('intakeVersion', {
      description: 'Version of the intake process that it came by (S87).',
    }),
    account: t.relation('account', { description: 'The customer.' }),
    site: t.relation('site', {
      nullable: true,
      description: 'Where the requester works, when that is a site.',
    }),
    requester: t.relation('requester', { description: 'Who asks.' }),
    profile: t.relation('profile', {
      nullable: true,
      description: 'The profile that it is about, when named.',
    }),
    assignee: t.relation('assignee', {
      nullable: true,
      description: 'Who works on it; changes no clock (C19).',
    }),
    team: t.relation('team', {
      nullable: true,
      description: 'The team that it is with (S9); changes no clock (C19).',
    }),
    relatedTo: t.relation('relatedTo', {
      nullable: true,
      description: 'The ticket that this question arose from: each question is a ticket of its own (S89).',
    }),
    receivedAt: t.expose('receivedAt', {
      type: 'DateTime',
      description: 'When the server received it: from here the clock counts (C4).',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was resolved, rejected, withdrawn or closed; null while open.',
    }),
    rejection: t.field({
      type: Rejection,
      nullable: true,
      description: 'Why it was rejected; null unless it was.',
      resolve: ({ rejectedClauseId, rejectionReasonFr, rejectionReasonEn, endedAt }) =>
        rejectedClauseId && rejectionReasonFr && rejectionReasonEn && endedAt
          ? { clauseId: rejectedClauseId, fr: rejectionReasonFr, en: rejectionReasonEn, at: endedAt }
          : null,
    }),
    initialResponse: t.field({
      type: Clock,
      description: 'The clock of the initial response: the one promise of the programme (S60).',
      select: (_args, _ctx, nested) => ({
        clocks: { ...nested(), where: { metric: 'INITIAL_RESPONSE' }, take: 1 },
      }),
      // Loaded as far as SlaClock asks, which the type of `nested()` does not say.
      resolve: ({ clocks }) => clocks[0] as typeof Clock.$inferType,
    }),
    clocks: t.relation('clocks', {
      query: { orderBy: [{ startedAt: 'asc' }, { metric: 'asc' }, { id: 'asc' }] },
      description: 'Everything measured: initial response, each next response, resolution (C11).',
    }),
    messages: t.connection({
      type: Message,
      description: 'What was said, the oldest first. Customers never see internal notes.',
      resolve: ({ id }, args, ctx, info) => {
        const mine = { ticketId: id, ...visibleToActor(ctx.actor) };
        return keysetPage(
          args,
          [
            ['sentAt', 'asc', 'instant'],
            ['id', 'asc', 'text'],
          ],
          mine,
          (page) => ctx.db.message.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.message.count({ where: mine }),
        );
      },
    }),
    timeline: t.connection({
      type: Event,
      description: 'What happened, in order. Customers see what is meant for them.',
      resolve: ({ id }, args, ctx, info) => {
        const mine = { subject: id, ...visibleToActor(ctx.actor) };
        return keysetPage(
          args,
          [['sequence', 'asc', 'integer']],
          mine,
          (page) => ctx.db.event.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.event.count({ where: mine }),
        );
      },
    }),
  }),
});

builder.prismaObjectField(Ticket, 'followUps', (t) =>
  t.connection({
    type: Ticket,
    description:
      'Questions that arose from this one (S89), and what the customer wrote after it was over (C22).',
    resolve: ({ id }, args, ctx, info) => {
      const mine = { relatedToId: id };
      return keysetPage(
        args,
        [['id', 'asc', 'text']],
        mine,
        (page) => ctx.db.ticket.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.ticket.count({ where: mine }),
      );
    },
  }),
);
