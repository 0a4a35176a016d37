import type { Prisma } from '@tierline/prisma/database';
import type { SignedInActor } from '../access.ts';
import { builder } from '../builder.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { Severity } from '../plans/plan.types.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import { visibleCalls } from './call-at-hand.ts';
import { PhoneCallClosedProblem } from './phone.rules.ts';

const PhoneCallState = builder.enumType('PhoneCallState', {
  description: 'Where a call to the voicemail stands.',
  values: {
    IN_PROGRESS: { description: 'Going on.' },
    RECORDED: { description: 'A message was left, and becomes a ticket within three minutes.' },
    OPENED: { description: 'It belongs to a ticket.' },
    DRAFT: {
      description:
        'It became no ticket: the caller was directed to the portal, and opens it there (S40, B17).',
    },
    UNASSIGNED: {
      description:
        'A message was left by somebody who is not known, or without a severity: staff say whose it is.',
    },
    ABANDONED: { description: 'The caller hung up before leaving a message.' },
    DISCARDED: { description: 'Staff decided that nothing comes of it, or its caller was erased (B24).' },
  } as const,
});

export const PhoneCallDiscardReason = builder.enumType('PhoneCallDiscardReason', {
  description: 'Why nothing comes of a call.',
  values: {
    WRONG_NUMBER: { description: 'The caller wanted somebody else.' },
    SPAM: { description: 'Advertising, a robot, or an attempt to deceive.' },
    SILENCE: { description: 'There is nothing to hear on it, or nothing that can be understood.' },
    DUPLICATE: { description: 'The caller rang twice: another call or ticket has it.' },
  } as const,
});

export const PhoneCall = builder.prismaObject('PhoneCall', {
  description: 'A call to the voicemail (S14), with what became of it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `pho_`.' }),
    state: t.expose('state', { type: PhoneCallState, description: 'Where it stands.' }),
    fromNumber: t.exposeString('fromNumber', {
      nullable: true,
      description: 'The caller’s number, E.164; null where it was withheld.',
    }),
    contact: t.relation('contact', {
      nullable: true,
      description:
        'Whose call it is; null while nobody has said so, and the number is not one contact’s alone.',
    }),
    severity: t.expose('severity', {
      type: Severity,
      nullable: true,
      description: 'What the caller chose by key; null where none was pressed.',
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the call came in.' }),
    receivedAt: t.expose('receivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its recording ended, from which a ticket’s clocks count (C4); null without one.',
    }),
    recordingSeconds: t.exposeInt('recordingSeconds', {
      nullable: true,
      description: 'How long the recording is, in seconds; null without one.',
    }),
    recordingUrl: t.string({
      nullable: true,
      description:
        'Where the recording is, at the telephone company, for staff; null for others, without one, and once it is deleted there: when it is a file of its ticket, or the call was discarded.',
      select: { recordingUrl: true },
      resolve: ({ recordingUrl }, _args, { actor }) => (actor.kind === 'staff' ? recordingUrl : null),
    }),
    recording: t.relation('attachment', {
      nullable: true,
      description: 'The recording, a file of the question of its ticket; null until it is fetched.',
    }),
    transcript: t.exposeString('transcript', {
      nullable: true,
      description:
        'What a machine understood of it; null without one, and always for French, which it does not understand.',
    }),
    refusalCode: t.exposeString('refusalCode', {
      nullable: true,
      description:
        'Why it became no ticket by itself: the `code` of the problem that `openTicket` would answer; null otherwise.',
    }),
    discardReason: t.expose('discardReason', {
      type: PhoneCallDiscardReason,
      nullable: true,
      description: 'Why staff discarded it; null unless they did.',
    }),
    ticket: t.relation('ticket', {
      nullable: true,
      description: 'The ticket that it belongs to; null without one.',
    }),
  }),
});

builder.queryField('phoneCalls', (t) =>
  t.connection({
    type: PhoneCall,
    description:
      'Calls to the voicemail, the latest first: for staff all, for a contact the own ones. A draft of yours becomes a ticket by `openTicket` with its `phoneCallId` (B17).',
    authScopes: { signedIn: true },
    args: {
      states: t.arg({ type: [PhoneCallState], description: 'Only in these states; all unless told.' }),
    },
    resolve: (_root, { states, ...args }, ctx, info) => {
      const mine = { ...visibleCalls(ctx.actor as SignedInActor), ...(states && { state: { in: states } }) };
      return keysetPage<Prisma.PhoneCallGetPayload<object>>(
        args,
        [
          ['startedAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        mine,
        (page) => ctx.db.phoneCall.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.phoneCall.count({ where: mine }),
      );
    },
  }),
);

builder.prismaObjectField(Ticket, 'phoneCalls', (t) =>
  t.relation('phoneCalls', {
    type: PhoneCall,
    description: 'The calls that it came from, or that are about it; most have none.',
    query: { orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] },
    extensions: { items: 2 },
  }),
);

builder.objectType(PhoneCallClosedProblem, {
  name: 'PhoneCallClosedProblem',
  description:
    'The call belongs to a ticket already, was discarded, or is going on: this cannot be done with it.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    state: t.expose('state', { type: PhoneCallState, description: 'Where it stands.' }),
  }),
});
