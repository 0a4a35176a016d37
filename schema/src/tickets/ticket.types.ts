import { visibleRows, visibleToActor } from '../access.ts';
import { Contact, Profile, StaffMember } from '../accounts/account.types.ts';
import { builder } from '../builder.ts';
import { Event } from '../events/event.types.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { PartnerPerson } from '../partners/partner.types.ts';
import { Channel, PlanCode, RequestTypeCode, Severity, TicketKind } from '../plans/plan.types.ts';
import { keptAnswers, keptFields, type IntakeField as IntakeFieldShape } from '../plans/intake.rules.ts';
import { IntakeField } from '../plans/request-type.types.ts';
import { Clock } from '../sla/clock.types.ts';
import { ScopeVerdict, TicketCancellationReason, TicketMove, TicketState } from './ticket-state.types.ts';
import { possibleMoves } from './possible-moves.rules.ts';
import { reference } from './ticket.rules.ts';

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
  description:
    'Who wrote it: a person of the customer, of the vendor, or of a partner in the customer’s name.',
  types: [Contact, StaffMember, PartnerPerson],
  resolveType: (person) =>
    'accountId' in person ? Contact : 'partnerId' in person ? PartnerPerson : StaffMember,
});

export const Message = builder.prismaObject('Message', {
  description: 'Something said on a ticket.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `msg_`.' }),
    kind: t.expose('kind', { type: MessageKind, description: 'How it was said.' }),
    visibleToCustomer: t.exposeBoolean('visibleToCustomer', { description: 'False for internal notes.' }),
    author: t.field({
      type: MessageAuthor,
      nullable: true,
      description:
        'Who said it; null for what Tierline wrote itself, and for somebody of the vendor whom only another system knew.',
      select: { contact: true, staff: true, partnerPerson: true },
      resolve: ({ contact, staff, partnerPerson }) => contact ?? staff ?? partnerPerson,
    }),
    authorName: t.exposeString('authorName', {
      nullable: true,
      description:
        'What the author was called in the system that the message was imported from; null for what was said here (C34).',
    }),
    body: t.exposeString('body', {
      description:
        'The text as it was sent, without markup; a mark in the account’s language where it was taken out.',
    }),
    redactedAt: t.expose('redactedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the text was taken out, see `redactMessage`; null unless it was.',
    }),
    sentAt: t.expose('sentAt', { type: 'DateTime', description: 'When the server received it (C4).' }),
    attachments: t.relation('attachments', {
      query: { orderBy: { id: 'asc' } },
      description: 'Files that were sent along, at most 10.',
      extensions: { items: 2 }, // most messages have none
    }),
  }),
});

const TicketCancellation = builder
  .objectRef<{ reason: typeof TicketCancellationReason.$inferType; ticketId: string | null }>(
    'TicketCancellation',
  )
  .implement({
    description: 'Why a ticket was ended without an answer of its own.',
    fields: (t) => ({
      reason: t.expose('reason', { type: TicketCancellationReason, description: 'Why.' }),
      ticket: t.prismaField({
        type: 'Ticket',
        nullable: true,
        description: 'The ticket that it belongs to; null for spam.',
        resolve: (query, { ticketId }, _args, { db, actor }) =>
          ticketId === null
            ? null
            : db.ticket.findFirst({ ...query, where: { AND: [{ id: ticketId }, visibleRows(actor)] } }),
      }),
    }),
  });

