import type { Prisma } from '@tierline/prisma/database';
import { ownNotices, visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import { noticeDetails } from './notice-details.ts';
import { noticeText, type NOTICE_KINDS, type NoticeData, type NoticeKind } from './notice.rules.ts';

export const NoticeKindType = builder.enumType('NoticeKind', {
  description: 'What a notice tells of.',
  values: {
    CLOCK_AT_RISK: { description: 'An initial response is due soon (C15).' },
    CLOCK_BREACHED: { description: 'An initial response did not come in time (C31).' },
    ASSIGNEE_SILENT: { description: 'The customer waits, and nobody of the vendor has written for a while.' },
    TICKET_ASSIGNED: { description: 'A ticket was assigned to you.' },
    TICKET_RECEIVED: {
      description:
        'Your request has arrived, or another question on one of your tickets became a ticket of its own: its reference, and when you get a first response (S12, S13, S14, S89).',
    },
    TICKET_REPLIED: {
      description:
        'The other side wrote on a ticket that you asked, work on or watch; that it is resolved thereby, or waits for you, is told with it (S9).',
    },
    TICKET_CHANGED: {
      description:
        'Something became of a ticket that you asked, work on, watch or have to decide about: a state, a deadline, a rejection, a severity (S94, C17, B5). What one act brings is one notice; your own acts are none.',
    },
    RATING_ASKED: { description: 'Your request is resolved: you are asked to rate it, once (S2).' },
    MEETING_SCHEDULED: { description: 'You take part in a new meeting (S27).' },
    MEETING_RESCHEDULED: { description: 'A meeting in which you take part was moved.' },
    MEETING_CANCELLED: { description: 'A meeting in which you take part does not take place.' },
    INCIDENT_UPDATE_DUE: {
      description: 'The customer of a severe incident is to hear how it stands, as the runbook has it (S75).',
    },
    MEETING_SLOTS_PROPOSED: {
      description: 'Your Technical Account Manager proposes times for a meeting that you asked for (S81).',
    },
    CONTRACT_RENEWAL_DUE: { description: 'The service term of your contract comes to its end (S115).' },
    CONTRACT_RENEWAL_FAILED: { description: 'Your contract could not renew by itself (S115).' },
    FORUM_REPLIED: {
      description: 'Somebody replied to a topic of the forum that you follow; `causeId` is the post (S38).',
    },
    API_KEY_EXPIRING: { description: 'An API key of your account, or yours, expires within a week.' },
    OBLIGATION_DUE: { description: 'What the plan promises is due soon (B7).' },
    OBLIGATION_OVERDUE: { description: 'What the plan promises was not done in time (B7).' },
    OBLIGATION_WAIVED: { description: 'The vendor waived what the plan promises (B7).' },
    HEALTH_REVIEW_COMPLETED: {
      description: 'The health review of your account is completed; `causeId` is the review (S82).',
    },
    OBJECTIVE_PROPOSED: {
      description:
        'An objective of your success plan is proposed, or proposed anew; `causeId` is the objective, a colon and its version (S8, S78).',
    },
  } satisfies Record<(typeof NOTICE_KINDS)[number], { description: string }>,
});

const Notice = builder.prismaNode('Notice', {
  description: 'Something that you are told: an entry of your inbox. Nobody is told twice of the same (C32).',
  id: { field: 'id', description: 'Starts with `ntc_`.' },
  nullable: true,
  findUnique: (id, { actor, now }) => ({ id, AND: [ownNotices(actor), { deliverAt: { lte: now } }] }),
  fields: (t) => ({
    kind: t.field({
      type: NoticeKindType,
      description: 'What it tells of.',
      resolve: ({ kind }) => kind as NoticeKind,
    }),
    title: t.string({
      description: 'It in one line.',
      args: localeArg(),
      resolve: async (notice, { locale }, ctx) => localized((await wordsOf(notice, ctx)).title, locale, ctx),
    }),
    body: t.string({
      description: 'What there is to know, in a sentence or two.',
      args: localeArg(),
      resolve: async (notice, { locale }, ctx) => localized((await wordsOf(notice, ctx)).body, locale, ctx),
    }),
    ticket: t.relation('ticket', {
      nullable: true,
      description: 'The ticket that it tells of; null for what is about none.',
    }),
    goesOnIn: t.field({
      type: Ticket,
      nullable: true,
      description:
        'The ticket in which the one that it tells of goes on, because it was merged or is a duplicate, or in which another question of it does (C20, S89); else null.',
      resolve: ({ data }, _args, { db, actor }) => {
        const { goesOnIn } = data as { goesOnIn?: { id: string } | null };
        return goesOnIn
          ? db.ticket.findFirst({ where: { AND: [{ id: goesOnIn.id }, visibleRows(actor)] } })
          : null;
      },
    }),
    account: t.relation('account', {
      nullable: true,
      description: 'The account that it tells of; null for what is about none.',
    }),
    causeId: t.exposeString('causeId', { description: 'The event or clock that brought it about.' }),
    deliverAt: t.expose('deliverAt', {
      type: 'DateTime',
      description:
        'Since when the inbox shows it, and mail may tell it: for customers when it came about; for staff what came about outside the hours of their region waits for its opening (C32).',
    }),
    deliveredAt: t.expose('deliveredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was sent to you besides; null until then.',
    }),
    readAt: t.expose('readAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you marked it as read; null until then.',
    }),
  }),
});

// `notify` writes what NoticeData says of the kind.
async function wordsOf(notice: { kind: string; causeId: string; data: unknown }, { db }: Context) {
  const { kind, data } = notice;
  return noticeText(kind as NoticeKind, data as NoticeData[NoticeKind], await noticeDetails(db, notice));
}

export const Inbox = builder.objectRef<{ readCount: number }>('Inbox').implement({
  description: 'What became of an inbox.',
  fields: (t) => ({
    readCount: t.exposeInt('readCount', { description: 'How many were unread and are read now.' }),
    unreadCount: t.int({
      description: 'How many are still unread.',
      resolve: (_inbox, _args, { actor, db, now }) =>
        db.notice.count({ where: { ...ownNotices(actor), deliverAt: { lte: now }, readAt: null } }),
    }),
  }),
});

builder.queryField('notices', (t) =>
  t.connection({
    type: Notice,
    description: 'Your inbox: what you were told, the latest first. Yours alone.',
    authScopes: { signedIn: true },
    args: {
      unread: t.arg.boolean({ description: 'Only what is unread (true) or read (false); all unless told.' }),
    },
    resolve: (_root, { unread, ...args }, ctx, info) => {
      const shown = {
        ...ownNotices(ctx.actor),
        deliverAt: { lte: ctx.now },
        ...(unread != null && { readAt: unread ? null : { not: null } }),
      };
      return keysetPage<Prisma.NoticeGetPayload<object>>(
        args,
        [
          ['deliverAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        shown,
        (page) => ctx.db.notice.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.notice.count({ where: shown }),
      );
    },
  }),
);
