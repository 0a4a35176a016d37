import type { Prisma } from '@tierline/prisma/database';
import { visibleRows } from '../access.ts';
import { builder } from '../builder.ts';
import { localeArg, localized } from '../localized.ts';
import { itemQuery, keysetPage } from '../paging.ts';
import { RequestError } from '../problem.ts';
import { ProblemInterface } from '../problem.types.ts';
import { Ticket } from '../tickets/ticket.types.ts';
import { StatusEventEndedProblem, StatusStageProblem, type StatusStage } from './status.rules.ts';
import type { StatusCondition, Uptime } from './uptime.rules.ts';
import { uptimes } from './uptimes.ts';

export const StatusEventKind = builder.enumType('StatusEventKind', {
  description: 'What happens to the platform (S53).',
  values: {
    OUTAGE: { description: 'Something does not work at all.' },
    INCIDENT: { description: 'Something does not work as it should.' },
    MAINTENANCE: { description: 'The vendor works on it on purpose.' },
  } as const,
});

export const StatusStageType = builder.enumType('StatusStage', {
  description: 'Where an event of the status page stands (S53).',
  values: {
    INVESTIGATING: { description: 'An outage or incident whose cause is looked for.' },
    IDENTIFIED: { description: 'An outage or incident whose cause is known.' },
    MONITORING: { description: 'An outage or incident that seems over, and is watched.' },
    RESOLVED: { description: 'An outage or incident that is over.' },
    SCHEDULED: { description: 'Maintenance that is announced and has not begun.' },
    IN_PROGRESS: { description: 'Maintenance that goes on.' },
    VERIFYING: { description: 'Maintenance whose work is done and is looked over.' },
    COMPLETED: { description: 'Maintenance that is over.' },
    CANCELLED: { description: 'Maintenance that will not take place.' },
  } satisfies Record<StatusStage, { description: string }>,
});

const StatusConditionType = builder.enumType('StatusCondition', {
  description: 'How a part of the platform is, from the best to the worst.',
  values: {
    OPERATIONAL: { description: 'Nothing is known to be wrong.' },
    UNDER_MAINTENANCE: { description: 'Maintenance goes on.' },
    DEGRADED: { description: 'An incident goes on: it does not work as it should.' },
    DOWN: { description: 'An outage goes on: it does not work at all.' },
  } satisfies Record<StatusCondition, { description: string }>,
});

const StatusDay = builder.objectRef<Uptime['days'][number]>('StatusDay').implement({
  description: 'A day in the life of a part of the platform.',
  fields: (t) => ({
    date: t.expose('date', { type: 'LocalDate', description: 'The day in UTC.' }),
    condition: t.expose('condition', { type: StatusConditionType, description: 'The worst of that day.' }),
    downSeconds: t.exposeInt('downSeconds', {
      description: 'How long an outage lasted on that day, in seconds.',
    }),
  }),
});

const StatusUptime = builder.objectRef<Uptime>('StatusUptime').implement({
  description:
    'How much of a time a part of the platform was not down. Only outages count, overlapping ones once.',
  fields: (t) => ({
    since: t.expose('since', { type: 'DateTime', description: 'The start of the first day, in UTC.' }),
    until: t.expose('until', { type: 'DateTime', description: 'Now.' }),
    share: t.exposeFloat('share', { description: 'Time without an outage, from 0 to 1.' }),
    downSeconds: t.exposeInt('downSeconds', { description: 'How long outages lasted, in seconds.' }),
    days: t.expose('days', {
      type: [StatusDay],
      description: 'Each day, the oldest first; today is the last.',
    }),
  }),
});

builder.prismaObject('StatusComponentGroup', {
  description: 'Parts of the platform that belong together (S52).',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Names it; never changes with the language.' }),
    name: t.string({
      description: 'The group in words.',
      args: localeArg(),
      resolve: ({ nameFr, nameEn }, { locale }, ctx) => localized({ fr: nameFr, en: nameEn }, locale, ctx),
    }),
  }),
});