const IntakeAnswerType = builder
  .objectRef<{ field: IntakeFieldShape; value: string }>('IntakeAnswer')
  .implement({
    description: 'What a question of the intake form was answered (S87).',
    fields: (t) => ({
      field: t.field({ type: IntakeField, description: 'The question.', resolve: ({ field }) => field }),
      value: t.exposeString('value', { description: 'The answer, as its kind says.' }),
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
    legalMoves: t.field({
      type: [TicketMove],
      description:
        'What you can do with it as it stands, by its state, its review (S90), its severity, your role, and what the customer granted a partner (S22): draw your buttons from it. Anything else is refused.',
      select: {
        accountId: true,
        state: true,
        scopeVerdict: true,
        secondOpinionState: true,
        cancellation: true,
        severity: true,
        requesterId: true,
        satisfaction: { select: { closesAt: true } },
        lowerings: { orderBy: [{ loweredAt: 'desc' }, { id: 'desc' }], take: 1 },
        rejection: { select: { engagement: { select: { state: true } } } },
        scopeReviews: { select: { reviewerId: true } },
      },
      resolve: ({ lowerings, rejection, scopeReviews, ...ticket }, _args, { actor, now }) => {
        if (actor.kind === 'anonymous') return [];
        const offer = rejection?.engagement?.state ?? null;
        const reviewerIds = scopeReviews.map(({ reviewerId }) => reviewerId);
        return possibleMoves({ ...ticket, lowering: lowerings[0], reviewerIds, offer }, actor, now);
      },
    }),
    kind: t.expose('kind', {
      type: TicketKind,
      description: 'Incident, service request or TAM request (S28, S30).',
    }),
    requestType: t.field({
      type: RequestTypeCode,
      description: 'What is asked for; decides the coverage (S42).',
      resolve: ({ requestTypeCode }) => requestTypeCode as typeof RequestTypeCode.$inferType,
    }),
    requestTypeLabel: t.string({
      description: 'The request type in words.',
      args: localeArg(),
      select: { requestType: { select: { labelFr: true, labelEn: true } } },
      resolve: ({ requestType: { labelFr: fr, labelEn: en } }, { locale }, ctx) =>
        localized({ fr, en }, locale, ctx),
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
    intakeAnswers: t.field({
      type: [IntakeAnswerType],
      description: 'What the questions of that form were answered, in their order (S87).',
      select: { intakeAnswers: true, requestTypeCode: true, intakeVersion: true },
      resolve: async ({ intakeAnswers, requestTypeCode, intakeVersion: version }, _args, { db }) => {
        const answers = keptAnswers({ intakeAnswers });
        if (answers.length === 0) return [];
        const form = await db.intakeForm.findUniqueOrThrow({
          where: { requestTypeCode_version: { requestTypeCode, version } },
        });
        return keptFields(form).flatMap((field) =>
          answers.filter(({ key }) => key === field.key).map(({ value }) => ({ field, value })),
        );
      },
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
    reviewedProfiles: t.field({
      type: [Profile],
      description:
        'The profiles that a health review covers, one to five, by name; none of any other request (S111).',
      select: { reviewedProfiles: { include: { profile: true }, orderBy: { profile: { name: 'asc' } } } },
      resolve: ({ reviewedProfiles }) => reviewedProfiles.map(({ profile }) => profile),
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
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'When something last happened to it that its customer sees: its timeline says what.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was resolved, rejected, withdrawn or closed; null while open.',
    }),
    reopenedAt: t.expose('reopenedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last re-opened after it had ended; null when it never was (C22).',
    }),
    reopenings: t.exposeInt('reopenings', { description: 'How often it was re-opened (C22).' }),
    scopeVerdict: t.expose('scopeVerdict', {
      type: ScopeVerdict,
      nullable: true,
      description: 'What the latest review of its scope says; null while nobody has reviewed it (S90).',
    }),
    waitingFor: t.string({
      nullable: true,
      description:
        'Whom or what it waits for, as `waitForThirdParty` told; null unless it is WAITING_ON_THIRD_PARTY.',
      resolve: async ({ id: subject, state }, _args, { db }) => {
        if (state !== 'WAITING_ON_THIRD_PARTY') return null;
        const since = await db.event.findFirst({
          where: { subject, type: 'ticket.waiting' },
          orderBy: { sequence: 'desc' },
        });
        return (since?.payload as { reason?: string } | undefined)?.reason ?? null;
      },
    }),
    cancellation: t.field({
      type: TicketCancellation,
      nullable: true,
      description: 'Why it was cancelled; null unless it was.',
      resolve: ({ cancellation, belongsToId }) =>
        cancellation && { reason: cancellation, ticketId: belongsToId },
    }),
    rejection: t.relation('rejection', {
      nullable: true,
      description:
        'Why it was rejected, what is offered instead, and a second opinion; null unless it was (S93, B5).',
    }),
    initialResponse: t.field({
      type: Clock,
      description:
        'The clock of the initial response: the one promise of the programme (S60). Where another ticket was merged into this one, the promise that waits for an answer, else the one that was kept or broken last (C20).',
      select: (_args, _ctx, nested) => ({
        clocks: {
          ...nested(),
          where: { metric: 'INITIAL_RESPONSE' },
          orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { dueAt: 'asc' }, { id: 'asc' }],
          take: 1,
        },
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
