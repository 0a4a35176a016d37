import type { Prisma } from '@tierline/prisma/database';
import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import { StatusEventEndedProblem } from './status.rules.ts';

export const StatusEventKind = builder.enumType('StatusEventKind', {
  description: 'What happens to the platform (S53).',
  values: {
    OUTAGE: { description: 'Something does not work at all.' },
    INCIDENT: { description: 'Something does not work as it should.' },
    MAINTENANCE: { description: 'The vendor works on it on purpose.' },
  } as const,
});

const StatusComponent = builder.prismaObject('StatusComponent', {
  description: 'A part of the platform that can fail by itself (S52).',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names it; never changes with the language.' }),
    name: t.string({
      description: 'The part in words.',
      args: localeArg(),
      resolve: ({ nameFr, nameEn }, { locale }, ctx) => localized({ fr: nameFr, en: nameEn }, locale, ctx),
    }),
    skus: t.stringList({
      description: 'Codes of the services that suffer when it fails.',
      select: { skus: { select: { skuCode: true }, orderBy: { skuCode: 'asc' } } },
      resolve: ({ skus }) => skus.map(({ skuCode }) => skuCode),
    }),
  }),
});

export const StatusEvent = builder.prismaNode('StatusEvent', {
  description: 'An outage, an incident or maintenance of the platform (S53). It stops no clock (C30).',
  id: { field: 'id', description: 'Starts with `ste_`.' },
  nullable: true,
  findUnique: (id) => ({ id }),
  fields: (t) => ({
    kind: t.expose('kind', { type: StatusEventKind, description: 'What it is.' }),
    title: t.string({
      description: 'What happens, in one line.',
      args: localeArg(),
      resolve: ({ titleFr, titleEn }, { locale }, ctx) =>
        localized({ fr: titleFr, en: titleEn }, locale, ctx),
    }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was reported.' }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was over; null while it goes on.',
    }),
    componentCodes: t.stringList({
      description: 'Codes of the parts of the platform that it affects.',
      select: { components: { select: { componentCode: true }, orderBy: { componentCode: 'asc' } } },
      resolve: ({ components }) => components.map(({ componentCode }) => componentCode),
    }),
    components: t.field({
      type: [StatusComponent],
      description: 'The parts of the platform that it affects.',
      select: {
        components: { include: { component: true }, orderBy: { componentCode: 'asc' } },
      },
      resolve: ({ components }) => components.map(({ component }) => component),
    }),
    tickets: t.connection({
      type: Ticket,
      description:
        'Tickets about it that you may see: your own, or all for staff; none without a token (B18).',
      resolve: ({ id }, args, ctx, info) => {
        const mine = { AND: [{ knownEvents: { some: { eventId: id } } }, visibleRows(ctx.actor)] };
        return keysetPage(
          args,
          [['id', 'asc', 'text']],
          mine,
          (page) => ctx.db.ticket.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.ticket.count({ where: mine }),
        );
      },
    }),
  }),
});

builder.prismaObjectField(Ticket, 'knownEvents', (t) =>
  t.field({
    type: [StatusEvent],
    description: 'Events of the status page that the vendor knows to be behind it, the earliest first (B18).',
    select: {
      knownEvents: { include: { event: true }, orderBy: [{ linkedAt: 'asc' }, { eventId: 'asc' }] },
    },
    resolve: ({ knownEvents }) => knownEvents.map(({ event }) => event),
  }),
);

builder.objectType(StatusEventEndedProblem, {
  name: 'StatusEventEndedProblem',
  description: 'The event is over already.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    endedAt: t.expose('endedAt', { type: 'DateTime', description: 'When it ended.' }),
  }),
});

builder.queryField('statusComponents', (t) =>
  t.prismaField({
    type: [StatusComponent],
    description: 'The parts of the platform that events tell of. Open to everybody (S7, S52).',
    resolve: (query, _root, _args, { db }) =>
      db.statusComponent.findMany({ ...query, orderBy: { position: 'asc' } }),
  }),
);

builder.queryField('statusEvent', (t) =>
  t.prismaField({
    type: StatusEvent,
    nullable: true,
    description: 'What happens or happened to the platform, by id; null when absent. Open to everybody.',
    args: { id: t.arg.id({ required: true, description: 'Starts with `ste_`.' }) },
    resolve: (query, _root, { id }, { db }) => db.statusEvent.findUnique({ ...query, where: { id } }),
  }),
);

builder.queryField('statusEvents', (t) =>
  t.connection({
    type: StatusEvent,
    description: 'What happens and happened to the platform, the latest first. Open to everybody (S7, S52).',
    args: {
      open: t.arg.boolean({ description: 'Only what goes on, or only what is over; both unless told.' }),
    },
    resolve: (_root, { open, ...args }, ctx, info) => {
      const asked = open == null ? {} : { endedAt: open ? null : { not: null } };
      return keysetPage<Prisma.StatusEventGetPayload<object>>(
        args,
        [
          ['openedAt', 'desc', 'instant'],
          ['id', 'desc', 'text'],
        ],
        asked,
        (page) => ctx.db.statusEvent.findMany({ ...itemQuery(ctx, info), ...page }),
        () => ctx.db.statusEvent.count({ where: asked }),
      );
    },
  }),
);