const StatusComponent = builder.prismaObject('StatusComponent', {
  description: 'A part of the platform that can fail by itself (S52).',
  fields: (t) => ({
    group: t.relation('group', {
      nullable: true,
      description: 'What it belongs to; null for a part that stands by itself.',
    }),
    condition: t.field({
      type: StatusConditionType,
      description: 'How it is now: the worst of what goes on.',
      select: { code: true },
      resolve: async ({ code }, _args, { db, now }) =>
        (await uptimes(db, [code], now, 1)).get(code)!.condition,
    }),
    uptime: t.field({
      type: StatusUptime,
      description: 'How it was in the last days (S52).',
      args: { days: t.arg.int({ description: 'How many, today included: 1 to 90, 90 unless told.' }) },
      select: { code: true },
      resolve: async ({ code }, { days }, { db, now }) => {
        const asked = days ?? 90;
        if (asked < 1 || asked > 90) {
          throw new RequestError('BAD_USER_INPUT', {
            fr: `La disponibilité porte sur 1 à 90 jours, et non « ${asked} ».`,
            en: `Uptime is of 1 to 90 days, not “${asked}”.`,
          });
        }
        return (await uptimes(db, [code], now, asked)).get(code)!.uptime;
      },
    }),
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

const StatusUpdate = builder.prismaObject('StatusUpdate', {
  description: 'Something that was said of an event, as it stood then. It never changes.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Starts with `stu_`.' }),
    stage: t.expose('stage', { type: StatusStageType, description: 'Where the event stood from then on.' }),
    body: t.string({
      description: 'What was said: plain text.',
      args: localeArg(),
      resolve: ({ bodyFr, bodyEn }, { locale }, ctx) => localized({ fr: bodyFr, en: bodyEn }, locale, ctx),
    }),
    postedAt: t.expose('postedAt', { type: 'DateTime', description: 'When.' }),
    scheduledStartAt: t.expose('scheduledStartAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When announced maintenance was then to begin; null otherwise.',
    }),
    scheduledEndAt: t.expose('scheduledEndAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When announced maintenance was then to end; null otherwise.',
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
    stage: t.expose('stage', { type: StatusStageType, description: 'Where it stands.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was reported or announced.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when the platform suffers; null for maintenance that has not begun or was cancelled.',
    }),
    scheduledStartAt: t.expose('scheduledStartAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When announced maintenance is to begin, which it does by itself; null for anything else.',
    }),
    scheduledEndAt: t.expose('scheduledEndAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When announced maintenance should be over; null for anything else.',
    }),
    updates: t.connection({
      type: StatusUpdate,
      description: 'What was said of it, the latest first.',
      resolve: ({ id: eventId }, args, ctx, info) =>
        keysetPage<Prisma.StatusUpdateGetPayload<object>>(
          args,
          [
            ['postedAt', 'desc', 'instant'],
            ['id', 'desc', 'text'],
          ],
          { eventId },
          (page) => ctx.db.statusUpdate.findMany({ ...itemQuery(ctx, info), ...page }),
          () => ctx.db.statusUpdate.count({ where: { eventId } }),
        ),
    }),
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

builder.objectType(StatusStageProblem, {
  name: 'StatusStageProblem',
  description: 'The event cannot go to that stage from the one in which it is.',
  interfaces: [ProblemInterface],
  fields: (t) => ({
    stage: t.expose('stage', { type: StatusStageType, description: 'Where it stands.' }),
    allowed: t.field({
      type: [StatusStageType],
      description: 'Where it can go, or stay; empty where this cannot be done at all any more.',
      resolve: ({ allowed }) => [...allowed],
    }),
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
      open: t.arg.boolean({
        description: 'Only what goes on or is to come, or only what is over; both unless told.',
      }),
      kinds: t.arg({ type: [StatusEventKind], description: 'Only these kinds; all unless told.' }),
      stages: t.arg({ type: [StatusStageType], description: 'Only what stands at these; all unless told.' }),
      component: t.arg.string({ description: 'Only what affects the part of that code; all unless told.' }),
    },
    resolve: (_root, { open, kinds, stages, component, ...args }, ctx, info) => {
      const asked = {
        ...(open != null && { endedAt: open ? null : { not: null } }),
        ...(kinds && { kind: { in: kinds } }),
        ...(stages && { stage: { in: stages } }),
        ...(component != null && { components: { some: { componentCode: component } } }),
      };
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
